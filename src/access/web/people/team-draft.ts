import type { Team, TeamForm } from '#access/people/contract.ts'
import { grantLines, type Place } from '#access/web/people/grant-lines.ts'
import { accountVerbs, verbs, type Grant, type Verb } from '#kernel/permission.ts'

/** One line of the grid: a place, and what may be done there. `key` tells lines apart on screen. */
export type PlaceDraft = Place & { key: number; verbs: readonly Verb[] }

/** A team as it is being changed. */
export type TeamDraft = {
  name: { en: string; fr: string }
  people: readonly string[]
  desk: readonly Verb[]
  places: readonly PlaceDraft[]
}

/** Verbs that hold for the whole desk, in their usual order. */
export const deskVerbs: readonly Verb[] = verbs.filter((verb) => !accountVerbs.includes(verb))

const everywhere = { account: '*', language: '*', lane: '*' } as const

/** A team that is to be: it may read the desk, and so far nothing else. */
export const emptyTeam: TeamDraft = { name: { en: '', fr: '' }, people: [], desk: ['read'], places: [] }

/** A team there is, as a draft. */
export function draftOf(team: Team): TeamDraft {
  const lines = grantLines(team.grants)
  return {
    name: { ...team.name },
    people: [...team.people],
    desk: lines.flatMap((line) => (line.place === undefined ? line.verbs : [])),
    places: lines.flatMap(({ place, verbs: may }, at) =>
      place === undefined ? [] : [{ ...place, key: at, verbs: may }],
    ),
  }
}

/** The draft with one more line, at first for every account, language and lane. */
export function withPlace(draft: TeamDraft): TeamDraft {
  const key = Math.max(0, ...draft.places.map((place) => place.key)) + 1
  return { ...draft, places: [...draft.places, { ...everywhere, key, verbs: [] }] }
}

/** What is asked of the server; lines in which nothing is ticked say nothing. */
export function formOf(draft: TeamDraft): TeamForm {
  const desk = draft.desk.map((verb): Grant => ({ verb, ...everywhere }))
  const there = draft.places.flatMap(({ account, language, lane, verbs: may }) =>
    may.map((verb): Grant => ({ verb, account, language, lane })),
  )
  return {
    name: { en: draft.name.en.trim(), fr: draft.name.fr.trim() },
    grants: [...desk, ...there],
    people: [...draft.people],
  }
}

/** A list with one thing in it or not. */
export function ticked<T>(list: readonly T[], one: T, isIn: boolean): T[] {
  return isIn ? [...list.filter((other) => other !== one), one] : list.filter((other) => other !== one)
}
