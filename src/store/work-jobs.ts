import type { Kysely } from 'kysely'
import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import { minuteMs, secondMs, wallClock } from '#kernel/time.ts'
import type { Job } from '#store/jobs.ts'
import {
  claim,
  complete,
  extend,
  failAbandoned,
  holds,
  jobsChannel,
  markFailed,
  nextDueMs,
  putBack,
} from '#store/jobs.ts'
import type { Store } from '#store/store.ts'

/** A worker's proof that the job is still its own. */
export type Fence = {
  /** Ask inside the transaction that writes the outcome; false: write nothing, another worker has the job. */
  stillMine(tx: Kysely<unknown>): Promise<boolean>
  /** A new full lease from now, for long work; false when it is lost already. */
  extend(): Promise<boolean>
  /** Aborted when the lease has run out or the worker stops. */
  signal: AbortSignal
}

/** What a handler may ask for instead of "done": run again later, without counting this attempt. */
export type RunAgain = { runAgainInMs: number }

/** How to work on jobs. */
export type WorkOptions = {
  store: Store
  kinds: readonly string[]
  /** How long a job may take before others may take it. The database's clock decides. */
  leaseMs: number
  /** How often to look without being woken; bounds how long after a crash abandoned jobs wait. */
  pollMs: number
  /** Does the work. A throw means: try again later, and after the last attempt `failed`. */
  handle: (job: Job, fence: Fence) => Promise<void | RunAgain>
  /** Jobs in hand at once; 4 when missing. */
  atOnce?: number
  log: Log
  clock?: Clock
  /** Chance from 0 to 1, spreading retries; Math.random's place is the caller's. */
  chance?: () => number
}

/** A worker at work. */
export type Worker = {
  /** Takes no more jobs and waits for those in hand, at most `withinMs` (10 s when missing); then they are aborted. */
  stop(withinMs?: number): Promise<void>
}

const backoffFirstMs = secondMs
const backoffMsMax = 15 * minuteMs
const stopMsMax = 10 * secondMs

/**
 * How long a job waits after a failed attempt: 1 s, doubled each time, at most 15 minutes, less up to a quarter.
 *
 * @param chance 0 to 1
 */
export function backoffMs(attempt: number, chance: number): number {
  const full = Math.min(backoffFirstMs * 2 ** Math.min(attempt - 1, 30), backoffMsMax)
  return Math.round(full * (1 - chance / 4))
}

/** Works on jobs of these kinds until stopped. Jobs may run twice (after a crash): the fence guards what they write. */
export function workJobs(o: WorkOptions): Worker {
  assert(o.leaseMs >= 10 && o.pollMs >= 10, 'a lease and a poll last at least 10 ms')
  const stopping = new AbortController()
  const aborting = new AbortController()
  const inHand = new Set<Promise<void>>()
  const bell = openBell(o, stopping.signal)
  const loop = run({
    o,
    clock: o.clock ?? wallClock,
    bell,
    inHand,
    stopping: stopping.signal,
    aborting: aborting.signal,
  })
  return {
    stop: async (withinMs = stopMsMax) => {
      stopping.abort()
      bell.ring()
      await loop
      const clock = o.clock ?? wallClock
      const done = new AbortController()
      void Promise.allSettled(inHand).then(() => done.abort())
      await clock.sleep(withinMs, done.signal)
      aborting.abort()
      await bell.close()
    },
  }
}

type Bell = { ring(): void; rung(ms: number): Promise<void>; close(): Promise<void> }

/** Wakes the loop: by notification, by a finished job, by stop, or after a while. A ring while nobody waits is kept. */
function openBell(o: WorkOptions, stopping: AbortSignal): Bell {
  const clock = o.clock ?? wallClock
  let pending = false
  let wake: AbortController | undefined
  const ring = (): void => {
    pending = true
    wake?.abort()
  }
  const hearing = o.store
    .listen(jobsChannel, (kind) => (o.kinds.includes(kind) ? ring() : undefined), ring)
    .catch((error: unknown) => {
      o.log('warn', `Jobs are looked for every ${o.pollMs} ms only: ${wordsOf(error)}`)
      return () => Promise.resolve()
    })
  return {
    ring,
    rung: async (ms) => {
      if (!pending && !stopping.aborted) {
        wake = new AbortController()
        await clock.sleep(ms, wake.signal)
      }
      pending = false
    },
    close: async () => (await hearing)(),
  }
}

