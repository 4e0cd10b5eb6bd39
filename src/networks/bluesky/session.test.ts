import { wallClock } from '#kernel/time.ts'
import { expect, test } from 'vitest'
import type { Credentials } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { blueskySender } from '#networks/bluesky/sender.ts'
import { fakeToken, memoryCredentials, ours, type TestPds } from '#networks/bluesky/test-pds.ts'
import { connectionTo, needs, opened, testSettings, times } from '#networks/bluesky/test-sender.ts'

const part = (n: number): ReturnType<typeof textPart> => textPart(`Number ${n}`, { key: `d${n}-0` })

test('a session is kept, so that the next start signs in no more and the next call neither', async () => {
  const { pds, sender, connection } = await opened()
  await sender.send(part(1), needs())
  await sender.send(part(2), needs())
  await blueskySender(connection, testSettings).send(part(3), needs())
  expect(times(pds, 'createSession')).toBe(1)
  expect(pds.posts()).toHaveLength(3)
})

test('an expired session is renewed, once however many ask, and the new one is kept before it is used', async () => {
  const kept = memoryCredentials({ password: ours.password, note: 'of somebody else' })
  const { pds, sender } = await opened({
    credentials: {
      read: () => kept.read(),
      async write(value) {
        const usesBefore = pds.asked.filter(({ headers }) => uses(headers.authorization, value)).length
        await wallClock.sleep(5)
        expect(pds.asked.filter(({ headers }) => uses(headers.authorization, value))).toHaveLength(usesBefore)
        expect(usesBefore).toBe(0)
        await kept.write(value)
      },
    },
  })
  await sender.send(part(0), needs())
  pds.expireTokens()
  const outcomes = await Promise.all([1, 2, 3, 4, 5].map((n) => sender.send(part(n), needs())))
  expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent', 'sent', 'sent'])
  expect(times(pds, 'refreshSession')).toBe(1)
  expect(times(pds, 'createSession')).toBe(1)
  expect(await kept.read()).toMatchObject({ password: ours.password, note: 'of somebody else' })
})

function uses(authorization: string | undefined, value: unknown): boolean {
  const token = (authorization ?? 'none').replace('Bearer ', '')
  return (value as { session: { accessJwt: string } }).session.accessJwt === token
}

test('where it cannot be renewed the app password signs in again; where there is none, a person has to', async () => {
  const kept = memoryCredentials({ password: ours.password })
  const { pds, sender } = await opened({ credentials: kept })
  await sender.send(part(0), needs())
  pds.expireTokens(true)
  expect(await sender.send(part(1), needs())).toMatchObject({ kind: 'sent' })
  expect(times(pds, 'createSession')).toBe(2)
  await kept.write({ ...((await kept.read()) as object), password: undefined })
  pds.expireTokens(true)
  expect(await sender.send(part(2), needs())).toMatchObject({ kind: 'refused', why: 'revoked' })
})

test('an account that was renamed since signs in again, where it was, without its old name', async () => {
  const kept = memoryCredentials({ password: ours.password })
  const { pds, sender, connection } = await opened({ credentials: kept })
  await sender.send(part(0), needs())
  pds.expireTokens(true)
  const { server: _, ...renamed } = { ...connection, handle: 'old-name.test' }
  expect(await blueskySender(renamed, testSettings).send(part(1), needs())).toMatchObject({ kind: 'sent' })
  expect(times(pds, 'createSession')).toBe(2)
})

test('an account of which only the name is given is looked for, and not guessed', async () => {
  const { connection, pds } = await opened()
  const { server: _, ...nameOnly } = connection
  const outcome = await blueskySender(nameOnly, testSettings).send(part(1), needs())
  expect(outcome).toMatchObject({ kind: 'wait', why: 'unreachable' })
  expect(pds.asked).toEqual([])
})

test('a session another process has renewed is taken over', async () => {
  const kept = memoryCredentials({ password: ours.password })
  const { pds, sender, connection } = await opened({ credentials: kept })
  await sender.send(part(0), needs())
  const stale = await kept.read()
  pds.expireTokens()
  await blueskySender(connection, testSettings).send(part(1), needs())
  const { accessJwt } = (stale as { session: { accessJwt: string } }).session
  const uses = (): number =>
    pds.asked.filter(({ headers }) => headers.authorization === `Bearer ${accessJwt}`).length
  const before = uses()
  // This process sees the new session only after the old one was refused.
  const lagging: Credentials = {
    ...kept,
    read: () => (uses() > before ? kept.read() : Promise.resolve(stale)),
  }
  const late = blueskySender(connectionTo(pds.server, lagging), testSettings)
  expect(await late.send(part(2), needs())).toMatchObject({ kind: 'sent' })
  expect(times(pds, 'refreshSession')).toBe(1)
})

test.each([
  ['an error', { status: 500, body: { error: 'InternalServerError' } }, 'server-error'],
  ['a page of something in between', { status: 404, body: '<html>' }, 'server-error'],
  ['too many sign-ins', { status: 429, body: { error: 'RateLimitExceeded' } }, 'rate-limited'],
  ['an answer nobody can read', { status: 200, body: '{"did":7}' }, 'unreadable'],
])('%s instead of a sign-in says nothing about the sign-in', async (_, given, why) => {
  const { pds, sender } = await opened()
  pds.answers.set('com.atproto.server.createSession', () => given)
  expect(await sender.send(part(1), needs())).toMatchObject({ kind: 'wait', why })
  expect(await sender.health(needs())).toMatchObject({ ok: false, why, isTransient: true })
  pds.answers.clear()
  await sender.send(part(1), needs())
  pds.expireTokens()
  pds.answers.set('com.atproto.server.refreshSession', () => given)
  expect(await sender.send(part(2), needs())).toMatchObject({ kind: 'wait', why })
  expect(times(pds, 'createRecord')).toBe(2)
})

