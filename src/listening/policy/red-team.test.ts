import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { hash32 } from '#kernel/hash.ts'
import { policyRefusals } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'

type Line = { rule: string; y: 'refuse' | 'allow' }

function linesOf(file: string): Line[] {
  return (
    readFileSync(new URL(file, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      // Our own files beside this test.
      .map((line) => JSON.parse(line) as Line)
  )
}

const lines = linesOf('red-team.jsonl')

function isRefused(rule: string): boolean {
  const parsed = parseRule(rule)
  return !parsed.ok || policyRefusals(parsed.rule, rule, { knownHandles: new Set(['havreclair']) }).length > 0
}

function measured(rules: readonly Line[]): { precision: number; recall: number } {
  const refused = rules.filter(({ rule }) => isRefused(rule))
  const right = refused.filter(({ y }) => y === 'refuse').length
  return { precision: right / refused.length, recall: right / rules.filter(({ y }) => y === 'refuse').length }
}

test('the red team has 150 rules of each kind, none twice', () => {
  expect(new Set(lines.map(({ rule }) => rule)).size).toBe(lines.length)
  for (const kind of ['refuse', 'allow'])
    expect(lines.filter(({ y }) => y === kind).length).toBeGreaterThanOrEqual(150)
})

test.each([
  ['dev', 0, 0.98, 0.98],
  ['held-out', 1, 0.98, 0.97],
] as const)('the %s half stays where it was measured', (_, half, precisionMin, recallMin) => {
  const { precision, recall } = measured(lines.filter(({ rule }) => hash32(rule, 1) % 2 === half))
  expect(precision).toBeGreaterThanOrEqual(precisionMin)
  expect(recall).toBeGreaterThanOrEqual(recallMin)
})

test(
  'what the compiler was corrected against stays corrected: four lists of a stranger, and rules of our own',
  { timeout: 180_000 },
  () => {
    const { precision, recall } = measured(linesOf('corrected-against.jsonl'))
    expect(precision).toBeGreaterThanOrEqual(0.985)
    expect(recall).toBeGreaterThanOrEqual(0.97)
  },
)
