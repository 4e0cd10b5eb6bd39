import { createHash, randomInt } from 'node:crypto'
import { feedCursor, readFeedCursor, validatorsOf, type Validators } from '#networks/feeds/feed-cursor.ts'
import { feedIdOf, fingerprintOf, postOfItem, type FeedFacts } from '#networks/feeds/feed-post.ts'
import { parseFeedBytes, type FeedReading } from '#networks/feeds/parse-feed.ts'
import { nextPollMs, planAfterFailure, pollLimits } from '#networks/feeds/poll-plan.ts'
import { pagesStillThere } from '#networks/feeds/still-there.ts'
import { guardedFetch, type Fetched, type FetchLimits } from '#networks/http.ts'
import {
  readerLimits,
  type Capabilities,
  type Heard,
  type Reader,
  type ReaderNeeds,
} from '#networks/contract.ts'
import type { Post } from '#kernel/post.ts'
import { isUrl } from '#kernel/url.ts'

/** Where and how to read a feed. */
export type FeedOptions = {
  url: string
  /** What people call it; missing: its host. */
  label?: string
  /** Time between reads, ms; 2 minutes when missing, never under 15 seconds. */
  everyMs?: number
  /** A newsroom: its posts are marked as media and count in the lead-time ledger. */
  media: boolean
  /** Set by the owner for a feed on the local network; without it such addresses are refused. */
  allowPrivateNetworks?: boolean
  limits?: Partial<FetchLimits>
  /** A number in [0, 1) for the jitter of waits. */
  chance?: () => number
}

/** What feeds can do, as data. */
export function feedCapabilities(media: boolean): Capabilities {
  return {
    network: 'feeds',
    name: 'RSS, Atom, JSON Feed',
    reads: {
      stream: true,
      search: false,
      resumes: false,
      media,
      deletions: false,
      checksExistence: true,
      geo: true,
    },
  }
}

/** Items whose text is remembered, so that only new and edited ones are told again. */
export const rememberedMax = 5000

/** Reads one RSS, Atom, RDF or JSON feed again and again, and tells its new and edited items. */
export function feedReader(options: FeedOptions): Reader {
  const source = sourceName(options.url)
  return {
    source,
    label: options.label ?? hostOf(options.url),
    capabilities: feedCapabilities(options.media),
    timeline: { kind: 'live' },
    stillThere: pagesStillThere({ allowPrivateNetworks: options.allowPrivateNetworks === true }),
    read: (needs) => read(options, source, needs),
  }
}

type Progress = {
  url: string
  validators: Validators
  told: Map<string, string>
  failures: number
  isFirstRead: boolean
  state: string
}

async function* read(options: FeedOptions, source: string, needs: ReaderNeeds): AsyncGenerator<Heard> {
  const chance = options.chance ?? (() => randomInt(2 ** 32) / 2 ** 32)
  const everyMs = options.everyMs ?? pollLimits.everyMsDefault
  const progress: Progress = {
    url: options.url,
    validators: readFeedCursor(needs.cursor),
    told: new Map(),
    failures: 0,
    isFirstRead: true,
    state: 'connecting',
  }
  yield { kind: 'state', state: 'connecting' }
  while (!needs.signal.aborted) {
    const fetched = await fetchFeed(options, progress, needs)
    if (needs.signal.aborted) return
    const reading = readingOf(fetched)
    if (reading?.kind === 'feed' || isUnchanged(fetched)) {
      yield* tellGood(options, source, { fetched, reading, progress, nowMs: needs.clock.nowMs() })
      const ttlMin = reading?.kind === 'feed' ? reading.feed.ttlMin : undefined
      await needs.clock.sleep(nextPollMs({ everyMs, ttlMin }), needs.signal)
      continue
    }
    if (reading !== undefined) yield { kind: 'refused', why: reading.why, count: 1, sample: reading.sample }
    const facts = { failures: progress.failures, everyMs, nowMs: needs.clock.nowMs(), chance: chance() }
    const plan = planAfterFailure(reading ?? fetched, facts)
    needs.log('warn', 'feed could not be read', {
      source,
      why: plan.state.why,
      retryInMs: plan.state.retryInMs,
    })
    progress.failures = plan.failures
    progress.state = plan.state.state
    yield plan.state
    if (plan.isOver) return
    await needs.clock.sleep(plan.waitMs, needs.signal)
  }
}

