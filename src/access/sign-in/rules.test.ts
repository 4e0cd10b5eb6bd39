import fc from 'fast-check'
import { expect, test } from 'vitest'
import { partyAt } from '#access/sign-in/relying-party.ts'
import { hasGoneBack, mayAdd, nameBeside, signInLimits } from '#access/sign-in/rules.ts'

const addingNow = fc.record({
  count: fc.nat(25),
  nowMs: fc.constant(1000),
  enrolUntilMs: fc.nat(2000),
  freshUntilMs: fc.nat(2000),
})

test('somebody who has a passkey adds another only after a proof or a link that says so', () => {
  fc.assert(
    fc.property(addingNow, (adding) => {
      const can = mayAdd(adding)
      if (can === 'now') expect(Math.max(adding.enrolUntilMs, adding.freshUntilMs)).toBeGreaterThan(1000)
      if (adding.count >= signInLimits.passkeysPerPersonMax) expect(can).toBe('enough')
    }),
  )
})

test('a counter may only go up; one that never counts stays at 0', () => {
  expect(hasGoneBack(0, 0)).toBe(false)
  fc.assert(
    fc.property(fc.nat(), fc.nat(), (kept, now) => {
      expect(hasGoneBack(kept, now)).toBe(!(now > kept || (now === 0 && kept === 0)))
    }),
  )
})

test('passkeys are bound to the name people use: localhost, or a name over https', () => {
  const desk = 'https://desk.example.org'
  const at = (host: string, publicUrl?: string): unknown => {
    const here = partyAt(host, publicUrl)
    return here.ok ? here.party : 'none'
  }
  expect(at('localhost:8080')).toEqual({ host: 'localhost', origin: 'http://localhost:8080' })
  expect(at('LOCALHOST')).toEqual({ host: 'localhost', origin: 'http://localhost' })
  expect(at('desk.example.org', desk)).toEqual({ host: 'desk.example.org', origin: desk })
  expect(at('localhost:8080', desk)).toEqual({ host: 'localhost', origin: 'http://localhost:8080' })
  for (const host of [
    '127.0.0.1:8080',
    '[::1]:8080',
    'evil.example',
    '10.0.0.4',
    '',
    'a b',
    'desk.example.org.',
  ])
    expect([host, at(host, desk)]).toEqual([host, 'none'])
  expect(at('desk.example.org', 'http://desk.example.org')).toBe('none')
  expect(at('192.168.1.5', 'https://192.168.1.5')).toBe('none')
})

test('whatever the Host header says, it is either a name passkeys can have, or words in both languages', () => {
  fc.assert(
    fc.property(fc.string(), (host) => {
      const here = partyAt(host, undefined)
      if (here.ok) expect(here.party.host).toMatch(/localhost$/)
      else expect(Math.min(here.why.en.length, here.why.fr.length)).toBeGreaterThan(20)
    }),
  )
})

test('a second passkey of the same browser is told apart by a number', () => {
  expect(nameBeside([], 'Phone')).toBe('Phone')
  expect(nameBeside(['Phone'], 'Phone')).toBe('Phone 2')
  fc.assert(
    fc.property(fc.nat(18), (count) => {
      const names: string[] = []
      for (let i = 0; i < count; i++) names.push(nameBeside(names, 'Phone'))
      expect(new Set(names).size).toBe(count)
    }),
  )
})
