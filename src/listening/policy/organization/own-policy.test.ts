import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPolicyLimits as limits } from '#listening/policy/organization/limits.ts'
import { readOwnPolicy, type OwnPolicy } from '#listening/policy/organization/own-policy.ts'
import { policyRefusals } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

const example = readFileSync(new URL('../../../../docs/examples/policy.json', import.meta.url), 'utf8')

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

function fileWith(terms: unknown, more: object = {}): string {
  const title = { en: 'fairs', fr: 'foires' }
  const clauses = [{ id: '1', title, terms: { en: terms, fr: [] } }]
  return JSON.stringify({ version: 1, name: { en: 'Ours', fr: 'Les nôtres' }, clauses, ...more })
}

function policyOf(text: string): OwnPolicy {
  const read = readOwnPolicy(bytes(text))
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.policy
}

function refusalsOf(rule: string, own: OwnPolicy): ReturnType<typeof policyRefusals> {
  const parsed = parseRule(rule)
  if (!parsed.ok) throw new Error(`not a rule: ${rule}`)
  return policyRefusals(parsed.rule, rule, { knownHandles: new Set(), own })
}

function problemsOf(given: string | Uint8Array): string {
  const read = readOwnPolicy(typeof given === 'string' ? bytes(given) : given)
  if (read.ok) throw new Error('it was read')
  expect(read.problems.every(({ en, fr }) => en !== '' && fr !== '' && en !== fr)).toBe(true)
  return read.problems.map(({ en }) => en).join('\n')
}

test('the example of the documentation refuses, names its policy and clause, and lets its handles through', () => {
  const own = policyOf(example)
  const [refusal] = refusalsOf('flood CANDIDATES', own)
  expect(refusal).toMatchObject({ code: 'own-4.2', policy: true, from: 6, to: 16 })
  expect(refusal?.en).toMatch(/“CANDIDATES”.*Havre-Clair policy.*clause 4\.2.*polling place.*exception/u)
  expect(refusal?.fr).toMatch(/« CANDIDATES ».*Politique de Havre-Clair.*article 4\.2.*bureau de vote/u)
  expect(refusalsOf('from:RiverTransit OR @rivertransit', own)).toEqual([])
  expect(refusalsOf('from:rivertransits', own).map(({ code }) => code)).toEqual(['private-handle'])
})

test.each([
  ['"Course à la Mairie"', ['own-4.2']],
  ['c4ndidate', ['own-4.2']],
  ['"mayoral race" sailing', []],
  ['"mayoral race" (sailing OR debate)', ['own-4.2']],
  ['flood -candidate', []],
  ['"col bleu" protest', ['own-5', 'assembly']],
])('%s beside the built-in clauses', (rule, codes) => {
  expect(refusalsOf(rule, policyOf(example)).map(({ code }) => code)).toEqual(codes)
})

test('an own file takes nothing away from what every desk refuses', () => {
  const own = policyOf(fileWith(['fun fair'], { vouched: ['@protest_news'] }))
  expect(refusalsOf('protest', own).map(({ code }) => code)).toEqual(['assembly'])
})

test.each([
  ['', 'it is empty'],
  ['{"version": 1,', 'it is not JSON'],
  ['[]', '"version": 1'],
  [fileWith(['fun fair'], { version: 2 }), 'says 2'],
  [fileWith(['fun fair']).replace('"clauses"', '"clauses": [], "clauses"'), 'stand twice in one place'],
  [fileWith(['fun fair'], { vouchd: [] }), 'there is no such name here: vouchd'],
  [fileWith(['ox']), 'clauses 1, terms, en 1, term: a term has at least 3 letters'],
  [fileWith(['fai*']), 'and 4 before a *'],
  [fileWith(['#fair']), 'no other signs'],
  [fileWith(['f*air']), 'with * only at the very end'],
  [fileWith(['a b c d e f g']), '1 to 6 words'],
  [fileWith([]), 'a clause without terms refuses nothing'],
  [fileWith([{ term: 'fun fair', unles: ['x'] }]), 'there is no such name here: unles'],
  [fileWith([{ term: 'fun fair', unless: ['two words'] }]), 'give single words'],
  [fileWith(['fun fair'], { name: 'Ours' }), 'name: this is missing or of the wrong kind'],
  [fileWith(['fun fair'], { vouched: ['https://x.com/jane'] }), 'give a handle'],
  [fileWith(['fÃ©te foraine']), 'letters were spoiled'],
  [fileWith(Array.from({ length: limits.termsMax + 1 }, (_, i) => `term${i}x`)), 'shorten the list'],
])('a broken file is refused whole, in words: %#', (text, words) => {
  expect(problemsOf(text)).toContain(words)
})

test('two clauses of one id are told, whatever their capitals', () => {
  const { version, name, clauses } = JSON.parse(fileWith(['fun fair'])) as { clauses: object[] } & Record<
    string,
    unknown
  > // what fileWith wrote
  const text = JSON.stringify({
    version,
    name,
    clauses: [
      { ...clauses[0], id: 'A' },
      { ...clauses[0], id: 'a' },
    ],
  })
  expect(problemsOf(text)).toContain('clauses 2, id: two clauses bear this id')
})

test('a file of another encoding or beyond the limit is not read; a mark at its beginning does no harm', () => {
  expect(problemsOf(Buffer.from(example, 'latin1'))).toContain('UTF-8')
  expect(problemsOf(Buffer.from(example, 'utf16le'))).toContain('UTF-8')
  expect(problemsOf(new Uint8Array(limits.bytesMax + 1))).toContain('larger than 256 kB')
  expect(policyOf(`\uFEFF${example}`).counts).toEqual({ clauses: 2, terms: 8 })
})

test('of many problems ten are told, and how many more', () => {
  expect(problemsOf(fileWith(Array.from({ length: 14 }, () => 'ox')))).toMatch(/and 4 more$/u)
})

test('every term that a file may hold refuses a rule that asks for it', () => {
  const term = fc.stringMatching(/^[a-zà-ÿ]{3,12}( [a-zà-ÿ0-9]{2,8}){0,3}$/u)
  fc.assert(
    fc.property(term, (text) => {
      const read = readOwnPolicy(bytes(fileWith([text])))
      const parsed = parseRule(`"${text}"`)
      if (read.ok && parsed.ok)
        expect(refusalsOf(`"${text}"`, read.policy).map(({ code }) => code)).toContain('own-1')
    }),
  )
})

test('no bytes make it throw', () => {
  const spoilt = fc.tuple(fc.nat(example.length), fc.string({ unit: 'binary', maxLength: 5 }))
  fc.assert(
    fc.property(spoilt, ([at, text]) => {
      readOwnPolicy(bytes(example.slice(0, at) + text + example.slice(at)))
    }),
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (any) => void readOwnPolicy(any)))
})
