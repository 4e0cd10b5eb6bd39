import { expect, test } from 'vitest'
import { AnnouncementInput } from '#roles/reactions/contract.ts'
import {
  draftOfOffer,
  emptyDraft,
  inputOf,
  momentOf,
  wallTime,
  wrongIn,
} from '#roles/reactions/web/announcement-draft.ts'

const timeZone = 'America/Toronto'
const nowMs = Date.UTC(2026, 10, 24, 21)
const empty = emptyDraft(nowMs, timeZone)
const filled = { ...empty, title: 'Libraries open on Sundays', watchIds: ['w-1'] }
const given = { timeZone, nowMs, owner: 'Sam Tremblay' }

test('an empty form names what has to be put right, in the order of the form', () => {
  expect(wrongIn(empty, timeZone)).toEqual(['title', 'watches'])
  expect(wrongIn({ ...empty, day: '', hasNewWatch: true, url: 'not a page' }, timeZone)).toEqual([
    'title',
    'day',
    'url',
    'rule',
    'purpose',
  ])
  expect(wrongIn(filled, timeZone)).toEqual([])
})

test('a script is no address of a page', () => {
  expect(wrongIn({ ...filled, url: 'javascript:alert(1)' }, timeZone)).toEqual(['url'])
  expect(wrongIn({ ...filled, url: ' https://havre-clair.example/libraries ' }, timeZone)).toEqual([])
})

test('a moment is read in the zone of the desk, also where the clocks change', () => {
  expect(wallTime(nowMs, timeZone)).toEqual({ day: '2026-11-24', time: '16:00' })
  expect(momentOf({ day: '2026-11-24', time: '16:00' }, timeZone)).toBe('2026-11-24T21:00:00.000Z')
  expect(momentOf({ day: '2026-07-01', time: '16:00' }, timeZone)).toBe('2026-07-01T20:00:00.000Z')
  expect(momentOf({ day: 'yesterday', time: '16:00' }, timeZone)).toBeUndefined()
})

test('what is sent fits the contract, with and without a new watch', () => {
  expect(AnnouncementInput.parse(inputOf(filled, given)).startedAt).toBe('2026-11-24T21:00:00.000Z')
  const begun = AnnouncementInput.parse(
    inputOf(
      { ...filled, watchIds: [], hasNewWatch: true, rule: 'library', purpose: 'How it is received.' },
      given,
    ),
  )
  expect(begun.newWatch).toMatchObject({ name: 'Libraries open on Sundays', owner: 'Sam Tremblay' })
  expect(Date.parse(begun.newWatch?.endsAt ?? '')).toBeGreaterThan(nowMs + 7 * 86_400_000)
})

test('a message that went out fills the form: its words, its time and the watches that fit', () => {
  const draft = draftOfOffer(
    {
      messageId: 'm-1',
      title: 'Sundays',
      text: 'Libraries open.',
      at: '2026-11-24T21:00:00.000Z',
      suggestedWatches: [{ id: 'w-7', name: 'Libraries' }],
    },
    timeZone,
  )
  expect(draft).toMatchObject({ messageId: 'm-1', day: '2026-11-24', time: '16:00', watchIds: ['w-7'] })
})
