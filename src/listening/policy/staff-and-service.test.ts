import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isAdjunct } from '#listening/policy/adjuncts.ts'
import { policyRefusals } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  '("I work for the city" OR "I work at city hall") (boss OR toxic)',
  '"je travaille à la mairie" chef',
  '"mon chef au CLSC"',
  '"city worker" (sleeping OR napping)',
  '("cols bleus" OR "employé de la ville") paresseux',
  '"talked to the press" "city staff"',
  '"serial complainer" council',
])('who works for the public is nobody to watch: %s', (rule) => {
  expect(codesOf(rule)).toContain('private-person')
})

test.each([
  '"city workers" hiring',
  '("employé municipal" OR "agents municipaux") recrutement',
  '"civil servants" pension',
  '"bylaw officer" jobs',
])('what a public employer does is an issue: %s', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  '("grève RATP" OR "grève SNCF") (trafic OR prévisions)',
  '("property tax protest" OR "protest your property taxes") (deadline OR valuation)',
  '("demonstration garden" OR "demonstration plot") compost',
  '"drone strike" siren',
  '("passeport" OR "carte d\'identité") "rendez-vous" préfecture',
  '("Catholic schools" OR "Catholic school board") buses',
  '("Islamic art" OR "Sikh art") tickets',
  '"Amish buggy" (road OR sign)',
  '"édifice religieux" patrimoine',
  '"titre de séjour" délai préfecture',
  '"First Nations" "water advisory"',
  '"student housing" mosque parking',
  '"famille d\'accueil" (campagne OR recrutement)',
  '"suivi en ligne" colis',
  '"élus de la commune" séance',
  'bus Ottawa',
])('a service asked for in words that can mean people passes: %s', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  '"grève RATP" (manifestants OR cortège)',
  '"protest your property taxes" noon',
  '"demonstration garden" "bring signs"',
  '("Sikh art" OR "Sikh students") names',
  '"Amish families" road',
  '"titre de séjour" "ma voisine"',
  '"student housing" muslim neighbours',
  '("bird strike" OR "nurses strike") airport names',
])('and is refused again beside those who are looked for: %s', (rule) => {
  expect(codesOf(rule)).not.toEqual([])
})

test('only a word right beside a place or a scheme is an adjunct', () => {
  expect(isAdjunct(['student', 'housing'], 0)).toBe(true)
  expect(isAdjunct(['women', 's', 'shelter'], 0)).toBe(true)
  expect(isAdjunct(['aide', 'aux', 'familles'], 2)).toBe(true)
  expect(isAdjunct(['muslim', 'students'], 1)).toBe(false)
  expect(isAdjunct([], 0)).toBe(false)
  fc.assert(fc.property(fc.string(), (word) => !isAdjunct([word], 0)))
})
