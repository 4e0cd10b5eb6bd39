import type { Leaf, Rule } from '#stream/rules/rule.ts'

/** The words a post must hold to be worth asking; `undefined`: words alone rule nothing out. */
function wordsNeeded(leaf: Leaf): readonly string[] | undefined {
  if (leaf.kind === 'words' || leaf.kind === 'near') return leaf.words
  if (leaf.kind === 'tag' || leaf.kind === 'mention' || leaf.kind === 'cashtag') return [leaf.name]
  return undefined
}

function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`
}

function joined(parts: readonly string[], by: ' & ' | ' | '): string | undefined {
  return parts.length === 0 ? undefined : `(${parts.join(by)})`
}

/**
 * The part of a rule that an index of words can answer, as a PostgreSQL tsquery: every post the rule matches satisfies
 * it, others may too, so the matcher still decides.
 *
 * @returns undefined when the index cannot narrow this rule
 */
export function wordQuery(rule: Rule): string | undefined {
  if (rule.kind === 'not') return undefined
  if ('of' in rule) {
    const parts = rule.of.map(wordQuery)
    if (rule.kind === 'any' && parts.includes(undefined)) return undefined
    return joined(
      parts.flatMap((part) => part ?? []),
      rule.kind === 'all' ? ' & ' : ' | ',
    )
  }
  const words = wordsNeeded(rule)?.filter((word) => word.trim() !== '' && !/\s/u.test(word))
  return words === undefined ? undefined : joined(words.map(quoted), ' & ')
}
