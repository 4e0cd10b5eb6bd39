import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { sendingMigrations } from '#sending/migrations.ts'
import { plannedBetween } from '#sending/planned.ts'
import { openTestStore } from '#store/test-store.ts'

const hour = (n: number): number => Date.UTC(2031, 3, 7) + n * 3_600_000
const deliveries = 5000

test('a calendar reads the deliveries of its days by their time, not all there ever were', async () => {
  const store = await openTestStore([sendingMigrations])
  onTestFinished(() => store.close())
  await sql`
    insert into deliveries (id, item, title, lane, account, network, language, pair, round, sha256, content, parts, due_at, deadline_at,
      state, made_at, made_by_id, made_by, changed_at)
    select 'd' || n, 'message:' || n, 'A title', 'normal', 'a1', 'bluesky', 'en', 'p' || n, 0, md5(n::text), repeat('x', 300), 1, at, at,
      case when n % 10 = 0 then 'cancelled' else 'sent' end, at, 'p1', 'Wen', at
    from (select n, ${new Date(hour(0))}::timestamptz + n * interval '1 hour' as at from generate_series(1, ${deliveries}::integer) n) each_hour
  `.execute(store.db)
  await sql`analyze deliveries`.execute(store.db)

  const { found, scans } = await store.db.transaction().execute(async (tx) => ({
    found: await plannedBetween(tx, { fromMs: hour(98), toMs: hour(102) }),
    scans: await scansIn(tx),
  }))
  // Both edges, and without the one that was taken out.
  expect(found.map(({ id }) => id)).toEqual(['d98', 'd99', 'd101'])
  expect(scans).toEqual({ whole: 0, planned: 1 })
})

/** How often this transaction has read the whole table, and how often the index of the calendar. */
async function scansIn(tx: Parameters<typeof plannedBetween>[0]): Promise<unknown> {
  const { rows } = await sql`select pg_stat_get_xact_numscans('deliveries'::regclass) as whole,
    pg_stat_get_xact_numscans('deliveries_planned'::regclass) as planned`.execute(tx)
  return rows[0]
}
