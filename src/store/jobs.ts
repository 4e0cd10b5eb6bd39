import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { assert } from '#kernel/assert.ts'
import type { JobTables } from '#store/jobs-table.ts'
import { storableJson } from '#store/storable.ts'
import type { Store } from '#store/store.ts'

/** Channel on which workers are woken; the payload is the kind. */
export const jobsChannel = 'jobs'

/** Longest kind and key in characters, and largest payload in bytes; more belongs in a table of the room. */
export const jobLimits = { kindMax: 100, keyMax: 500, payloadBytesMax: 262_144, attemptsMax: 1000 } as const

/** Work to be done once, later or now. */
export type NewJob = {
  kind: string
  /** JSON, at most 256 kB. */
  payload: unknown
  /** Epoch ms; missing: as soon as possible. */
  runAtMs?: number
  /** While a job of this kind with this key waits, another is not added; the earlier time wins. */
  key?: string
  /** Attempts before it counts as failed; 8 when missing. */
  attemptsMax?: number
}

/** A job in the hands of a worker. */
export type Job = {
  id: number
  kind: string
  key: string | undefined
  payload: unknown
  /** 1 the first time. */
  attempt: number
  attemptsMax: number
  /** Grows with every claim, so that an old claim can be told from the present one. */
  fence: number
}

/** A job that ended in failure, for a person to look at. */
export type FailedJob = {
  id: number
  kind: string
  key: string | undefined
  payload: unknown
  attempts: number
  error: string
  failedAtMs: number
}

/** Adds a job; inside `tx` it exists once that commits, and workers are woken then. */
export async function enqueue(
  store: Store,
  job: NewJob,
  tx: Kysely<unknown> = store.db,
): Promise<{ id: number; added: boolean }> {
  const payload = storableJson(job.payload)
  checkLimits(job, payload)
  const runAt = job.runAtMs === undefined ? sql`now()` : sql`${new Date(job.runAtMs)}::timestamptz`
  // The conflict clause updates rather than ignores: it locks the waiting row until we commit, so a worker that
  // takes it later sees what this transaction wrote. Nothing that was asked for is lost.
  const { rows } = await sql<{ id: number; added: boolean }>`
    insert into jobs (kind, key, payload, run_at, attempts_max)
    values (${job.kind}, ${job.key ?? null}, ${payload}::jsonb, ${runAt}, ${job.attemptsMax ?? 8})
    on conflict (kind, key) where state = 'waiting' and key is not null
    do update set run_at = least(jobs.run_at, excluded.run_at)
    returning id, (xmax = 0) as added`.execute(tx)
  await store.notify(jobsChannel, job.kind, tx)
  const row = rows[0]
  assert(row !== undefined, 'adding a job gives its id back')
  return row
}

function checkLimits(job: NewJob, payload: string): void {
  assert(job.kind.length > 0 && job.kind.length <= jobLimits.kindMax, 'a job kind is 1 to 100 characters')
  assert((job.key?.length ?? 0) <= jobLimits.keyMax, 'a job key is at most 500 characters')
  assert(Buffer.byteLength(payload) <= jobLimits.payloadBytesMax, 'a job payload is at most 256 kB')
  const attempts = job.attemptsMax ?? 1
  assert(attempts >= 1 && attempts <= jobLimits.attemptsMax, 'a job has 1 to 1000 attempts')
}

type ClaimedRow = {
  id: number
  kind: string
  key: string | null
  payload: unknown
  attempts: number
  attempts_max: number
  fence: number
}

/** Which of the ready jobs a claim looks at: those that wait, or those whose worker's lease ran out. */
export type ClaimFrom = 'waiting' | 'abandoned'

/** Takes up to `limit` ready jobs for `leaseMs`; other workers step over them. */
export async function claim(
  db: Kysely<unknown>,
  o: { kinds: readonly string[]; leaseMs: number; limit: number; from: ClaimFrom },
): Promise<Job[]> {
  const ready =
    o.from === 'waiting'
      ? sql`state = 'waiting' and run_at <= now()`
      : sql`state = 'leased' and leased_until < now() and attempts < attempts_max`
  const { rows } = await sql<ClaimedRow>`
    with next as materialized (
      select id from jobs where kind = any(${o.kinds}::text[]) and ${ready}
      order by run_at limit ${o.limit} for update skip locked)
    update jobs j set state = 'leased', fence = j.fence + 1, attempts = j.attempts + 1,
      leased_until = clock_timestamp() + ${o.leaseMs} * interval '1 ms'
    from next where j.id = next.id
    returning j.id, j.kind, j.key, j.payload, j.attempts, j.attempts_max, j.fence`.execute(db)
  return rows.map(({ key, attempts, attempts_max: attemptsMax, ...row }) => ({
    ...row,
    key: key ?? undefined,
    attempt: attempts,
    attemptsMax,
  }))
}

