import { expect, test } from 'vitest'
import { policyRefusals } from '#listening/policy/policy.ts'
import { speaksForThePublic } from '#listening/policy/public-handles.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  '"12 bis rue des Éteules"',
  '"12 ter, avenue Bellanger"',
  '"14 Larchmont Close" Reading',
  '14 Larchmont Close Reading',
  '"flat 3, 22 Ashdown Mews"',
  'clinic leak ("K. Osterwald" OR flood)',
  'hospital "nurse Tobin"',
])('%s looks for somebody', (rule) => {
  expect(codesOf(rule)).toContain('private-person')
})

test.each([
  '"14 Larchmont Close" rezoning',
  '"12 Mile Road" construction',
  '-"14 Larchmont Close" flood',
  '"T. Aldermere Library" hours',
  'parc "T. Aldermere" ouverture',
  '"Nurse Practitioner" clinic hours',
])('%s asks for works or a place', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  '"Jewish General Hospital" parking',
  '"Hôpital général juif" attente',
  '"hôpital protestant" stationnement',
  'crue Garonne',
  '"Remembrance Day" vigil parking',
  '"sit-in restaurant" inspection',
  '"mobilization" crew bridge',
  '"picket line" "transit garage" buses delayed',
  '"casier judiciaire" délai',
  '"sex offender registry" office hours',
])('%s says another thing', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  ['"Jewish General Hospital" nurses', 'trait-religion'],
  ['vigil remembrance "police brutality"', 'assembly'],
  ['"mobilization" crew union', 'assembly'],
  ['"sit-in" cafe activists', 'assembly'],
  ['"picket line" "transit garage" buses delayed names', 'assembly'],
  ['"picket line" buses delayed', 'assembly'],
  ['"casier judiciaire" voisin demande', 'trait-crime'],
  ['"sex offender" hours', 'trait-crime'],
  ['"pro-test" flood', 'assembly'],
])('%s does not', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test('agencies of other countries speak for the public, and whoever borrows their words does not', () => {
  const speaks = (handle: string): boolean => speaksForThePublic(handle, new Set(), handle)
  const offices =
    'Elections_Can RappelConso MetEireann VigiMeteoFrance RSAIreland PSPC_SPAC AHS_media EcoleMarcel LyceeVictorHugo'
  const persons =
    'ElectionsDave TrafficKaren metrogirl identity_crisis_99 votes_blue_88 can_92 rappelle_julie WaterBoyJack'
  expect(offices.split(' ').filter((handle) => !speaks(handle))).toEqual([])
  expect(persons.split(' ').filter(speaks)).toEqual([])
})
