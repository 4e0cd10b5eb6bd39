import { expect, test } from 'vitest'
import { emptyDraft, formOf } from '#roles/publishing/web/draft.ts'
import {
  asksAt,
  asksOtherwise,
  emptyOptions,
  lengthParts,
  lengthsWith,
  newPoll,
  unevenOptions,
  withAsking,
  withOptions,
  withoutOption,
} from '#roles/publishing/web/poll/poll-drafts.ts'
import { sharesOf } from '#roles/publishing/web/poll/shares.ts'

const both = ['en', 'fr']
const accounts = [
  { id: 'a', languages: both },
  { id: 'sky', languages: both },
]

test('a new poll is two empty options in each language, and is not ready', () => {
  const poll = newPoll(both)
  expect(emptyOptions(poll, both)).toHaveLength(4)
  expect(unevenOptions(poll, both)).toEqual([])
  expect(emptyOptions(undefined, both)).toEqual([])
})

test('options come and go in one language alone; two always stay; a difference is found', () => {
  const three = withOptions(newPoll(both), 'en', ['a', 'b', 'c'])
  expect(unevenOptions(three, both)).toEqual([
    { language: 'en', count: 3 },
    { language: 'fr', count: 2 },
  ])
  const two = withoutOption(three, 'en', 1)
  expect(two.options).toEqual({ en: ['a', 'c'], fr: ['', ''] })
  expect(withoutOption(two, 'en', 0)).toBe(two)
  expect(unevenOptions(two, both)).toEqual([])
})

test('an account that takes no polls says the message without, and can ask again', () => {
  const draft = { ...emptyDraft(['a', 'sky']), poll: withOptions(newPoll(both), 'en', ['x', 'y']) }
  const [a, sky] = accounts
  if (a === undefined || sky === undefined) throw new Error('two accounts')
  const silent = { ...draft, ...withAsking(draft, sky, false) }
  expect([asksAt(silent, a), asksAt(silent, sky)]).toEqual([true, false])
  expect(formOf(silent, accounts).versions.map(({ poll }) => poll?.options)).toEqual([
    ['x', 'y'],
    ['', ''],
    ...[undefined, undefined],
  ])
  const again = { ...silent, ...withAsking(silent, sky, true) }
  expect(again.ownPolls).toEqual({})
  const other = { ...draft, ownPolls: { 'sky en': { options: ['p', 'q'], multiple: true, durationMin: 5 } } }
  expect([asksOtherwise(other, sky), asksOtherwise(other, a), asksAt(other, sky)]).toEqual([
    true,
    false,
    true,
  ])
})

test('lengths are those people use, and the one that was set; each in its largest unit', () => {
  expect(lengthsWith(1440)).toEqual([5, 30, 60, 360, 720, 1440, 4320, 10_080])
  expect(lengthsWith(90)).toContain(90)
  expect([5, 60, 90, 4320].map(lengthParts)).toEqual([
    { unit: 'minute', count: 5 },
    { unit: 'hour', count: 1 },
    { unit: 'minute', count: 90 },
    { unit: 'day', count: 3 },
  ])
})

test('shares are of the people where they are known, and say so where they are of the votes', () => {
  expect(sharesOf({ votes: [3, 1], voters: 4 })).toEqual({ shares: [0.75, 0.25], whole: 4, areVotes: false })
  expect(sharesOf({ votes: [3, 3], voters: 4 })).toMatchObject({ shares: [0.75, 0.75], areVotes: false })
  expect(sharesOf({ votes: [3, 1] })).toMatchObject({ whole: 4, areVotes: true })
  // A server that does not count people says none.
  expect(sharesOf({ votes: [3, 1], voters: 0 })).toMatchObject({ whole: 4, areVotes: true })
  expect(sharesOf({ votes: [0, 0], voters: 0 })).toEqual({ shares: [0, 0], whole: 0, areVotes: false })
})
