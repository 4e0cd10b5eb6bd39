import type { Capabilities } from '#networks/contract.ts'
import type { RuleCheck } from '#listening/contract.ts'
import { policyRefusals, type PolicyNeeds } from '#listening/policy/policy.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { refusalSentence } from '#stream/rules/refusals.ts'
import { operatorsOf, type Rule } from '#stream/rules/rule.ts'
import { ruleText } from '#stream/rules/rule-text.ts'

const geoOperators: ReadonlySet<string> = new Set([
  'point_radius:',
  'bounding_box:',
  'has:geo',
  'place:',
  'place_country:',
])

/** The operators of a rule that a network's posts hold nothing to judge by. */
export function operatorsBeyond(rule: Rule, network: Capabilities): string[] {
  return operatorsOf(rule).filter((operator) => geoOperators.has(operator) && !network.reads.geo)
}

/** Whether a rule can be used, how it is read, and what the networks we listen to cannot judge. */
export function checkRule(text: string, networks: readonly Capabilities[]): RuleCheck {
  const parsed = parseRule(text)
  if (!parsed.ok) {
    const refusals = parsed.refusals.map((refusal) => ({
      code: refusal.code,
      from: refusal.from,
      to: refusal.to,
      en: refusalSentence(refusal, 'en'),
      fr: refusalSentence(refusal, 'fr'),
    }))
    return { ok: false, refusals, cannot: [] }
  }
  const cannot = networks
    .map((network) => ({ network: network.name, operators: operatorsBeyond(parsed.rule, network) }))
    .filter(({ operators }) => operators.length > 0)
  return { ok: true, refusals: [], readAs: ruleText(parsed.rule), cannot }
}

/** The same for a search that is to live: it must also stand before the policy. Every refusal then bears `policy`. */
export function checkSearch(text: string, networks: readonly Capabilities[], policy: PolicyNeeds): RuleCheck {
  const check = checkRule(text, networks)
  const parsed = parseRule(text)
  if (!check.ok || !parsed.ok) return check
  const refusals = policyRefusals(parsed.rule, text, policy)
  return { ...check, ok: refusals.length === 0, refusals }
}

/** Whether only the policy stands against it, so that a second person may allow it. */
export function needsException(check: RuleCheck): boolean {
  return !check.ok && check.refusals.every((refusal) => refusal.policy === true)
}
