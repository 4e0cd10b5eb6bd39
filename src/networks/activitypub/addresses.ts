import { createHash } from 'node:crypto'

/** Every address of ours begins with this path. */
const root = '/ap'

/** The address of an actor: its id. */
export function actorId(origin: string, name: string): string {
  return `${origin}${root}/actors/${name}`
}

/** The address of a note: its id, made from the key of the part that said it. */
export function noteId(origin: string, { actor, key }: NoteName): string {
  return `${origin}${root}/notes/${actor}/${key}`
}

/** Where deliveries for everybody here are taken. */
export function sharedInbox(origin: string): string {
  return `${origin}${root}/inbox`
}

/** What names a note of ours. */
export type NoteName = { actor: string; key: string }

/** The name of a note by its address; undefined where it is none of ours. */
export function noteNameOf(origin: string, id: string): NoteName | undefined {
  const found = /^\/ap\/notes\/([a-z][a-z0-9_]{0,29})\/([a-z0-9-]{1,64})$/.exec(afterOrigin(origin, id))
  return found === null ? undefined : { actor: found[1] ?? '', key: found[2] ?? '' }
}

/** The name of an actor by its address; undefined where it is none of ours. */
export function actorNameOf(origin: string, id: string): string | undefined {
  return /^\/ap\/actors\/([a-z][a-z0-9_]{0,29})$/.exec(afterOrigin(origin, id))?.[1]
}

function afterOrigin(origin: string, id: string): string {
  return id.startsWith(`${origin}/`) ? id.slice(origin.length) : ''
}

/** Everybody, as the vocabulary writes it. */
export const everybody = 'https://www.w3.org/ns/activitystreams#Public'

/** Short names for it that some servers write. */
export const everybodyNames: readonly string[] = [everybody, 'as:Public', 'Public']

/** An address of any length as part of a key: 43 characters of base64url. */
export function nameOf(address: string): string {
  return createHash('sha256').update(address).digest('base64url')
}

/** Keys under which things are kept. */
export const keys = {
  note: ({ actor, key }: NoteName): string => `note/${actor}/${key}`,
  notes: (actor: string): string => `note/${actor}/`,
  followers: (actor: string): string => `follower/${actor}/`,
  follower: (actor: string, id: string): string => `follower/${actor}/${nameOf(id)}`,
  remoteActors: 'actor/',
  remoteActor: (id: string): string => `actor/${nameOf(id)}`,
  seen: (activity: string): string => `seen/${nameOf(activity)}`,
  heard: (note: string): string => `heard/${nameOf(note)}`,
  events: 'event/',
  activity: (id: string): string => `activity/${nameOf(id)}`,
  /** How a poll ended: then who voted is forgotten. */
  tally: ({ actor, key }: NoteName): string => `tally/${actor}/${key}`,
  /** When a poll was counted last, epoch ms: older counts that still wait are not told any more. */
  counted: ({ actor, key }: NoteName): string => `counted/${actor}/${key}`,
  voters: ({ actor, key }: NoteName): string => `voter/${actor}/${key}/`,
  votes: ({ actor, key }: NoteName): string => `vote/${actor}/${key}/`,
  votesFor: ({ actor, key }: NoteName, option: number): string => `vote/${actor}/${key}/${option}/`,
  /** Who liked or shared a note, by a name for that note alone. */
  reactions: ({ actor, key }: NoteName, kind: string): string => `${kind.toLowerCase()}/${actor}/${key}/`,
  /** Polls somebody voted on, until they end. */
  openPolls: 'open-poll/',
  openPoll: ({ actor, key }: NoteName): string => `open-poll/${actor}/${key}`,
  blockedBy: (actor: string, id: string): string => `blocked-by/${actor}/${nameOf(id)}`,
} as const
