import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isOneSlip } from '#listening/policy/lexicon/lexicon.ts'
import { conjunctionsOf } from '#listening/policy/conjunctions.ts'
import { policyRefusals } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { leavesOf } from '#stream/rules/rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  ['pr0t3st', 'assembly'],
  ['p r o t e s t', 'assembly'],
  ['prоtest', 'assembly'],
  ['portest', 'assembly'],
  ['m@nif', 'assembly'],
  ['#ManifMontreal', 'assembly'],
  ['#protestottawa', 'assembly'],
  ['"march on" "city hall"', 'assembly'],
  ['(gather OR meet) square against', 'assembly'],
  ['"who attends" mosque', 'trait-religion'],
  ['musulmans', 'trait-religion'],
  ['flood (river OR cancer)', 'trait-health'],
  ['"cancer patients" clinic hours', 'trait-health'],
  ['"union organizer"', 'trait-union'],
  ['"sans papiers"', 'trait-immigration'],
  ['"black men"', 'trait-origin'],
  ['"613-555-0101"', 'private-person'],
  ['jane.doe@example.com', 'private-person'],
  ['"Marie Tremblay"', 'private-person'],
])('%s is refused', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test.each([
  'flood water',
  '"eau brune"',
  '"march break"',
  '"lightning strike"',
  '"health unit hours"',
  '"church street" closed',
  'pride parade road closures',
  'cancer screening clinic hours',
  'protect OR process OR contest',
  'budget -protest -#manif',
  '"1 800 555 0101"',
])('%s passes', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test('a refusal says which clause stands against it, where, and what to do, in both languages', () => {
  const text = 'flood -protest PROTEST'
  const parsed = parseRule(text)
  const [refusal] = parsed.ok ? policyRefusals(parsed.rule, text, { knownHandles: new Set() }) : []
  expect(refusal).toMatchObject({ code: 'assembly', policy: true, from: 15, to: 22 })
  expect(refusal?.en).toMatch(/“PROTEST”.*X developer terms.*clause 2.*exception/u)
  expect(refusal?.fr).toMatch(/« PROTEST ».*conditions de X.*article 2.*exception/u)
})

test('a service excuses only where every post must have it', () => {
  expect(codesOf('cancer (hours OR patients)')).toEqual(['trait-health'])
  expect(codesOf('diabetes (hours OR parking)')).toEqual([])
})

test('however a refused word is written, it stays refused', () => {
  const word = fc.constantFrom('protest', 'manifestation', 'musulmans', 'lesbian', 'refugees', 'blockade')
  const dress = fc.constantFrom(
    (text: string) => text,
    (text: string) => `"${[...text].join(' ')}"`,
    (text: string) => [...text].join('.'),
    (text: string) => text.replaceAll('e', 'é').normalize('NFD'),
    (text: string) => text.replaceAll('e', '3'),
    (text: string) => text.replace('s', 'sssss'),
    (text: string) => text.replaceAll('e', 'е'),
  )
  fc.assert(
    fc.property(word, dress, fc.infiniteStream(fc.boolean()), (plain, dressed, capitals) => {
      const written = [...dressed(plain)].map((sign) => {
        const isCapital = capitals.next().value
        return isCapital ? sign.toUpperCase() : sign
      })
      expect(codesOf(written.join(''))).not.toEqual([])
    }),
  )
})

test('no text that is a rule makes it throw or wait', () => {
  const part = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.constantFrom('march', 'gay', '(a OR b)', '#Manif', '"12 oak st"', '@x', '-protest', 'm@n'),
  )
  fc.assert(
    fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const parsed = parseRule(parts.join(' '))
      if (parsed.ok) policyRefusals(parsed.rule, parts.join(' '), { knownHandles: new Set() })
    }),
  )
})

test('the longest and widest rule is read in a bounded number of ways', () => {
  const wide = Array.from({ length: 80 }, (_, i) => `(w${i}xyz OR portesu${i})`)
    .join(' ')
    .slice(0, 2000)
  const parsed = parseRule(wide.slice(0, wide.lastIndexOf(')') + 1))
  if (!parsed.ok) throw new Error('the rule can be read')
  const ways = conjunctionsOf(parsed.rule)
  // Not 2 to the power of 80: each question alone, and all of them together.
  expect(ways.length).toBe(leavesOf(parsed.rule).length + 1)
  expect(ways.every(({ isWhole }) => !isWhole)).toBe(true)
})

test('one slip of the pen is one letter more, less, other, or swapped', () => {
  expect(['portest', 'protst', 'prottest', 'pritest'].every((word) => isOneSlip(word, 'protest'))).toBe(true)
  expect(['process', 'contest', 'potrets'].some((word) => isOneSlip(word, 'protest'))).toBe(false)
})