test('when to sign in again is told where the server says it', async () => {
  const { pds, sender } = await opened()
  const resetS = Math.floor(Date.now() / 1000) + 100
  pds.answers.set('com.atproto.server.createSession', () => ({
    ...{ status: 429, body: { error: 'RateLimitExceeded' } },
    headers: { 'ratelimit-reset': String(resetS) },
  }))
  const outcome = await sender.send(part(1), needs())
  expect(outcome).toMatchObject({ kind: 'wait', why: 'rate-limited' })
  const retryInMs = 'retryInMs' in outcome ? (outcome.retryInMs ?? 0) : 0
  expect(Math.abs(Date.now() + retryInMs - resetS * 1000)).toBeLessThan(60_000)
})

test('a wrong password, a closed account and somebody else’s session are told apart', async () => {
  const { pds, sender } = await opened({ credentials: memoryCredentials({ password: 'wrong-wrong-wrong' }) })
  expect(await sender.send(part(1), needs())).toMatchObject({ kind: 'refused', why: 'revoked' })
  pds.answers.set('com.atproto.server.createSession', () => ({
    status: 401,
    body: { error: 'AccountTakedown' },
  }))
  expect(await sender.send(part(1), needs())).toMatchObject({ kind: 'refused', why: 'forbidden' })
  const good = await opened()
  await good.sender.send(part(1), needs())
  good.pds.expireTokens()
  const [accessJwt, refreshJwt] = [fakeToken('a', 1e12), fakeToken('r', 1e12)]
  const body = { did: 'did:plc:somebodyelse', handle: 'other.test', accessJwt, refreshJwt }
  good.pds.answers.set('com.atproto.server.refreshSession', () => ({ status: 200, body }))
  expect(await good.sender.send(part(2), needs())).toMatchObject({ kind: 'refused', why: 'forbidden' })
})

test('a server that does not take a new token either has ended the sign-in, and is not asked again and again', async () => {
  const { pds, sender } = await opened()
  pds.answers.set('com.atproto.repo.createRecord', () => ({ status: 400, body: { error: 'ExpiredToken' } }))
  expect(await sender.send(part(1), needs())).toMatchObject({ kind: 'refused', why: 'revoked' })
  expect([times(pds, 'refreshSession'), times(pds, 'createRecord')]).toEqual([1, 2])
})

test('what is kept but cannot be read is as if nothing were kept', async () => {
  for (const odd of [undefined, null, 'text', 7, { session: { did: 'x' } }, { password: 7 }]) {
    const { pds, sender } = await opened({ credentials: memoryCredentials(odd) })
    expect(await sender.send(part(1), needs())).toMatchObject({ kind: 'refused', why: 'revoked' })
    expect(pds.asked).toEqual([])
  }
})

test('a password is not sent over a plain line, nor into a private network, without leave', async () => {
  const { pds } = await opened()
  for (const server of [
    pds.server,
    'http://example.org',
    'ftp://example.org',
    'https://me:secret@example.org',
    '%%',
  ]) {
    const connection = { ...connectionTo(server), allowPrivateNetworks: false }
    const outcome = await blueskySender(connection, testSettings).send(part(1), needs())
    expect(outcome).toMatchObject({ kind: 'refused', why: 'bad-url' })
  }
  const inside = { ...connectionTo(pds.server.replace('http:', 'https:')), allowPrivateNetworks: false }
  expect(await blueskySender(inside, testSettings).send(part(1), needs())).toMatchObject({
    ...{ kind: 'refused', why: 'private-address' },
  })
  expect(pds.asked).toEqual([])
})

test('no secret comes back, whatever a server repeats', async () => {
  const { pds, sender } = await opened()
  const repeat: Parameters<TestPds['answers']['set']>[1] = ({ headers, body }) => ({
    ...{ status: 400 },
    body: {
      error: 'InvalidRequest',
      message: `${headers.authorization} ${ours.password} ${body.toString('utf8')}`,
    },
  })
  const told: unknown[] = []
  const tellAll = async (): Promise<void> => {
    const posted = { nativeId: `at://${ours.did}/app.bsky.feed.post/3kaaaaaaaaa22` }
    told.push(await sender.send(part(1), needs()), await sender.readBack(part(1), needs()))
    told.push(await sender.remove?.(posted, needs()), await sender.health(needs()))
  }
  pds.answers.set('com.atproto.server.createSession', repeat)
  await tellAll()
  pds.answers.clear()
  await sender.send(part(2), needs())
  for (const method of ['repo.createRecord', 'repo.getRecord', 'repo.deleteRecord', 'server.getSession'])
    pds.answers.set(`com.atproto.${method}`, repeat)
  await tellAll()
  expect(told).toHaveLength(8)
  expect(JSON.stringify(told)).toContain('InvalidRequest')
  for (const secret of [ours.password, 'eyJ', 'c2lnbmVk']) expect(JSON.stringify(told)).not.toContain(secret)
})
