import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { publicLists } from '#listening/policy/lexicon/public-life.ts'
import { peopleWords } from '#listening/policy/lexicon/people.ts'

/** Names of trade unions: beside a strike they say whose work has stopped. */
const unionNames = wordSet(publicLists.union)

/** What a service is like while its people strike: who asks for this asks for the service. */
const disrupted = wordSet(
  `delay delays delayed cancelled canceled cancellation cancellations suspended suspension timetable timetables schedule schedules replacement replaced reduced
  affected impact impacts update updates closure closures closed reopen reopening collection collections drop pickup appointment appointments hours missed
  backlog alternative alternatives shuttle contingency refund lines running open information info alternatives pickup wait waits service services maintenu maintenus maintenue assure assures restored resumed resumes resume ended ends over retabli retablie reprise no classes cours exams delayed pas quelles lignes ligne today aujourd
  retard retards annule annules annulee annulees annulation annulations supprime supprimes supprimee supprimees suppression suppressions perturbe
  perturbes perturbation perturbations perturbees trafic circulation horaire horaires minimum collecte collectes ramassage ferme fermee fermes fermees fermeture
  fermetures remplacement substitution navette navettes garderie deneigement sailings routes deliveries delivery bins bin bacs bac poubelles traversees accueil quand impacte impactes remboursement menu`,
)
/** Beside these the people who strike are looked for all the same. */
const strikers = wordSet(
  `picket pickets picketing picketers gate gates vote votes voted voting ballot mandate leader leaders organizer organizers organiser organisers member members
  union unions local rally march protest solidarity support supporters fund captain captains join who names crossed scab scabs general wildcat hunger climate rent
  student students women we our us my
  piquet piquets manif cortege meneurs meneur organisateur organisateurs syndicat syndicats syndique syndiques syndicaliste militants militant soutien solidarite solidaires
  generale illimitee feministe faim climat loyers etudiant etudiants lyceens etudiante qui nom noms rejoignez nous notre nos vote caisse ag assemblee rassemblement blocage`,
)
/** Ordinary in questions about a service, although they name somebody too. */
const servedBy = wordSet(
  'ecole ecoles enfants eleves teacher teachers nurse nurses parents patients prof profs',
)

/**
 * Whether one way of fitting a rule asks what a strike does to a service (`bus strike delays`), not who strikes.
 *
 * @param said folded words of the way
 */
export function asksForService(said: readonly string[]): boolean {
  const isHeldUp = said.some((word) => depots.has(word)) && said.some((word) => vehicles.has(word))
  return (
    said.some((word) => disrupted.has(word)) &&
    !said.some(
      (word) =>
        (strikers.has(word) && !(isHeldUp && blocks.has(word))) ||
        (peopleWords.has(word) && !servedBy.has(word)),
    )
  )
}

/** A picket at a depot keeps the buses in: `"picket line" "transit garage" buses delayed`. */
const blocks = wordSet('picket pickets piquet piquets')
const depots = wordSet('garage garages depot depots yard terminal')
const vehicles = wordSet('bus buses autobus tram trams train trains transit ferry ferries metro traversier')

/** Whether words of a refusal say no more than that work has stopped, and whose. */
export function isStoppedWork(clause: string, words: readonly string[]): boolean {
  if (clause === 'trait-union') return words.every((word) => unionNames.has(word))
  return clause === 'assembly' && (words.some(isStop) || stoppages.has(words.join(' ')))
}

const stoppages: ReadonlySet<string> = new Set(
  'job action,work stoppage,labour dispute,labor dispute,industrial action,stop work,arret de travail,arrets de travail,mouvement social,conflit social,lock out,lockout'.split(
    ',',
  ),
)

/** Neighbours put together (`grevedes`) are judged by their beginning or end. */
function isStop(word: string): boolean {
  if (blocks.has(word) || /^picketlines?$/u.test(word)) return true
  return /^(?:strike|greve)/u.test(word) || /(?:strikes?|greves?|stoppages?)$/u.test(word)
}
