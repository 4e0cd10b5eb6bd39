import { assert } from '#kernel/assert.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { readerLimits, type Cursor, type Heard, type ReaderNeeds, type Timeline } from '#networks/contract.ts'

/** Something to be told when stream time reaches `atMs`; without a time it is told at once. */
export type Timed =
  | { kind: 'post'; post: Post; atMs: number; cursor?: Cursor }
  | { kind: 'heard'; heard: Heard; atMs?: number }

/**
 * How fast stream time runs, and from where on: what lies before `startMs` is told without waiting. Without `fromMs` stream
 * time begins at the first item; two readers of one day are given the same, so that they keep the same time.
 */
type Pace = { speed: number | 'max'; startMs?: number; fromMs?: number }

// After a sleep of the machine or of a slow consumer the stream goes on from where it was, not from where it would be.
const stepMaxMs = 5 * secondMs
const sleepMaxMs = secondMs

/** The timeline of something recorded, at this speed. */
export function recordedTimeline(speed: number | 'max'): Timeline {
  assert(speed === 'max' || (Number.isFinite(speed) && speed > 0), 'a speed is a number above 0 or "max"')
  return { kind: 'recorded', speed }
}

/**
 * Tells timed posts at the pace of their own times, divided by the speed. Stream time never runs back: a late post is told
 * at once with its own time. Each stream minute is told as `clock`, in a silence of more than a day each hour.
 * Ends when the items do or when the signal is aborted.
 */
export async function* paced(
  items: AsyncIterable<Timed> | Iterable<Timed>,
  pace: Pace,
  needs: Pick<ReaderNeeds, 'clock' | 'signal'>,
): AsyncGenerator<Heard> {
  const batch = batcher()
  const time = streamTime(pace, needs)
  for await (const item of items) {
    if (needs.signal.aborted) break
    if (item.atMs !== undefined && !time.isDue(item.atMs)) {
      yield* batch.take()
      yield* time.reach(item.atMs)
      if (needs.signal.aborted) break
    }
    if (item.kind === 'post') batch.add(item.post, item.cursor)
    if (item.kind === 'heard') yield* batch.take()
    if (item.kind === 'heard') yield item.heard
    if (batch.isFull()) yield* batch.take()
  }
  yield* batch.take()
}

function batcher(): {
  add(post: Post, cursor: Cursor | undefined): void
  isFull(): boolean
  take(): Generator<Heard>
} {
  let posts: Post[] = []
  let cursor: Cursor | undefined
  return {
    add(post, next) {
      posts.push(post)
      cursor = next ?? cursor
    },
    isFull: () => posts.length >= readerLimits.batchMax,
    *take() {
      if (posts.length === 0) return
      const told = posts
      posts = []
      yield cursor === undefined ? { kind: 'posts', posts: told } : { kind: 'posts', posts: told, cursor }
    },
  }
}

function streamTime(
  pace: Pace,
  needs: Pick<ReaderNeeds, 'clock' | 'signal'>,
): {
  /** It may be told now, and no tick has to be told before it. */
  isDue(atMs: number): boolean
  /** Waits until stream time is there, telling each minute on the way. */
  reach(atMs: number): AsyncGenerator<Heard>
} {
  let streamMs = pace.fromMs ?? -Infinity
  let toldMinuteMs = Math.floor(streamMs / minuteMs) * minuteMs
  let wallMs = needs.clock.nowMs()
  const advance = (atMs: number): void => {
    if (streamMs === -Infinity) toldMinuteMs = Math.floor(atMs / minuteMs) * minuteMs
    const isFree = pace.speed === 'max' || streamMs === -Infinity || atMs < (pace.startMs ?? -Infinity)
    const nowMs = needs.clock.nowMs()
    const stepMs = Math.min(Math.max(0, nowMs - wallMs), stepMaxMs)
    wallMs = nowMs
    streamMs = isFree ? Math.max(streamMs, atMs) : streamMs + stepMs * Number(pace.speed)
  }
  function* ticks(toMs: number): Generator<Heard> {
    const everyMs = toMs - toldMinuteMs > dayMs ? hourMs : minuteMs
    for (let atMs = toldMinuteMs + everyMs; atMs <= toMs; atMs += everyMs) {
      toldMinuteMs = atMs
      yield { kind: 'clock', atMs }
    }
  }
  return {
    isDue(atMs) {
      advance(atMs)
      return atMs <= streamMs && atMs < toldMinuteMs + minuteMs
    },
    async *reach(atMs) {
      while (atMs > streamMs && !needs.signal.aborted) {
        yield* ticks(streamMs)
        const leftMs = (atMs - streamMs) / Number(pace.speed)
        await needs.clock.sleep(Math.max(1, Math.min(sleepMaxMs, Math.ceil(leftMs))), needs.signal)
        advance(atMs)
      }
      if (!needs.signal.aborted) yield* ticks(atMs)
    },
  }
}
