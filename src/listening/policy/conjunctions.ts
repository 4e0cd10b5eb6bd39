import type { Leaf, Rule } from '#stream/rules/rule.ts'

/** What one post must fulfil together: the positive leaves, in the order written. */
export type Conjunction = { leaves: readonly Leaf[]; isWhole: boolean }

/** More ways than this are not looked at one by one. */
const waysMax = 64
/** Nor ways that hold more questions than this together. */
const leavesMax = 500

/**
 * Every way a post can fit a rule, negated parts left out. A rule with too many ways is read more strictly: each question
 * alone, so that nothing excuses it, and all together, so that pairs are seen; `isWhole` is then false.
 */
export function conjunctionsOf(rule: Rule): Conjunction[] {
  const ways = waysOf(rule)
  if (ways !== undefined && ways.flat().length <= leavesMax)
    return ways.map((leaves) => ({ leaves, isWhole: true }))
  const leaves = wanted(rule)
  return [...leaves.map((leaf) => [leaf]), leaves].map((each) => ({ leaves: each, isWhole: false }))
}

/** The questions a post must answer with yes; what a rule leaves out follows nobody. */
export function wanted(rule: Rule): Leaf[] {
  if (rule.kind === 'not') return []
  if (rule.kind === 'all' || rule.kind === 'any') return rule.of.flatMap(wanted)
  return [rule]
}

function waysOf(rule: Rule): Leaf[][] | undefined {
  if (rule.kind === 'not') return [[]]
  if (rule.kind === 'any') return bounded(rule.of.map(waysOf))
  if (rule.kind !== 'all') return [[rule]]
  let ways: Leaf[][] = [[]]
  for (const part of rule.of) {
    const partWays = waysOf(part)
    if (partWays === undefined || ways.length * partWays.length > waysMax) return undefined
    if (ways.length * (ways[0]?.length ?? 0) > leavesMax) return undefined
    ways = ways.flatMap((way) => partWays.map((more) => [...way, ...more]))
  }
  return ways
}

function bounded(parts: readonly (Leaf[][] | undefined)[]): Leaf[][] | undefined {
  const ways: Leaf[][] = []
  for (const part of parts) {
    if (part === undefined || ways.length + part.length > waysMax) return undefined
    ways.push(...part)
  }
  return ways
}
