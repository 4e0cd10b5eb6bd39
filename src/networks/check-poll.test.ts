import { expect, test } from 'vitest'
import type { VersionPoll } from '#kernel/version-content.ts'
import { blueskyLimits, checkForBluesky } from '#networks/bluesky/limits.ts'
import { unfinishedPoll } from '#networks/check-poll.ts'
import { checkMastodon } from '#networks/mastodon/check.ts'
import { limitsOf, usualLimits } from '#networks/mastodon/limits.ts'
import { pollLengthWords } from '#networks/poll-length-words.ts'
import type { ContentToCheck } from '#networks/sender.ts'
import { checkForX, xLimits } from '#networks/x/speak/limits.ts'

const poll: VersionPoll = { options: ['Morning', 'Evening'], multiple: false, durationMin: 1440 }

function asking(more: Partial<VersionPoll> = {}, beside: Partial<ContentToCheck> = {}): ContentToCheck {
  const content = { account: 'a', language: 'en', parts: ['When?'], media: [] }
  return { ...content, poll: { ...poll, ...more }, ...beside }
}

const onX = (content: ContentToCheck) => checkForX(content, xLimits)
const onMastodon = (content: ContentToCheck) => checkMastodon(content, usualLimits)

test('a poll that fits is let through; where nobody can vote it is refused in words that help', () => {
  expect([...onX(asking()), ...onMastodon(asking())]).toEqual([])
  expect(checkForBluesky(asking(), blueskyLimits)).toMatchObject([
    { why: 'no-polls', words: { en: expect.stringContaining('Bluesky takes no votes. Leave the poll out') } },
  ])
})

test('X: two to four options of 25 characters, one choice, five minutes to seven days, nothing beside', () => {
  const five = ['a', 'b', 'c', 'd', 'e']
  expect(onX(asking({ options: five }))).toMatchObject([
    { why: 'poll-too-many-options', limit: 4, actual: 5 },
  ])
  expect(onX(asking({ options: ['a'.repeat(25), 'b'.repeat(26)] }))).toMatchObject([
    { why: 'poll-option-too-long', limit: 25, actual: 26, words: { en: /Option 2 has 26/ } },
  ])
  // By code points it would fit; by X's own weights it does not.
  expect(onX(asking({ options: ['水'.repeat(13), 'b'] }))).toMatchObject([{ actual: 26 }])
  // By its weight as an address it would fit.
  expect(onX(asking({ options: [`https://havre-clair.example/${'a'.repeat(60)}`, 'b'] }))).toHaveLength(1)
  expect(onX(asking({ multiple: true }))).toMatchObject([{ why: 'poll-one-choice' }])
  expect(onX(asking({ durationMin: 4 }))).toMatchObject([
    { why: 'poll-too-short', limit: 5, words: { en: /at least 5 minutes/, fr: /au moins 5\u00A0minutes/ } },
  ])
  expect(onX(asking({ durationMin: 10_081 }))).toMatchObject([
    { why: 'poll-too-long', words: { en: /at most 7 days/, fr: /au plus 7\u00A0jours/ } },
  ])
  const media = [
    { sha256: 'a'.repeat(64), mediaType: 'image/png', bytes: 9, alt: 'A map', decorative: false },
  ]
  expect(onX(asking({}, { media }))).toMatchObject([{ why: 'poll-beside-files' }])
  expect(onX(asking({}, { quoteOf: 'x:1' }))).toMatchObject([{ why: 'poll-beside-quote' }])
  expect(onMastodon(asking({}, { media }))).toMatchObject([{ why: 'poll-beside-files' }])
})

test('a Mastodon server says itself what it takes; Pleroma says it in its own words; nonsense is as usual', () => {
  const polls = { max_options: 8, max_characters_per_option: 100, min_expiration: 60, max_expiration: 86_400 }
  expect(limitsOf({ configuration: { polls } }).poll).toMatchObject({
    ...{ optionsMax: 8, optionLengthMax: 100, minutesMin: 1, minutesMax: 1440 },
  })
  const own = { max_options: 20, max_option_chars: 200, min_expiration: 0, max_expiration: 31_536_000 }
  expect(limitsOf({ poll_limits: own }).poll).toMatchObject({ optionsMax: 20, minutesMin: 1 })
  expect(limitsOf({}).poll).toEqual(usualLimits.poll)
  expect(usualLimits.poll).toMatchObject({ optionsMax: 4, optionLengthMax: 50, minutesMin: 5 })
  // A family is one character there.
  expect(onMastodon(asking({ options: ['👨‍👩‍👧'.repeat(50), 'b'] }))).toEqual([])
})

test('what is missing everywhere is said once, before anything of a network', () => {
  expect(onX(asking({ options: ['a', ' \u00A0'], multiple: true }))).toMatchObject([
    { why: 'poll-empty-option' },
  ])
  expect(unfinishedPoll({ ...poll, options: ['Yes', 'No', ' yes '] })).toMatchObject([
    { why: 'poll-same-options', words: { en: /Options 1 and 3/ } },
  ])
  // Two spellings of one letter.
  expect(unfinishedPoll({ ...poll, options: ['\u00E9t\u00E9', 'e\u0301te\u0301'] })).toHaveLength(1)
  expect(unfinishedPoll(poll)).toEqual([])
})

test('a stretch of time is said in the largest unit that fits it whole', () => {
  const said = [1, 5, 60, 90, 120, 1440, 10_080, 43_829].map((minutes) => pollLengthWords(minutes).en)
  expect(said).toEqual([
    ...['1 minute', '5 minutes', '1 hour', '90 minutes', '2 hours', '1 day', '7 days', '30 days'],
  ])
  expect(pollLengthWords(60).fr).toBe('1\u00A0heure')
})
