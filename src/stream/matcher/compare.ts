import type { Post } from '#kernel/post.ts'
import type { Matcher } from '#stream/matcher/matcher.ts'
import { factsMatch } from '#stream/matcher/naive.ts'
import { postFacts } from '#stream/matcher/post-facts.ts'
import type { Rule } from '#stream/rules/rule.ts'

/** What comparing a matcher with the naive evaluator gave; `differences` names the first ten as `rule on post`. */
export type Comparison = {
  pairs: number
  matches: number
  falsePositives: number
  falseNegatives: number
  differences: string[]
}

const namedMax = 10

/** Puts every post to the matcher and to each rule it should hold. */
export function compare(
  matcher: Matcher,
  rules: ReadonlyMap<string, Rule>,
  posts: readonly Post[],
): Comparison {
  const result: Comparison = { pairs: 0, matches: 0, falsePositives: 0, falseNegatives: 0, differences: [] }
  for (const post of posts) {
    const found = matcher.match(post)
    const left = new Set(found)
    const facts = postFacts(post)
    for (const [id, rule] of rules) {
      const fits = factsMatch(rule, facts)
      if (fits) result.matches++
      if (fits !== left.delete(id)) note(result, fits, `${id} on ${post.id}`)
    }
    // What is left was found for a rule that is not there, or twice.
    for (const id of left) note(result, false, `${id} on ${post.id}`)
    if (new Set(found).size < found.length) note(result, false, `a rule twice on ${post.id}`)
    result.pairs += rules.size
  }
  return result
}

function note(result: Comparison, fits: boolean, difference: string): void {
  if (fits) result.falseNegatives++
  else result.falsePositives++
  if (result.differences.length < namedMax) result.differences.push(difference)
}
