import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { dayMs, hourMs } from '#kernel/time.ts'
import { connectionTo, credentialsOf, shortTimeouts, tokensOf } from '#networks/x/emulator/test-connection.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'
import type { Meter } from '#networks/x/price.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import { LookAlikeList } from '#roles/faces/look-alikes/contract.ts'
import { lookByName } from '#roles/faces/look-alikes/looking-by-name.ts'
import { searchFor } from '#roles/faces/look-alikes/searching.ts'
import { lookAtAll } from '#roles/faces/register/daily.ts'
import { lookAt } from '#roles/faces/register/looking.ts'
import { openOffice } from '#roles/faces/register/test-official.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const signal = new AbortController().signal
const fence = { signal, extend: async () => true }

/** Our account on a pretended X, with so many accounts left in the month's budget. */
async function opened(o: { left?: number; isPractice?: boolean } = {}) {
  const office = await openOffice({ ana: 'owner', obs: ['read'] }, o)
  undo.push(() => office.store.close())
  const x = await emulatedX()
  const purse = { spent: 0, left: o.left ?? Infinity }
  const meter: Meter = {
    async spend(kind, count) {
      if (kind === 'owned-read') return purse.left === 0 ? 'over-budget' : 'ok'
      if (purse.spent + count > purse.left) return 'over-budget'
      purse.spent += count
      return 'ok'
    },
    giveBack: async (kind, count) => void (kind === 'user-read' && (purse.spent -= count)),
  }
  const connection = connectionTo(x, credentialsOf(tokensOf(x)))
  const reader = xNetworkOf({ timeouts: shortTimeouts, meter }).profiles?.(connection)
  if (reader !== undefined) office.readers.set('x', reader)
  await office.account('town', { network: 'x', handle: '@HavreClair', name: 'City of Havre-Clair' })
  const path = '/api/official-accounts/town/names'
  const list = async () => LookAlikeList.parse((await office.ask('/api/look-alikes', { by: 'ana' })).json)
  return {
    ...{ ...office, x, purse, list },
    turn: (isOn: boolean, by = 'ana') => office.ask(path, { by, method: 'PUT', body: { isOn } }),
    look: (by = 'ana') => office.ask(`${path}/look`, { by, method: 'POST' }),
    asked: () => x.calls.filter((call) => call === 'GET /2/users/by').length,
  }
}

const thief = { id: '1500000000000000001', username: 'HavreCIair', name: 'City of Havre-Clair' }
const fan = { id: '1500000000000000002', username: 'havreclair1', name: 'Ana', description: 'I like ducks.' }

test('nothing is asked before somebody switches it on, and what it may cost is said first', async () => {
  const { needs, turn, look, list, asked, records } = await opened()
  await lookAtAll(needs, fence)
  await searchFor(needs, 'town', signal)
  expect((await look()).status).toBe(409)
  expect(asked()).toBe(0)
  const before = await list()
  expect(before.names).toMatchObject([{ isOn: false, networkName: 'X', account: { handle: '@HavreClair' } }])
  const names = before.names[0]?.names ?? 0
  const mostMillidollars = before.names[0]?.mostMillidollars ?? 0
  expect(names).toBeGreaterThan(50)
  expect(mostMillidollars).toBe(names * 10)
  // It is told once, where it can be switched on.
  expect(before.searches).toEqual([])
  expect((await turn(true, 'obs')).status).toBe(403)
  expect((await turn(true)).status).toBe(200)
  expect(await records('account:town')).toContainEqual({
    ...{ does: 'look-alike-names', isOn: true, names, mostMillidollars },
  })
})

test('an impostor behind a likely name is found and told; of others there nothing is kept', async () => {
  const { x, turn, look, list, purse, bells, store } = await opened()
  x.state.users.push(thief, fan)
  await turn(true)
  const found = LookAlikeList.parse((await look()).json)
  expect(found.lookAlikes).toMatchObject([
    {
      handle: 'HavreCIair',
      url: 'https://x.com/HavreCIair',
      reasons: [{ kind: 'handle-drawn-alike' }, { kind: 'same-name' }],
    },
  ])
  expect(found.names).toMatchObject([{ isOn: true, looked: { state: 'done', candidates: 2, isWhole: true } }])
  expect(found.names[0]?.looked?.names).toBe(found.names[0]?.names)
  expect(purse.spent).toBe(2)
  expect(await bells()).toEqual(['ana: An account imitates City of Havre-Clair'])
  const { rows } = await sql<{ all: string }>`
    select row_to_json(look_alikes)::text as all from look_alikes
    union all select row_to_json(look_alike_names)::text from look_alike_names`.execute(store.db)
  expect(JSON.stringify(rows)).not.toMatch(/ducks|havreclair1/)
  expect((await list()).lookAlikes).toHaveLength(1)
})

