import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { isSomebody } from '#listening/policy/other-sense.ts'

/** What a public body shows, marks or pays for: beside these a word for a trait names the theme. */
const themes = wordSet(
  `festival festivals film films movie exhibit exhibits exhibition exhibition exposition museum musee concert concerts heritage patrimoine history histoire archives
  awareness sensibilisation ceremony ceremonie funding financement announcement annonce anniversary bicentenary bicentenaire conservation statue monument
  manuscript manuscrits archaeology archeologie symposium prevention acknowledgement acknowledgment reconciliation scam scams arnaque arnaques`,
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
  if (clause === 'trait-crime' && isRegister(said, words)) return !isSomebody(lines)
  const beside = besideOf(clause)
  if (!said.some((word) => beside.has(word) && !words.includes(word)) || isSomebody(lines)) return false
  // `muslims` are people whatever stands beside them.
  return words.every((word) => !/[^ius]s$/u.test(word) || kept.has(word) || beside.has(word))
}

const registers: ReadonlySet<string> = new Set([
  'criminal record',
  'criminal records',
  'police record',
  'sex offender registry',
  'casier judiciaire',
])
/** What an office that keeps or checks a register is asked for. */
const counters = wordSet(
  `hours counter check checks request requests office offices appointment appointments form forms fee fees turnaround processing suspension wait online backlog
  delai delais demande demandes guichet bulletin verification verifications extrait bureau horaire heures formulaire frais rendez attente ligne greffe`,
)

/** Whether words name a register, and the way asks for its counter: `"casier judiciaire" délai`. */
function isRegister(said: readonly string[], words: readonly string[]): boolean {
  const isOffender = /^sex offenders?$/u.test(words.join(' ')) && said.includes('registry')
  return (isOffender || registers.has(words.join(' '))) && said.some((word) => counters.has(word))
}

function besideOf(clause: string): ReadonlySet<string> {
  if (clause === 'assembly') return pasts
  return clause.startsWith('trait') ? themes : new Set()
}

const kept = wordSet('aids arts days services relations months weeks')
