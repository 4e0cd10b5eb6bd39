import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { isOfThing } from '#listening/policy/of-thing.ts'
import { isSomebody } from '#listening/policy/other-sense.ts'
import { isOfOffice } from '#listening/policy/papers.ts'

/** What a public body shows, marks or pays for: beside these a word for a trait names the theme. */
const themes = wordSet(
  `festival festivals film films movie exhibit exhibits exhibition exhibition exposition museum musee concert concerts heritage patrimoine history histoire archives
  awareness sensibilisation ceremony ceremonie funding financement announcement annonce anniversary bicentenary bicentenaire conservation statue monument
  manuscript manuscrits archaeology archeologie symposium prevention statistics statistiques strategy strategie dashboard depistage screening acknowledgement acknowledgment reconciliation scam scams arnaque arnaques`,
)
/** The same for words of assemblies, of which fewer are innocent beside an event. */
const pasts = wordSet(
  'exhibit exhibits exhibition exposition museum musee archives 1919 1968 1837 centennial centenaire documentary documentaire manufacturing tool',
)

/**
 * Whether one way of fitting a rule names a theme by a trait (`Jewish film festival`, `HIV awareness day`), or an assembly of the past
 * that a museum shows, and nobody who bears the trait or assembles.
 *
 * @param lines folded words of each leaf
 */
export function isTheme(
  lines: readonly (readonly string[])[],
  clause: string,
  words: readonly string[],
): boolean {
  const said = lines.flat()
  if (isOfOffice(clause, said, words)) return !isSomebody(lines)
  if (isOfThing(lines, clause, words)) return !isSomebody(lines)
  const beside = besideOf(clause)
  if (!said.some((word) => beside.has(word) && !words.includes(word)) || isSomebody(lines)) return false
  // `muslims` are people whatever stands beside them.
  return words.every((word) => !/[^ius]s$/u.test(word) || kept.has(word) || beside.has(word))
}

function besideOf(clause: string): ReadonlySet<string> {
  if (clause === 'assembly') return pasts
  return clause.startsWith('trait') ? themes : new Set()
}

const kept = wordSet('aids arts days services relations months weeks')
