import { expect, test } from 'vitest'
import { policyRefusals } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  '("KLPD 482" OR KLPD482)',
  'KLPD482 (car OR driver)',
  '"JBX 4471" truck',
  '"K88 DRV" van',
  '"VD 482 113" conducteur',
])('a code that somebody drives with is a plate: %s', (rule) => {
  expect(codesOf(rule)).toContain('private-person')
})

test.each([
  '"badge 4471"',
  '"bus driver" 4471',
  '"constable no 1187"',
  '"matricule 4410" métro',
  '"chauffeur 318" bus',
])('somebody told by the number they wear is a person: %s', (rule) => {
  expect(codesOf(rule)).toContain('private-person')
})

test.each([
  '"AC 8964" OR AC8964 flight',
  '"Bill 124" owner',
  '"Hwy 401" truck',
  '"RD 1075" voiture accident',
  '"operator 311" wait',
  '"bus driver" 2026 recruitment',
  'MH370 airport',
])('the code of a road, a law, a flight or a line is none: %s', (rule) => {
  expect(codesOf(rule)).toEqual([])
})
