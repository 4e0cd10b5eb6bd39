import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { compare } from '#stream/matcher/compare.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { nastyPost, nastyRule, seededChance } from '#stream/matcher/nasty-input.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Rule } from '#stream/rules/rule.ts'

function rule(text: string): Rule {
  const read = parseRule(text)
  if (!read.ok) throw new Error(`${text}: ${read.refusals.map((refusal) => refusal.code).join(', ')}`)
  return read.rule
}

function post(text: string): Post {
  return { id: 'net:1', network: 'net', source: 'test', text, atMs: 0, heardAtMs: 0 }
}

function nastySet(seed: number, { rules, posts }: { rules: number; posts: number }) {
  const chance = seededChance(seed)
  const ruleMap = new Map(Array.from({ length: rules }, (_, place) => [`r${place}`, nastyRule(chance).rule]))
  return { chance, ruleMap, posts: Array.from({ length: posts }, (_, place) => nastyPost(chance, place)) }
}

const noDifference = { falsePositives: 0, falseNegatives: 0, differences: [] }

test('the matcher finds what the naive evaluator finds, also after rules come and go', () => {
  const { chance, ruleMap, posts } = nastySet(7, { rules: 700, posts: 120 })
  const matcher = new Matcher()
  for (const [id, each] of ruleMap) matcher.add(id, each)
  const all = compare(matcher, ruleMap, posts)
  expect(all).toMatchObject(noDifference)
  expect(all.matches).toBeGreaterThan(2000)

  const gone = [...ruleMap].filter(() => chance() < 0.5)
  for (const [id] of gone) {
    ruleMap.delete(id)
    expect(matcher.remove(id)).toBe(true)
  }
  expect(compare(matcher, ruleMap, posts)).toMatchObject(noDifference)

  for (const [id, each] of gone.slice(0, gone.length / 2)) {
    ruleMap.set(id, each)
    matcher.add(id, each)
  }
  expect(compare(matcher, ruleMap, posts)).toMatchObject(noDifference)
  expect(matcher.size).toBe(ruleMap.size)
})

test('a rule changed between two posts counts for the second', () => {
  const matcher = new Matcher()
  matcher.add('r', rule('flood'))
  expect(matcher.match(post('Flood here'))).toEqual(['r'])
  matcher.add('r', rule('fire'))
  expect(matcher.match(post('Flood here'))).toEqual([])
  expect(matcher.match(post('Fire here'))).toEqual(['r'])
  expect(matcher.size).toBe(1)
  expect(matcher.remove('r')).toBe(true)
  expect(matcher.remove('r')).toBe(false)
  expect(matcher.has('r')).toBe(false)
  expect(matcher.match(post('Fire here'))).toEqual([])
})

test('a rule that waits for a word that turns common goes on finding its posts', () => {
  const matcher = new Matcher()
  for (let place = 0; place < 100; place++) matcher.add(`r${place}`, rule(`bridge word${place}`))
  for (let heard = 0; heard < 3000; heard++) matcher.match(post(`word${heard % 5} and more`))
  expect(matcher.match(post('the bridge: word3'))).toEqual(['r3'])
  for (let heard = 0; heard < 3000; heard++) matcher.match(post('the bridge the bridge'))
  expect(matcher.match(post('the bridge: word3'))).toEqual(['r3'])
  expect(matcher.match(post('word99 bridge'))).toEqual(['r99'])
})

test('tables built afresh after many rules have gone lose nothing', () => {
  const matcher = new Matcher()
  matcher.add('stays', rule('"the long phrase stays" OR #stays'))
  for (let place = 0; place < 6000; place++) {
    matcher.add('passes', rule(`"passing word${place}" -other${place}`))
  }
  expect(matcher.match(post('Here the LONG phrase stays.'))).toEqual(['stays'])
  expect(matcher.match(post('passing word5999'))).toEqual(['passes'])
  expect(matcher.match(post('passing word5998'))).toEqual([])
  expect(matcher.size).toBe(2)
})

test('a rule that only narrows never gets in, whoever hands it over', () => {
  const matcher = new Matcher()
  expect(() => matcher.add('r', { kind: 'has', what: 'media' })).toThrow('a rule asks for something')
  expect(matcher.size).toBe(0)
})

test('hostile posts are matched like any other', () => {
  const matcher = new Matcher()
  matcher.add('r', rule('"a a a b"~6 OR "a a a a a b" OR needle'))
  expect(matcher.match(post('a '.repeat(10_000)))).toEqual([])
  expect(matcher.match(post(`${'\u202E\0\u200B'.repeat(50_000)} needle`))).toEqual(['r'])
  expect(matcher.match({ ...post(''), geo: { lat: Number.NaN, lon: 1e300 }, lang: '', links: [''] })).toEqual(
    [],
  )
})
