import { expect, test } from 'vitest'
import { TextScan } from '#language/scan.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { naiveMatches } from '#stream/matcher/naive.ts'
import { nastyPost, nastyRule, seededChance } from '#stream/matcher/nasty-input.ts'
import type { Rule } from '#stream/rules/rule.ts'

test('rules that come and go between any two posts are found by exactly the posts they are there for', () => {
  const chance = seededChance(99)
  const matcher = new Matcher()
  const rules = new Map<string, Rule>()
  const scan = new TextScan()
  const found: string[] = []
  for (let at = 0; at < 150; at++) {
    for (let change = 0; change < 4; change++) {
      const id = `r${Math.floor(chance() * 150)}`
      const { rule } = nastyRule(chance)
      if (chance() < 0.3) {
        expect(matcher.remove(id)).toBe(rules.delete(id))
        continue
      }
      rules.set(id, rule)
      matcher.add(id, rule)
    }
    const post = nastyPost(chance, at)
    scan.read(post.text)
    const count = matcher.matchInto(post, scan, found)
    const expected = [...rules].filter(([, rule]) => naiveMatches(rule, post)).map(([id]) => id)
    expect(found.slice(0, count).toSorted()).toEqual(expected.toSorted())
  }
  expect(matcher.size).toBe(rules.size)
  for (const id of rules.keys()) expect(matcher.remove(id)).toBe(true)
  expect(matcher.size).toBe(0)
})
