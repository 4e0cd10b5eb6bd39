import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { backoffMs } from '#networks/backoff.ts'
import { openAccount, type Account } from '#networks/bluesky/account.ts'
import { blueskyCapabilities } from '#networks/bluesky/jetstream-reader.ts'
import {
  noteTold,
  notificationsCursor,
  overlapMs,
  readNotificationsCursor,
  wasTold,
  type Told,
} from '#networks/bluesky/notifications-cursor.ts'
import { blueskySettings, type BlueskySettings } from '#networks/bluesky/settings.ts'
import { blueskyStillThere, publicAppView } from '#networks/bluesky/still-there.ts'
import { readView, type Viewed } from '#networks/bluesky/view.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'
import {
  readerLimits,
  type Capabilities,
  type Heard,
  type Reader,
  type ReaderNeeds,
  type RefusedWhy,
  type StateWhy,
} from '#networks/contract.ts'
import type { Connection } from '#networks/sender.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'
import { dayMs, minuteMs, secondMs } from '#kernel/time.ts'

/** How one account is listened to. */
export type NotificationsOptions = {
  /** Time between two questions, ms; 20 seconds when missing, never under 5. */
  everyMs?: number
  settings?: BlueskySettings
  /** A number in [0, 1) for the jitter of waits. */
  chance?: () => number
}

/** What can be heard by asking for an account's notifications. */
const capabilities: Capabilities = {
  ...blueskyCapabilities,
  reads: { ...blueskyCapabilities.reads, deletions: false },
}

const reasons = ['mention', 'reply', 'quote'] as const
const pageSize = 100
const pagesMax = 10
const firstReachMs = dayMs
const everyMsMin = 5 * secondMs
const backoff = { startMs: 5 * secondMs, maxMs: 5 * minuteMs }
/** A sign-in that is over is tried again now and then: somebody may have connected the account anew. */
const retryRefusedMs = 30 * minuteMs

/**
 * Hears what is said to an account of ours: answers, mentions and quotes, each once, oldest first. It asks again and again for the
 * newest notifications and goes back to where it was; the marks of what a person has read stay as they are.
 *
 * Source: lexicon `app.bsky.notification.listNotifications` (2026).
 */
export function notificationsReader(connection: Connection, options: NotificationsOptions = {}): Reader {
  const account = openAccount(connection, options.settings ?? blueskySettings)
  const source = `bluesky:notifications:${connection.handle}`.slice(0, 200)
  const isOwnNetwork = connection.allowPrivateNetworks === true && connection.server !== undefined
  const api = isOwnNetwork ? (connection.server ?? '') : publicAppView
  return {
    source,
    label: `Bluesky, @${connection.handle}`,
    capabilities,
    timeline: { kind: 'live' },
    stillThere: blueskyStillThere({ api, allowPrivateNetworks: account.allowPrivateNetworks }),
    read: (needs) => read({ account, source, options }, needs),
  }
}

type Listening = { account: Account; source: string; options: NotificationsOptions }

async function* read({ account, source, options }: Listening, needs: ReaderNeeds): AsyncGenerator<Heard> {
  const chance = options.chance ?? (() => randomInt(2 ** 32) / 2 ** 32)
  const resumed = needs.cursor === undefined ? undefined : readNotificationsCursor(needs.cursor)
  const nowMs = needs.clock.nowMs()
  if (needs.cursor !== undefined && resumed === undefined)
    yield { kind: 'gap', fromMs: nowMs, toMs: nowMs, why: 'cursor-unreadable' }
  const told = resumed ?? { atMs: nowMs - firstReachMs, names: new Map<string, number>() }
  let failures = 0
  let isHearing = false
  yield { kind: 'state', state: 'connecting' }
  while (!needs.signal.aborted) {
    const batch = await newSince(told, account, source, needs)
    if (needs.signal.aborted) return
    if ('why' in batch) {
      failures += 1
      isHearing = false
      const state = waiting(batch, backoffMs(failures, backoff, chance()))
      needs.log('warn', 'notifications could not be read', {
        source,
        why: state.why,
        retryInMs: state.retryInMs,
      })
      yield state
      await needs.clock.sleep(state.retryInMs, needs.signal)
      continue
    }
    if (!isHearing) yield { kind: 'state', state: 'hearing' }
    ;[failures, isHearing] = [0, true]
    yield* tell(batch, told)
    yield { kind: 'clock', atMs: needs.clock.nowMs() }
    await needs.clock.sleep(Math.max(everyMsMin, options.everyMs ?? 20 * secondMs), needs.signal)
  }
}

