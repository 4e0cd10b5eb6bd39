import { expect, test } from 'vitest'
import { policyRefusals } from '#listening/policy/policy.ts'
import { accountNames, unknownNames } from '#listening/policy/unknown-names.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test('two unknown words with capitals are a name, unless something public is asked', () => {
  expect(unknownNames(['zorvek', 'tullimba'], '"Zorvek Tullimba"')).toEqual([['zorvek', 'tullimba']])
  expect(unknownNames(['zorvek', 'tullimba', 'hours'], '"Zorvek Tullimba" hours')).toEqual([])
  expect(unknownNames(['zorvek', 'tullimba'], '"zorvek tullimba"')).toEqual([])
  expect(unknownNames(['zorvek', 'tullimba'], '-"Zorvek Tullimba"')).toEqual([])
})

test('a given name with a year is an account, and any word with digits beside a network', () => {
  expect(accountNames(['stephanie2004'])).toEqual([['stephanie2004']])
  expect(accountNames(['zorvek2004'])).toEqual([])
  expect(accountNames(['zorvek2004', 'insta'])).toEqual([['zorvek2004']])
  expect(accountNames(['station14', 'insta'])).toEqual([])
})

test.each([
  ['"D. McAllister" photo', 'private-person'],
  ['"coach Dave"', 'private-person'],
  ['"the Nguyens"', 'private-person'],
  ['"kyle#4471"', 'private-person'],
  ['"jdupont[at]exemple.fr"', 'private-person'],
  ['"zéro six douze trente-quatre"', 'private-person'],
  ['"14 year old girl"', 'private-person'],
  ['"sister of the mayor"', 'private-person'],
  ['hartal Dhaka', 'assembly'],
  ['maandamano', 'assembly'],
  ['#March4OurLives', 'assembly'],
  ['#June14Strike', 'assembly'],
  ['grrève générale', 'assembly'],
  ['raly legislature', 'assembly'],
  ['"Dalit" students', 'trait-origin'],
  ['homosexuls', 'trait-sexuality'],
  ['url_contains:blackmuslims', 'trait-religion'],
])('%s is refused', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test.each([
  '"Thunder Bay" storm',
  '"E. coli" beach',
  'from:RTBFinfo',
  'from:ReeveHolloway',
  'migration oiseaux',
])('%s passes', (rule) => {
  expect(codesOf(rule)).toEqual([])
})