test('by itself the desk looks once a week; a person not twice in an hour, and two at once cost once', async () => {
  const { needs, turn, look, asked, time } = await opened()
  await turn(true)
  for (let day = 0; day < 8; day += 1) {
    await lookAtAll(needs, fence)
    time.nowMs += dayMs
  }
  expect(asked()).toBe(2)
  const both = await Promise.all([look(), look()])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
  expect(asked()).toBe(3)
  time.nowMs += hourMs - 1
  expect((await look()).status).toBe(409)
  await turn(false)
  await turn(true)
  expect((await look()).status).toBe(409)
  time.nowMs += 1
  expect((await look()).status).toBe(200)
  expect(asked()).toBe(4)
  await turn(false)
  time.nowMs += 30 * dayMs
  await lookAtAll(needs, fence)
  expect((await look()).status).toBe(409)
  expect(asked()).toBe(4)
})

test('what X refused cost nothing and is tried again the next day; what it may charge for is not', async () => {
  const { needs, x, turn, list, time, asked, purse } = await opened()
  await turn(true)
  x.state.names.refuses = 429
  await lookAtAll(needs, fence)
  expect((await list()).names).toMatchObject([{ looked: { state: 'unanswered', why: 'rate-limited' } }])
  expect((await list()).names[0]?.nextAt).toBeUndefined()
  delete x.state.names.refuses
  time.nowMs += dayMs
  await lookAtAll(needs, fence)
  expect((await list()).names).toMatchObject([{ looked: { state: 'done' } }])
  expect([asked(), purse.spent]).toEqual([2, 0])
})

test('an empty purse asks nothing, and rings at nobody', async () => {
  const { needs, turn, list, asked, bells, time, store } = await opened({ left: 0 })
  await turn(true)
  for (let day = 0; day < 5; day += 1) {
    await lookAtAll(needs, fence)
    time.nowMs += dayMs
  }
  expect(asked()).toBe(0)
  expect((await list()).names).toMatchObject([{ looked: { state: 'unanswered', why: 'over-budget' } }])
  expect(await bells()).toEqual([])
  const { rows } = await sql<{
    code: string
  }>`select code from account_checks where kind = 'profile'`.execute(store.db)
  expect(rows).toEqual([{ code: 'over-budget' }])
})

test('our own profile on X is looked at like any other: a new name there rings', async () => {
  const { needs, x, bells } = await opened()
  await lookAt(needs, 'town', signal)
  expect(await bells()).toEqual([])
  x.state.me.name = 'Refunds of Havre-Clair'
  await lookAt(needs, 'town', signal)
  expect(await bells()).toEqual(['ana: Look at City of Havre-Clair (havreclair): something changed'])
})

test('a name of ours in another language is not paid for, and an account that is not connected has no names', async () => {
  const { account, list, board, turn, needs, asked } = await opened()
  const before = (await list()).names[0]?.names ?? 0
  await account('ville', { network: 'x', handle: '@Havre_Clair', name: 'Ville de Havre-Clair' })
  expect((await list()).names.find((one) => one.account.id === 'town')?.names).toBe(before - 1)
  await turn(true)
  board.splice(0, board.length, ...board.map((one) => ({ ...one, state: 'lost' as const })))
  expect((await list()).names).toEqual([])
  expect((await turn(true)).status).toBe(409)
  expect(await lookByName(needs, { id: 'town', by: 'itself' }, signal)).toEqual({
    ok: false,
    why: 'no-names-there',
  })
  expect((await turn(false)).status).toBe(200)
  expect(asked()).toBe(0)
})

test('a desk that practises looks for names only when somebody asks', async () => {
  const { needs, turn, asked, list } = await opened({ isPractice: true })
  await turn(true)
  await lookAtAll(needs, fence)
  expect(asked()).toBe(0)
  expect((await list()).isDaily).toBe(false)
})
