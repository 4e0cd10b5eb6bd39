import { z } from 'zod'
import { checkSearch } from '#listening/rule-check.ts'
import { labelledLines } from '#app/evaluate/labelled-lines.ts'
import { ownPolicyAt } from '#app/own-policy-file.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

const Line = z.object({ rule: z.string(), y: z.enum(['refuse', 'allow']) })

/** The practice town's own account: the only handle somebody vouched for here. */
const knownHandles = new Set(['havreclair'])

/**
 * How well the policy for searches tells rules to refuse from innocent ones: lines `{rule, y: "refuse"|"allow"}`. What is
 * measured is the class "refuse"; a rule that cannot be read lives nowhere, so it counts as refused and is told apart. Only
 * what is typed counts: the desk's own setting for a policy file is not looked at.
 *
 * @throws UsageError when the data cannot be used; OwnPolicyUnfit when the policy file cannot
 */
export async function evaluatePolicy({ data, policyFile, progress }: SuiteRun): Promise<object> {
  const own = await ownPolicyAt(policyFile)
  const { lines, unreadable } = await labelledLines(data, Line, progress)
  const judged = lines.map(({ rule, y }) => ({ y, check: checkSearch(rule, [], { knownHandles, own }) }))
  const wrongly = judged.filter(({ y, check }) => y === 'allow' && !check.ok)
  const missed = judged.filter(({ y, check }) => y === 'refuse' && check.ok).length
  const right = judged.filter(({ y, check }) => y === 'refuse' && !check.ok).length
  return {
    suite: 'policy',
    ...(own === undefined ? {} : { ownPolicy: own.name.en }),
    n: lines.length,
    unreadable,
    precision: share(right, right + wrongly.length),
    recall: share(right, right + missed),
    f1: share(2 * right, 2 * right + wrongly.length + missed),
    mistakes: {
      missed,
      wronglyRefused: wrongly.length,
      wronglyRefusedBy: countsOf(wrongly.flatMap(codesOf)),
    },
    notRules: judged.filter(({ check }) => check.refusals.some((each) => each.policy !== true)).length,
  }
}

function codesOf({ check }: { check: ReturnType<typeof checkSearch> }): string[] {
  return [...new Set(check.refusals.map(({ code }) => code))]
}

function countsOf(codes: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length]),
  )
}

function share(part: number, of: number): number | null {
  return of === 0 ? null : Number((part / of).toFixed(4))
}