/** What was read at once, newest first. `missedToMs`: older than that, and newer than what was told, something was not read. */
type Batch = { views: Viewed[]; missedToMs?: number }

const Page = z.object({
  notifications: z.array(z.unknown()).max(200),
  cursor: z.string().max(1000).optional(),
})

async function newSince(
  told: Told,
  account: Account,
  source: string,
  { clock, signal }: ReaderNeeds,
): Promise<Batch | Failed> {
  const views: Viewed[] = []
  const method = 'app.bsky.notification.listNotifications'
  let cursor: string | undefined
  let oldestMs = Number.POSITIVE_INFINITY
  for (let pages = 0; pages < pagesMax; pages += 1) {
    const query = [['limit', String(pageSize)], ...reasons.map((reason) => ['reasons', reason])]
    if (cursor !== undefined) query.push(['cursor', cursor])
    const pairs = query.map(([name = '', value = '']) => [name, value] as const)
    const answer = await account.ask({ method, query: pairs }, { clock, signal })
    if (answer.kind !== 'answer') return answer
    const page = readAnswer(Page, answer)
    if (page === undefined) return unreadable(method)
    const read = page.notifications
      .filter(isForUs)
      .map((one) => readView(one, { source, heardMs: clock.nowMs() }))
    views.push(...read)
    for (const view of read) if (view.kind === 'post') oldestMs = Math.min(oldestMs, view.indexedMs)
    const isDone = page.cursor === undefined || page.cursor === cursor || page.notifications.length === 0
    if (isDone || oldestMs < told.atMs - overlapMs) return { views }
    cursor = page.cursor
  }
  return { views, missedToMs: oldestMs }
}

/** Older servers tell likes and follows too, whatever they are asked for. */
function isForUs(notification: unknown): boolean {
  const reason = textOf(fieldsOf(notification), 'reason')
  return reasons.some((one) => one === reason)
}

function* tell({ views, missedToMs }: Batch, told: Told): Generator<Heard> {
  const sinceMs = told.atMs - overlapMs
  if (missedToMs !== undefined && missedToMs > told.atMs)
    yield { kind: 'gap', fromMs: told.atMs, toMs: missedToMs, why: 'too-long' }
  const fresh = new Map<string, Extract<Viewed, { kind: 'post' }>>()
  for (const view of views)
    if (view.kind === 'post' && view.indexedMs >= sinceMs && !wasTold(told, view.post.id))
      fresh.set(view.post.id, view)
  const inOrder = [...fresh.values()].toSorted((a, b) => a.indexedMs - b.indexedMs)
  for (let at = 0; at < inOrder.length; at += readerLimits.batchMax) {
    const batch = inOrder.slice(at, at + readerLimits.batchMax)
    for (const { post, indexedMs } of batch) noteTold(told, post.id, indexedMs)
    yield { kind: 'posts', posts: batch.map(({ post }) => post), cursor: notificationsCursor(told) }
  }
  yield* refusals(views, told)
}

/** What cannot be read stays among the newest for days: it is counted once, like everything else. */
function* refusals(views: readonly Viewed[], told: Told): Generator<Heard> {
  const counts = new Map<RefusedWhy, { count: number; sample: string }>()
  for (const view of views) {
    if (view.kind !== 'refused' || wasTold(told, view.sample)) continue
    noteTold(told, view.sample, told.atMs)
    counts.set(view.why, { sample: view.sample, count: (counts.get(view.why)?.count ?? 0) + 1 })
  }
  for (const [why, facts] of counts) yield { kind: 'refused', why, ...facts }
}

type Waiting = {
  kind: 'state'
  state: 'waiting' | 'failed'
  why: StateWhy
  detail: string
  retryInMs: number
}

function waiting(failed: Failed, backoffInMs: number): Waiting {
  const needsPerson = failed.kind === 'refused'
  const askedMs = 'retryInMs' in failed ? (failed.retryInMs ?? 0) : 0
  const retryInMs = needsPerson ? retryRefusedMs : Math.max(backoffInMs, Math.min(askedMs, retryRefusedMs))
  const state = needsPerson ? 'failed' : 'waiting'
  return { kind: 'state', state, why: stateWhy(failed), detail: failed.detail, retryInMs }
}

function stateWhy({ why }: Failed): StateWhy {
  switch (why) {
    case 'timeout':
    case 'unreachable':
    case 'unreadable':
    case 'stopped':
    case 'rate-limited':
    case 'private-address':
    case 'bad-url':
      return why
    case 'server-error':
      return 'http-500'
    default:
      return 'refused'
  }
}
