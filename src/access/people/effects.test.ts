import fc from 'fast-check'
import { expect, test } from 'vitest'
import { effectsOf } from '#access/people/effects.ts'
import { planned } from '#access/people/rules.ts'
import { applied, grantsIn, owners, present, type Standing } from '#access/people/standing.ts'
import { lanes, mayDo, type Grant, type Verb } from '#kernel/permission.ts'

const ids = ['ana', 'bo', 'cy', 'di']
const some = ['read', 'write', 'publish'] as const satisfies readonly Verb[]
const aGrant: fc.Arbitrary<Grant> = fc.oneof(
  fc.constant({ verb: 'read' as const, account: '*', language: '*', lane: '*' as const }),
  fc.record({
    verb: fc.constantFrom('write' as const, 'publish' as const),
    account: fc.constantFrom('*', 'page', 'town'),
    language: fc.constantFrom('*', 'en', 'fr'),
    lane: fc.constantFrom('*' as const, ...lanes),
  }),
)
const aTeam = (name: string) =>
  fc.record({
    name: fc.constant({ en: name, fr: name }),
    grants: fc.array(aGrant, { maxLength: 4 }),
    people: fc.uniqueArray(fc.constantFrom(...ids)),
  })
const aStanding: fc.Arbitrary<Standing> = fc.record({
  people: fc.constant(ids.map((id) => ({ id, name: id, isOwner: id === 'ana' || id === 'bo' }))),
  teams: fc.tuple(aTeam('One'), aTeam('Two')).map(([one, two]) => [
    { id: 'one', ...one },
    { id: 'two', ...two },
  ]),
  accounts: fc.constant(['page', 'town']),
})
const anAsk = fc.oneof(
  fc.record({
    kind: fc.constant('owner' as const),
    personId: fc.constantFrom(...ids),
    to: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('team' as const),
    id: fc.constantFrom('one', 'two'),
    to: fc.option(aTeam('One')),
  }),
)
const places = ['page', 'town', 'other'].flatMap((account) =>
  ['en', 'fr', 'de'].flatMap((language) => lanes.map((lane) => ({ account, language, lane }))),
)

test('what a change is said to do is what it does, for everybody and everywhere', () => {
  fc.assert(
    fc.property(aStanding, anAsk, (standing, asked) => {
      const change = planned(standing, asked, 'new')
      if (!change.ok) return
      const said = effectsOf(standing, change.value)
      const after = applied(standing, change.value)
      for (const { id, isOwner } of present(standing)) {
        const { more = [], less = [], owner = isOwner } = said.find((one) => one.personId === id) ?? {}
        expect(owners(after).some((one) => one.id === id)).toBe(owner)
        for (const place of places)
          for (const verb of some) {
            const had = mayDo(grantsIn(standing, id), verb, place)
            const has = mayDo(grantsIn(after, id), verb, place)
            const [gains, loses] = [mayDo(more, verb, place), mayDo(less, verb, place)]
            // Nothing is gained or lost that was not said, and what was said is so.
            if (has && !had) expect(gains).toBe(true)
            if (had && !has) expect(loses).toBe(true)
            if (gains) expect(has).toBe(true)
            if (loses) expect(had).toBe(true)
          }
      }
    }),
    { numRuns: 300 },
  )
})
