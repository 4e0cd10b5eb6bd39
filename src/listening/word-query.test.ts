import { expect, test } from 'vitest'
import { wordQuery } from '#listening/word-query.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

function queryOf(text: string): string | undefined {
  const parsed = parseRule(text)
  if (!parsed.ok) throw new Error(`not a rule: ${text}`)
  return wordQuery(parsed.rule)
}

test.each([
  ['flood', "('flood')"],
  ['flood river', "(('flood') & ('river'))"],
  ['flood OR crue', "(('flood') | ('crue'))"],
  ['"high water" -movie', "(('high' & 'water'))"],
  ['#flood', "('flood')"],
])('%s is looked up as %s', (rule, query) => {
  expect(queryOf(rule)).toBe(query)
})

test('a rule that words cannot narrow is left to the matcher', () => {
  expect(queryOf('from:havreclair')).toBeUndefined()
  expect(queryOf('flood OR from:havreclair')).toBeUndefined()
})

test('a quote in a word cannot end the query', () => {
  expect(queryOf("aujourd'hui")?.replaceAll(/'(?:[^']|'')*'/gu, '')).toMatch(/^[()&| ]*$/u)
})
