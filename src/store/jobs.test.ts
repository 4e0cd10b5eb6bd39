import { sql } from 'kysely'
import { afterAll, beforeEach, beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import type { Job } from '#store/jobs.ts'
import {
  claim,
  complete,
  enqueue,
  extend,
  failedJobs,
  forgetFailedBefore,
  holds,
  putBack,
  retryFailed,
} from '#store/jobs.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import type { WorkOptions } from '#store/work-jobs.ts'
import { backoffMs, workJobs } from '#store/work-jobs.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore([
    { room: 'notes', steps: [{ name: '1', sql: 'create table notes (text text)' }] },
  ])
})
afterAll(() => store.close())
beforeEach(async () => {
  await sql`truncate jobs, notes`.execute(store.db)
})

const work = (o: Partial<WorkOptions> & Pick<WorkOptions, 'handle'>) =>
  workJobs({ store, kinds: ['mail'], leaseMs: 5000, pollMs: 200, log: silentLog, ...o })
const left = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from jobs where state <> 'failed'`.execute(store.db)).rows[0]
    ?.n ?? -1
const until = (check: () => Promise<void> | void) => vi.waitFor(check, { timeout: 5000, interval: 10 })
const runOut = (job: Job) =>
  sql`update jobs set leased_until = now() - interval '1 s' where id = ${job.id}`.execute(store.db)
const claimOne = async (from: 'waiting' | 'abandoned' = 'waiting'): Promise<Job> => {
  const [job] = await claim(store.db, { kinds: ['mail'], leaseMs: 60_000, limit: 1, from })
  if (job === undefined) throw new Error('no job to claim')
  return job
}

test('every job is done once by several workers, however many there are', async () => {
  const done: number[] = []
  const handle = async (job: Job): Promise<void> => void done.push(Number(job.payload))
  const workers = [work({ handle }), work({ handle }), work({ handle })]
  await store.inTransaction(async (tx) => {
    for (let i = 0; i < 100; i++) await enqueue(store, { kind: 'mail', payload: i }, tx)
  })
  await until(async () => expect(await left()).toBe(0))
  await Promise.all(workers.map((worker) => worker.stop()))
  expect(done.sort((a, b) => a - b)).toEqual(Array.from({ length: 100 }, (_, i) => i))
})

test('a worker wakes at once, long before its next look', async () => {
  const heard: number[] = []
  const worker = work({ pollMs: 60_000, handle: async () => void heard.push(performance.now()) })
  await enqueue(store, { kind: 'mail', payload: 'first' })
  await until(() => expect(heard).toHaveLength(1))
  const addedMs = performance.now()
  await enqueue(store, { kind: 'mail', payload: 'second' })
  await until(() => expect(heard).toHaveLength(2))
  await worker.stop()
  expect((heard[1] ?? Infinity) - addedMs).toBeLessThan(2000)
})

test('a job for later waits, and is run near its time without a long poll in between', async () => {
  let ranMs = 0
  const worker = work({ pollMs: 60_000, handle: async () => void (ranMs = Date.now()) })
  const dueMs = Date.now() + 300
  await enqueue(store, { kind: 'mail', payload: 1, runAtMs: dueMs })
  await until(() => expect(ranMs).toBeGreaterThan(0))
  await worker.stop()
  expect(ranMs).toBeGreaterThanOrEqual(dueMs - 5)
})

test('a job undone with its transaction never existed', async () => {
  await store
    .inTransaction(async (tx) => {
      await enqueue(store, { kind: 'mail', payload: 1 }, tx)
      throw new Error('no')
    })
    .catch(() => undefined)
  expect(await left()).toBe(0)
})

test('the same key waits once, with the earlier time, and may come again when the first has begun', async () => {
  const later = await enqueue(store, { kind: 'mail', payload: 1, key: 'a', runAtMs: Date.now() + 60_000 })
  const sooner = await enqueue(store, { kind: 'mail', payload: 2, key: 'a' })
  expect([later.added, sooner.added, sooner.id === later.id]).toEqual([true, false, true])
  const job = await claimOne()
  expect(job.payload).toBe(1)
  expect((await enqueue(store, { kind: 'mail', payload: 3, key: 'a' })).added).toBe(true)
  expect(await putBack(store.db, job, { inMs: 0, error: 'busy', counts: true })).toBe(true)
  expect(await left()).toBe(2)
})

test('a worker whose lease ran out can neither complete nor put back nor extend, even before another took over', async () => {
  await enqueue(store, { kind: 'mail', payload: 1 })
  const slow = await claimOne()
  await runOut(slow)
  expect(await complete(store.db, slow)).toBe(false)
  expect(await extend(store.db, slow, 1000)).toBe(false)
  expect(await putBack(store.db, slow, { inMs: 0, counts: true })).toBe(false)
  expect(await left()).toBe(1)
})

test('the slow worker loses: what it would write after another took over is not written', async () => {
  await enqueue(store, { kind: 'mail', payload: 1 })
  const slow = await claimOne()
  await runOut(slow)
  const quick = await claimOne('abandoned')
  expect(quick.fence).toBeGreaterThan(slow.fence)
  const finish = (job: Job, text: string) =>
    store.inTransaction(async (tx) => {
      if (!(await holds(tx, job))) return false
      await sql`insert into notes values (${text})`.execute(tx)
      return complete(tx, job)
    })
  expect(await finish(slow, 'slow')).toBe(false)
  expect(await finish(quick, 'quick')).toBe(true)
  expect((await sql`select text from notes`.execute(store.db)).rows).toEqual([{ text: 'quick' }])
})

test('while a worker writes its outcome nobody else can take the job, though the lease ends meanwhile', async () => {
  await enqueue(store, { kind: 'mail', payload: 1 })
  const [job] = await claim(store.db, { kinds: ['mail'], leaseMs: 150, limit: 1, from: 'waiting' })
  if (job === undefined) throw new Error('no job')
  await store.inTransaction(async (tx) => {
    expect(await holds(tx, job)).toBe(true)
    await sql`select pg_sleep(0.2)`.execute(tx)
    expect(await claim(store.db, { kinds: ['mail'], leaseMs: 1000, limit: 1, from: 'abandoned' })).toEqual([])
  })
})

test('a failing job is tried again, then shown as failed, and never holds up the others', async () => {
  const seen: string[] = []
  const worker = work({
    atOnce: 1,
    handle: async (job) => {
      seen.push(`${String(job.payload)} ${job.attempt}`)
      if (job.payload === 'bad') throw new Error('the letter box is closed')
    },
  })
  await enqueue(store, { kind: 'mail', payload: 'bad', attemptsMax: 2 })
  for (let i = 0; i < 5; i++) await enqueue(store, { kind: 'mail', payload: `good${i}` })
  await until(() => expect(seen).toHaveLength(6))
  await sql`update jobs set run_at = now()`.execute(store.db)
  await store.notify('jobs', 'mail')
  await until(async () => expect(await failedJobs(store, 10)).toHaveLength(1))
  await worker.stop()
  expect(seen.filter((each) => each.startsWith('bad'))).toEqual(['bad 1', 'bad 2'])
  const [failed] = await failedJobs(store, 10)
  expect(failed).toMatchObject({ payload: 'bad', attempts: 2, error: 'the letter box is closed' })
  expect(await retryFailed(store, failed?.id ?? 0)).toBe(true)
  expect(await retryFailed(store, failed?.id ?? 0)).toBe(false)
  expect(await left()).toBe(1)
})

test('a job whose worker vanished is taken over, and one that keeps killing its worker fails', async () => {
  await enqueue(store, { kind: 'mail', payload: 'poison', attemptsMax: 2 })
  await runOut(await claimOne())
  await runOut(await claimOne('abandoned'))
  const worker = work({ handle: async () => undefined })
  await until(async () => expect(await failedJobs(store, 10)).toHaveLength(1))
  await worker.stop()
  expect((await failedJobs(store, 10))[0]?.error).toContain('The worker stopped')
  expect(await forgetFailedBefore(store, Date.now() + 60_000)).toBe(1)
})

test('told to wait, a job runs again without losing an attempt', async () => {
  const attempts: number[] = []
  const worker = work({
    handle: async (job) => {
      attempts.push(job.attempt)
      return attempts.length < 3 ? { runAgainInMs: 20 } : undefined
    },
  })
  await enqueue(store, { kind: 'mail', payload: 1, attemptsMax: 1 })
  await until(async () => expect([attempts.length, await left()]).toEqual([3, 0]))
  await worker.stop()
  expect(attempts).toEqual([1, 1, 1])
})

test('a handler is told when its lease is over, and stop() waits for what is in hand', async () => {
  let told = false
  let finished = false
  const worker = work({
    leaseMs: 100,
    handle: (_job, fence) =>
      new Promise((resolve) => {
        fence.signal.addEventListener('abort', () => {
          told = true
          finished = true
          resolve()
        })
      }),
  })
  await enqueue(store, { kind: 'mail', payload: 1, attemptsMax: 1 })
  await until(async () =>
    expect((await sql`select 1 from jobs where state = 'leased'`.execute(store.db)).rows).toHaveLength(1),
  )
  await worker.stop()
  expect([told, finished]).toEqual([true, true])
})

test('jobs of other kinds are left alone', async () => {
  await enqueue(store, { kind: 'other', payload: 1 })
  expect(await claim(store.db, { kinds: ['mail'], leaseMs: 1000, limit: 5, from: 'waiting' })).toEqual([])
})

test('a payload past its limit is our mistake and is refused', async () => {
  await expect(enqueue(store, { kind: 'mail', payload: 'x'.repeat(300_000) })).rejects.toThrow('256 kB')
  await expect(enqueue(store, { kind: '', payload: 1 })).rejects.toThrow('job kind')
})

test('retries wait longer each time, up to a quarter of an hour', () => {
  expect([1, 2, 3, 50].map((attempt) => backoffMs(attempt, 0))).toEqual([1000, 2000, 4000, 900_000])
  expect(backoffMs(1, 1)).toBe(750)
})
