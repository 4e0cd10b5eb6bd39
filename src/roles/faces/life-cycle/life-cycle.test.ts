import { afterEach, expect, test } from 'vitest'
import { sql } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import { OfficialBoard } from '#roles/faces/life-cycle/contract.ts'
import { accountHoldings } from '#roles/faces/life-cycle/holdings.ts'
import { tellQuiet } from '#roles/faces/life-cycle/quiet.ts'
import { isDormant, lifeOf, mayClose, mayDecide } from '#roles/faces/life-cycle/rules.ts'
import { PublicRegister } from '#roles/faces/register/contract.ts'
import { openOffice } from '#roles/faces/register/test-official.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const people = {
  ana: 'owner',
  ben: ['read', 'write', 'accounts'],
  wen: ['read', 'write'],
  obs: ['read'],
} as const
const form = {
  ...{
    network: 'mastodon',
    handle: '@roads@town.example',
    name: 'Roads',
    languages: ['en', 'fr'],
    kind: 'official',
  },
  purpose: { en: 'Closures', fr: 'Fermetures' },
  ...{ why: 'Drivers ask.', owners: ['wen', 'ben'] },
}
const closing = {
  ...{
    why: 'Not needed',
    recordsKept: 'Taken out as JSON',
    heldBy: 'Archives',
    networkSays: 'Gone after 30 days',
  },
  public: { en: 'Follow the town', fr: 'Suivez la ville' },
}

async function opened() {
  const office = await openOffice(people)
  undo.push(() => office.store.close())
  const board = async (by = 'ana') =>
    OfficialBoard.parse((await office.ask('/api/official-accounts', { by })).json)
  const decide = (id: string | undefined, by: string, body: unknown) =>
    office.ask(`/api/account-requests/${id}/decide`, { by, body })
  return { ...office, read: board, decide }
}

test('an account goes from a request over a yes of somebody else to its use, all on record', async () => {
  const { ask, read, decide, bells, records, board, time } = await opened()
  expect((await ask('/api/account-requests', { by: 'wen', body: form })).status).toBe(200)
  expect(await bells()).toEqual([
    'ana: A new account is asked for: Roads',
    'ben: A new account is asked for: Roads',
  ])
  const [request] = (await read()).requests
  expect((await decide(request?.id, 'wen', { does: 'approve' })).status).toBe(403)
  const { status } = await decide(request?.id, 'ben', { does: 'approve', words: 'Good' })
  expect(status).toBe(200)
  expect((await decide(request?.id, 'ana', { does: 'approve' })).status).toBe(409)
  const account = 'mastodon.roads-town-example'
  board.push({ account, ...form, network: 'mastodon', state: 'none', owners: 2 })
  expect((await read()).accounts).toMatchObject([
    { id: account, life: 'not-connected', origin: 'request', owners: [{ id: 'ben' }, { id: 'wen' }] },
  ])
  board.splice(0, 1, { account, ...form, state: 'connected', owners: 2 })
  expect((await read()).accounts[0]?.life).toBe('in-use')
  time.nowMs += 91 * dayMs
  expect((await read()).accounts[0]?.life).toBe('dormant')
  expect((await records(`account:${account}`)).map(({ does }) => does)).toEqual([
    undefined,
    'request-approved',
  ])
})

test('whoever asked never says yes themselves, also with every right; they may take it back', async () => {
  const { ask, read, decide } = await opened()
  await ask('/api/account-requests', { by: 'ana', body: form })
  const [request] = (await read()).requests
  expect(request?.may).toContain('needs-another')
  const { status, text } = await decide(request?.id, 'ana', { does: 'approve' })
  expect([status, text]).toEqual([403, expect.stringContaining('own-request')])
  expect((await decide(request?.id, 'ben', { does: 'withdraw' })).status).toBe(403)
  expect((await decide(request?.id, 'ana', { does: 'withdraw' })).status).toBe(200)
  expect((await read()).accounts).toEqual([])
})

test('without two owners who are here there is no account; strangers and doubles are refused in words', async () => {
  const { ask, read, decide, store } = await opened()
  expect(
    (await ask('/api/account-requests', { by: 'wen', body: { ...form, owners: ['nobody', 'wen'] } })).status,
  ).toBe(422)
  await ask('/api/account-requests', { by: 'wen', body: form })
  expect(
    (await ask('/api/account-requests', { by: 'ana', body: { ...form, handle: 'ROADS@town.example' } })).text,
  ).toContain('asked-already')
  await sql`update people set left_at = now() where id = 'wen'`.execute(store.db)
  const [request] = (await read()).requests
  expect((await decide(request?.id, 'ana', { does: 'approve' })).text).toContain('two-owners')
  expect((await decide(request?.id, 'ana', { does: 'refuse', words: '' })).status).toBe(422)
  expect((await decide(request?.id, 'ana', { does: 'refuse', words: 'No one to answer' })).status).toBe(200)
  expect((await ask('/api/account-requests', { by: 'obs', body: form })).status).toBe(403)
})

test('an account from before this list was kept is in use, and a later one was noted', async () => {
  const { account, read, store } = await opened()
  await account('town')
  await account('old', { handle: '@old@town.example' })
  await sql`update accounts set created_at = now() - interval '1 year' where id = 'old'`.execute(store.db)
  const { accounts } = await read()
  expect(accounts.map(({ id, origin }) => `${id} ${origin}`).toSorted()).toEqual(['old before', 'town noted'])
})

