import type { Words } from '#kernel/words.ts'
import { dayMs } from '#kernel/time.ts'
import { exceptionLimits } from '#listening/contract.ts'
import type { RecordActor } from '#records/contract.ts'

/** What a decision about an exception looks at. */
export type AskedFor = {
  state: 'open' | 'allowed' | 'declined' | 'withdrawn'
  askedById: string
  askedAtMs: number
  /** Last moment of the search that was asked for, epoch ms. */
  endsAtMs: number
}

/** Why somebody cannot decide, as words that never change. */
export type CannotDecide = 'own' | 'program' | 'decided' | 'over' | 'past'

/** Until when somebody can decide; after that it must be asked for again. */
export function openUntilMs(askedAtMs: number): number {
  return askedAtMs + exceptionLimits.openForDays * dayMs
}

/** Whether this one may allow or decline it: a person, never the one who asked, while it is open. */
export function mayDecide(asked: AskedFor, by: RecordActor, nowMs: number): CannotDecide | undefined {
  if (asked.state !== 'open') return 'decided'
  if (nowMs >= openUntilMs(asked.askedAtMs)) return 'over'
  if (by.kind !== 'person') return 'program'
  if (by.id === asked.askedById) return 'own'
  return asked.endsAtMs <= nowMs ? 'past' : undefined
}

/** The last moment of an exception allowed now: what was asked for, 30 days at most. */
export function allowedUntilMs(endsAtMs: number, nowMs: number): number {
  return Math.min(endsAtMs, nowMs + exceptionLimits.daysMax * dayMs)
}

/** The same in words. */
export const cannotDecideWords: Readonly<Record<CannotDecide, Words>> = {
  own: {
    en: 'You asked for this yourself. A second person who may allow exceptions decides.',
    fr: 'Vous avez fait cette demande. Une deuxième personne habilitée à autoriser les exceptions décide.',
  },
  program: {
    en: 'A program cannot decide this. A named person signs in and decides.',
    fr: 'Un programme ne peut pas en décider. Une personne nommée se connecte et décide.',
  },
  decided: {
    en: 'This was decided or taken back already. The list shows what came of it.',
    fr: 'La décision est déjà prise ou la demande retirée. La liste montre ce qu’il en est.',
  },
  over: {
    en: 'Nobody decided in 14 days, so this request is over. It can be made again.',
    fr: 'Personne n’a décidé en 14 jours : la demande est close. Elle peut être refaite.',
  },
  past: {
    en: 'The last day asked for has passed. Ask again with a later one.',
    fr: 'Le dernier jour demandé est passé. Refaites la demande avec une date ultérieure.',
  },
}
