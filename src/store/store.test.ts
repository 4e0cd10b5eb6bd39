import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { hidePassword, isRestarting, withDatabase, withOurSchema } from '#store/connect.ts'
import type { Store } from '#store/store.ts'
import { openStore } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const until = (check: () => void) => vi.waitFor(check, { timeout: 5000, interval: 10 })

test('what is told is heard, also by two ears, and no more after the ear is closed', async () => {
  const [one, two]: [string[], string[]] = [[], []]
  const stop = await store.listen('town', (payload) => one.push(payload))
  const stopTwo = await store.listen('town', (payload) => two.push(payload))
  await store.notify('town', 'première')
  await until(() => expect([one, two]).toEqual([['première'], ['première']]))
  await stop()
  await store.notify('town', 'second')
  await until(() => expect(two).toHaveLength(2))
  expect(one).toHaveLength(1)
  await stopTwo()
})

test('what is told inside a transaction is heard when it commits, and never when it fails', async () => {
  const heard: string[] = []
  const stop = await store.listen('tx', (payload) => heard.push(payload))
  await store
    .inTransaction(async (tx) => {
      await store.notify('tx', 'undone', tx)
      throw new Error('no')
    })
    .catch(() => undefined)
  await store.inTransaction((tx) => store.notify('tx', 'done', tx))
  await until(() => expect(heard).toEqual(['done']))
  await stop()
})

test('an ear comes back after its connection is cut, and says that it may have missed something', async () => {
  const heard: string[] = []
  let gaps = 0
  const stop = await store.listen(
    'cut',
    (payload) => heard.push(payload),
    () => gaps++,
  )
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'bellwether listen' and datname = current_database()`.execute(store.db)
  await until(() => expect(gaps).toBe(1))
  await store.notify('cut', 'after')
  await until(() => expect(heard).toEqual(['after']))
  await stop()
})

test('an ear that fails does not deafen the others', async () => {
  const heard: string[] = []
  const stopBad = await store.listen('bad', () => {
    throw new Error('mine')
  })
  const stop = await store.listen('bad', (payload) => heard.push(payload))
  await store.notify('bad', 'x')
  await until(() => expect(heard).toEqual(['x']))
  await stopBad()
  await stop()
})

test('a notification past 7,900 bytes is our mistake and is refused', async () => {
  await expect(store.notify('big', 'é'.repeat(4000))).rejects.toThrow('7900 bytes')
})

test('counts are numbers, dates keep their day, and a number past 2^53 is not rounded in silence', async () => {
  const { rows } =
    await sql`select count(*) as n, date '2026-11-23' as day from generate_series(1, 3)`.execute(store.db)
  expect(rows).toEqual([{ n: 3, day: '2026-11-23' }])
  await expect(sql`select 9007199254740993 as n`.execute(store.db)).rejects.toThrow('does not fit')
})

test('the pool outlives a connection that is cut while idle', async () => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'bellwether' and datname = current_database() and pid <> pg_backend_pid()`.execute(
    store.db,
  )
  expect((await sql`select 1 as one`.execute(store.db)).rows).toEqual([{ one: 1 }])
})

test('a server that cannot be reached is named without its password', async () => {
  const failing = openStore({
    dataDir: '/nowhere',
    databaseUrl: 'postgres://desk:secret@127.0.0.1:1/bellwether?sslmode=disable',
    migrations: [],
    log: silentLog,
    progress: () => undefined,
  })
  const error = await failing.catch((each: unknown) => each)
  expect(error).toMatchObject({ name: 'StoreCannotStart' })
  expect(String(error)).toContain('127.0.0.1:1')
  expect(String(error)).not.toContain('secret')
})

test('a URL keeps what it says and gains our schema; passwords are hidden', () => {
  expect(hidePassword('postgres://desk:s3cr3t@db.example:5432/x?password=y')).toBe(
    'postgres://desk:…@db.example:5432/x',
  )
  expect(withOurSchema('postgres://a/b?sslmode=require')).toMatch(
    /\?sslmode=require&options=-c%20search_path/,
  )
  expect(withOurSchema('postgres://a/b?options=mine')).toBe('postgres://a/b?options=mine')
  expect(withDatabase('postgresql://u@/old?host=%2Ftmp', 'fresh')).toBe('postgresql://u@/fresh?host=%2Ftmp')
})

test('only what passes by itself counts as a restart', () => {
  expect(isRestarting(Object.assign(new Error('x'), { code: '57P03' }))).toBe(true)
  expect(isRestarting(Object.assign(new Error('x'), { code: '28P01' }))).toBe(false)
  expect(isRestarting('x')).toBe(false)
})
