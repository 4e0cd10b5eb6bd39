import { primaryOf, type ActorWish } from '#networks/activitypub/desk.ts'

/** An actor as it is kept; `base` is the name the account was given, from which those of its languages are made. */
export type KeptActor = {
  name: string
  account: string
  language: string
  base: string
  displayName: string
  summary: string
}

/** What is to be written, or why nothing is. */
export type ActorsPlanned =
  | { kind: 'write'; actors: KeptActor[] }
  | { kind: 'taken'; name: string }
  | { kind: 'other-name'; name: string }

/**
 * The actors an account is to have, one for each of its languages: the first has the name that was asked for, each further one the
 * same with its language (`ville`, `ville_fr`). Names that are there never change, and belong to their account for ever.
 */
export function planActors(wish: ActorWish, kept: readonly KeptActor[]): ActorsPlanned {
  const own = kept.filter(({ account }) => account === wish.account)
  const base = own[0]?.base ?? wish.name
  if (base !== wish.name) return { kind: 'other-name', name: base }
  const languages = [...new Set(wish.languages.map(primaryOf))]
  const actors: KeptActor[] = []
  for (const language of languages) {
    const before = own.find((actor) => actor.language === language)
    const isFirst = own.length === 0 && actors.length === 0
    const name = before?.name ?? (isFirst ? base : `${base}_${language}`)
    const isTaken = kept.some((other) => other.name === name && other !== before)
    if (isTaken || actors.some((other) => other.name === name)) return { kind: 'taken', name }
    actors.push({ name, account: wish.account, language, base, ...wish.wordsIn(language) })
  }
  return { kind: 'write', actors }
}
