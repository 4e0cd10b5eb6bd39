import { randomInt } from 'node:crypto'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { backoffMs } from '#networks/backoff.ts'
import { readerLimits, type Heard, type Reader, type ReaderNeeds } from '#networks/contract.ts'
import { appClient, type AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { sourceName, xCapabilities } from '#networks/x/listen/capabilities.ts'
import { lookUpBy } from '#networks/x/wire/look-up.ts'
import { xServer, type XClient } from '#networks/x/wire/client.ts'
import { readList } from '#networks/x/listen/pages.ts'
import type { Meter } from '#networks/x/price.ts'
import type { AppFailed } from '#networks/x/wire/read-as-app.ts'
import { oldestFirst } from '#networks/x/listen/search.ts'
import { overBudget, userIdOf, type Account } from '#networks/x/listen/user-id.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import { xStillThere } from '#networks/x/listen/still-there.ts'

/** X allows 300 questions in 15 minutes; one a minute is enough for people. */
const everyMsDefault = minuteMs
/** X gives the last 800 mentions. */
const pagesMax = 8
const backoff = { startMs: minuteMs, maxMs: 16 * minuteMs }

/** Whose mentions are read. `handle`: of one of our accounts; X is asked once by which number it knows it. */
export type XMentionsOptions = AppAccess & {
  handle: string
  label?: string
  everyMs?: number
  meter?: Meter
  /** A number in [0, 1) for the jitter of waits. */
  chance?: () => number
}

/** Hears posts that mention an account of ours, by asking again and again for what is newer. */
export function xMentionsReader(options: XMentionsOptions): Reader {
  const handle = options.handle.replace(/^@/, '').toLowerCase()
  const source = sourceName(`mentions:${handle}`, options.server ?? xServer)
  const account: Account = { handle }
  return {
    source,
    label: options.label ?? `X, @${handle}`,
    capabilities: { ...xCapabilities, reads: { ...xCapabilities.reads, stream: false, resumes: true } },
    timeline: { kind: 'live' },
    stillThere: xStillThere(options),
    read: (needs) => read({ options, source, needs, account }),
  }
}

/** `sinceId`: the newest told. */
type Progress = { sinceId?: string; sinceMs?: number; failures: number; isHearing: boolean }

type Reading = { options: XMentionsOptions; source: string; needs: ReaderNeeds; account: Account }

async function* read(reading: Reading): AsyncGenerator<Heard> {
  const { options, needs } = reading
  const chance = options.chance ?? (() => randomInt(2 ** 32) / 2 ** 32)
  const client = lookUpBy(appClient(options))
  const progress: Progress = { failures: 0, isHearing: false }
  const nowMs = needs.clock.nowMs()
  const sinceId = /^v1:(\d+)$/.exec(needs.cursor ?? '')?.[1]
  if (isXId(sinceId)) progress.sinceId = sinceId
  else if (needs.cursor !== undefined)
    yield { kind: 'gap', fromMs: nowMs, toMs: nowMs, why: 'cursor-unreadable' }
  yield { kind: 'state', state: 'connecting' }
  while (!needs.signal.aborted) {
    const failed = yield* ask(client, { ...reading, progress })
    if (needs.signal.aborted) return
    const waitMs =
      failed === undefined ? (options.everyMs ?? everyMsDefault) : waitAfter(failed, progress, chance())
    if (failed !== undefined) yield* tellFailure(failed, waitMs, progress)
    await needs.clock.sleep(waitMs, needs.signal)
  }
}

type Asking = Reading & { progress: Progress }

async function* ask(client: XClient, asking: Asking): AsyncGenerator<Heard, AppFailed | undefined> {
  const { options, source, needs, progress, account } = asking
  const known = await userIdOf(account, options, needs)
  if (known.kind === 'failed') return known
  const list = {
    path: `/2/users/${known.userId}/mentions`,
    query: { since_id: progress.sinceId },
    what: 'owned-read' as const,
    // At first the newest are enough: what lies before was never ours to hear.
    pagesMax: progress.sinceId === undefined ? 1 : pagesMax,
    ...(options.meter !== undefined && { meter: options.meter }),
  }
  const found = await readList(client, list, { ...needs, source })
  if (found.kind === 'failed') return found
  // Nothing was read: nothing is known to be new, and it was not heard.
  if (found.isOverBudget && found.posts.length === 0) return overBudget
  if (!progress.isHearing) yield { kind: 'state', state: 'hearing' }
  Object.assign(progress, { isHearing: true, failures: 0 })
  const posts = oldestFirst(found.posts)
  const [first] = posts
  if (!found.isWhole && progress.sinceId !== undefined && first !== undefined)
    yield { kind: 'gap', fromMs: progress.sinceMs ?? first.atMs, toMs: first.atMs, why: 'too-long' }
  yield* tellPosts(posts, progress)
  yield { kind: 'clock', atMs: needs.clock.nowMs() }
  return found.isOverBudget ? overBudget : undefined
}

function* tellPosts(posts: readonly Post[], progress: Progress): Generator<Heard> {
  for (let at = 0; at < posts.length; at += readerLimits.batchMax) {
    const some = posts.slice(at, at + readerLimits.batchMax)
    for (const { id, atMs } of some) moveOn(progress, id.slice('x:'.length), atMs)
    yield { kind: 'posts', posts: some, cursor: `v1:${progress.sinceId}` }
  }
}

/** Ids grow with time; the newest is where to go on, whatever order they came in. */
function moveOn(progress: Progress, id: string, atMs: number): void {
  if (progress.sinceId !== undefined && BigInt(id) <= BigInt(progress.sinceId)) return
  progress.sinceId = id
  progress.sinceMs = atMs
}

function waitAfter(failed: AppFailed, progress: Progress, chance: number): number {
  progress.failures += 1
  return Math.max(backoffMs(progress.failures, backoff, chance), Math.min(failed.retryInMs ?? 0, hourMs))
}

function* tellFailure({ why, detail }: AppFailed, retryInMs: number, progress: Progress): Generator<Heard> {
  progress.isHearing = false
  const needsPerson = why === 'refused' || why === 'gone' || /^http-4(?:0[01234]|10)$/.test(why)
  yield { kind: 'state', state: needsPerson ? 'failed' : 'waiting', why, detail, retryInMs }
}
