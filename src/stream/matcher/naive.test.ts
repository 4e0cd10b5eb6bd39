import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { naiveMatches } from '#stream/matcher/naive.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

type Facts = Partial<Omit<Post, 'text'>>

function fits(rule: string, text: string, facts: Facts = {}): boolean {
  const read = parseRule(rule)
  if (!read.ok) throw new Error(`${rule}: ${read.refusals.map((refusal) => refusal.code).join(', ')}`)
  return naiveMatches(read.rule, {
    id: 'net:1',
    network: 'net',
    source: 's',
    text,
    atMs: 0,
    heardAtMs: 0,
    ...facts,
  })
}

test.each([
  // A space is "and", OR comes after, a minus leaves out.
  ['apple OR iphone ipad', 'an apple', true],
  ['apple OR iphone ipad', 'an iphone', false],
  ['apple OR iphone ipad', 'ipad or iphone', true],
  ['(apple OR iphone) ipad', 'an apple', false],
  ['cat -grumpy', 'Grumpy cat', false],
  // Case does not matter, accents do, words are whole.
  ['cat', 'CAT', true],
  ['cat', 'cats', false],
  ['diacrítica', 'diacritica', false],
  ['diacrítica', 'DIACRI\u0301TICA', true],
  // Punctuation splits words; phrases pass over it.
  ['cola', 'I like coca-cola.', true],
  ['"coca cola"', 'I like coca-cola.', true],
  ['"coca cola"', 'cola coca', false],
  ["l'eau", 'Coupez l’eau', true],
  ['eau', "l'eau", true],
  // A keyword hears tags and names; a tag hears only the whole tag; neither hears links.
  ['flood', '#Flood', true],
  ['city', 'thanks @city', true],
  ['#thanku', '#ThankU', true],
  ['#thanku', '#thankunext', false],
  ['#flood', 'flood', false],
  ['flood', 'https://town.example/flood', false],
  ['"see now"', 'see https://x.example now', false],
  ['@city', 'thanks @City.example', true],
  ['@city.example', 'thanks @city', false],
  ['$twtr', 'up: $TWTR', true],
  // Nearness.
  ['"social media"~2', 'social or news media', true],
  ['"social media"~1', 'social or news media', false],
  ['"social media"~2', 'media social', true],
  // Emoji and scripts without spaces.
  ['😡', 'no😡', true],
  ['👍', '👍🏽', false],
  ['洪水', '今日の洪水警報', true],
  ['洪水', '洪の水', false],
  // Links by their words.
  ['url:flood', 'https://town.example/flood/map', true],
  ['url:"https://town.example"', 'see HTTPS://Town.example/flood', true],
  ['url:town.example', 'http://other.example/town', false],
  ['url_contains:flo', 'https://town.example/flood', true],
])('%j on %j: %s', (rule, text, expected) => {
  expect(fits(rule, text)).toBe(expected)
})

const author = { id: 'did:plc:Ann', handle: 'Ann.example' }
const geo = { lat: 45.52, lon: -73.57 }
test.each<[string, string, Facts, boolean]>([
  ['from:ann', 'x', { author }, true],
  ['from:Ann.Example', 'x', { author }, true],
  ['from:other.example', 'x', { author }, false],
  ['from:did:plc:ann', 'x', { author }, true],
  ['to:city', '@mayor @city hello', {}, true],
  ['to:city', 'hello @city', {}, false],
  ['to:did:plc:ann', 'hello', { replyTo: 'sky:at://did:plc:ann/post/1' }, true],
  ['retweets_of:city', 'RT @city: closed', { repostOf: 'net:5' }, true],
  ['retweets_of:city', 'RT @city: closed', {}, false],
  ['in_reply_to_tweet_id:5', 'x', { replyTo: 'net:5' }, true],
  ['in_reply_to_tweet_id:net:5', 'x', { replyTo: 'net:5' }, true],
  ['retweets_of_tweet_id:5', 'x', { repostOf: 'net:6' }, false],
  ['quotes_of_tweet_id:5', 'x', { quoteOf: 'net:5' }, true],
  ['conversation_id:1 OR conversation_id:5', 'x', { replyTo: 'net:5' }, true],
  ['flood', 'look', { quotedText: 'Flood here' }, true],
  ['"look flood"', 'look', { quotedText: 'Flood here' }, false],
  ['x lang:fr', 'x', { lang: 'fr-CA' }, true],
  ['x lang:iw', 'x', { lang: 'he' }, true],
  ['x lang:und', 'x', {}, true],
  ['pont lang:fr', 'le pont est fermé ce matin', {}, true],
  ['pont lang:fr', 'le pont est fermé ce matin', { lang: 'en' }, false],
  ['x has:hashtags has:mentions has:cashtags has:links', 'x #a1 @b $c www.d.example', {}, true],
  ['x has:media has:images -has:video_link', 'x', { media: [{ kind: 'image' }] }, true],
  ['x has:geo', 'x', { place: 'Old Town' }, true],
  ['x is:retweet', 'x', { repostOf: 'net:2' }, true],
  ['x is:reply -is:quote -is:nullcast', 'x', { replyTo: 'net:2' }, true],
  ['x is:verified', 'x', { author: { ...author, kind: 'official' } }, true],
  ['place:"old town"', 'x', { place: 'The Old Town, Havre-Clair' }, true],
  ['place:old', 'x', {}, false],
  ['place_country:CA', 'x', { country: 'ca' }, true],
  ['point_radius:[-73.57 45.5 3km]', 'x', { geo }, true],
  ['point_radius:[-73.57 45.5 1mi]', 'x', { geo }, false],
  ['point_radius:[-73.57 45.5 3km]', 'x', {}, false],
  ['bounding_box:[-73.6 45.5 -73.5 45.6]', 'x', { geo }, true],
  ['bounding_box:[179.9 -0.1 -179.9 0.1]', 'x', { geo: { lat: 0, lon: -179.95 } }, true],
])('%j on %j with %j: %s', (rule, text, facts, expected) => {
  expect(fits(rule, text, facts)).toBe(expected)
})

test('a sample keeps about its share of the posts, always the same ones', () => {
  const kept = Array.from({ length: 5000 }, (_, place) => fits('x sample:20', 'x', { id: `net:${place}` }))
  const share = kept.filter((each) => each).length / kept.length
  expect(share).toBeGreaterThan(0.17)
  expect(share).toBeLessThan(0.23)
  expect(fits('x sample:100', 'x')).toBe(true)
})
