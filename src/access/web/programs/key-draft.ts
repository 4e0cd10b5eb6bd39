import type { NewKey } from '#access/people/contract.ts'
import { verbsForPeopleOnly } from '#access/programs/contract.ts'
import { deskVerbs, type PlaceDraft } from '#access/web/people/team-draft.ts'
import { accountVerbs, mayDo, type Grant, type Verb } from '#kernel/permission.ts'
import { dayMs } from '#kernel/time.ts'

/** A key as it is being asked for. */
export type KeyDraft = { name: string; desk: readonly Verb[]; places: readonly PlaceDraft[]; days: number }

/** How long a key can be made for, days; the second is what is meant when nobody chooses. */
export const keyDays = [30, 90, 180, 365] as const

/** A key that reads the desk for three months. */
export const emptyKey: KeyDraft = { name: '', desk: ['read'], places: [], days: 90 }

/** What whoever makes a key can give it: what they may do themselves, but never what only a person does. */
export function verbsToGive(grants: readonly Grant[]): { desk: Verb[]; account: Verb[] } {
  const can = (verb: Verb): boolean => !verbsForPeopleOnly.includes(verb) && mayDo(grants, verb)
  return { desk: deskVerbs.filter(can), account: accountVerbs.filter(can) }
}

/** What the key will be allowed. */
export function grantsOf(draft: KeyDraft): Grant[] {
  const desk = draft.desk.map((verb): Grant => ({ verb, account: '*', language: '*', lane: '*' }))
  const there = draft.places.flatMap(({ account, language, lane, verbs }) =>
    verbs.map((verb): Grant => ({ verb, account, language, lane })),
  )
  return [...desk, ...there]
}

/** When it will end. */
export function endOf(days: number, nowMs: number): number {
  return nowMs + days * dayMs
}

/** What is asked of the server. */
export function newKeyOf(draft: KeyDraft, nowMs: number): NewKey {
  return {
    name: draft.name.trim(),
    grants: grantsOf(draft),
    endsAt: new Date(endOf(draft.days, nowMs)).toISOString(),
  }
}
