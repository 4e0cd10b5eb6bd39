import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { openArchive } from '#records/archive.ts'
import { checkChain } from '#records/check.ts'
import { lastHead } from '#records/heads.ts'
import { startRecordsJobs } from '#records/jobs.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { nextNightMs } from '#records/night.ts'
import { keepRecord } from '#records/records.ts'
import { openTestStore } from '#store/test-store.ts'

test('the night comes once a day, at 03:00 UTC', () => {
  const midnight = Date.UTC(2031, 3, 7)
  const three = midnight + 3 * 3_600_000
  expect(nextNightMs(midnight)).toBe(three)
  expect(nextNightMs(three - 1)).toBe(three)
  expect(nextNightMs(three)).toBe(three + dayMs)
})

test('the night’s job empties what is due, signs that too, and waits for the next night', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bellwether-night-'))
  const store = await openTestStore([recordsMigrations])
  const archive = await openArchive({ store, clock: wallClock, log: silentLog, dataDir })
  const { db } = archive
  const nowMs = wallClock.nowMs()
  const old = {
    kind: 'reply-received',
    by: { kind: 'desk' },
    subject: 'reply:r1',
    facts: { text: 'Hello' },
  } as const
  await store.inTransaction((tx) => keepRecord(tx, [old, old], nowMs - 3 * 366 * dayMs))
  await db
    .updateTable('records_disposal')
    .set({ last_night_at: new Date(nowMs - dayMs) })
    .execute()
  const worker = await startRecordsJobs(archive)
  onTestFinished(async () => {
    await worker.stop()
    await store.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  const waits = () =>
    sql<{ ms: number }>`select (extract(epoch from run_at) * 1000)::float8 as ms from jobs
      where kind = 'records-night' and state = 'waiting'`.execute(store.db)
  expect((await waits()).rows[0]?.ms).toBe(nextNightMs(nowMs))
  await sql`update jobs set run_at = now() where kind = 'records-night'`.execute(store.db)
  await store.notify('jobs', 'records-night')
  const end = () => db.selectFrom('records_head').select('seq').executeTakeFirstOrThrow()
  // The making of the key, two replies, the disposal of both; and a head over all of it.
  await expect.poll(async () => (await lastHead(db))?.seq, { timeout: 20_000 }).toBe(4)
  expect((await end()).seq).toBe(4)
  expect(await checkChain(db, { onProgress: async () => undefined })).toEqual({ entries: 4 })
  await expect
    .poll(async () => (await waits()).rows[0]?.ms, { timeout: 20_000 })
    .toBeGreaterThan(wallClock.nowMs())
})
