import { randomInt } from 'node:crypto'
import { backoffMs } from '#networks/backoff.ts'
import { cursorTimeUs } from '#networks/bluesky/cursor.ts'
import { postCollection } from '#networks/bluesky/post-record.ts'
import { blueskyStillThere, publicAppView } from '#networks/bluesky/still-there.ts'
import { newProgress, tellFrames, type Progress } from '#networks/bluesky/tell.ts'
import {
  readerLimits,
  type Capabilities,
  type Heard,
  type Reader,
  type ReaderNeeds,
  type StateWhy,
} from '#networks/contract.ts'
import { openFrames, type FrameEvent, type FrameLimits, type FrameSocket } from '#networks/frame-socket.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { isUrl } from '#kernel/url.ts'

/** What Bluesky can do, as data. */
export const blueskyCapabilities: Capabilities = {
  network: 'bluesky',
  name: 'Bluesky',
  reads: {
    stream: true,
    search: false,
    resumes: true,
    media: false,
    deletions: true,
    checksExistence: true,
    geo: false,
  },
}

/** Limits of a Jetstream reader. */
export type JetstreamLimits = FrameLimits & {
  /** No frame for this long: the connection is taken for dead and made again. */
  silenceMs: number
  /** On resume we go back this far, because events of one moment may come in another order. */
  rewindMs: number
  /** A first frame later than the cursor by more than this means that the server no longer had what lay between. */
  gapMs: number
  backoff: { startMs: number; maxMs: number }
}

/** The limits used where none are given; they suit the public Jetstreams (30 to 80 posts a second in 2026). */
export const jetstreamLimits: JetstreamLimits = {
  frameBytesMax: readerLimits.frameBytesMax,
  socketBytesMax: 16 * 1024 * 1024,
  queueFramesMax: 4096,
  queueBytesMax: 16 * 1024 * 1024,
  connectMs: 10 * secondMs,
  silenceMs: 30 * secondMs,
  rewindMs: 5 * secondMs,
  gapMs: minuteMs,
  backoff: { startMs: secondMs, maxMs: minuteMs },
}

/** Where and how to read a Jetstream. */
export type JetstreamOptions = {
  /** `wss://host/subscribe`, the v1 wire. */
  url: string
  label?: string
  /**
   * Where to ask whether posts are still there. Missing: Bluesky's public AppView behind a Jetstream of Bluesky's own, else
   * nobody: the AppView knows nothing of another network's posts and would say that all of them are gone.
   */
  api?: string
  /** Set by the owner for a server of one's own network. */
  allowPrivateNetworks?: boolean
  wantedCollections?: readonly string[]
  limits?: Partial<JetstreamLimits>
  /** A number in [0, 1) for the jitter of waits. */
  chance?: () => number
}

type Settings = {
  url: string
  source: string
  collections: readonly string[]
  limits: JetstreamLimits
  chance: () => number
}

/** Hears every public post on Bluesky (or on one AT Protocol server) through a Jetstream. */
export function jetstreamReader(options: JetstreamOptions): Reader {
  const limits = { ...jetstreamLimits, ...options.limits }
  const settings: Settings = {
    url: options.url,
    source: `bluesky:${hostOf(options.url)}`.slice(0, 200),
    collections: options.wantedCollections ?? [postCollection],
    limits,
    chance: options.chance ?? (() => randomInt(2 ** 32) / 2 ** 32),
  }
  const api = options.api ?? (isBlueskysOwn(options.url) ? publicAppView : undefined)
  return {
    source: settings.source,
    label: options.label ?? 'Bluesky',
    capabilities:
      api === undefined
        ? { ...blueskyCapabilities, reads: { ...blueskyCapabilities.reads, checksExistence: false } }
        : blueskyCapabilities,
    timeline: { kind: 'live' },
    silenceMaxMs: limits.silenceMs,
    ...(api === undefined
      ? {}
      : {
          stillThere: blueskyStillThere({
            api,
            allowPrivateNetworks: options.allowPrivateNetworks === true,
          }),
        }),
    read: (needs) => read(settings, needs),
  }
}

function isBlueskysOwn(url: string): boolean {
  return /(?:^|\.)bsky\.network(?::\d+)?$/u.test(hostOf(url))
}

type Ended = {
  why: 'stopped' | 'silence' | 'closed' | 'refused' | 'unreachable' | 'too-long'
  status?: number
  heard: boolean
}

/** What the next connection must know: how often it failed, and how much to jump over. */
type Attempts = { failures: number; skipMs: number }

async function* read(settings: Settings, needs: ReaderNeeds): AsyncGenerator<Heard> {
  if (!/^wss?:$/.test(protocolOf(settings.url))) {
    yield { kind: 'state', state: 'failed', why: 'bad-url' }
    return
  }
  const startUs = needs.cursor === undefined ? undefined : cursorTimeUs(needs.cursor)
  if (needs.cursor !== undefined && startUs === undefined) {
    const nowMs = needs.clock.nowMs()
    yield { kind: 'gap', fromMs: nowMs, toMs: nowMs, why: 'cursor-unreadable' }
  }
  const progress = newProgress(startUs)
  let attempts: Attempts = { failures: 0, skipMs: 0 }
  while (!needs.signal.aborted) {
    yield { kind: 'state', state: 'connecting' }
    const ended: Ended = yield* oneConnection(settings, needs, progress, attempts.skipMs)
    if (ended.why === 'stopped') return
    attempts = nextAttempts(attempts, ended)
    const retryInMs = backoffMs(attempts.failures, settings.limits.backoff, settings.chance())
    needs.log('warn', 'Jetstream connection ended', { source: settings.source, why: ended.why, retryInMs })
    yield { kind: 'state', state: needsPerson(ended) ? 'failed' : 'waiting', why: stateWhy(ended), retryInMs }
    await needs.clock.sleep(retryInMs, needs.signal)
  }
}

