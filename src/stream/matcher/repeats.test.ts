import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withoutRepeats } from '#stream/matcher/repeats.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Rule } from '#stream/rules/rule.ts'
import { ruleText } from '#stream/rules/rule-text.ts'

function read(text: string): Rule {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`${text}: ${JSON.stringify(parsed.refusals)}`)
  return parsed.rule
}

test.each([
  ['flood', 'flood'],
  ['flood OR water OR flood', 'flood OR water'],
  ['flood flood', 'flood'],
  ['flood -water -water', 'flood -water'],
  ['flood -water water', 'flood -water water'],
  ['(a b) OR (a b) OR (b a)', '(a b) OR (b a)'],
  ['c (a OR b) (a OR b)', 'c (a OR b)'],
  ['"a b" OR "a b"~2 OR "a b"~3 OR "a b"', '"a b" OR "a b"~2 OR "a b"~3'],
  ['(a OR a) (b OR b)', 'a b'],
  ['#a OR a OR @a OR from:a OR #a', '#a OR a OR @a OR from:a'],
])('%s asks what %s asks', (text, asked) => {
  expect(ruleText(withoutRepeats(read(text)))).toBe(asked)
})

test('as many rules fit after as before, for any answer to each question', () => {
  const words = ['a', 'b', 'c', 'd']
  const rule = fc.letrec<{ any: string; leaf: string }>((tie) => ({
    leaf: fc.constantFrom(...words, ...words.map((word) => `-${word}`)),
    any: fc.oneof(
      { maxDepth: 4 },
      tie('leaf'),
      fc
        .tuple(fc.array(tie('any'), { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', ' OR '))
        .map(([members, joint]) => `(${members.join(joint)})`),
    ),
  })).any
  fc.assert(
    fc.property(rule, fc.subarray(words), (text, held) => {
      // Beside a word of its own, so that every rule may stand.
      const whole = read(`z (${text})`)
      const fits = (one: Rule): boolean => {
        if (one.kind === 'not') return !fits(one.of)
        if (one.kind === 'all') return one.of.every(fits)
        if (one.kind === 'any') return one.of.some(fits)
        return one.kind === 'words' && (one.words[0] === 'z' || held.includes(one.words[0] ?? ''))
      }
      expect(fits(withoutRepeats(whole))).toBe(fits(whole))
    }),
    { numRuns: 2000 },
  )
})
