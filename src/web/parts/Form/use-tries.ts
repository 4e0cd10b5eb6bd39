import { useState } from 'react'
import type { FieldError } from '#web/parts/ErrorSummary/ErrorSummary.tsx'

/** What is wrong in a form now, by the name of its field; undefined where nothing is. */
export type Wrong = Readonly<Record<string, string | undefined>>

/** How often somebody tried to send a form, and what they are told since. */
export type Tries<W extends Wrong = Wrong> = {
  attempt: number
  /** What must be put right, in the order of the fields; nothing before the first try. */
  errors: readonly FieldError[]
  /** The words at one field; undefined before the first try. */
  errorOf(name: keyof W & string): string | undefined
  /** Counts a try; says whether what was filled in can be sent. */
  next(): boolean
  /** The form is empty again, and nobody has tried yet. */
  reset(): void
}

/** Everything wrong, in the order of the fields. */
export function errorsIn(wrong: Wrong): FieldError[] {
  return Object.entries(wrong).flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]))
}

/** Nobody is told of mistakes in a form they have not sent yet: this counts, and holds the words back until then. */
export function useTries<W extends Wrong>(wrong: W): Tries<W> {
  const [attempt, setAttempt] = useState(0)
  const all = errorsIn(wrong)
  const isTried = attempt > 0
  return {
    attempt,
    errors: isTried ? all : [],
    errorOf: (name) => (isTried ? wrong[name] : undefined),
    next: () => {
      setAttempt(attempt + 1)
      return all.length === 0
    },
    reset: () => setAttempt(0),
  }
}
