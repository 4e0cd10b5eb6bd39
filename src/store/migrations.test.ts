import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { MigrationRefused } from '#store/errors.ts'
import type { RoomMigrations } from '#store/migrations.ts'
import { hashOfStep, pendingSteps } from '#store/migrations.ts'
import type { Store } from '#store/store.ts'
import { openOn } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const first = { name: '001-tables', sql: 'create table a (id int)' }
const second = { name: '002-more', sql: 'create table b (id int)' }
const asApplied = (rooms: readonly RoomMigrations[]) =>
  pendingSteps(rooms, []).map(({ room, name, hash }) => ({ room, name, hash }))

const reopen = (store: Store, migrations: readonly RoomMigrations[]): Promise<Store> =>
  openOn({
    url: store.databaseUrl ?? '',
    migrations,
    log: silentLog,
    progress: () => undefined,
    clock: wallClock,
    embedded: undefined,
  })

test('steps are taken in order, and only those not yet taken', () => {
  const rooms = [{ room: 'r', steps: [first, second] }]
  expect(pendingSteps(rooms, []).map(({ name }) => name)).toEqual(['001-tables', '002-more'])
  expect(pendingSteps(rooms, asApplied([{ room: 'r', steps: [first] }])).map(({ name }) => name)).toEqual([
    '002-more',
  ])
})

test('an edited step is refused by name', () => {
  const applied = asApplied([{ room: 'r', steps: [first] }])
  const edit = [{ room: 'r', steps: [{ ...first, sql: `${first.sql} ` }] }]
  expect(() => pendingSteps(edit, applied)).toThrow('r/001-tables was edited')
})

test('a step the program does not know, or one slipped in before, is refused by name', () => {
  const applied = asApplied([{ room: 'r', steps: [second] }])
  expect(() => pendingSteps([{ room: 'r', steps: [] }], applied)).toThrow('r/002-more')
  expect(() => pendingSteps([{ room: 'r', steps: [first, second] }], applied)).toThrow(
    'r/001-tables stands before',
  )
  expect(() => pendingSteps([{ room: 'r', steps: [first, first] }], [])).toThrow('written twice')
})

test('line endings changed by git are not an edit', () => {
  expect(hashOfStep('a\r\nb')).toBe(hashOfStep('a\nb'))
})

test('whatever was applied before, applied and pending together are all steps, once', () => {
  const all = Array.from({ length: 12 }, (_, i) => ({ name: `${i}`, sql: `select ${i}` }))
  fc.assert(
    fc.property(fc.nat(12), fc.nat(12), (had, more) => {
      const before = [{ room: 'r', steps: all.slice(0, had) }]
      const now = [{ room: 'r', steps: all.slice(0, Math.max(had, more)) }]
      const pending = pendingSteps(now, asApplied(before))
      expect([...all.slice(0, had), ...pending].map(({ name }) => name)).toEqual(
        now[0]?.steps.map(({ name }) => name),
      )
    }),
  )
})

test('a desk refuses to start on an edited step and starts again once it is put back', async () => {
  const store = await openTestStore([{ room: 'r', steps: [first] }])
  const edit = [{ room: 'r', steps: [{ ...first, sql: 'create table a (id bigint)' }] }]
  await expect(reopen(store, edit)).rejects.toThrow(MigrationRefused)
  const again = await reopen(store, [{ room: 'r', steps: [first, second] }])
  expect((await sql`select * from b`.execute(again.db)).rows).toEqual([])
  await again.close()
  await store.close()
})

test('a step that fails is undone whole, named, and can be corrected', async () => {
  const store = await openTestStore([{ room: 'r', steps: [first] }])
  const broken = { name: '002', sql: 'create table c (id int); insert into nowhere values (1)' }
  const refused = await reopen(store, [{ room: 'r', steps: [first, broken] }]).catch(
    (error: unknown) => error,
  )
  expect(refused).toMatchObject({ name: 'MigrationRefused', room: 'r', step: '002' })
  const fixed = await reopen(store, [
    { room: 'r', steps: [first, { name: '002', sql: 'create table c (id int)' }] },
  ])
  await fixed.close()
  await store.close()
})

test('five desks starting at once on one new database take each step once', async () => {
  const store = await openTestStore()
  const steps = Array.from({ length: 10 }, (_, i) => ({ name: `${i}`, sql: `create table t${i} (id int)` }))
  const all = await Promise.all(Array.from({ length: 5 }, () => reopen(store, [{ room: 'r', steps }])))
  const { rows } = await sql<{
    n: number
  }>`select count(*) as n from bellwether_migrations where room = 'r'`.execute(store.db)
  expect(rows[0]?.n).toBe(10)
  for (const each of all) await each.close()
  await store.close()
})
