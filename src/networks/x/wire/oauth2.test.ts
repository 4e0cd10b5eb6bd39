import { expect, test } from 'vitest'
import type { Credentials } from '#networks/sender.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import { xNetworkOf } from '#networks/x/sender.ts'
import {
  connectionTo,
  credentialsOf,
  needs,
  shortTimeouts,
  tokensOf,
} from '#networks/x/emulator/test-connection.ts'
import { emulatedX } from '#networks/x/emulator/test-emulator.ts'

const network = (): ReturnType<typeof xNetworkOf> => xNetworkOf({ timeouts: shortTimeouts })

test('ten calls at once, from two senders, renew once', async () => {
  const x = await emulatedX()
  const credentials = credentialsOf(tokensOf(x))
  const one = network()
  const first = one.open(connectionTo(x, credentials))
  const second = one.open(connectionTo(x, credentials))
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      (n % 2 === 0 ? first : second).send(textPart(`Post ${n}`, { key: `d${n}-0` }), needs()),
    ),
  )
  expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 10 }, () => 'sent'))
  expect(x.state.keys.renewals).toBe(1)
  expect(credentials.writes).toHaveLength(1)
})

test('new tokens are kept before they are used', async () => {
  const x = await emulatedX()
  const inner = credentialsOf(tokensOf(x))
  const order: string[] = []
  const credentials: Credentials = {
    read: inner.read,
    async write(value) {
      await new Promise((resolve) => void setImmediate(resolve))
      await inner.write(value)
      order.push(`kept, ${x.calls.length} call`)
    },
  }
  const sender = network().open(connectionTo(x, credentials))
  await sender.send(textPart('First.'), needs())
  expect(order).toEqual(['kept, 1 call'])
  expect(x.calls).toEqual(['POST /2/oauth2/token', 'POST /2/tweets'])
  expect(await inner.read()).toMatchObject({ refreshToken: x.state.keys.refreshToken })
})

test('tokens that cannot be kept are not used; later they are, and not renewed twice', async () => {
  const x = await emulatedX()
  const inner = credentialsOf(tokensOf(x))
  let isBroken = true
  const credentials: Credentials = {
    read: inner.read,
    write: (value) => (isBroken ? Promise.reject(new Error('disk full')) : inner.write(value)),
  }
  const sender = network().open(connectionTo(x, credentials))
  expect(await sender.send(textPart('First.'), needs())).toMatchObject({ kind: 'wait', why: 'server-error' })
  expect(x.state.posts).toEqual([])
  isBroken = false
  expect(await sender.send(textPart('First.'), needs())).toMatchObject({ kind: 'sent' })
  expect(x.state.keys.renewals).toBe(1)
})

test('a token that X ended early is renewed, and the post goes out once', async () => {
  const x = await emulatedX()
  const sender = network().open(connectionTo(x, credentialsOf(tokensOf(x))))
  await sender.health(needs())
  x.state.keys.accessToken = 'another'
  expect(await sender.send(textPart('Still there?'), needs())).toMatchObject({ kind: 'sent' })
  expect(x.state.keys.renewals).toBe(2)
  expect(x.state.posts).toHaveLength(1)
})

test('another process that was faster is believed', async () => {
  const x = await emulatedX()
  const credentials = credentialsOf(tokensOf(x))
  const slow = network().open(connectionTo(x, credentials))
  await network().open(connectionTo(x, credentials)).health(needs())
  expect(await slow.send(textPart('Mine.'), needs())).toMatchObject({ kind: 'sent' })
  expect(x.state.keys.renewals).toBe(1)
})

test('an old refresh token used again revokes the sign-in, and a person is asked', async () => {
  const x = await emulatedX()
  const old = tokensOf(x)
  await network()
    .open(connectionTo(x, credentialsOf(old)))
    .health(needs())
  const outcome = await network()
    .open(connectionTo(x, credentialsOf(old)))
    .send(textPart('Stale.'), needs())
  expect(outcome).toMatchObject({ kind: 'refused', why: 'revoked' })
  expect(JSON.stringify(outcome)).not.toContain(old['refreshToken'])
  expect(x.state.keys.isRevoked).toBe(true)
})

test('a network that cannot be reached says nothing about the tokens', async () => {
  const x = await emulatedX()
  const sender = network().open(connectionTo(x, credentialsOf(tokensOf(x))))
  await x.misbehave('refused-connection')
  expect(await sender.send(textPart('Anybody?'), needs())).toMatchObject({ kind: 'wait', why: 'unreachable' })
  expect(await sender.health(needs())).toMatchObject({ ok: false, isTransient: true })
})

test.each([
  [undefined],
  [null],
  ['text'],
  [{}],
  [{ apiKey: 'a', apiSecret: 'b' }],
  [{ clientId: 'a', refreshToken: '' }],
])('keys that are missing or half there ask for a person: %j', async (kept) => {
  const x = await emulatedX()
  const sender = network().open(connectionTo(x, credentialsOf(kept)))
  expect(await sender.send(textPart('Who?'), needs())).toMatchObject({ kind: 'refused', why: 'revoked' })
  expect(x.calls).toEqual([])
})
