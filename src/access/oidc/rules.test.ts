import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLastWayIn, isOfOurs, isProvedSince, Provider } from '#access/oidc/rules.ts'

test('a provider is http only inside our own network', () => {
  const base = { id: 'city', name: 'City', clientId: 'desk' }
  expect(Provider.safeParse({ ...base, issuer: 'http://login.example' }).success).toBe(false)
  expect(Provider.safeParse({ ...base, issuer: 'http://10.0.0.1', allowPrivateNetworks: true }).success).toBe(
    true,
  )
  expect(Provider.safeParse({ ...base, issuer: 'https://login.example', clientSecrte: 'x' }).success).toBe(
    false,
  )
})

test('domains and times are judged as written', () => {
  const identity = { issuer: 'i', subject: 's', email: 'a@City.Example', emailIsVerified: true }
  expect(isOfOurs(identity, ['city.example'])).toBe(true)
  expect(isOfOurs({ ...identity, email: 'a@city.example.evil' }, ['city.example'])).toBe(false)
  expect(isOfOurs({ ...identity, emailIsVerified: false }, ['city.example'])).toBe(false)
  expect(isProvedSince({ ...identity, provedAtMs: 100_000 }, 130_000)).toBe(true)
  expect(isProvedSince({ ...identity, provedAtMs: 99_999 }, 130_000)).toBe(false)
})

test('somebody keeps a way in of their own, whichever identity goes', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(3), fc.nat(3), (opens, passkeys, others) => {
      const waysBefore = passkeys + others + (opens ? 1 : 0)
      const waysAfter = passkeys + others
      if (!isLastWayIn({ opens, passkeys, others })) expect(waysAfter > 0 || waysBefore === 0).toBe(true)
      else expect([waysBefore, waysAfter]).toEqual([1, 0])
    }),
  )
})
