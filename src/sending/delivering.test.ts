import { expect, test } from 'vitest'
import { partOf } from '#sending/delivering.ts'
import { readDeliveries } from '#sending/outbox.ts'
import type { SendingTables } from '#sending/tables.ts'
import { outboxMigrations, testOutbox } from '#sending/test-sending.ts'
import { openTestStore } from '#store/test-store.ts'

test('a part is the same at every attempt, and says for which lane it goes out', async () => {
  const store = await openTestStore(outboxMigrations)
  const outbox = testOutbox(store, { seed: 1 })
  await outbox.send({ en: ['Boil your water.', 'Until Friday.'] }, { lane: 'emergency' })
  const db = store.db.withTables<SendingTables>()
  const [delivery] = await readDeliveries(db, await db.selectFrom('deliveries').selectAll().execute())
  if (delivery === undefined) throw new Error('it was put into the outbox')
  const begun = { ...delivery, begunAtMs: outbox.clock.nowMs() }
  const ground = outbox.process()
  const part = partOf(ground, begun)
  expect(part).toMatchObject({ lane: 'emergency', text: 'Boil your water.', atMs: begun.begunAtMs })
  await outbox.clock.sleep(60_000)
  expect(partOf(ground, begun)).toEqual(part)
})
