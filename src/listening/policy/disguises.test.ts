import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signedIn } from '#listening/policy/disguises.ts'
import { patternsOf, wordingsIn } from '#listening/policy/patterns.ts'
import { policyRefusals } from '#listening/policy/policy.ts'
import { splitTag } from '#listening/policy/split-tag.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function codesOf(rule: string): string[] {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set() }).map(({ code }) => code)
}

test.each([
  ['"pr*test"', 'assembly'],
  ['mus_lims', 'trait-religion'],
  ['tsetorp', 'assembly'],
  ['prtst downtown', 'assembly'],
  ['rnuslims', 'trait-religion'],
  ['#fillthestreets', 'assembly'],
  ['✊🏿 square', 'assembly'],
  ['"M é l a n i e R a c i n e"', 'private-person'],
  ['"k3v1n p4rtridge"', 'private-person'],
  ['"g.hollis88 at example dot com"', 'private-person'],
  ['"six one three five five five zero one"', 'private-person'],
  ['"0470 00 00 12"', 'private-person'],
  ['"AB-123-CD"', 'private-person'],
  ['"J. Okafor"', 'private-person'],
  ['"my ex" (house OR car)', 'private-person'],
  ['"la citoyenne qui se plaint"', 'private-person'],
  ['"@jane_doe"', 'private-handle'],
  ['url:"facebook.com/jenna.mcallister.zz97"', 'private-handle'],
  ['from:radio_dave', 'private-handle'],
  ['"has always voted tory"', 'trait-politics'],
  ['"poubelles devant le lycée"', 'assembly'],
  ['flood point_radius:[-75.69 45.42 0.1km]', 'fine-location'],
])('%s is seen through', (rule, code) => {
  expect(codesOf(rule)).toContain(code)
})

test.each([
  'flood point_radius:[-75.69 45.42 2km]',
  'budget -"pr*test"',
  '#streetparty',
  '"co-op" daycare',
  '"1 800 267 1177"',
  '"Martin Luther King" library',
  'from:TTCnotices',
  'from:MinSanteQc',
  'from:elu_bergeron',
  'from:st_john_ambulance',
  'url:"facebook.com/groups"',
  '"my water bill"',
  '"sit in traffic"',
])('%s stays what it is', (rule) => {
  expect(codesOf(rule)).toEqual([])
})

test('a star may be any letter, and only so many stars and words are tried', () => {
  expect(signedIn('pr*test')[0]?.readings).toContain('protest')
  expect(signedIn('p*r*t*st')[0]?.readings).toEqual(['prtst'])
  const many = Array.from({ length: 300 }, (_, i) => `m*r*h${i}x`).join(' ')
  expect(signedIn(many).length).toBeLessThanOrEqual(40)
})

test('a wording has places that may be missing, must not follow, or skip a few words', () => {
  const patterns = patternsOf('x', 'my ?old|new <kin>\nwho .. lives\nplate|tag !renewal now', {
    kin: 'ex boss',
  })
  const found = (line: string): string[] =>
    wordingsIn(line.split(' '), patterns).map(({ words }) => words.join(' '))
  expect(found('see my old ex')).toEqual(['my old ex'])
  expect(found('my boss')).toEqual(['my boss'])
  expect(found('who a b c lives')).toEqual(['who a b c lives'])
  expect(found('who a b c d lives')).toEqual([])
  expect(found('plate now')).toEqual(['plate now'])
  expect(() => patternsOf('x', '?maybe first', {})).toThrow(RangeError)
})

test('a tag is taken apart into known words only, the fewest there can be', () => {
  const known = new Set(['fill', 'the', 'streets', 'street'])
  const split = (tag: string): string[] | undefined => splitTag(tag, (word) => known.has(word))
  expect(split('fillthestreets')).toEqual(['fill', 'the', 'streets'])
  expect(split('fillthestreetsx')).toBeUndefined()
  expect(split('a'.repeat(59))).toBeUndefined()
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (tag) => (split(tag)?.join('') ?? tag) === tag))
})
