import { expect, test } from 'vitest'
import { matchLines, postFromLine, ruleFromLine } from '#stream/match-files.ts'

function matches(rules: Record<string, string>, posts: readonly object[]): string[] {
  const read = Object.entries(rules).map(([id, rule]) => ruleFromLine({ id, rule }))
  const filePosts = posts.map((post) => postFromLine(post))
  const found = matchLines(
    read.filter((line) => line.ok),
    filePosts.filter((line) => line.ok),
  )
  return [...found].map(({ post, rule }) => `${post} ${rule}`)
}

test('posts fit rules by the ids of their files', () => {
  const rules = { r2: 'water -movie', r1: 'flood OR "high water" -movie lang:en', r3: 'from:ann is:reply' }
  const posts = [
    { id: 'p1', text: 'High water at the bridge', lang: 'en' },
    { id: 'p2', text: 'a movie about high water', lang: 'en' },
    { id: 3, text: 'thanks', author: { handle: 'Ann', name: null }, replyTo: 'p1' },
  ]
  expect(matches(rules, posts)).toEqual(['p1 r2', 'p1 r1', '3 r3'])
})

test('every fact of a line reaches the rules', () => {
  const line = {
    id: 'p',
    text: 'x',
    author: { handle: 'ann.example' },
    lang: 'fr',
    geo: { lat: 45.5, lon: -73.57 },
    replyTo: 'p1',
    repostOf: 'p2',
    quoteOf: 'p3',
    quotedText: 'the bridge',
    media: [{ kind: 'video' }, { type: 'photo' }, 'image', 7],
    links: ['https://town.example/map', null],
    place: 'Old Town',
    country: 'CA',
  }
  const rules = [
    'from:ann lang:fr',
    'point_radius:[-73.57 45.5 1km]',
    'in_reply_to_tweet_id:p1 is:reply',
    'retweets_of_tweet_id:p2 is:retweet',
    'quotes_of_tweet_id:p3 is:quote',
    'bridge has:video_link has:images has:geo',
    'url:"town.example" has:links',
    'place:"old town" place_country:ca',
  ]
  const named = Object.fromEntries(rules.map((rule, place) => [`r${place}`, rule]))
  expect(matches(named, [line])).toEqual(rules.map((_, place) => `p r${place}`))
})

test('null and nonsense in what is not needed leave the post usable', () => {
  const nothing = {
    createdAt: null,
    author: null,
    lang: null,
    geo: null,
    replyTo: null,
    media: null,
    links: null,
  }
  expect(matches({ r: 'flood' }, [{ id: 'p', text: 'flood', ...nothing }])).toEqual(['p r'])
  const nonsense = {
    createdAt: 'then',
    author: 5,
    lang: [],
    geo: { lat: 'x' },
    replyTo: {},
    media: 'a',
    links: [{}],
  }
  expect(matches({ r: 'flood' }, [{ id: 'p', text: 'flood', ...nonsense }])).toEqual(['p r'])
})

test.each([null, [], 'text', 7, {}, { id: 'p' }, { id: '', text: 'x' }, { id: 'p', text: null }])(
  'the line %j is refused with a sentence in both languages',
  (line) => {
    const read = postFromLine(line)
    expect(read.ok).toBe(false)
    if (!read.ok) expect(read.problem.en && read.problem.fr).not.toBe('')
    expect(ruleFromLine(line).ok).toBe(false)
  },
)

test('a refused rule keeps its id and says why', () => {
  expect(ruleFromLine({ id: 'r', rule: 'has:media' })).toMatchObject({
    ok: false,
    id: 'r',
    refusals: [{ code: 'needs-more' }],
  })
})