type Running = {
  o: WorkOptions
  clock: Clock
  bell: Bell
  inHand: Set<Promise<void>>
  stopping: AbortSignal
  aborting: AbortSignal
}

async function run(r: Running): Promise<void> {
  let sweptMs = Number.NEGATIVE_INFINITY
  while (!r.stopping.aborted) {
    const free = (r.o.atOnce ?? 4) - r.inHand.size
    let waitMs = r.o.pollMs
    try {
      const sweep = r.clock.nowMs() - sweptMs >= r.o.pollMs
      if (sweep) sweptMs = r.clock.nowMs()
      const jobs = free > 0 ? await takeReady(r.o, free, sweep) : []
      for (const job of jobs) start(r, job)
      if (jobs.length > 0 && jobs.length === free) continue
      if (free > jobs.length) waitMs = await untilNext(r.o)
    } catch (error) {
      r.o.log('warn', `Jobs could not be looked for: ${wordsOf(error)}`)
    }
    await r.bell.rung(waitMs)
  }
}

async function takeReady(o: WorkOptions, limit: number, sweep: boolean): Promise<Job[]> {
  const { kinds, leaseMs, store } = o
  if (!sweep) return claim(store.db, { kinds, leaseMs, limit, from: 'waiting' })
  const failed = await failAbandoned(store.db, kinds)
  if (failed > 0) o.log('error', `${failed} jobs failed: their workers stopped before they finished`)
  const abandoned = await claim(store.db, { kinds, leaseMs, limit, from: 'abandoned' })
  if (abandoned.length === limit) return abandoned
  const waiting = await claim(store.db, { kinds, leaseMs, limit: limit - abandoned.length, from: 'waiting' })
  return [...abandoned, ...waiting]
}

async function untilNext({ store, kinds, pollMs }: WorkOptions): Promise<number> {
  const dueMs = await nextDueMs(store.db, kinds)
  return dueMs === undefined ? pollMs : Math.min(Math.max(dueMs, 10), pollMs)
}

function start(r: Running, job: Job): void {
  const work = runOne(r, job)
    .catch((error: unknown) =>
      r.o.log('error', `Job ${job.kind} ${job.id} could not be written off: ${wordsOf(error)}`),
    )
    .finally(() => {
      r.inHand.delete(work)
      r.bell.ring()
    })
  r.inHand.add(work)
}

async function runOne({ o, clock, aborting }: Running, job: Job): Promise<void> {
  const { db } = o.store
  const lease = leaseTimer(clock, o.leaseMs)
  const fence: Fence = {
    stillMine: (tx) => holds(tx, job),
    extend: async () => {
      const held = await extend(db, job, o.leaseMs)
      if (held) lease.renew()
      return held
    },
    signal: AbortSignal.any([lease.signal, aborting]),
  }
  try {
    const again = await o.handle(job, fence)
    const kept =
      again === undefined
        ? await complete(db, job)
        : await putBack(db, job, { inMs: again.runAgainInMs, counts: false })
    if (!kept) o.log('warn', `Job ${job.kind} ${job.id} finished after its lease ran out; it is run again`)
  } catch (error) {
    await afterFailure(o, job, wordsOf(error))
  } finally {
    lease.end()
  }
}

async function afterFailure(o: WorkOptions, job: Job, error: string): Promise<void> {
  const facts = { kind: job.kind, id: job.id, attempt: job.attempt }
  if (job.attempt >= job.attemptsMax) {
    const kept = await markFailed(o.store.db, job, error)
    if (kept) o.log('error', `A job failed for good: ${error}`, facts)
    return
  }
  o.log('warn', `A job failed and is tried again: ${error}`, facts)
  await putBack(o.store.db, job, { inMs: backoffMs(job.attempt, o.chance?.() ?? 0), error, counts: true })
}

/** Tells a handler when its time is over. A hint only: the database's clock decides who owns the job. */
function leaseTimer(clock: Clock, leaseMs: number): { signal: AbortSignal; renew(): void; end(): void } {
  const over = new AbortController()
  let round = new AbortController()
  const begin = (): void => {
    const mine = new AbortController()
    round = mine
    void clock.sleep(leaseMs, mine.signal).then(() => (mine.signal.aborted ? undefined : over.abort()))
  }
  begin()
  const end = (): void => round.abort()
  return {
    signal: over.signal,
    renew: () => {
      end()
      begin()
    },
    end,
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
