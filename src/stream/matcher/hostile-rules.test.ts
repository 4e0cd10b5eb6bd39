import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { naiveMatches } from '#stream/matcher/naive.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { ruleLimits } from '#stream/rules/rule.ts'

function filled(make: (at: number) => string, joint: string): string {
  let text = make(0)
  for (let at = 1; text.length + joint.length + make(at).length <= ruleLimits.lengthMax; at++)
    text += joint + make(at)
  return text
}

const texts = ['flood', 'flood water', 'w3 w4 w5', 'a b a b c', 'a c a', 'nothing of it', '']
const posts: Post[] = texts.map((text, at) => ({
  id: `net:${at}`,
  network: 'net',
  source: 'test',
  text,
  geo: { lat: 45.5 + at / 10, lon: -73.2 },
  atMs: 0,
  heardAtMs: 0,
}))

const hostile = [
  filled((at) => `w${at}`, ' OR '),
  filled((at) => `${'abcdefghij'[at % 10]}`, ' OR '),
  filled((at) => `(w${at} -flood)`, ' OR '),
  filled((at) => `("a b" -w${at})`, ' OR '),
  filled((at) => `"${'a b '.repeat(9)}b ${'abc'[at % 3]}"`, ' OR '),
  `flood ${filled((at) => `-w${at}`, ' ')
    .slice(0, 2000)
    .replace(/ [^ ]*$/, '')}`,
  filled((at) => `point_radius:[-73.${10 + at} 45.5 40km]`, ' OR '),
  filled((at) => `bounding_box:[-73.${10 + at} 45.4 -73.1 45.7]`, ' OR '),
  `${'('.repeat(ruleLimits.depthMax - 1)}flood OR water${')'.repeat(ruleLimits.depthMax - 1)}`,
  `${'(flood (w1 OR '.repeat(15)}"a c"${'))'.repeat(15)}`,
]

test('rules as long and as deep as they may be are added, find what they should, and leave nothing behind', () => {
  const matcher = new Matcher()
  for (const [at, text] of hostile.entries()) {
    const read = parseRule(text)
    if (!read.ok) throw new Error(`${text.slice(0, 60)}: ${JSON.stringify(read.refusals[0])}`)
    matcher.add(`r${at}`, read.rule)
    const found = posts.filter((post) => matcher.match(post).includes(`r${at}`))
    expect(found).toEqual(posts.filter((post) => naiveMatches(read.rule, post)))
  }
  expect(matcher.size).toBe(hostile.length)
  for (const at of hostile.keys()) expect(matcher.remove(`r${at}`)).toBe(true)
  for (const post of posts) expect(matcher.match(post)).toEqual([])
})

test('brackets deeper than allowed, longer texts and a sea of signs are refused, not thrown at', () => {
  const deep = ruleLimits.depthMax + 1
  const refused = [
    `${'('.repeat(deep)}flood${')'.repeat(deep)}`,
    '('.repeat(ruleLimits.lengthMax),
    ')'.repeat(ruleLimits.lengthMax),
    '-'.repeat(ruleLimits.lengthMax),
    '"'.repeat(ruleLimits.lengthMax - 1),
    'flood OR '.repeat(200),
    'flood '.repeat(1_000_000 / 6),
    '\0\ud83d'.repeat(1000),
    '«„“'.repeat(600),
  ]
  expect(refused.filter((text) => parseRule(text).ok).map((text) => text.slice(0, 20))).toEqual([])
})