/** Ms until the next waiting job of these kinds is due; undefined when none waits. */
export async function nextDueMs(db: Kysely<unknown>, kinds: readonly string[]): Promise<number | undefined> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from min(run_at) - clock_timestamp()) * 1000)::float8 as ms
    from jobs where state = 'waiting' and kind = any(${kinds}::text[])`.execute(db)
  return rows[0]?.ms ?? undefined
}

/** A claim still ours: the same fence and a lease that has not run out, by the database's own clock. */
function stillOurs(job: Job) {
  return sql`id = ${job.id} and fence = ${job.fence} and state = 'leased' and leased_until > clock_timestamp()`
}

/**
 * Whether the claim still holds; when it does, nobody else can take the job until `tx` ends.
 *
 * Ask it in the transaction that writes the job's outcome: a worker that was too slow then writes nothing.
 */
export async function holds(tx: Kysely<unknown>, job: Job): Promise<boolean> {
  return (await sql`select 1 from jobs where ${stillOurs(job)} for update`.execute(tx)).rows.length === 1
}

/** Gives the claim more time from now; false when it is lost already. */
export async function extend(db: Kysely<unknown>, job: Job, leaseMs: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update jobs set leased_until = clock_timestamp() + ${leaseMs} * interval '1 ms' where ${stillOurs(job)}`.execute(
    db,
  )
  return numAffectedRows === 1n
}

/** Takes a finished job off the table; false when the claim was lost, and then it stays. */
export async function complete(db: Kysely<unknown>, job: Job): Promise<boolean> {
  return (await sql`delete from jobs where ${stillOurs(job)}`.execute(db)).numAffectedRows === 1n
}

/**
 * Puts the job back to run later; false when the claim was lost.
 *
 * @param o.error kept for people, first 2,000 characters
 * @param o.counts false when this attempt should not count (the network said wait)
 */
export async function putBack(
  db: Kysely<unknown>,
  job: Job,
  o: { inMs: number; error?: string; counts: boolean },
): Promise<boolean> {
  // A newer job may wait under the same key by now; both must run, so the older gives its key up.
  const keyTaken = sql`exists (select 1 from jobs o where o.kind = ${job.kind} and o.key = ${job.key ?? null} and o.state = 'waiting')`
  const attempt = async (withoutKey: boolean): Promise<boolean> => {
    const key = withoutKey ? sql`null` : sql`case when ${keyTaken} then null else key end`
    const { numAffectedRows } = await sql`
      update jobs set state = 'waiting', leased_until = null, key = ${key},
        run_at = clock_timestamp() + ${o.inMs} * interval '1 ms', attempts = attempts - ${o.counts ? 0 : 1},
        last_error = coalesce(${o.error?.slice(0, 2000) ?? null}, last_error)
      where ${stillOurs(job)}`.execute(db)
    return numAffectedRows === 1n
  }
  try {
    return await attempt(false)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === '23505')) throw error
    return attempt(true)
  }
}

/** Marks the job failed, visible and out of everybody's way; false when the claim was lost. */
export async function markFailed(db: Kysely<unknown>, job: Job, error: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update jobs set state = 'failed', failed_at = clock_timestamp(), leased_until = null, last_error = ${error.slice(0, 2000)}
    where ${stillOurs(job)}`.execute(db)
  return numAffectedRows === 1n
}

/** Fails jobs whose worker vanished on their last attempt: a job that kills its worker must not do so forever. */
export async function failAbandoned(db: Kysely<unknown>, kinds: readonly string[]): Promise<number> {
  const { numAffectedRows } = await sql`
    update jobs set state = 'failed', failed_at = clock_timestamp(), leased_until = null,
      last_error = coalesce(last_error || ' | ', '') || 'The worker stopped before it finished.'
    where kind = any(${kinds}::text[]) and state = 'leased' and leased_until < now() and attempts >= attempts_max`.execute(
    db,
  )
  return Number(numAffectedRows ?? 0n)
}

/** The failed jobs, newest first, at most `limit`. */
export async function failedJobs(store: Store, limit: number): Promise<FailedJob[]> {
  const rows = await store.db
    .withTables<JobTables>()
    .selectFrom('jobs')
    .selectAll()
    .where('state', '=', 'failed')
    .orderBy('failed_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, kind, key, payload, attempts, last_error, failed_at }) => ({
    id,
    kind,
    key: key ?? undefined,
    payload,
    attempts,
    error: last_error ?? '',
    failedAtMs: failed_at?.getTime() ?? 0,
  }))
}

/** Gives a failed job its attempts back; false when it is not among the failed. */
export async function retryFailed(store: Store, id: number): Promise<boolean> {
  const { rows } = await sql<{ kind: string }>`
    update jobs j set state = 'waiting', attempts = 0, run_at = now(), failed_at = null,
      key = case when exists (select 1 from jobs o where o.kind = j.kind and o.key = j.key and o.state = 'waiting') then null else key end
    where id = ${id} and state = 'failed' returning kind`.execute(store.db)
  const kind = rows[0]?.kind
  if (kind !== undefined) await store.notify(jobsChannel, kind)
  return kind !== undefined
}

/** Forgets jobs that failed before that moment; returns how many. */
export async function forgetFailedBefore(store: Store, ms: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from jobs where state = 'failed' and failed_at < ${new Date(ms)}`.execute(store.db)
  return Number(numAffectedRows ?? 0n)
}
