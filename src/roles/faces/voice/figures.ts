import { dayMs, secondMs } from '#kernel/time.ts'
import {
  answeredWithinDays,
  voiceMin,
  type Heard,
  type MonthOfThanks,
  type MonthOfWaits,
  type ThanksCount,
  type Waits,
} from '#roles/faces/voice/contract.ts'
import type { CountedAnswer, WaitFrom } from '#roles/faces/voice/reading.ts'
import { waitsOfAll, waitsOfAnswered, type Waited, type WaitFigures } from '#roles/faces/voice/waiting.ts'

/** The month of a moment in the desk's zone: `2026-10`. */
type MonthOf = (atMs: number) => string

/** How long questions waited: of all of them, since each asks for an answer. */
export function questionFigures(
  waits: readonly WaitFrom[],
  monthOf: MonthOf,
): Pick<Heard['questions'], 'total' | 'months'> {
  const told = (some: readonly Waited[]): Waits => {
    const figures = waitsOfAll(some)
    return withTimes(figures, figures.of)
  }
  return { total: told(waits), months: byMonth(waits, ({ fromMs }) => monthOf(fromMs), told) }
}

/** How long answers to us waited where an answer of ours would have been heard: of those that got one, since not all ask for one. */
export function networkFigures(answers: readonly CountedAnswer[], monthOf: MonthOf): Heard['networks'] {
  const known = answers.flatMap(({ atMs, wait }) => (wait === undefined ? [] : [{ ...wait, fromMs: atMs }]))
  const told = (some: readonly Waited[]): Waits => {
    const figures = waitsOfAnswered(some, (answeredWithinDays * dayMs) / secondMs)
    return withTimes(figures, figures.answered)
  }
  return {
    total: told(known),
    months: byMonth(known, ({ fromMs }) => monthOf(fromMs), told),
    unknown: byNetwork(answers.filter(({ wait }) => wait === undefined)),
  }
}

/** How many answers to us thanked. */
export function thanksFigures(answers: readonly CountedAnswer[], monthOf: MonthOf): Heard['thanks'] {
  return {
    total: thanksOf(answers),
    months: byMonth(answers, ({ atMs }) => monthOf(atMs), thanksOf) satisfies MonthOfThanks[],
    networks: byNetwork(answers),
  }
}

/** Times only from so many on that one more or less hardly moves them. */
function withTimes({ of, answered, ...times }: WaitFigures, behind: number): Waits {
  return { of, answered, ...(behind < voiceMin ? {} : times) }
}

function thanksOf(answers: readonly CountedAnswer[]): ThanksCount {
  const count = (kind: CountedAnswer['thanks']): number =>
    answers.filter(({ thanks }) => thanks === kind).length
  return { of: answers.length, thanked: count('yes'), unsure: count('unsure'), unread: count('unread') }
}

function byMonth<T, F extends object>(
  all: readonly T[],
  monthOf: (one: T) => string,
  figures: (some: readonly T[]) => F,
): (F & Pick<MonthOfWaits, 'month'>)[] {
  return [...grouped(all, monthOf)]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([month, some]) => ({ ...figures(some), month }))
}

function byNetwork(answers: readonly CountedAnswer[]): Heard['thanks']['networks'] {
  return [...grouped(answers, ({ network }) => network)]
    .map(([network, some]) => ({ network, answers: some.length }))
    .toSorted((a, b) => b.answers - a.answers || a.network.localeCompare(b.network))
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const one of all) {
    const key = keyOf(one)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return groups
}
