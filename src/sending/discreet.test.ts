import { expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld } from '#networks/practice/world/world.ts'
import { townConnection } from '#networks/practice/world/test-town.ts'
import { textPart } from '#networks/test-sender-contract.ts'
import type { Sender } from '#networks/sender.ts'
import { discreet } from '#sending/discreet.ts'

const secret = 'tok-5ecret-value'
const credentials = { read: () => Promise.resolve({ token: secret }), write: () => Promise.resolve() }
const fields = [{ name: 'token', words: { en: 'Token', fr: 'Jeton' }, isSecret: true }]
const needs = { clock: wallClock, signal: new AbortController().signal }
const town = practiceNetwork({ world: practiceWorld() }).open(townConnection())

test('what a network says back is kept without the secret, in words and in data', async () => {
  const loud: Sender = {
    ...town,
    send: () =>
      Promise.resolve({
        kind: 'refused',
        why: 'forbidden',
        detail: `no such token ${secret}`,
        returned: { asked: [secret] },
      }),
    readBack: () =>
      Promise.resolve({ kind: 'there', posted: { nativeId: '1' }, returned: { header: `Bearer ${secret}` } }),
  }
  const quiet = discreet(loud, credentials, fields)
  const said = JSON.stringify([
    await quiet.send(textPart('Hello.'), needs),
    await quiet.readBack(textPart('Hello.'), needs),
  ])
  expect(said).not.toContain(secret)
  expect(said).toContain('no such token')
})

test('what holds nothing of it passes as it was, without a look at the secrets', async () => {
  let reads = 0
  const counted = { ...credentials, read: () => Promise.resolve((reads += 1)) }
  const quiet = discreet(town, counted, fields)
  expect(await quiet.readBack(textPart('Never.', { key: 'd9-0' }), needs)).toEqual({ kind: 'not-there' })
  expect(reads).toBe(0)
})
