import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beyond, covers, meetGrants } from '#access/people/grants.ts'
import { lanes, mayDo, type Grant, type Verb } from '#kernel/permission.ts'

const some = ['read', 'write', 'publish'] as const satisfies readonly Verb[]
const grants: fc.Arbitrary<Grant[]> = fc.array(
  fc.record({
    verb: fc.constantFrom(...some),
    account: fc.constantFrom('*', 'a', 'b'),
    language: fc.constantFrom('*', 'en', 'fr'),
    lane: fc.constantFrom('*' as const, ...lanes),
  }),
  { maxLength: 6 },
)
const where = fc.record({
  account: fc.constantFrom('a', 'b', 'c'),
  language: fc.constantFrom('en', 'fr', 'de'),
  lane: fc.constantFrom(...lanes),
})

test('two together allow exactly what each of them allows', () => {
  fc.assert(
    fc.property(grants, grants, fc.constantFrom(...some), where, (one, other, verb, place) => {
      expect(mayDo(meetGrants(one, other), verb, place)).toBe(
        mayDo(one, verb, place) && mayDo(other, verb, place),
      )
    }),
    { numRuns: 500 },
  )
})

test('what lies beyond what is held is named, and the rest is allowed everywhere', () => {
  fc.assert(
    fc.property(grants, grants, fc.constantFrom(...some), where, (asked, held, verb, place) => {
      const more = beyond(asked, held)
      const within = asked.filter((grant) => !more.includes(grant))
      if (mayDo(within, verb, place)) expect(mayDo(held, verb, place)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('a grant for one account is no grant for all', () => {
  const one: Grant = { verb: 'write', account: 'a', language: '*', lane: '*' }
  expect(covers({ ...one, account: '*' }, one)).toBe(true)
  expect(covers(one, { ...one, account: '*' })).toBe(false)
  expect(covers(one, { ...one, verb: 'publish' })).toBe(false)
  const three = lanes.map((lane) => ({ ...one, lane }))
  expect(beyond([one], three)).toEqual([])
  expect(beyond([one], three.slice(1))).toEqual([one])
})
