import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { findEntries } from '#records/find.ts'
import { keepRecord } from '#records/records.ts'
import { disposedAtOnce, disposeOfDue } from '#records/retention/disposal.ts'
import { nextNight } from '#records/retention/next-night.ts'
import { Nights, startMs, yearMs } from '#records/retention/test-nights.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

test('a night killed in the middle leaves whole batches and is gone on with', async () => {
  await nights.keep(disposedAtOnce + 20)
  nights.nowMs += 3 * yearMs
  await nights.followsANight()
  let batches = 0
  const killed = disposeOfDue(nights.archive, {
    beforeBatch: async () => {
      batches += 1
      if (batches === 2) throw new Error('killed')
    },
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await nights.emptied()).toHaveLength(disposedAtOnce)
  expect((await nights.check()).finding).toBeUndefined()
  expect(await nights.night()).toEqual({ disposed: 20 })
  expect((await nights.check()).finding).toBeUndefined()
})

test('a batch whose connection dies before it commits never happened', async () => {
  await nights.keep(10)
  nights.nowMs += 3 * yearMs
  await sql
    .raw(
      `create function die() returns trigger language plpgsql as $$ begin
         if current_setting('test.die', true) = 'yes' then perform pg_terminate_backend(pg_backend_pid()); end if;
         return null; end $$;
       create trigger die after update on records_entries for each row execute function die()`,
    )
    .execute(nights.archive.db)
  const killed = nights.archive.store.inTransaction(async (tx) => {
    await sql`select set_config('test.die', 'yes', true)`.execute(tx)
    const by = await keepRecord(
      tx,
      { kind: 'disposal', by: { kind: 'desk' }, subject: 'disposal:x', facts: { count: 1 } },
      nights.nowMs,
    )
    await sql`update records_entries set salt = null, body = null, words = null, actor = null, actor_name = null,
      subject = null, account = null, disposed_by = ${by} where seq = 2`.execute(tx)
  })
  await expect(killed).rejects.toThrow(/terminat/u)
  expect(await nights.emptied()).toEqual([])
  expect((await nights.check()).finding).toBeUndefined()
  expect(await nights.night()).toEqual({ disposed: 10 })
})

test('a clock that jumps back disposes of nothing; one that jumps far ahead is believed on its second night only', async () => {
  await nights.keep(5)
  await nights.night()
  nights.nowMs = startMs - 5 * yearMs
  expect(await disposeOfDue(nights.archive)).toEqual({ disposed: 0 })
  nights.nowMs = startMs + 5 * yearMs
  expect(await disposeOfDue(nights.archive)).toEqual({ disposed: 0, waits: 'clock' })
  nights.nowMs = startMs
  expect(await disposeOfDue(nights.archive)).toEqual({ disposed: 0 })
  nights.nowMs = startMs + 5 * yearMs
  expect((await nextNight(nights.archive.db, nights.nowMs, nights.nowMs)).waits).toBe('clock')
  expect(await disposeOfDue(nights.archive)).toEqual({ disposed: 0, waits: 'clock' })
  nights.nowMs += dayMs
  expect(await disposeOfDue(nights.archive)).toEqual({ disposed: 5 })
  // And back again: entries then have times before those they follow, and the chain does not mind.
  nights.nowMs = startMs
  await nights.keep(1)
  expect((await nights.check()).finding).toBeUndefined()
})

test('the first night of a desk only looks', async () => {
  await nights.keep(1)
  nights.nowMs += 3 * yearMs
  expect(await disposeOfDue(nights.archive)).toEqual({ disposed: 0, waits: 'clock' })
})

test('a pause stops the night, also in the middle, and is on record with its reason', async () => {
  await nights.keep(disposedAtOnce + 5)
  nights.nowMs += 3 * yearMs
  expect(await nights.pause(true)).toBe(true)
  expect(await nights.pause(true)).toBe(false)
  expect(await nights.night()).toEqual({ disposed: 0, waits: 'paused' })
  expect((await nextNight(nights.archive.db, nights.nowMs, nights.nowMs)).waits).toBe('paused')
  await nights.pause(false)
  await nights.followsANight()
  let batches = 0
  const beforeBatch = async (): Promise<void> => {
    batches += 1
    if (batches === 2) await nights.pause(true)
  }
  expect(await disposeOfDue(nights.archive, { beforeBatch })).toEqual({ disposed: disposedAtOnce })
  const { entries } = await findEntries(nights.archive.db, { subject: 'disposal' })
  expect(entries.map(({ facts }) => facts?.['to'])).toEqual(['paused', 'running', 'paused'])
})
