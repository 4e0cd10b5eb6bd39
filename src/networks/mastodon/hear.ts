import { readerLimits, type Heard, type ReaderNeeds } from '#networks/contract.ts'
import type { FrameEvent, FrameSocket } from '#networks/frame-socket.ts'
import { lookUpAnswered, newestId, readSince, type Reading } from '#networks/mastodon/backfill.ts'
import { endedUnread, type Ended } from '#networks/mastodon/ended.ts'
import { askInstance } from '#networks/mastodon/instance.ts'
import type { MastodonReaderLimits } from '#networks/mastodon/reader-limits.ts'
import type { Server, Unread } from '#networks/mastodon/server.ts'
import { openWithToken, type Opened } from '#networks/mastodon/open-stream.ts'
import { isRejection, readFrame } from '#networks/mastodon/stream-frame.ts'
import { broughtBy, tellBrought, tellClock, type Progress } from '#networks/mastodon/tell.ts'
import type { TimelineWire } from '#networks/mastodon/timeline.ts'

/** What one attempt to listen needs. */
export type Hearing = {
  server: Server
  wire: TimelineWire
  source: string
  isMentions: boolean
  limits: MastodonReaderLimits
  progress: Progress
  needs: ReaderNeeds
}

/**
 * Listens until the line breaks. First where we are is found out, then the stream is opened, and only then what was missed is
 * read: whatever comes in between waits in the socket, and what comes twice is told once.
 */
export async function* hearOnce(hearing: Hearing): AsyncGenerator<Heard, Ended> {
  const { server, needs } = hearing
  const instance = await askInstance(server, needs)
  // Without an answer about itself a server may still stream; one that cannot be reached will not.
  if (instance.kind === 'wait' && instance.why !== 'unreadable') return endedUnread(instance, false)
  const start = await findStart(hearing)
  if (start !== undefined && start.kind === 'wait') return endedUnread(start, false)
  const streaming = instance.kind === 'answer' ? instance.value.streaming : undefined
  const opened = await openWithToken({ ...hearing, streaming })
  if (needs.signal.aborted) return { why: 'stopped', heard: false }
  if (opened.kind === 'ended') return opened.ended
  if (opened.kind === 'none') return yield* poll(hearing)
  const stop = (): void => opened.socket.close()
  needs.signal.addEventListener('abort', stop, { once: true })
  try {
    return yield* listen(hearing, opened)
  } finally {
    needs.signal.removeEventListener('abort', stop)
    opened.socket.close()
  }
}

/** A reader without a cursor begins after the newest entry, so that nothing is missed from then on. */
async function findStart(hearing: Hearing): Promise<Unread | undefined> {
  const { progress } = hearing
  if (progress.lastId !== undefined) return undefined
  const newest = await newestId(readingOf(hearing))
  if (typeof newest !== 'string') return newest
  progress.lastId = newest
  progress.startId = newest
  return undefined
}

function readingOf({ server, wire, source, isMentions, limits, progress, needs }: Hearing): Reading {
  const heardMs = needs.clock.nowMs()
  const telling = { source, timelineKey: wire.key, isMentions, progress, heardMs, isPast: true }
  return { server, wire, needs, telling, pagesMax: limits.pagesMax }
}

async function* listen(
  hearing: Hearing,
  { socket, ahead }: Extract<Opened, { kind: 'open' }>,
): AsyncGenerator<Heard, Ended> {
  const { progress, needs, limits } = hearing
  const openedMs = needs.clock.nowMs()
  const wasGoodMs = progress.goodMs
  let hasHeard = false
  const unread = yield* readSince(readingOf(hearing), limits.rewindMs)
  if (needs.signal.aborted) return { why: 'stopped', heard: false }
  if (unread?.kind === 'wait') return endedUnread(unread, false)
  // Not ours to read over REST (a timeline closed to us): the stream goes on, and what was missed stays missed.
  if (unread !== undefined && (wasGoodMs ?? progress.lastId) !== undefined)
    yield { kind: 'gap', fromMs: wasGoodMs ?? openedMs, toMs: needs.clock.nowMs(), why: 'closed' }
  yield { kind: 'state', state: 'hearing' }
  yield* tellClock(progress, needs.clock.nowMs())
  let events = ahead
  for (;;) {
    if (events.some((event) => event.kind === 'frame' && isRejection(event.data))) {
      socket.close()
      return yield* poll(hearing)
    }
    yield* tellEvents(hearing, events)
    const last = events.at(-1)
    hasHeard ||= events.some(({ kind }) => kind === 'frame')
    // A line that opens and breaks at once, again and again, is called at longer and longer intervals.
    if (last?.kind === 'closed')
      return closedAs(last, hasHeard || needs.clock.nowMs() - openedMs >= limits.pingMs)
    const inTime = await arrivesInTime(socket, limits.pingMs, needs)
    if (needs.signal.aborted) return { why: 'stopped', heard: true }
    events = inTime ? socket.take(readerLimits.batchMax) : []
    if (inTime) continue
    if (needs.clock.nowMs() - socket.aliveMs() >= limits.silenceMs) return { why: 'silence', heard: true }
    yield* tellClock(progress, socket.aliveMs())
    socket.ping()
  }
}

async function* tellEvents(hearing: Hearing, events: readonly FrameEvent[]): AsyncGenerator<Heard> {
  const { isMentions, progress, needs } = hearing
  const brought = events.flatMap((event) => {
    if (event.kind === 'too-long')
      return [{ kind: 'refused' as const, why: 'too-long' as const, sample: `${event.bytes} bytes` }]
    if (event.kind !== 'frame') return []
    return broughtBy(readFrame(event.data), isMentions) ?? []
  })
  if (events.length === 0) return
  const reading = readingOf(hearing)
  await lookUpAnswered(
    reading,
    brought.flatMap((one) => ('kind' in one ? [] : [one])),
  )
  yield* tellBrought(brought, { ...reading.telling, isPast: false })
  if (events.at(-1)?.kind !== 'closed') yield* tellClock(progress, needs.clock.nowMs())
}

function closedAs({ why, detail, status }: Extract<FrameEvent, { kind: 'closed' }>, heard: boolean): Ended {
  return { why: status === undefined ? why : `http-${status}`, heard, detail }
}

async function arrivesInTime(socket: FrameSocket, waitMs: number, needs: ReaderNeeds): Promise<boolean> {
  const heard = new AbortController()
  const arrived = socket.arrived().then(() => true)
  const tooLate = needs.clock.sleep(waitMs, heard.signal).then(() => false)
  const inTime = await Promise.race([arrived, tooLate])
  heard.abort()
  return inTime
}

/** Where there is no stream a timeline is read again and again; after an hour a stream is tried again. */
async function* poll(hearing: Hearing): AsyncGenerator<Heard, Ended> {
  const { progress, needs, limits } = hearing
  const untilMs = needs.clock.nowMs() + limits.streamAgainMs
  for (let isHearing = false; !needs.signal.aborted && needs.clock.nowMs() < untilMs; isHearing = true) {
    const unread = yield* readSince(readingOf(hearing), isHearing ? 0 : limits.rewindMs)
    if (needs.signal.aborted) break
    if (unread !== undefined) return endedUnread(unread, isHearing)
    if (!isHearing) yield { kind: 'state', state: 'hearing' }
    yield* tellClock(progress, needs.clock.nowMs())
    await needs.clock.sleep(limits.pollMs, needs.signal)
  }
  return { why: 'closed', heard: true }
}
