import type { Leaf, Rule } from '#stream/rules/rule.ts'

/**
 * The rule with what a group says twice said once: `a OR b OR a` asks what `a OR b` asks. A text within the length
 * allowed can repeat a dear question hundreds of times; this way it is added, and asked of every post, once.
 *
 * Questions are equal when they are one object, as `parseRule` makes those that are written alike; others are left.
 */
export function withoutRepeats(rule: Rule): Rule {
  if (rule.kind !== 'all' && rule.kind !== 'any') return rule
  return told(rule, new Map()).rule
}

/** The rule, and a name that is equal for equal rules. */
type Told = { rule: Rule; name: string }

function told(rule: Rule, known: Map<Leaf, string>): Told {
  if (rule.kind === 'not') return { rule, name: `-${leafName(rule.of, known)}` }
  if (rule.kind !== 'all' && rule.kind !== 'any') return { rule, name: leafName(rule, known) }
  const members = new Map<string, Rule>()
  for (const member of rule.of) {
    const { name, rule: once } = told(member, known)
    members.set(name, once)
  }
  const [only, ...others] = members
  if (only !== undefined && others.length === 0) return { rule: only[1], name: only[0] }
  return {
    rule: { kind: rule.kind, of: [...members.values()] },
    name: `${rule.kind}(${[...members.keys()].join()})`,
  }
}

function leafName(leaf: Leaf, known: Map<Leaf, string>): string {
  let name = known.get(leaf)
  if (name === undefined) known.set(leaf, (name = String(known.size)))
  return name
}
