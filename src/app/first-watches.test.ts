import { expect, test } from 'vitest'
import type { Post } from '#kernel/post.ts'
import { firstWatches, scopeRule } from '#app/first-watches.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function fits(rule: string, text: string): boolean {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  const matcher = new Matcher()
  matcher.add('r', parsed.rule)
  const post: Post = { id: 'practice:1', network: 'practice', source: 'town', text, atMs: 0, heardAtMs: 0 }
  return matcher.match(post).length > 0
}

test.each([
  { name: 'Kingston' },
  { name: 'Sault Ste. Marie' },
  { name: 'Saint-Louis-du-Ha! Ha!' },
  { name: 'The "Rock"' },
  { name: 'Havre-Clair', handle: 'havreclair' },
  { name: 'X' },
])('the first watches of $name are rules the desk can read', (place) => {
  for (const { rule } of firstWatches(place, 'Communications', 0))
    expect(parseRule(rule)).toMatchObject({ ok: true })
  expect(parseRule(scopeRule(place))).toMatchObject({ ok: true })
})

test.each([
  ['flood in Kingston', true],
  ['La crue à Kingston, #Kingston', true],
  ['flood in Jakarta', false],
  ['water everywhere', false],
])('a desk that serves Kingston: “%s” concerns it: %s', (text, concerns) => {
  expect(fits(scopeRule({ name: 'Kingston' }), text)).toBe(concerns)
})

test('there are three first watches, each with a column, a purpose and an end', () => {
  const watches = firstWatches({ name: 'Kingston' }, 'Communications', 0)
  expect(watches.map((watch) => watch.column)).toEqual([0, 1, 2])
  for (const watch of watches) expect(watch.purpose.length).toBeGreaterThan(10)
  expect(new Set(watches.map((watch) => watch.endsAt))).toEqual(
    new Set([new Date(90 * 24 * 3_600_000).toISOString()]),
  )
})
