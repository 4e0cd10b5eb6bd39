import fc from 'fast-check'
import { expect, test } from 'vitest'
import { policyRefusals } from '#listening/policy/policy.ts'
import { plainHandle, speaksForThePublic } from '#listening/policy/public-handles.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

const ours = new Set(['havreclair'])

function refusedIn(text: string): string[] {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`not a rule: ${text}`)
  return policyRefusals(parsed.rule, text, { knownHandles: ours }).map(({ from, to }) => text.slice(from, to))
}

test.each([
  ['water from:jane', ['jane']],
  ['(to:jane OR @joe) flood -from:max', ['jane', 'joe']],
  ['from:Jane OR from:jane', ['Jane']],
  ['retweets_of:velocitykid', ['velocitykid']],
  ['url_contains:twitter.com/jane_4', ['jane_4']],
  ['from:did:plc:abc123', ['did:plc:abc123']],
])('%s is refused, with the handle marked', (text, marked) => {
  expect(refusedIn(text)).toEqual(marked)
})

test.each([
  'flood (river OR bridge)',
  '@havreclair OR from:HavreClair',
  'to:cityofkingston water',
  'from:police_gatineau OR from:sante.gouv.qc.ca',
  '@mp_smith budget',
  'water -from:jane -@joe',
  'url_contains:city.example/water',
])('%s follows no private person', (text) => {
  expect(refusedIn(text)).toEqual([])
})

test('however a handle is written, it is one and the same', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9_]{1,20}$/u), (handle) => {
      const known = new Set([plainHandle(handle)])
      for (const written of [handle, `@${handle}`, handle.toUpperCase()])
        expect(speaksForThePublic(written, known)).toBe(true)
    }),
  )
})
