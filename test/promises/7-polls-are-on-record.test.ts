import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { versionBytes } from '#kernel/version-content.ts'
import type { Ground } from '#sending/ground.ts'
import { readDuePolls } from '#sending/polls/reading.ts'
import { outboxMigrations, testOutbox, type TestOutbox } from '#sending/test-sending.ts'
import { turn } from '#sending/worker.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

// Promise 7, what people answered when we asked: a poll is not over for the desk until its last count is on record, and it is
// there once, whatever breaks between and however many processes read.

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
})
afterAll(() => store.close())

const { signal } = new AbortController()
const options = ['Matin', 'Soir']

async function asked(): Promise<{ outbox: TestOutbox; ground: Ground; item: string }> {
  const outbox = testOutbox(store, { seed: 77 })
  const ground = outbox.process()
  const bytes = versionBytes({
    ...{ account: 'town', language: 'fr', parts: ['Quand ouvrir la piscine ?'], media: [] },
    poll: { options, multiple: false, durationMin: 60 },
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const version = { account: 'town', network: 'practice', language: 'fr', sha256 }
  await outbox.send({}, { versions: [{ ...version, contentText: new TextDecoder().decode(bytes) }] })
  while ((await turn(ground, signal)) > 0);
  return { outbox, ground, item: 'message:s77' }
}

async function state(): Promise<{ isFinal: boolean; entries: { facts: Record<string, unknown> }[] }> {
  const { rows } = await sql<{ is_final: boolean }>`select is_final from delivery_polls`.execute(store.db)
  const kept = await sql<{ body: string }>`
    select body from records_entries where kind = 'poll-counted' order by seq`.execute(store.db)
  return { isFinal: rows[0]?.is_final === true, entries: kept.rows.map(({ body }) => JSON.parse(body)) }
}

test('the last count of a poll and its record are one, also when the archive took nothing and three read at once', async () => {
  const { outbox, ground, item } = await asked()
  let triedInVain = false
  for (let reads = 0; reads < 40 && !triedInVain; reads += 1) {
    await outbox.clock.sleep(5 * minuteMs)
    await sql`create or replace function archive_full() returns trigger language plpgsql as
      'begin raise exception ''full''; end'`.execute(store.db)
    await sql`create trigger archive_full before insert on records_entries execute function archive_full()`.execute(
      store.db,
    )
    await readDuePolls(ground, signal).catch((error: unknown) => {
      triedInVain = String(error).includes('full')
    })
    await sql`drop trigger archive_full on records_entries`.execute(store.db)
    // While nothing can be put there, nothing is over; and what was tried is tried again.
    expect(await state()).toEqual({ isFinal: false, entries: [] })
  }
  expect(triedInVain).toBe(true)
  await outbox.clock.sleep(hourMs)
  await Promise.all([ground, outbox.process(), outbox.process()].map((one) => readDuePolls(one, signal)))
  const { isFinal, entries } = await state()
  expect(isFinal).toBe(true)
  expect(entries).toMatchObject([
    {
      ...{ subject: item, account: 'town', language: 'fr' },
      facts: {
        votes: options.map((option) => ({ option, votes: expect.any(Number) })),
        network: 'Havre-Clair',
      },
    },
  ])
  expect(Number(entries[0]?.facts['n'])).toBeGreaterThan(0)
})
