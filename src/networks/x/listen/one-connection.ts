import { hourMs, minuteMs, secondMs } from '#kernel/time.ts'
import { readerLimits, type Heard, type ReaderNeeds, type StateWhy } from '#networks/contract.ts'
import { lines } from '#networks/x/listen/lines.ts'
import { openStream, type Opened } from '#networks/x/listen/open-stream.ts'
import type { Ended } from '#networks/x/listen/reconnect.ts'
import { tellLines, type Progress } from '#networks/x/listen/tell.ts'
import type { Meter } from '#networks/x/price.ts'
import type { AppAccess } from '#networks/x/wire/app-sign-in.ts'
import { xServer } from '#networks/x/wire/client.ts'
import { streamFields } from '#networks/x/wire/fields.ts'
import { limitedForMs } from '#networks/x/wire/problems.ts'

/** Limits of the filtered stream. */
export const streamLimits = {
  /** X gives a sign of life every 20 s; two missing ones mean that the connection is dead. */
  silenceMs: 40 * secondMs,
  connectMs: 30 * secondMs,
  /** A connection that lived this long was a good one, even if nobody spoke. */
  goodMs: 20 * secondMs,
  /** Posts of a shorter time away are not missed by anybody. */
  gapMs: secondMs,
  /** When the budget is used up, it is asked again after this time. */
  overBudgetMs: hourMs,
} as const

/** How the filtered stream is read. The rules are set apart (`syncRules`). */
export type XStreamOptions = AppAccess & {
  label?: string
  /** Enterprise only: how much X is asked to repeat after a cut, 1 to 5 min. */
  backfillMin?: number
  /** Counts what is read; missing: nothing is counted. */
  meter?: Meter
}

/** How a connection ended. `waitMs`: when to come back, where that is not for the usual rules to say. */
export type Ending = { ended: Ended; why: StateWhy; detail?: string; needsPerson?: boolean; waitMs?: number }

const stopped: Ending = { ended: { kind: 'http' }, why: 'stopped' }

/** Connects once and tells what comes, until it ends. */
export async function* oneConnection(
  options: XStreamOptions,
  source: string,
  needs: ReaderNeeds,
  progress: Progress,
): AsyncGenerator<Heard, Ending> {
  const opened = await openInTime(options, needs, progress)
  if (needs.signal.aborted) {
    if (opened.kind === 'open') opened.close()
    return stopped
  }
  if (opened.kind !== 'open') return notOpened(opened, needs)
  const stop = (): void => opened.close()
  needs.signal.addEventListener('abort', stop, { once: true })
  try {
    yield { kind: 'state', state: 'hearing' }
    yield* gapBefore(options, needs.clock.nowMs(), progress)
    return yield* listen(opened.bytes, { options, source, needs, progress })
  } finally {
    needs.signal.removeEventListener('abort', stop)
    opened.close()
  }
}

async function openInTime(options: XStreamOptions, needs: ReaderNeeds, progress: Progress): Promise<Opened> {
  const ended = new AbortController()
  const done = new AbortController()
  const tooLate = needs.clock.sleep(streamLimits.connectMs, done.signal).then(() => {
    if (!done.signal.aborted) ended.abort()
  })
  const opened = await openStream({
    url: streamUrl(options, needs.clock.nowMs(), progress),
    headers: { authorization: `Bearer ${options.bearerToken}`, accept: 'application/json' },
    allowPrivateNetworks: options.allowPrivateNetworks ?? false,
    signal: AbortSignal.any([ended.signal, needs.signal]),
  })
  done.abort()
  await tooLate
  if (!ended.signal.aborted) return opened
  if (opened.kind === 'open') opened.close()
  return { kind: 'failed', why: 'timeout', detail: 'no answer in time' }
}

function streamUrl(
  { server = xServer, backfillMin }: XStreamOptions,
  nowMs: number,
  { lastMs }: Progress,
): string {
  const url = new URL('/2/tweets/search/stream', server)
  for (const [name, value] of Object.entries(streamFields)) url.searchParams.set(name, value)
  const awayMin = lastMs === undefined ? 0 : Math.ceil((nowMs - lastMs) / minuteMs)
  if (backfillMin !== undefined && awayMin > 0)
    url.searchParams.set('backfill_minutes', String(Math.min(awayMin, backfillMin, 5)))
  return url.href
}

function notOpened(opened: Exclude<Opened, { kind: 'open' }>, needs: ReaderNeeds): Ending {
  if (opened.kind === 'failed') {
    const { why, detail } = opened
    return { ended: { kind: 'network', heard: false }, why, detail, needsPerson: why === 'private-address' }
  }
  const { status, headers, body } = opened
  const detail = body.replaceAll(/\s+/g, ' ').slice(0, 200)
  if (status === 429)
    return {
      ended: { kind: 'limited', forMs: limitedForMs(headers, needs.clock.nowMs()) },
      why: 'rate-limited',
      detail,
    }
  // These do not heal by themselves, but a proxy may give them for an hour: we say so and keep trying.
  const needsPerson = [400, 401, 402, 403, 404, 410].includes(status)
  return { ended: { kind: 'http' }, why: `http-${status}`, detail, needsPerson }
}

function* gapBefore(
  { backfillMin = 0 }: XStreamOptions,
  nowMs: number,
  { lastMs }: Progress,
): Generator<Heard> {
  if (lastMs === undefined || nowMs - lastMs < streamLimits.gapMs) return
  const fromMs = lastMs
  const toMs = nowMs - Math.min(backfillMin, 5) * minuteMs
  if (toMs > fromMs) yield { kind: 'gap', fromMs, toMs, why: 'closed' }
}

type Listening = { options: XStreamOptions; source: string; needs: ReaderNeeds; progress: Progress }

async function* listen(
  bytes: AsyncIterator<Buffer>,
  { options, source, needs, progress }: Listening,
): AsyncGenerator<Heard, Ending> {
  const splitter = lines(readerLimits.frameBytesMax)
  const startMs = needs.clock.nowMs()
  let posts = 0
  const cut = (why: StateWhy, detail?: string): Ending => {
    const heard = posts > 0 || needs.clock.nowMs() - startMs >= streamLimits.goodMs
    return { ended: { kind: 'network', heard }, why, ...(detail !== undefined && { detail }) }
  }
  for (;;) {
    const next = await arrivesInTime(bytes, needs)
    if (needs.signal.aborted) return stopped
    if (next === 'silence' || next === 'closed') return cut(next)
    const told = tellLines(splitter.push(next), { source, nowMs: needs.clock.nowMs() }, progress)
    yield* told.heard
    posts += told.posts
    if (told.closing !== undefined) return cut('closed', told.closing)
    if (told.posts > 0 && (await options.meter?.spend('post-read', told.posts)) === 'over-budget')
      return overBudget()
  }
}

function overBudget(): Ending {
  const detail = 'the budget for X is used up for this month'
  return {
    ended: { kind: 'http' },
    why: 'refused',
    detail,
    needsPerson: true,
    waitMs: streamLimits.overBudgetMs,
  }
}

async function arrivesInTime(
  bytes: AsyncIterator<Buffer>,
  needs: ReaderNeeds,
): Promise<Buffer | 'closed' | 'silence'> {
  const arrived = new AbortController()
  const silence = needs.clock.sleep(streamLimits.silenceMs, arrived.signal).then(() => 'silence' as const)
  const next = bytes.next().then(
    ({ done, value }) => (done === true ? ('closed' as const) : value),
    () => 'closed' as const, // a connection that broke off
  )
  const first = await Promise.race([next, silence])
  arrived.abort()
  return first
}
