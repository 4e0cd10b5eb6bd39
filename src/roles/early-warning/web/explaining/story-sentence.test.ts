import { expect, test } from 'vitest'
import type { StoryCard } from '#roles/early-warning/contract.ts'
import { storySentence } from '#roles/early-warning/web/explaining/story-sentence.ts'
import { explainingMessages } from '#roles/early-warning/web/explaining/words.ts'
import { nowMs, stories } from '#web/fixtures/town.ts'
import en from '#web/messages/en.json' with { type: 'json' }
import fr from '#web/messages/fr.json' with { type: 'json' }
import { extendWords, makeWords } from '#web/words.tsx'

const english = extendWords(makeWords('en', en, 'America/Toronto'), explainingMessages.en)
const french = extendWords(makeWords('fr', fr, 'America/Toronto'), explainingMessages.fr)
const [water] = stories as [StoryCard]
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/gu, ' ')

test('a story is said in plain sentences built from its numbers', () => {
  expect(plain(storySentence(water, nowMs, english))).toBe(
    '38 different people wrote 41 posts about brown water, eau brune and tap (Old Town and Mill Street) in 15 min, where 2.9 is usual and 19 of 20 such stretches stay under 7. ' +
      '22% of all its posts are reposts or near copies; they count once. It is said mostly in English, on Bluesky and Mastodon. The first post was heard at 13:51.',
  )
})

test('the same in French', () => {
  expect(plain(storySentence(water, nowMs, french))).toMatch(
    /^38 personnes différentes ont écrit 41 messages sur : brown water, eau brune et tap \(Old Town et Mill Street\) en 15 min; d’habitude, c’est 2,9, et 19 périodes pareilles sur 20 restent sous 7\. 22 % /u,
  )
})

test('one person, one post, no word, no place, no usual: still a sentence', () => {
  const small: StoryCard = {
    ...water,
    authors: 1,
    posts: 1,
    terms: [],
    places: [],
    languages: [],
    copiesShareOf1: 0,
    usual: { ...water.usual, mean: 0.01 },
  }
  expect(plain(storySentence(small, nowMs, english))).toBe(
    'One person wrote one post in 15 min, where almost none is usual. The first post was heard at 13:51.',
  )
  expect(plain(storySentence(small, nowMs, french))).toMatch(
    /^Une personne a écrit un message en 15 min; d’habitude, presque rien\./u,
  )
})

test('a story nobody speaks of now is not made to sound like one that rises', () => {
  const over: StoryCard = { ...water, posts: 0 }
  expect(plain(storySentence(over, nowMs, english))).toMatch(
    /^Nobody has written about brown water, .+ in the last 15 min; there are 67 posts in all\./u,
  )
  expect(plain(storySentence(over, nowMs, french))).toMatch(
    /^Personne n’a rien écrit sur : .+ depuis 15 min; 67 messages en tout\./u,
  )
})
