import type { ServerResponse } from 'node:http'
import type { Fault } from '#networks/test-sender-contract.ts'
import type { Keys } from '#networks/x/emulator/test-emulator-auth.ts'
import type { Consents } from '#networks/x/emulator/test-emulator-consent.ts'
import type { PrivateState } from '#networks/x/emulator/test-emulator-private.ts'
import type { NamesState } from '#networks/x/emulator/test-emulator-names.ts'
import {
  idAt,
  type EmulatedPost,
  type EmulatedUser,
  type Naming,
} from '#networks/x/emulator/test-emulator-posts.ts'

/** A file on its way to the emulated X. */
export type EmulatedFile = {
  mediaType: string
  bytesTotal: number
  pieces: Map<number, Buffer>
  alt: string
  /** The file of captions beside a film, with its language as X names it. */
  subtitles?: { language: string; fileId: string }
  /** Questions about its state that are still answered with `in_progress`. */
  pendingLeft: number
  state: 'open' | 'pending' | 'succeeded' | 'failed'
}

/** Everything the emulated X knows. */
export type State = {
  keys: Keys
  consents: Consents
  me: EmulatedUser
  users: EmulatedUser[]
  /** How asking for names goes, where not well. */
  names: NamesState
  posts: EmulatedPost[]
  private: PrivateState
  files: Map<string, EmulatedFile>
  rules: { id: string; value: string; tag?: string }[]
  /** What happens to the next calls that change something; `none` lets one through. */
  faults: (Fault | 'none')[]
  isEnterprise: boolean
  /** Look-ups are as X's guides say, and not as its document does. */
  byGuides: boolean
  /** A post is shown in lists only after this many questions: X may show it late. */
  shownAfter: number
  filmsPending: number
  /** Statuses the next streams are answered with, before one is opened. */
  streamAnswers: { status: number; headers?: Record<string, string>; json?: unknown }[]
  streams: Set<ServerResponse>
  streamUrls: URL[]
  postMs: number
  sequence: number
}

/** What the emulated X is asked. */
export type Asked = { method: string; url: URL; body: Buffer; contentType: string; match: readonly string[] }

/** What it answers. */
export type Reply = { status: number; json: unknown; headers?: Record<string, string> }

/** An answer that is all right. */
export function fine(json: unknown, status = 200): Reply {
  return { status, json }
}

/** A refusal in the form of the document (RFC 9457). `kind`: the last word of its type. */
export function problem(status: number, kind: string, detail: string, more: object = {}): Reply {
  const type = `https://api.x.com/2/problems/${kind}`
  return { status, json: { type, title: kind, detail, status, ...more } }
}

/** A post that is not there: X says it with 200. */
export function notFound(id: string): { errors: object[] } {
  const { json } = problem(200, 'resource-not-found', `Could not find tweet with id: [${id}].`, {
    ...{ resource_type: 'tweet', resource_id: id, value: id, parameter: 'id' },
  })
  return { errors: [json as object] }
}

/** A user who is not there: X says it with 200. */
export function nobodyCalled(name: string): { errors: object[] } {
  const { json } = problem(200, 'resource-not-found', `Could not find user with username: [${name}].`, {
    ...{ resource_type: 'user', resource_id: name, value: name, parameter: 'username' },
  })
  return { errors: [json as object] }
}

/** The names this X knows posts by. */
export function namingOf({ byGuides }: State): Naming {
  return byGuides ? 'tweet' : 'post'
}

/** Puts a post on the emulated X, a second after the one before. */
export function addPost(state: State, post: Omit<EmulatedPost, 'id' | 'atMs'>): EmulatedPost {
  state.postMs += 1000
  state.sequence += 1
  const added = { ...post, id: idAt(state.postMs, state.sequence), atMs: state.postMs }
  state.posts.push(added)
  return added
}
