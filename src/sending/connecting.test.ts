import { afterEach, beforeEach, expect, test } from 'vitest'
import { healthBoard } from '#sending/board.ts'
import { fieldsMissing, notConnected } from '#sending/connect-problems.ts'
import { ConnectForm } from '#sending/contract.ts'
import { agoraAnswer } from '#sending/test-network.ts'
import { openBoardroom } from '#sending/test-connecting.ts'

const good = { server: 'agora.example', token: 'good-token-4711' }

let room: Awaited<ReturnType<typeof openBoardroom>>
beforeEach(async () => {
  room = await openBoardroom()
  room.network.says.set(good.token, agoraAnswer())
})
afterEach(() => room.store.close())

const stateOf = async (account = 'town') =>
  (await healthBoard(room.needs)).find((one) => one.account === account)

test('an account is connected by a call that works: its secrets are sealed, and stand in no answer and no row', async () => {
  const came = await room.connect({ ...good, token: ` ${good.token}\n`, extra: '' })
  expect(came.kind).toBe('connected')
  expect(room.network.asked).toEqual([{ server: good.server, secrets: { token: good.token } }])
  const board = await healthBoard(room.needs)
  const town = board.find(({ account }) => account === 'town')
  expect(town).toMatchObject({
    state: 'connected',
    server: good.server,
    textMax: 500,
    filesMax: 4,
    owners: 1,
  })
  expect(town?.goodAt).toBe(new Date(room.clock.nowMs()).toISOString())
  expect(await room.vault.get('account:town')).toBe(JSON.stringify({ token: good.token }))
  expect(await room.records()).toContainEqual({
    ...{ connected: true, handle: '@town@agora.example', server: good.server },
  })
  expect(JSON.stringify([came, board]) + (await room.written())).not.toContain(good.token)
  expect(await room.lines.open('town')).toBeDefined()
})

test('a refused call keeps nothing, and a secret the network repeats is not shown', async () => {
  const came = await room.connect({ ...good, token: 'wrong-token-0815' })
  expect(came).toMatchObject({ kind: 'refused', health: { why: 'revoked', detail: 'no such token: •••' } })
  expect(await stateOf()).toMatchObject({ state: 'none' })
  expect(await room.vault.get('account:town')).toBeUndefined()
  expect(await room.written()).not.toContain('wrong-token-0815')
  expect(await room.records()).toHaveLength(1)
})

test('a refused call leaves the sign-in that is there as it was', async () => {
  await room.connect(good)
  expect((await room.connect({ ...good, token: 'wrong-token-0815' })).kind).toBe('refused')
  expect(await stateOf()).toMatchObject({ state: 'connected' })
  expect(await room.vault.get('account:town')).toContain(good.token)
})

test('the sign-in of another account is refused, and nothing of it is kept', async () => {
  room.network.says.set(good.token, agoraAnswer({ handle: '@mayor@agora.example' }))
  expect(await room.connect(good)).toEqual({ kind: 'other-account' })
  expect(await room.vault.get('account:town')).toBeUndefined()
  expect(await stateOf()).toMatchObject({ state: 'none' })
})

test('an empty field is named before anybody is called; a field nobody asked for is not kept', async () => {
  const came = await room.connect({ server: '  ', token: good.token })
  expect(came).toMatchObject({ kind: 'missing', names: ['server'] })
  expect(await room.connect({})).toMatchObject({ kind: 'missing', names: ['server', 'token', 'extra'] })
  expect(room.network.asked).toEqual([])
  const told = fieldsMissing(['server'], room.network.connectFields)
  expect(told.fields).toEqual({
    server: { en: 'Fill in: Server address', fr: 'À remplir : Adresse du serveur' },
  })
  await room.connect({ ...good, admin: 'yes', __proto__: 'x', constructor: 'x' })
  expect(await room.vault.get('account:town')).toBe(JSON.stringify({ token: good.token }))
})

test('a form longer than any sign-in does not reach the vault', () => {
  expect(ConnectForm.safeParse({ token: 'é'.repeat(2900) }).success).toBe(true)
  expect(ConnectForm.safeParse({ token: 'é'.repeat(3100) }).success).toBe(false)
  expect(ConnectForm.safeParse({ token: 7 }).success).toBe(false)
})

test('nobody connects without the right, nor what is ours already, nor what has no network here', async () => {
  expect(await room.connect(good, { by: 'wen' })).toEqual({ kind: 'no-right' })
  expect(await room.connect(good, { by: 'nobody' })).toEqual({ kind: 'no-right' })
  for (const account of ['practice', 'paper', 'nowhere'])
    expect(await room.connect(good, { account })).toEqual({ kind: 'gone' })
  expect(room.network.asked).toEqual([])
  expect(await stateOf('practice')).toMatchObject({ state: 'own' })
  expect(await stateOf('paper')).toMatchObject({ state: 'by-hand' })
})

test('disconnecting forgets the secret and is on record; twice is harmless', async () => {
  await room.connect(good)
  expect(await room.disconnect('wen')).toBe('no-right')
  expect(await room.disconnect()).toBe('done')
  expect(await room.disconnect()).toBe('gone')
  expect(await room.vault.get('account:town')).toBeUndefined()
  expect(await stateOf()).toMatchObject({ state: 'none' })
  expect(await room.lines.open('town')).toBeUndefined()
  expect((await room.records()).at(-1)).toEqual({ connected: false })
})

test('a refusal is said at the field it is about, where that is known', () => {
  const { connectFields } = room.network
  const about = (why: 'revoked' | 'unreachable' | 'rate-limited', fields = connectFields) =>
    Object.keys(notConnected({ ok: false, why, detail: '', isTransient: true }, fields).fields ?? {})
  expect(about('revoked')).toEqual(['token'])
  expect(about('unreachable')).toEqual(['server'])
  expect(about('rate-limited')).toEqual([])
  const two = [...connectFields, { name: 'other', words: { en: 'Other', fr: 'Autre' }, isSecret: true }]
  expect(about('revoked', two)).toEqual([])
})
