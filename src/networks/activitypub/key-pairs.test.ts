import { createPublicKey, sign, verify } from 'node:crypto'
import { expect, test } from 'vitest'
import { keyPairOf } from '#networks/activitypub/key-pairs.ts'
import { testActor, testCredentials } from '#networks/activitypub/test-desk.ts'

test('keys are made once, kept before they are used, beside what is kept already', async () => {
  const credentials = testCredentials({ other: 'kept' })
  const actors = [testActor({ credentials }), testActor({ credentials, name: 'havre_clair_fr' })]
  const pairs = await Promise.all([...actors, ...actors].map((actor) => keyPairOf(actor)))
  const [en, fr, enAgain, frAgain] = pairs.map(({ publicKeyPem }) => publicKeyPem)
  expect([en, fr]).toEqual([enAgain, frAgain])
  expect(en).not.toBe(fr)
  expect(credentials.kept()).toMatchObject({ other: 'kept', actorKeys: { havre_clair: expect.any(String) } })
  const bytes = Buffer.from('words')
  const [pair] = pairs
  expect(
    pair &&
      verify('sha256', bytes, createPublicKey(pair.publicKeyPem), sign('sha256', bytes, pair.privateKey)),
  ).toBe(true)
})

test('keys that could not be kept are not used', async () => {
  const credentials = { read: () => Promise.resolve({}), write: () => Promise.reject(new Error('no disk')) }
  const actor = testActor({ credentials })
  await expect(keyPairOf(actor)).rejects.toThrow('no disk')
})
