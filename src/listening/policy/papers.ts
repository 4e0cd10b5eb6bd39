import { wordSet } from '#listening/policy/lexicon/entry.ts'

/** Whether words name papers, peoples that govern themselves, or newcomers, beside the office, the agreement or the course for them. */
export function isOfOffice(clause: string, said: readonly string[], words: readonly string[]): boolean {
  return isRegister(clause, said, words) || isForNations(clause, said, words) || isCourse(clause, said, words)
}

const registers: ReadonlySet<string> = new Set(
  'criminal record,criminal records,police record,sex offender registry,casier judiciaire,titre de sejour,titres de sejour,carte de sejour,cartes de sejour,permis de sejour,recepisse,green card,green cards,pr card,pr cards,permanent resident status,residence permit,demande naturalisation,demande de naturalisation,demandes de naturalisation'.split(
    ',',
  ),
)
/** What an office that keeps or checks a register is asked for. */
const counters = wordSet(
  `hours counter check checks request requests office offices appointment appointments form forms fee fees turnaround processing suspension wait online backlog renewal portal photo photos website
  delai delais demande demandes guichet bulletin verification verifications extrait bureau horaire heures formulaire frais rendez attente ligne greffe prefecture anef ants panne portail plateforme creneau creneaux renouvellement prise`,
)
const papers = /(?:sejour|recepisse|cards?|status|permit)$/u

/** Peoples that govern themselves: beside these a government is meant. */
const nations: ReadonlySet<string> = new Set(
  'first nations,first nation,premieres nations,premiere nation,metis nation,inuit,inuits,innu,cree,dene'.split(
    ',',
  ),
)
const governing = wordSet(
  `water advisory advisories treatment agreement agreements treaty treaties settlement consultation reconciliation infrastructure broadband governance council chief chiefs funding services health housing education
  entente ententes traite traites eau logement logements financement reconciliation consultation conseil gouvernement sante infrastructures autonomie`,
)
/** Those who come anew, beside what is run for them. */
const newcomers: ReadonlySet<string> = new Set(
  'newcomers,newcomer,immigrants,immigrant,refugees,refugee,refugies,refugie,nouveaux arrivants,immigration'.split(
    ',',
  ),
)
const courses = wordSet(
  'esl esol francisation language languages sponsorship parrainage settlement orientation welcome accueil classes cours library services integration',
)

/** Whether words name a register or a paper, and the way asks for its counter: `"casier judiciaire" délai`. */
function isRegister(clause: string, said: readonly string[], words: readonly string[]): boolean {
  const line = words.join(' ')
  const isOffender = /^sex offenders?$/u.test(line) && said.includes('registry')
  const isOf = clause === 'trait-crime' ? !papers.test(line) : clause === 'trait-immigration'
  return isOf && (isOffender || registers.has(line)) && said.some((word) => counters.has(word))
}

function isForNations(clause: string, said: readonly string[], words: readonly string[]): boolean {
  return clause === 'trait-origin' && nations.has(words.join(' ')) && said.some((word) => governing.has(word))
}

function isCourse(clause: string, said: readonly string[], words: readonly string[]): boolean {
  return (
    clause === 'trait-immigration' && newcomers.has(words.join(' ')) && said.some((word) => courses.has(word))
  )
}
