import { beforeEach, expect, test } from 'vitest'
import { hourMs } from '#kernel/time.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { AccountBoard } from '#sending/contract.ts'
import { signInThereLimits } from '#sending/sign-in-there/flows.ts'
import { openTownOnX, type Visitor } from '#sending/sign-in-there/test-signing-in.ts'

let town: Awaited<ReturnType<typeof openTownOnX>>
let ana: Visitor
beforeEach(async () => {
  town = await openTownOnX()
  ana = await town.visitor('ana')
})

const board = async (answer: Response) => AccountBoard.parse(await answer.json())
const errorOf = async (answer: Response) => ((await answer.json()) as { error: string }).error
const proof = () => town.vault.get('sign-in-there:town')

async function keptNothing(): Promise<void> {
  expect(await town.vault.get('account:town')).toBeUndefined()
  expect(await town.lines.open('town')).toBeUndefined()
}

test('an account is connected by going to X and coming back; nothing of it can be read in the store', async () => {
  const back = await ana.goes('yes')
  const brought = new URL(back).searchParams
  const secrets = [brought.get('state') ?? '', brought.get('code') ?? '', (await proof()) ?? '']
  expect(secrets.every((secret) => secret.length > 20)).toBe(true)
  const answer = await ana.comesBack(back)
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/publish/accounts/town/connect?back=true')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  for (const secret of secrets) expect(await town.written()).not.toContain(secret)

  const { accounts, networks } = await board(await ana.finishes())
  const connected = accounts.find(({ account }) => account === 'town')
  expect(connected).toMatchObject({ state: 'connected', server: town.x.url, connectedBy: 'ana' })
  expect(connected?.renewsAt).toBeDefined()
  expect(networks.map(({ network, signsInThere }) => [network, signsInThere])).toEqual([
    ['x', true],
    ['agora', undefined],
  ])
  const { refreshToken, accessToken = '' } = town.x.state.keys
  expect(await town.vault.get('account:town')).toContain(refreshToken)
  expect(await proof()).toBeUndefined()
  for (const secret of [...secrets, refreshToken, accessToken])
    expect(await town.written()).not.toContain(secret)
})

test('what was connected so speaks, and renews its sign-in by itself with a new token each time', async () => {
  await ana.comesBack(await ana.goes('yes'))
  await ana.finishes()
  const first = town.x.state.keys.refreshToken
  town.moveOn(3 * hourMs)
  expect(await town.check()).toMatchObject({ ok: true })
  expect(town.x.state.keys.renewals).toBe(1)
  expect(await town.vault.get('account:town')).toContain(town.x.state.keys.refreshToken)
  expect(await town.vault.get('account:town')).not.toContain(first)
  const line = await town.lines.open('town')
  const needs = { clock: town.needs.clock, signal: new AbortController().signal }
  expect(await line?.sender.send(textPart('Water is fine.'), needs)).toMatchObject({ kind: 'sent' })
})

test('whoever says no at X, or is sent back with trouble, is told so, and nothing is kept', async () => {
  await ana.comesBack(await ana.goes('no'))
  const no = await ana.finishes()
  expect([no.status, await errorOf(no)]).toEqual([409, 'sign-in-said-no'])
  for (const bad of ['error=server_error', 'code=', `code=${'x'.repeat(3000)}`, 'other=1']) {
    const state = new URL(await ana.goes('yes')).searchParams.get('state') ?? ''
    expect((await ana.comesBack(`/connect/from/x?state=${state}&${bad}`)).status).toBe(303)
    expect(await errorOf(await ana.finishes())).toBe('sign-in-trouble')
  }
  await keptNothing()
})

test('a state nobody waits for is answered in both languages, and a sign-in under way goes on', async () => {
  const back = await ana.goes('yes')
  for (const state of ['', 'made-up', 'x'.repeat(9000), '%00', '%F0%9F%92%A9', "' or true --"]) {
    const answer = await ana.comesBack(`/connect/from/x?code=abc&state=${state}`)
    expect(answer.status).toBe(410)
    const page = await answer.text()
    expect(page).toContain('This sign-in is over')
    expect(page).toContain('Cette connexion est terminée')
    expect(page).not.toContain('made-up')
  }
  expect((await ana.comesBack(back)).status).toBe(303)
  expect((await ana.finishes()).status).toBe(200)
})

