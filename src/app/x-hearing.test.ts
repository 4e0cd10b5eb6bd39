import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { silentLog, type Log } from '#kernel/log.ts'
import { secondMs, wallClock, type Clock } from '#kernel/time.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'
import { allMigrations } from '#app/desk.ts'
import { planPractice, planSources } from '#app/plan-sources.ts'
import type { RuleNotTaken } from '#listening/contract.ts'
import { followRules, notTaken, xListening } from '#app/x-hearing.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

const budget = { monthMillidollars: 1000, reserveMillidollars: 0 }

async function watch(store: Store, id: string, rule: string): Promise<void> {
  await sql`insert into watches (id, name, rule, purpose, owner, ends_at, state, created_at)
    values (${id}, ${id}, ${rule}, 'test', 'Ana', now() + interval '9 days', 'live', now())`.execute(store.db)
}

/** The time between two looks passes at once; the limits of calls do not. */
const quickClock: Clock = {
  nowMs: () => wallClock.nowMs(),
  sleep: (ms, signal) => wallClock.sleep(ms === 10 * secondMs ? 1 : ms, signal),
}

test('the rules on X follow the live watches, and one X does not take is told with its reason', async () => {
  const store = await openTestStore(allMigrations)
  const x = await emulatedX()
  await watch(store, 'flood', 'flood lang:fr')
  await watch(store, 'broken', '(bridge')
  const told: unknown[] = []
  const log: Log = (_level, _words, facts) => void told.push(facts)
  const access = { bearerToken: x.state.keys.bearerToken, server: x.url, allowPrivateNetworks: true }
  let shown: readonly RuleNotTaken[] = []
  const tell = (notTaken: readonly RuleNotTaken[]): void => void (shown = notTaken)
  const rules = followRules({ db: store.db, access, clock: quickClock, log, tell })
  onTestFinished(() => rules.stop())
  const values = (): string => x.state.rules.map(({ value }) => value).join()
  await expect.poll(values).toBe('flood lang:fr')
  await expect.poll(() => told).toContainEqual(expect.objectContaining({ watch: 'broken' }))
  expect(shown).toEqual([
    {
      ...{ watchId: 'broken', network: 'x', label: 'X', why: 'refused' },
      detail: 'no viable alternative at the end of input',
    },
  ])
  await sql`update watches set rule = 'bridge' where id = 'broken'`.execute(store.db)
  await expect.poll(() => shown).toEqual([])
  await sql`update watches set state = 'ended' where id = 'broken'`.execute(store.db)
  await sql`update watches set state = 'ended' where id = 'flood'`.execute(store.db)
  await watch(store, 'water', 'brown water')
  await expect.poll(values).toBe('brown water')
})

test('a desk hears X only when its owner asked for it and said with what', async () => {
  const { db } = await openTestStore(allMigrations)
  const x = { budget, isEnterprise: false, listening: { bearerToken: 'a-token' } }
  const needs = { clock: wallClock, allowPrivateNetworks: false }
  const feed = { kind: 'feed', url: 'https://news.example/a' } as const
  const asked = await planSources({ ...needs, wishes: [{ kind: 'x' }, feed] })
  expect(asked.readers).toHaveLength(1)
  const o = { x, db, clock: wallClock }
  expect(xListening(asked, o)?.reader.capabilities.network).toBe('x')
  expect(xListening(await planSources({ ...needs, wishes: [feed] }), o)).toBeUndefined()
  expect(xListening(asked, { ...o, x: { budget, isEnterprise: false } })).toBeUndefined()
  expect(xListening(asked, { ...o, x: undefined })).toBeUndefined()
  const practice = { ...planPractice('quiet', { clock: wallClock }), hearsX: true } as const
  expect(xListening(practice, o)).toBeUndefined()
  await expect(
    planSources({ ...needs, wishes: [{ kind: 'x' }, { kind: 'practice', day: 'quiet' }] }),
  ).rejects.toThrow('alone')
})

test('following ends at once, also while X does not answer', async () => {
  const store = await openTestStore(allMigrations)
  const access = { bearerToken: 'a-token', server: 'http://127.0.0.1:9', allowPrivateNetworks: true }
  const rules = followRules({ db: store.db, access, clock: wallClock, log: silentLog, tell: () => undefined })
  await rules.stop()
})

test('where X cannot be told, those it does not know are named; those in force and those it refused are what they were', () => {
  const wanted = [
    { id: 'flood', rule: 'flood' },
    { id: 'new', rule: 'bridge' },
    { id: 'broken', rule: '(bridge' },
  ]
  const before = {
    inForce: new Set(['flood']),
    refused: [{ id: 'broken', rule: '(bridge', why: 'refused' as const, detail: 'brackets' }],
  }
  const on = { network: 'x', label: 'X' }
  const failed = { kind: 'failed', why: 'http-503', detail: '503 away' } as const
  expect(notTaken(wanted, failed, before)).toEqual([
    { ...on, watchId: 'new', why: 'untold', detail: '503 away' },
    { ...on, watchId: 'broken', why: 'refused', detail: 'brackets' },
  ])
  const synced = { kind: 'synced', added: 1, deleted: 0, refused: before.refused } as const
  expect(notTaken(wanted, { ...synced, refused: [...synced.refused] }, before)).toEqual([
    { ...on, watchId: 'broken', why: 'refused', detail: 'brackets' },
  ])
})
