import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Somebody } from '#networks/activitypub/barred.ts'
import type { FederationStore } from '#networks/activitypub/federation-store.ts'
import type { Credentials } from '#networks/sender.ts'

/**
 * One voice of ours: an account in one language. There is an actor for each, because other servers show one `content` whatever
 * languages a note has, and people choose a language by whom they follow.
 */
export type OurActor = {
  /** The part before the `@`: 1 to 30 of a-z, 0-9 and `_`, beginning with a letter. It never changes: it is in every address. */
  name: string
  account: string
  /** BCP 47. */
  language: string
  displayName: string
  summary: string
  /** The page about this account, for people. */
  url: string
  icon?: { url: string; mediaType: string }
  /** Shown beside the profile; a web address becomes a link with `rel="me"`, by which other sites confirm that it is us. At most 8. */
  fields: readonly { name: string; value: string }[]
  /** Where the keys of the account are kept, those of all its languages. */
  credentials: Credentials
}

/** What a person wants an account of theirs to be on the fediverse. */
export type ActorWish = {
  account: string
  /** Of the actor in the first language; at most `actorBaseLengthMax` characters, the others bear their language too. */
  name: string
  languages: readonly string[]
  /** What stands on the profile in a language. */
  wordsIn(language: string): { displayName: string; summary: string }
}

/** Room for a language behind the name: 30 characters in all. */
export const actorBaseLengthMax = 21

/** What came of a wish. `taken`: another account has that name; `other-name`: this account has one already, for ever. */
export type ActorsMade =
  | { kind: 'there'; actors: readonly OurActor[] }
  | { kind: 'taken'; name: string }
  | { kind: 'other-name'; name: string }

/** What the app gives this network. */
export type FederationDesk = {
  /** `https://social.ville.example`: where we are reached, for ever: it is in every address. */
  origin: string
  /** All of them; asked often, so from memory. */
  actors(): Promise<readonly OurActor[]>
  /** Makes the actors of an account, with their keys, or brings their profiles up to date. The same wish again changes nothing. */
  ensureActors(wish: ActorWish): Promise<ActorsMade>
  store: FederationStore
  /** Whether somebody, or their server, may not speak to our actors just now; asked often, so from memory. Missing: everybody may. */
  isBarred?: (who: Somebody) => boolean
  /** Where a file of a message is served, by what was approved. */
  mediaUrl(file: { sha256: string; mediaType: string }): string
  clock: Clock
  log: Log
  /** Aborted when the program ends. */
  signal: AbortSignal
  /** Of this program, for other servers. */
  version: string
  /** Only for tests and for servers within an organization: private addresses and plain http are called too. */
  allowPrivateNetworks?: boolean
}

/** Limits of everything that others can make us do or keep. */
export const federationLimits = {
  /** Longest activity taken, and longest document fetched, bytes. */
  activityBytesMax: 256 * 1024,
  documentBytesMax: 512 * 1024,
  /** Longest address of anything elsewhere, characters. */
  urlLengthMax: 580,
  /** Followers of one actor. */
  followersMax: 100_000,
  /** Voters of one poll. */
  votersMax: 100_000,
  /** Deliveries looked at and checked at one time; beyond it callers are asked to come again. */
  inboxAtOnceMax: 64,
  /** The same, of one server. */
  inboxPerServerMax: 12,
  /** How far the clock of a signature may be from ours: as Fedify and others have it. */
  clockMs: 60 * 60 * 1000,
} as const

/** The actor of ours with that name. */
export async function actorNamed(desk: FederationDesk, name: string): Promise<OurActor | undefined> {
  return (await desk.actors()).find((actor) => actor.name === name)
}

/** Who speaks for an account in a language: the same tag, else the same language. */
export async function actorFor(
  desk: FederationDesk,
  account: string,
  language: string,
): Promise<OurActor | undefined> {
  const own = (await desk.actors()).filter((actor) => actor.account === account)
  const wanted = language.toLowerCase()
  return (
    own.find((actor) => actor.language.toLowerCase() === wanted) ??
    own.find((actor) => primaryOf(actor.language) === primaryOf(wanted))
  )
}

/** The language of a tag without its region: `fr` of `fr-CA`. */
export function primaryOf(language: string): string {
  return language.toLowerCase().split('-')[0] ?? ''
}
