import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeliveryStateWord, type DeliveryView, type Pause } from '#sending/contract.ts'
import { pageOfAccount, sorted, stillHeldBy, stoppedLately } from '#sending/web/sorting.ts'

const at = new Date(Date.UTC(2031, 3, 7, 12)).toISOString()

function delivery(more: Partial<DeliveryView> = {}): DeliveryView {
  return {
    ...{ id: 'd', item: 'message:m', title: 'Brown water', lane: 'normal', account: 'practice' },
    ...{ network: 'practice', language: 'en', sha256: '', state: 'waiting', dueAt: at, deadline: at },
    ...{ parts: 1, there: [], by: 'Wen', may: [], isEdit: false },
    ...more,
  }
}

function pause(scope: Pause['scope'], value?: string): Pause {
  return {
    ...{ id: 'p', scope, reason: 'Flood', begunAt: at, begunBy: 'Ana' },
    ...(value === undefined ? {} : { value }),
  }
}

test('every delivery is in one section, whatever its state, and each section is by time', () => {
  const arbitrary = fc.array(
    fc.record({
      state: fc.constantFrom(...DeliveryStateWord.options),
      dueAt: fc.integer({ min: 0, max: 1e12 }).map((ms) => new Date(ms).toISOString()),
    }),
  )
  fc.assert(
    fc.property(arbitrary, (some) => {
      const all = some.map((one, i) => delivery({ ...one, id: String(i) }))
      const { forPeople, held, onTheWay } = sorted(all)
      const ids = [...forPeople, ...held, ...onTheWay].map(({ id }) => id)
      expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted())
      for (const section of [held, onTheWay])
        expect(section.map(({ dueAt }) => dueAt)).toEqual(section.map(({ dueAt }) => dueAt).toSorted())
    }),
  )
})

test('what nobody knows comes before what is merely late', () => {
  const late = delivery({ id: 'late', state: 'missed', dueAt: new Date(0).toISOString() })
  const unsure = delivery({ id: 'unsure', state: 'unconfirmed' })
  expect(sorted([late, unsure]).forPeople.map(({ id }) => id)).toEqual(['unsure', 'late'])
})

test('what the desk stopped is shown for a day; what somebody took out, or sent, is not', () => {
  const nowMs = Date.parse(at) + 60_000
  const changed = delivery({ id: 'changed', state: 'cancelled', why: 'not-approved' })
  const half = delivery({ id: 'half', state: 'sent', removed: { at, why: 'other-half' } })
  const byPerson = delivery({ state: 'cancelled', why: 'by-person' })
  const takenDown = delivery({ state: 'sent', removed: { at, why: 'Wrong street', by: 'Ana' } })
  const done = [changed, half, byPerson, takenDown, delivery({ state: 'sent', why: 'all-there' })]
  const shown = (open: DeliveryView[] = [], ms = nowMs): string[] =>
    stoppedLately({ done, open }, ms).map(({ id }) => id)
  expect(shown()).toEqual(['changed', 'half'])
  expect(shown([], nowMs + 25 * 3_600_000)).toEqual([])
  // Put into the outbox once more, that is what counts; in another language it is something else.
  const later = { dueAt: new Date(nowMs).toISOString(), state: 'waiting' } as const
  expect(shown([delivery(later)])).toEqual([])
  expect(shown([delivery({ ...later, language: 'fr' })])).toEqual(['changed', 'half'])
})

test('letting go is not offered while a pause would hold it back at once', () => {
  expect(stillHeldBy(delivery(), [pause('all')])).toBeDefined()
  expect(stillHeldBy(delivery(), [pause('lane', 'normal')])).toBeDefined()
  expect(stillHeldBy(delivery(), [pause('lane', 'exercise')])).toBeUndefined()
  expect(stillHeldBy(delivery(), [pause('account', 'practice')])).toBeDefined()
  expect(stillHeldBy(delivery(), [pause('account', 'elsewhere')])).toBeUndefined()
  expect(stillHeldBy(delivery({ title: 'L’EAU brunâtre' }), [pause('topic', 'brunatre')])).toBeDefined()
  expect(stillHeldBy(delivery(), [pause('topic', 'flood')])).toBeUndefined()
  expect(stillHeldBy(delivery({ lane: 'emergency' }), [pause('all')])).toBeUndefined()
  expect(stillHeldBy(delivery(), [])).toBeUndefined()
})

test('the page of an account is known where its network has one, and never made from a strange handle', () => {
  expect(pageOfAccount({ network: 'bluesky', handle: '@town.example' })).toBe(
    'https://bsky.app/profile/town.example',
  )
  expect(pageOfAccount({ network: 'mastodon', handle: '@town@social.example' })).toBe(
    'https://social.example/@town',
  )
  expect(pageOfAccount({ network: 'mastodon', handle: 'town', server: 'https://social.example/' })).toBe(
    'https://social.example/@town',
  )
  expect(pageOfAccount({ network: 'x', handle: '@town' })).toBe('https://x.com/town')
  for (const handle of ['javascript:alert(1)', 'a/../../b', 'a b', 'a?b', ''])
    expect(pageOfAccount({ network: 'x', handle })).toBeUndefined()
  expect(pageOfAccount({ network: 'mastodon', handle: 'town' })).toBeUndefined()
  expect(pageOfAccount({ network: 'email', handle: 'town' })).toBeUndefined()
})

test('what is public and kept from followers by a pause is looked at beside what the pause held whole', () => {
  const back = delivery({ id: 'back', state: 'sent', isHeldBack: true, may: ['release'] })
  const { held, onTheWay } = sorted([back, delivery({ id: 'whole', state: 'paused' })])
  expect([held.map(({ id }) => id), onTheWay]).toEqual([['back', 'whole'], []])
})
