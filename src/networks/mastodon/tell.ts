import type { Post } from '#kernel/post.ts'
import type { Heard, RefusedWhy } from '#networks/contract.ts'
import { cursorText } from '#networks/mastodon/cursor.ts'
import { decodeStatus, localIdOf } from '#networks/mastodon/decode.ts'
import { laterId } from '#networks/mastodon/local-ids.ts'
import { remember, type Memory } from '#networks/mastodon/memory.ts'
import type { Frame } from '#networks/mastodon/stream-frame.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/** What a reader remembers between connections. */
export type Progress = {
  /** The last entry told, or the newest there was when listening began. */
  lastId?: string
  /** The newest entry there was when listening began for the first time: nothing before it is told. */
  startId?: string
  /** Entries told, by their id on the server: posts, and for mentions the notifications. */
  told: Memory
  /** Posts by their id on the server, to know what is deleted or answered. */
  posts: Memory
  /** When the line was last known to be good, epoch ms. */
  goodMs?: number
  clockMs: number
}

/** Progress of a reader that goes on after `lastId`. */
export function newProgress(lastId?: string): Progress {
  const told: Memory = new Map()
  if (lastId === undefined) return { told, posts: new Map(), clockMs: 0 }
  remember(told, lastId, '')
  return { told, posts: new Map(), clockMs: 0, lastId }
}

/** How entries become what is told. */
export type Telling = {
  source: string
  timelineKey: string
  isMentions: boolean
  progress: Progress
  heardMs: number
  isPast: boolean
}

const clockEveryMs = 1000

/** An entry of a timeline: its id there, and the status in it. */
export type Entry = { id: string | undefined; status: unknown; isEdit?: boolean }

/** Reads an entry of a timeline over REST. Other notifications than mentions are not for us. */
export function entryOf(value: unknown, isMentions: boolean): Entry | undefined {
  const fields = fieldsOf(value)
  const id = localIdOf(fields?.['id'])
  if (!isMentions) return { id, status: value }
  return textOf(fields, 'type') === 'mention' ? { id, status: fields?.['status'] } : undefined
}

/** Reads what a frame brings to this timeline: an entry, a deletion, a refusal, or nothing. */
export function broughtBy(
  frame: Frame,
  isMentions: boolean,
): Entry | Extract<Frame, { kind: 'deleted' | 'refused' }> | undefined {
  if (frame.kind === 'deleted' || frame.kind === 'refused') return frame
  if (frame.kind === 'notification') return isMentions ? entryOf(frame.notification, true) : undefined
  if (frame.kind === 'other' || isMentions) return undefined
  const entry = entryOf(frame.status, false)
  return entry === undefined ? undefined : { ...entry, isEdit: frame.kind === 'edited' }
}

type Brought = NonNullable<ReturnType<typeof broughtBy>>

/** Turns what came into what is told, in order, and moves `progress` on. What was told before is not told again, but for edits. */
export function tellBrought(brought: readonly Brought[], telling: Telling): Heard[] {
  const told: Heard[] = []
  const refusals = new Map<RefusedWhy, { count: number; sample: string }>()
  let [posts, ids]: [Post[], string[]] = [[], []]
  const flush = (): void => {
    const cursor = cursorOf(telling)
    if (posts.length > 0) told.push({ kind: 'posts', posts, ...cursor })
    if (ids.length > 0) told.push({ kind: 'deleted', ids, ...cursor })
    ;[posts, ids] = [[], []]
  }
  for (const one of brought) {
    const read = 'kind' in one ? readOther(one, telling) : readEntry(one, telling)
    if (read === undefined) continue
    if (read.kind === 'refused') countRefusal(refusals, read)
    else if (read.kind === 'deleted') {
      if (posts.length > 0) flush()
      ids.push(read.id)
    } else {
      if (ids.length > 0) flush()
      posts.push(read.post)
    }
  }
  flush()
  for (const [why, { count, sample }] of refusals) told.push({ kind: 'refused', why, count, sample })
  return told
}

type Read =
  | { kind: 'post'; post: Post }
  | { kind: 'deleted'; id: string }
  | { kind: 'refused'; why: RefusedWhy; sample: string }
  | undefined

/** A deletion of a post we never told, or have forgotten, is nobody's. */
function readOther(one: Extract<Frame, { kind: 'deleted' | 'refused' }>, { progress }: Telling): Read {
  if (one.kind === 'refused') return one
  const uri = progress.posts.get(one.localId)
  progress.posts.delete(one.localId)
  return uri === undefined ? undefined : { kind: 'deleted', id: `mastodon:${uri}` }
}

function readEntry({ id, status, isEdit = false }: Entry, telling: Telling): Read {
  const { source, heardMs, isPast, progress } = telling
  if (id !== undefined && !isEdit && progress.told.has(id)) return undefined
  const decoded = decodeStatus(status, {
    source,
    heardMs,
    isPast,
    uriOf: (local) => progress.posts.get(local),
  })
  // An edit is of an old post: it does not say how far we have read. One that cannot be read is read all the same.
  if (id !== undefined && !isEdit) {
    remember(progress.told, id, '')
    progress.lastId = laterId(progress.lastId, id)
  }
  if (decoded.kind === 'refused') return decoded
  if (decoded.kind === 'other') return undefined
  remember(progress.posts, decoded.localId, decoded.post.id.slice('mastodon:'.length))
  return { kind: 'post', post: decoded.post }
}

function countRefusal(
  refusals: Map<RefusedWhy, { count: number; sample: string }>,
  { why, sample }: { why: RefusedWhy; sample: string },
): void {
  const before = refusals.get(why)
  if (before === undefined) refusals.set(why, { count: 1, sample })
  else before.count += 1
}

function cursorOf({ progress, timelineKey }: Telling): { cursor?: string } {
  return progress.lastId === undefined ? {} : { cursor: cursorText(timelineKey, progress.lastId) }
}

/** Tells that the line was good until now, at most once a second. */
export function tellClock(progress: Progress, atMs: number): Heard[] {
  progress.goodMs = Math.max(progress.goodMs ?? 0, atMs)
  if (atMs - progress.clockMs < clockEveryMs) return []
  progress.clockMs = atMs
  return [{ kind: 'clock', atMs }]
}