/** A connection that heard something was a good one; a frame too long to read is jumped over, further each time. */
function nextAttempts(before: Attempts, ended: Ended): Attempts {
  const failures = ended.heard || ended.why === 'silence' ? 1 : before.failures + 1
  if (ended.why !== 'too-long') return { failures, skipMs: ended.heard ? 0 : before.skipMs }
  const skipMs = ended.heard ? secondMs : Math.min(Math.max(secondMs, before.skipMs * 2), minuteMs)
  return { failures, skipMs }
}

// These answers do not heal by themselves, but a proxy may give them for an hour: we say so and keep trying.
function needsPerson({ status }: Ended): boolean {
  return status !== undefined && [400, 401, 403, 404, 410].includes(status)
}

function stateWhy({ why, status }: Ended): StateWhy {
  if (status === undefined) return why
  return status === 429 ? 'rate-limited' : `http-${status}`
}

async function* oneConnection(
  settings: Settings,
  needs: ReaderNeeds,
  progress: Progress,
  skipMs: number,
): AsyncGenerator<Heard, Ended> {
  const fromMs = progress.timeUs === undefined ? undefined : progress.timeUs / 1000
  const askedMs =
    fromMs === undefined ? undefined : fromMs + (skipMs > 0 ? skipMs : -settings.limits.rewindMs)
  if (fromMs !== undefined && skipMs > 0) {
    yield { kind: 'gap', fromMs: Math.floor(fromMs), toMs: Math.ceil(fromMs + skipMs), why: 'too-long' }
  }
  const frames = openFrames({
    ...{ url: subscribeUrl(settings, askedMs), limits: settings.limits },
    nowMs: () => needs.clock.nowMs(),
  })
  const stop = (): void => frames.close()
  needs.signal.addEventListener('abort', stop, { once: true })
  try {
    return yield* listen(frames, {
      settings,
      needs,
      progress,
      expectedMs: Math.max(fromMs ?? 0, askedMs ?? 0),
    })
  } finally {
    needs.signal.removeEventListener('abort', stop)
    frames.close()
  }
}

type Listening = {
  settings: Settings
  needs: ReaderNeeds
  progress: Progress
  /** Where the stream should go on, epoch ms; 0 when this is a fresh start. */
  expectedMs: number
}

async function* listen(frames: FrameSocket, listening: Listening): AsyncGenerator<Heard, Ended> {
  const { settings, needs, progress } = listening
  const before = progress.timeUs
  progress.firstUs = undefined
  let { expectedMs } = listening
  for (;;) {
    const inTime = await arrivesInTime(frames, settings.limits.silenceMs, needs)
    const heard = (): boolean => progress.timeUs !== before
    if (needs.signal.aborted) return { why: 'stopped', heard: heard() }
    if (!inTime) return { why: 'silence', heard: heard() }
    const events = frames.take(readerLimits.batchMax)
    if (events.some((event) => event.kind === 'open')) yield { kind: 'state', state: 'hearing' }
    const told = tellFrames(events, settings.source, progress)
    yield* gapBefore(progress.firstUs, expectedMs, settings.limits.gapMs)
    if (progress.firstUs !== undefined) expectedMs = 0
    yield* told
    const last = events.at(-1)
    if (last?.kind === 'closed') {
      if (last.why === 'too-long') yield { kind: 'refused', why: 'too-long', count: 1, sample: last.detail }
      return ended(last, heard())
    }
  }
}

function ended(last: Extract<FrameEvent, { kind: 'closed' }>, heard: boolean): Ended {
  return { why: last.why, heard, ...(last.status !== undefined && { status: last.status }) }
}

async function arrivesInTime(frames: FrameSocket, silenceMs: number, needs: ReaderNeeds): Promise<boolean> {
  const heard = new AbortController()
  const arrived = frames.arrived().then(() => true)
  const tooLate = needs.clock.sleep(silenceMs, heard.signal).then(() => false)
  const inTime = await Promise.race([arrived, tooLate])
  heard.abort()
  return inTime
}

// A Jetstream whose memory is shorter than our absence starts, without a word, at the oldest it has.
function gapBefore(firstUs: number | undefined, expectedMs: number, gapMs: number): Heard[] {
  if (expectedMs === 0 || firstUs === undefined) return []
  const firstMs = Math.floor(firstUs / 1000)
  if (firstMs - expectedMs <= gapMs) return []
  return [{ kind: 'gap', fromMs: Math.floor(expectedMs), toMs: firstMs, why: 'cursor-too-old' }]
}

function subscribeUrl(settings: Settings, askedMs: number | undefined): string {
  const url = new URL(settings.url)
  for (const collection of settings.collections) url.searchParams.append('wantedCollections', collection)
  url.searchParams.set('maxMessageSizeBytes', String(settings.limits.frameBytesMax))
  if (askedMs !== undefined) url.searchParams.set('cursor', String(Math.max(0, Math.round(askedMs * 1000))))
  return url.href
}

function protocolOf(url: string): string {
  return isUrl(url) ? new URL(url).protocol : ''
}

function hostOf(url: string): string {
  return isUrl(url) ? new URL(url).host : url
}
