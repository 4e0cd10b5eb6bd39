import { cursorText } from '#networks/bluesky/cursor.ts'
import { decodeFrame, type Decoded, type DecodeNeeds } from '#networks/bluesky/decode.ts'
import type { FrameEvent } from '#networks/frame-socket.ts'
import type { Heard, RefusedWhy } from '#networks/contract.ts'
import type { Post } from '#kernel/post.ts'

/** What a reader remembers between frames and across reconnects. */
export type Progress = {
  /** The furthest stream time heard; never goes back, so that replays of old frames do not move the cursor. */
  timeUs?: number
  /** The first stream time heard on this connection; cleared by the reader when it connects. */
  firstUs?: number | undefined
  /** The last stream time told as `clock`. */
  clockMs: number
  handles: Map<string, string>
}

/** Handles remembered at most, oldest forgotten first: about 1.5 MB. */
export const handlesMax = 10_000

const clockEveryMs = 1000
const sampleLengthMax = 200

/** Progress of a reader that has heard nothing yet, or up to `timeUs` in an earlier life. */
export function newProgress(timeUs?: number): Progress {
  return { clockMs: 0, handles: new Map(), ...(timeUs !== undefined && { timeUs }) }
}

/** Turns frames into what is told, in order, and moves `progress` on. Refusals of the same kind are told as one. */
export function tellFrames(events: readonly FrameEvent[], source: string, progress: Progress): Heard[] {
  const told: Heard[] = []
  const refusals = new Map<RefusedWhy, { count: number; sample: string }>()
  let posts: Post[] = []
  let ids: string[] = []
  const flush = (): void => {
    if (posts.length > 0) told.push({ kind: 'posts', posts, ...cursorOf(progress) })
    if (ids.length > 0) told.push({ kind: 'deleted', ids, ...cursorOf(progress) })
    posts = []
    ids = []
  }
  const needs = { source, heardMs: 0, handleOf: (did: string) => progress.handles.get(did) }
  for (const event of events) {
    const decoded = decodeEvent(event, needs)
    if (decoded === undefined) continue
    if (decoded.kind === 'post' && ids.length > 0) flush()
    if (decoded.kind === 'deleted' && posts.length > 0) flush()
    if (decoded.kind === 'author-gone') flush()
    if (decoded.kind === 'post') posts.push(decoded.post)
    if (decoded.kind === 'deleted') ids.push(decoded.id)
    if (decoded.kind === 'refused') countRefusal(refusals, decoded)
    moveOn(progress, decoded)
    if (decoded.kind === 'author-gone')
      told.push({ kind: 'author-gone', authorId: decoded.did, ...cursorOf(progress) })
  }
  flush()
  for (const [why, { count, sample }] of refusals) told.push({ kind: 'refused', why, count, sample })
  return [...told, ...clockOf(progress)]
}

function decodeEvent(event: FrameEvent, needs: DecodeNeeds): Decoded | undefined {
  if (event.kind === 'too-long')
    return { kind: 'refused', why: 'too-long', sample: event.sample.slice(0, sampleLengthMax) }
  if (event.kind !== 'frame') return undefined
  needs.heardMs = event.heardMs
  return decodeFrame(event.data, needs)
}

function countRefusal(
  refusals: Map<RefusedWhy, { count: number; sample: string }>,
  { why, sample }: { why: RefusedWhy; sample: string },
): void {
  const before = refusals.get(why)
  if (before === undefined) refusals.set(why, { count: 1, sample })
  else before.count += 1
}

function moveOn(progress: Progress, decoded: Decoded): void {
  if (decoded.kind === 'author-gone') progress.handles.delete(decoded.did)
  if (decoded.kind === 'handle') rememberHandle(progress.handles, decoded.did, decoded.handle)
  if (decoded.kind === 'refused' || decoded.timeUs === undefined) return
  progress.firstUs ??= decoded.timeUs
  progress.timeUs = Math.max(progress.timeUs ?? 0, decoded.timeUs)
}

function rememberHandle(handles: Map<string, string>, did: string, handle: string): void {
  handles.delete(did)
  handles.set(did, handle)
  const [oldest] = handles.keys()
  if (handles.size > handlesMax && oldest !== undefined) handles.delete(oldest)
}

function cursorOf({ timeUs }: Progress): { cursor?: string } {
  return timeUs === undefined ? {} : { cursor: cursorText(timeUs) }
}

function clockOf(progress: Progress): Heard[] {
  const atMs = Math.floor((progress.timeUs ?? 0) / 1000)
  if (atMs - progress.clockMs < clockEveryMs) return []
  progress.clockMs = atMs
  return [{ kind: 'clock', atMs }]
}