function fetchFeed(
  options: FeedOptions,
  progress: Progress,
  { clock, signal }: ReaderNeeds,
): Promise<Fetched> {
  const { etag, lastModified } = progress.validators
  return guardedFetch({
    url: progress.url,
    headers: {
      accept:
        'application/rss+xml, application/atom+xml, application/feed+json, application/xml, text/xml, application/json;q=0.9, */*;q=0.5',
      ...(etag !== undefined && { 'if-none-match': etag }),
      ...(lastModified !== undefined && { 'if-modified-since': lastModified }),
    },
    ...(options.limits !== undefined && { limits: options.limits }),
    allowPrivateNetworks: options.allowPrivateNetworks ?? false,
    clock,
    signal,
  })
}

function isUnchanged(fetched: Fetched): boolean {
  return fetched.kind === 'answer' && fetched.status === 304
}

function readingOf(fetched: Fetched): FeedReading | undefined {
  if (fetched.kind !== 'answer' || fetched.status !== 200) return undefined
  return parseFeedBytes(fetched.body, fetched.headers['content-type'])
}

type Good = { fetched: Fetched; reading: FeedReading | undefined; progress: Progress; nowMs: number }

function* tellGood(
  options: FeedOptions,
  source: string,
  { fetched, reading, progress, nowMs }: Good,
): Generator<Heard> {
  if (progress.state !== 'hearing') yield { kind: 'state', state: 'hearing' }
  progress.state = 'hearing'
  progress.failures = 0
  if (fetched.kind === 'answer' && fetched.movedTo !== undefined) progress.url = fetched.movedTo
  if (reading?.kind === 'feed' && fetched.kind === 'answer') {
    progress.validators = validatorsOf({
      etag: fetched.headers['etag'],
      lastModified: fetched.headers['last-modified'],
    })
    const lang = reading.feed.lang
    const facts: FeedFacts = {
      feedId: feedIdOf(options.url),
      source,
      label: options.label ?? reading.feed.title ?? hostOf(options.url),
      isMedia: options.media,
      ...(lang !== undefined && { lang }),
      url: fetched.url,
      heardMs: nowMs,
      isFirstRead: progress.isFirstRead,
    }
    yield* tellItems(reading, facts, progress)
    progress.isFirstRead = false
  }
  yield { kind: 'clock', atMs: nowMs }
}

function* tellItems(
  reading: Extract<FeedReading, { kind: 'feed' }>,
  facts: FeedFacts,
  progress: Progress,
): Generator<Heard> {
  const all = reading.feed.items.map((item) => postOfItem(item, facts))
  const wordless = all.filter((post) => post === undefined).length
  const fresh = newAndEdited(
    all.filter((post) => post !== undefined),
    progress.told,
  )
  // Feeds begin with the newest; people and bursts are told in the order of time.
  fresh.sort((a, b) => a.atMs - b.atMs)
  const cursor = feedCursor(progress.validators)
  for (let at = 0; at < fresh.length; at += readerLimits.batchMax) {
    const posts = fresh.slice(at, at + readerLimits.batchMax)
    const isLast = at + readerLimits.batchMax >= fresh.length
    yield { kind: 'posts', posts, ...(isLast && { cursor }) }
  }
  for (const { why, count } of reading.refused) yield { kind: 'refused', why, count }
  // An item without words stays in the feed for weeks; it is counted when the feed is first read, not at every poll.
  if (wordless > 0 && facts.isFirstRead) yield { kind: 'refused', why: 'no-text', count: wordless }
}

function newAndEdited(posts: readonly Post[], told: Map<string, string>): Post[] {
  const seen = new Set<string>()
  const fresh = posts.filter((post) => {
    if (seen.has(post.id)) return false
    seen.add(post.id)
    const fingerprint = fingerprintOf(post)
    const isKnown = told.get(post.id) === fingerprint
    told.delete(post.id)
    told.set(post.id, fingerprint)
    return !isKnown
  })
  for (const oldest of told.keys()) {
    if (told.size <= rememberedMax) break
    told.delete(oldest)
  }
  return fresh
}

// Without a password that may stand in the address: the source is shown on screens.
function sourceName(url: string): string {
  const whole = `feeds:${url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1')}`
  if (whole.length <= 200) return whole
  return `${whole.slice(0, 180)}#${createHash('sha256').update(url).digest('hex').slice(0, 16)}`
}

function hostOf(url: string): string {
  return isUrl(url) ? new URL(url).host : url.slice(0, 100)
}
