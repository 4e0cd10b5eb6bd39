import { expect, test } from 'vitest'
import { federationStoreContract } from '#networks/activitypub/test-store-contract.ts'
import { testStore } from '#networks/activitypub/test-store.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'

federationStoreContract('in memory', async () => ({ store: testStore(), close: async () => undefined }))

test('in memory: what is kept for a while is gone after it', async () => {
  const clock = skippingClock()
  const store = testStore(clock)
  await store.set('seen/1', true, 1000)
  await clock.sleep(999)
  expect(await store.get('seen/1')).toBe(true)
  await clock.sleep(1)
  expect([await store.get('seen/1'), await store.count('seen/')]).toEqual([undefined, 0])
})
