import { expect, test } from 'vitest'
import { isOtherSense, otherSenseIn } from '#listening/policy/other-sense.ts'
import { policyRefusals } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  '"Jewish Museum" tickets',
  '"rue des Juifs" (pavage OR fermée)',
  '"bee swarm" (council OR removal)',
  '"property tax protest" deadline',
  '"convoi ferroviaire" bloqué',
])('%s means another thing and passes', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  ['"Jewish Museum" neighbours', 'trait-religion'],
  ['"Jewish Museum" (tickets OR jews)', 'trait-religion'],
  ['"protest square"', 'assembly'],
  ['"property tax protest" OR protest', 'assembly'],
  ['"my mental health"', 'trait-health'],
])('%s is refused all the same', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test('a word that also stands elsewhere in the post keeps its sense', () => {
  const sense = otherSenseIn([['asylum', 'lake'], ['asylum']])
  expect(isOtherSense(sense, 'trait-immigration', ['asylum'])).toBe(false)
  const alone = otherSenseIn([['asylum', 'lake']])
  expect(isOtherSense(alone, 'trait-immigration', ['asylum'])).toBe(true)
  expect(isOtherSense(otherSenseIn([['protest', 'street']]), 'assembly', ['protest'])).toBe(false)
})
