import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyRefusals } from '#listening/policy/policy.ts'
import { ofText } from '#listening/policy/of-text.ts'
import { speaksForThePublic } from '#listening/policy/public-handles.ts'
import { mended } from '#listening/policy/words-of-leaf.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { ruleLimits } from '#stream/rules/rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  '"bus strike" delays',
  '"school strike" "are schools open"',
  '"grève des transports" retards',
  '"CUPE strike" daycare closed',
  '"transit strike" "no buses"',
])('%s asks what the strike does to a service', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  '"bus strike"',
  '"bus strike" (delays OR picket)',
  '"bus strike" picket delays',
  '"bus strike" delays names',
  '"general strike" closures',
  '"grève" retards "piquet de grève"',
  'grève étudiants horaires',
])('%s asks who strikes', (rule) => {
  expect(codesOf(rule)).toContain('assembly')
})

test.each([
  '"Jewish" film festival',
  '"HIV" awareness day',
  '"NDP" announcement transit funding',
  '"boycott" history exhibit',
])('%s names a theme', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test.each([
  ['"Jewish" film festival attendees', 'trait-religion'],
  ['muslims festival', 'trait-religion'],
  ['my HIV awareness', 'trait-health'],
  ['protest festival', 'assembly'],
])('%s asks for people beside a theme', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test.each([
  ['"Coach Zorvek" hockey', 'private-person'],
  ['"Mme Van den Broeck" école', 'private-person'],
  ['BOLTON Karen', 'private-person'],
  ['#karenbolton', 'private-person'],
  ['"insta: zorvek"', 'private-person'],
  ['plate "BKTF 442"', 'private-person'],
  ['teacher fired', 'private-person'],
  ['mayor affair', 'private-person'],
  ['Jane_Doe_private', 'private-handle'],
  ['u/throwRA_neighbor', 'private-handle'],
  ['place:"14 Cedar Court" noise', 'fine-location'],
  ['"dr ug dea ler"', 'trait-crime'],
  ['"les bians"', 'trait-sexuality'],
  ['"#OccupyTown"', 'assembly'],
  ['抗议', 'assembly'],
  ['демонстрация', 'assembly'],
  ['m@rch climate', 'assembly'],
  ['"is gay" "high school"', 'trait-sexuality'],
  ['flood (river OR cancer)', 'trait-health'],
])('%s is refused', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test.each([
  'teacher fired contract',
  '"mayor" suspended pay sanction',
  '"phone number" "city hall"',
  'place:"5 kilometres"',
  '"integrity commissioner"',
  '"internet outage"',
  '"of brown water"',
  '"les boulangeries de"',
  'theaters OR heaters',
  '"Fraser Valley" flood',
  '"Justin Trudeau" announcement',
  '"WH Smith" closure',
])('%s passes', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test('an office is known by its letters, its area, its service, and a person beside them is not let through', () => {
  const speaks = (handle: string): boolean => speaksForThePublic(handle, new Set(), handle)
  const offices =
    'TDSB CBCOttawa RCMPAlberta 511Alberta ville_gatineau lausanne_ch cityregina bristolcc CUS_Strasbourg YourAlberta AnitaZorvekMP DunmoreDSB Ouest_France'
  const persons =
    'KAREN metrogirl_mtl councilwatcher_phil mayorofmyhouse canadianchris toronto_guy88 tdsb mp_fan dr_amina_s'
  expect(offices.split(' ').filter((handle) => !speaks(handle))).toEqual([])
  expect(persons.split(' ').filter(speaks)).toEqual([])
})

test('only broken words are mended', () => {
  expect(mended(['dr', 'ug', 'dea', 'ler'])).toEqual(['drug', 'dealer'])
  expect(mended(['drug', 'dealer'])).toEqual([])
  expect(mended(['zorvek'])).toEqual([])
  expect(mended(Array.from({ length: 200 }, () => 'dr'))).toEqual([])
})

test('what is kept of a text is of that text', () => {
  const length = ofText((text) => text.length)
  fc.assert(
    fc.property(fc.array(fc.constantFrom('', 'a', 'ab', 'abc')), (texts) =>
      texts.every((text) => length(text) === text.length),
    ),
  )
})

const awkward = fc.constantFrom(
  ...[
    'a',
    '"',
    ' ',
    ' OR ',
    '@',
    '#',
    ':',
    '.',
    '*',
    '_',
    '-',
    'p r o',
    'the',
    'that',
    'man',
    'who',
    'from:',
    'insta',
    'É',
    '✊',
    '抗',
    'а',
    '7',
    '(',
    ')',
  ],
)

test('whatever is typed is answered, the same twice', () => {
  fc.assert(
    fc.property(fc.array(awkward, { maxLength: 300 }), (pieces) => {
      const text = pieces.join('').slice(0, ruleLimits.lengthMax)
      const parsed = parseRule(text)
      if (!parsed.ok) return
      const needs = { knownHandles: new Set<string>() }
      const first = policyRefusals(parsed.rule, text, needs)
      policyRefusals(parsed.rule, 'another', needs)
      expect(policyRefusals(parsed.rule, text, needs)).toEqual(first)
      for (const { from, to } of first) expect(from >= 0 && to <= text.length && from <= to).toBe(true)
    }),
  )
})