test('closing needs what becomes of the records, forgets the sign-in, and tells the public', async () => {
  const { account, ask, read, disconnected, records, store } = await opened()
  await account('town')
  const close = (by: string, body: unknown = closing) =>
    ask('/api/official-accounts/town/close', { by, body })
  expect((await close('wen')).status).toBe(403)
  expect((await close('ana', { ...closing, heldBy: '' })).status).toBe(422)
  await sql`insert into deliveries (id, item, title, lane, account, network, language, pair, round, sha256, content, parts,
    due_at, deadline_at, state, made_at, made_by_id, made_by, changed_at)
    values ('d1', 'message:m1', 't', 'normal', 'town', 'mastodon', 'en', 'p', 1, 'x', '{}', 1, now(), now(), 'waiting', now(), 'ana', 'ana', now())`.execute(
    store.db,
  )
  expect((await close('ana')).text).toContain('on-its-way')
  expect(disconnected).toEqual([])
  await sql`update deliveries set state = 'cancelled'`.execute(store.db)
  expect((await close('ana')).status).toBe(200)
  expect(disconnected).toEqual(['town'])
  expect((await close('ana')).status).toBe(409)
  expect((await read()).accounts).toMatchObject([
    { life: 'closed', closing: { heldBy: 'Archives', by: 'ana' } },
  ])
  expect((await records('account:town')).at(-1)).toMatchObject({
    does: 'closed',
    heldBy: 'Archives',
    networkSays: 'Gone after 30 days',
  })
  const { accounts } = PublicRegister.parse((await ask('/official-accounts.json')).json)
  expect(accounts).toMatchObject([{ closed: { words: { en: 'Follow the town' } } }])
  const page = (await ask('/official-accounts?name=town')).text
  expect(page).toContain('No more: this account was ours')
  expect(page).not.toContain('rel="me"')
})

test('an account that went quiet rings once, and again only after it has spoken', async () => {
  const { account, needs, said, time, bells } = await opened()
  await account('town')
  await tellQuiet(needs)
  time.nowMs += 91 * dayMs
  await tellQuiet(needs)
  await tellQuiet(needs)
  const rung = ['ana', 'ben'].map((name) => `${name}: Town of Havre-Clair went quiet. Is it still needed?`)
  expect(await bells()).toEqual(rung)
  said.set('town', time.nowMs)
  await tellQuiet(needs)
  time.nowMs += 91 * dayMs
  await tellQuiet(needs)
  expect(await bells()).toHaveLength(4)
})

test('owners are two different people of this desk', async () => {
  const { account, ask, read } = await opened()
  await account('town')
  const name = (owners: string[]) =>
    ask('/api/official-accounts/town/owners', { by: 'ana', method: 'PUT', body: { owners } })
  expect((await name(['wen'])).status).toBe(422)
  expect((await name(['wen', 'wen'])).text).toContain('two-owners')
  expect((await name(['wen', 'ghost'])).text).toContain('no-such-person')
  expect((await name(['wen', 'obs'])).status).toBe(200)
  expect((await read()).accounts[0]?.owners.map(({ id }) => id)).toEqual(['obs', 'wen'])
})

test('what must be done first comes first in the life of an account', () => {
  const facts = {
    closedMs: undefined,
    wasAskedFor: true,
    owners: 2,
    connection: 'connected',
    saidMs: 0,
    knownMs: 0,
    nowMs: 0,
  } as const
  expect(lifeOf(facts)).toBe('in-use')
  expect(lifeOf({ ...facts, owners: 1, connection: 'none' })).toBe('needs-owners')
  expect(lifeOf({ ...facts, owners: 0, wasAskedFor: false })).toBe('in-use')
  expect(lifeOf({ ...facts, connection: 'lost' })).toBe('not-connected')
  expect(lifeOf({ ...facts, connection: 'by-hand', nowMs: 91 * dayMs })).toBe('dormant')
  expect(lifeOf({ ...facts, closedMs: 1, owners: 0 })).toBe('closed')
  expect(isDormant({ saidMs: undefined, knownMs: 0, nowMs: 90 * dayMs })).toBe(false)
  expect(mayClose({ closedMs: undefined, onItsWay: 0, isOwn: true })).toBe('own-ground')
  expect(
    mayDecide(
      { state: 'refused', askedById: 'a', owners: [] },
      'withdraw',
      { personId: 'a', mayManage: true },
      new Set(),
    ),
  ).toBe('already-decided')
})

test('whoever leaves gives the accounts they own to whoever takes over', async () => {
  const { account, ask, read, store, time } = await opened()
  await account('town')
  await ask('/api/official-accounts/town/owners', {
    by: 'ana',
    method: 'PUT',
    body: { owners: ['wen', 'obs'] },
  })
  const { holdingsOf, handOver } = accountHoldings(() => time.nowMs)
  const [wen, ben] = ['wen', 'ben'].map((name) => ({ id: name, name }))
  if (wen === undefined || ben === undefined) throw new Error('both are here')
  expect(await holdingsOf?.(wen, store.db)).toEqual([
    { kind: 'account', id: 'town', title: 'Town of Havre-Clair', to: '/directory/accounts/town' },
  ])
  await store.inTransaction(async (tx) => handOver?.(wen, ben, tx))
  expect((await read()).accounts[0]?.owners.map(({ id }) => id)).toEqual(['ben', 'obs'])
  // Handing over to somebody who owns it already leaves it with them.
  await store.inTransaction(async (tx) => handOver?.({ id: 'obs', name: 'obs' }, ben, tx))
  expect((await read()).accounts[0]?.owners.map(({ id }) => id)).toEqual(['ben'])
})