test('what came back is used once: sent again, or asked for again, it is over', async () => {
  const back = await ana.goes('yes')
  await ana.comesBack(back)
  expect((await ana.comesBack(back)).status).toBe(410)
  const answers = await Promise.all([1, 2, 3].map(() => ana.finishes()))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 410, 410])
  expect((await ana.comesBack(back)).status).toBe(410)
  expect(await errorOf(await ana.finishes())).toBe('sign-in-over')
})

test('a guess of a browser at the next page uses nothing up', async () => {
  const back = await ana.goes('yes')
  const { pathname, search } = new URL(back)
  expect((await town.look(pathname + search, { method: 'HEAD' })).status).toBe(204)
  expect((await town.look(pathname + search, { headers: { 'sec-purpose': 'prefetch' } })).status).toBe(204)
  expect((await ana.comesBack(back)).status).toBe(303)
})

test('ten minutes later it is over, on the way back and at the desk', async () => {
  const late = await ana.goes('yes')
  town.moveOn(signInThereLimits.lastsMs)
  expect((await ana.comesBack(late)).status).toBe(410)
  const fresh = await town.visitor('ana')
  await fresh.comesBack(await fresh.goes('yes'))
  town.moveOn(signInThereLimits.lastsMs)
  expect(await errorOf(await fresh.finishes())).toBe('sign-in-over')
  expect(await proof()).toBeUndefined()
  await keptNothing()
})

test('only the session that began takes it: another of the same person, or a colleague, does not', async () => {
  await ana.comesBack(await ana.goes('yes'))
  const elsewhere = await town.visitor('ana')
  expect(await errorOf(await elsewhere.finishes())).toBe('sign-in-over')
  const wen = await town.visitor('wen')
  expect((await wen.finishes()).status).toBe(403)
  await keptNothing()
  expect((await ana.finishes()).status).toBe(200)
})

test('of two that were begun for one account the later counts', async () => {
  const first = await ana.goes('yes')
  const second = await ana.goes('yes')
  expect((await ana.comesBack(first)).status).toBe(410)
  await ana.comesBack(second)
  expect((await ana.finishes()).status).toBe(200)
})

test('it is begun with a fresh proof, by somebody who may, for an account that can', async () => {
  const path = '/api/connections/town/sign-in'
  const stale = await town.visitor('ana', { isFresh: false })
  expect(await errorOf(await stale.post(path))).toBe('not-fresh')
  const wen = await town.visitor('wen')
  expect(await errorOf(await wen.post(path))).toBe('not-allowed')
  for (const id of ['agora', 'nowhere'])
    for (const end of ['', '/finish'])
      expect((await ana.post(`/api/connections/${id}/sign-in${end}`)).status).toBe(404)
  expect((await ana.finishes()).status).toBe(410)
})

test('signed in as somebody else at X, nothing is kept', async () => {
  await ana.comesBack(await ana.goes('yes'))
  town.x.state.me.username = 'TheMayor'
  expect(await errorOf(await ana.finishes())).toBe('other-account')
  await keptNothing()
  // It may be another account of ours, which must not be cut off.
  expect(town.x.calls).not.toContain('POST /2/oauth2/revoke')
})

test('disconnected, the sign-in ends at X too, and here also when X is away', async () => {
  await ana.comesBack(await ana.goes('yes'))
  await ana.finishes()
  expect(town.x.state.keys.isRevoked).toBe(false)
  expect(await town.disconnect('wen')).toBe('no-right')
  expect(town.x.state.keys.isRevoked).toBe(false)
  expect(await town.disconnect('ana')).toBe('done')
  expect(town.x.state.keys.isRevoked).toBe(true)
  await ana.comesBack(await ana.goes('yes'))
  await ana.finishes()
  await town.x.close()
  expect(await town.disconnect('ana')).toBe('done')
  await keptNothing()
})

test('a code X no longer takes, an app that may too little, and X that is away are told apart', async () => {
  await ana.comesBack(await ana.goes('yes'))
  town.x.state.consents.codes.clear()
  const stale = await ana.finishes()
  expect([stale.status, await errorOf(stale)]).toEqual([409, 'sign-in-not-taken'])
  town.x.state.consents.withheld.add('tweet.write')
  await ana.comesBack(await ana.goes('yes'))
  expect(await (await ana.finishes()).text()).toContain('may do too little')
  await ana.comesBack(await ana.goes('yes'))
  await town.x.close()
  expect(await (await ana.finishes()).text()).toContain('Nothing answered there')
  await keptNothing()
})
