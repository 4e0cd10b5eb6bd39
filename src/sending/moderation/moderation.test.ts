import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#kernel/log.ts'
import { dayMs } from '#kernel/time.ts'
import type { BarForm } from '#sending/moderation/contract.ts'
import { Moderation } from '#sending/moderation/moderation.ts'
import { publicModeration } from '#sending/moderation/public-page.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const pat = { kind: 'person', id: 'pat', name: 'Pat' } as const
const zoe = { id: 'https://bad.example/users/zoe', handle: 'zoe@bad.example' }
const max = { id: 'https://bad.example/users/max', handle: 'max@bad.example' }
const form: BarForm = {
  party: '@Zoe@bad.example',
  rule: 'threats',
  reason: 'Said where the mayor’s children go to school',
}

let store: Store
let nowMs = 0
let moderation: Moderation

beforeEach(async () => {
  store = await openTestStore(outboxMigrations)
  nowMs = Date.UTC(2031, 3, 7, 12)
  moderation = await opened()
})

afterEach(async () => {
  await moderation.stop()
  await store.close()
})

let ids = 0
async function opened(): Promise<Moderation> {
  const clock = { nowMs: () => nowMs, sleep: () => new Promise<void>(() => undefined) }
  const one = new Moderation({ store, clock, log: silentLog, newId: () => `id${++ids}` })
  await one.start()
  return one
}

async function bar(more: Partial<BarForm> = {}) {
  return store.inTransaction((tx) => moderation.bar(tx, { ...form, ...more }, pat))
}

async function records(): Promise<unknown[]> {
  const { rows } = await sql<{ body: string }>`select body from records_entries order by seq`.execute(
    store.db,
  )
  return rows.map(({ body }) => JSON.parse(body))
}

test('somebody is barred with rule and reason, in one transaction with its record, and heard of everywhere', async () => {
  const other = await opened()
  try {
    const made = await bar()
    expect(made).toMatchObject({ party: 'zoe@bad.example', isServer: false, rule: 'threats', begunBy: 'Pat' })
    await expect.poll(() => [moderation.isBarred(zoe), other.isBarred(zoe)]).toEqual([true, true])
    expect(moderation.isBarred(max)).toBe(false)
    expect(await records()).toMatchObject([
      {
        ...{ kind: 'moderation', by: pat },
        facts: { does: 'barred', party: 'zoe@bad.example', rule: 'threats', reason: form.reason },
      },
    ])
  } finally {
    await other.stop()
  }
})

test('what is not committed bars nobody and is on no record', async () => {
  const broken = store.inTransaction(async (tx) => {
    await moderation.bar(tx, form, pat)
    throw new Error('planted')
  })
  await expect(broken).rejects.toThrow('planted')
  expect([await moderation.list(), await records()]).toEqual([[], []])
  expect((await opened()).isBarred(zoe)).toBe(false)
})

test('barred twice is barred once, also by two people at one moment; who names nobody bars nobody', async () => {
  const came = await Promise.all([bar(), bar({ party: 'https://bad.example/@zoe' })])
  expect(came.filter((one) => one === 'again')).toHaveLength(1)
  expect(await bar({ party: 'everybody' })).toBe('nobody')
  expect([(await moderation.list()).length, (await records()).length]).toEqual([1, 1])
})

test('let speak again with a reason, once, and on record; then barred anew', async () => {
  const made = await bar()
  if (typeof made === 'string') throw new Error(made)
  const lift = () =>
    store.inTransaction((tx) => moderation.lift(tx, { id: made.id, reason: 'They took it down', by: pat }))
  expect([await lift(), await lift()]).toEqual([true, false])
  await expect.poll(() => moderation.isBarred(zoe)).toBe(false)
  expect((await records()).at(-1)).toMatchObject({
    facts: { does: 'let-speak', reason: 'They took it down' },
  })
  expect(await bar()).toMatchObject({ party: 'zoe@bad.example' })
  expect((await moderation.list()).map(({ ended }) => ended?.by)).toContain('Pat')
})

test('it is over by itself on its day, without anybody pressing anything, and can be said again', async () => {
  await bar({ party: 'bad.example', rule: 'spam', days: 7 })
  await expect.poll(() => moderation.isBarred(max)).toBe(true)
  nowMs += 7 * dayMs - 1
  expect(moderation.isBarred(max)).toBe(true)
  nowMs += 1
  expect(moderation.isBarred(max)).toBe(false)
  expect((await moderation.list())[0]?.ended).toEqual({ at: new Date(nowMs).toISOString() })
  expect(await bar({ party: 'bad.example', rule: 'spam' })).toMatchObject({ isServer: true })
  expect(await moderation.list()).toHaveLength(2)
})

test('everybody may know how many are barred under a rule, and not who', async () => {
  await bar()
  await bar({ party: 'bad.example', rule: 'spam' })
  const told = publicModeration(await moderation.list())
  expect(told.rules.find(({ rule }) => rule === 'threats')).toMatchObject({ people: 1, servers: 0 })
  expect(told.rules.find(({ rule }) => rule === 'spam')).toMatchObject({ people: 0, servers: 1 })
  expect(JSON.stringify(told)).not.toMatch(/bad\.example|zoe|mayor/u)
})

test('where there are actors of ours, barring leaves in its transaction the work of taking votes out', async () => {
  const queued = async () =>
    (await sql<{ job: unknown }>`select job from federation_deliveries`.execute(store.db)).rows
  await bar()
  expect(await queued()).toEqual([])
  await sql`insert into federation_actors (origin, name, account, language, base, display_name, summary, made_at)
    values ('https://town.example', 'town', 'a1', 'en', 'town', 'Town', '', now())`.execute(store.db)
  await bar({ party: 'bad.example' })
  // Who is barred already is no new work.
  await bar({ party: 'bad.example' })
  expect(await queued()).toEqual([{ job: { kind: 'bar', party: 'bad.example' } }])
})
