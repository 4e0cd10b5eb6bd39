import { areas } from '#listening/policy/lexicon/areas.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { publicLists } from '#listening/policy/lexicon/public-life.ts'
import { publicMatters } from '#listening/policy/lexicon/public-matters.ts'
import { peopleWords, serviceWords } from '#listening/policy/lexicon/people.ts'
import { streetLists } from '#listening/policy/lexicon/streets.ts'

/** Names of trade unions: beside a strike they say whose work has stopped. */
const unionNames = wordSet(publicLists.union)

/** What a service is like while its people strike: who asks for this asks for the service. */
const disrupted = wordSet(
  `delay delays delayed uncollected dates cancelled canceled cancellation cancellations suspended suspension timetable timetables schedule schedules replacement replaced reduced
  affected impact impacts update updates closure closures closed reopen reopening collection collections drop pickup appointment appointments hours missed
  backlog alternative alternatives extracurricular extracurriculars passeports surgeries diversion response advice repas garantis garanti tgv ter delai delais garde requisition freight ferries surgery elective emergency care depot depots drop rats days jours shuttle shuttles trains buses flights trams bookings tickets contingency refund lines running open information info alternatives pickup wait waits service services maintenu maintenus maintenue assure assures restored resumed resumes resume ended ends over retabli retablie reprise no classes cours exams delayed pas quelles lignes ligne today aujourd
  retard retards annule annules annulee annulees annulation annulations supprime supprimes supprimee supprimees suppression suppressions perturbe
  perturbes perturbation perturbations perturbees trafic circulation horaire horaires minimum collecte collectes ramassage ferme fermee fermes fermees fermeture
  fermetures remplacement substitution navette navettes garderie deneigement sailings routes deliveries delivery bins bin bacs bac poubelles traversees accueil quand impacte impactes remboursement menu
  closed childcare daycare exam exams graduation passport passports cheques parcel parcels packages crossing wait next forecast forecasts expected status refunds compensation travel detours surgeries postponed rescheduled rebooking
  stranded commute queue queues contingency which shipments shortage shortages exports fuel essential makeup report rescheduling rebook ride sailing departures arrivals vouchers
  prevision previsions prevu prevus prevue prevues reporte reportes reportee reportees deprogrammees colis courrier distribution rattrapage calendrier pointe cantine cantines creche creches garderies remboursements
  indemnisation examens examen bulletins attente correspondances penurie carburant teletravail livraisons livraison premier dernier frequence frequences affluence solutions perturbee perturbation periscolaire assurees vols alternatif substitut substituts rentree`,
)
/** Beside these the people who strike are looked for all the same. */
const strikers = wordSet(
  `picket pickets picketing picketers gate gates vote votes voted voting ballot mandate leader leaders organizer organizers organiser organisers member members
  union unions local rally march protest solidarity support supporters fund captain captains join who names noon tonight megaphone signs banner banners outside demands pancartes banderoles midi devant crossed scab scabs general wildcat hunger climate rent
  student students women we our us my
  piquet piquets manif cortege meneurs meneur organisateur organisateurs syndicat syndicats syndique syndiques syndicaliste militants militant soutien solidarite solidaires
  generale illimitee feministe faim climat loyers etudiant etudiants lyceens etudiante qui nom noms rejoignez nous notre nos vote caisse ag assemblee rassemblement blocage`,
)
/** Whose work may stop, and where: these alone ask for nothing. */
const subjects = wordSet(
  `${streetLists.site} ${streetLists.power} ${streetLists.time} assembly fight sud poste nord est ouest aeroport airport ecole terminal city town village county region commission banque company union arret arrets bus buses train trains tram trams metro subway ferry ferries library libraries museum museums shop shops school schools office offices station stations street streets road roads rue rues route routes avenue avenues clinic clinics clinique cliniques pharmacy pharmacies mairie mairies autobus platform quai bridge bridges pont ponts tunnel crossing walk walks run runs bank hall halls bureau bureaus services service bibliotheque bibliotheques musee musees garden gardens jardin stade arena stadium field fields park parc gym pool piscine collision accident construction construction transit kitchen festival history histoire archives week semaine month mois drive announcement donation donations fundraiser donations`,
)
/** Ordinary in questions about a service, although they name somebody too. */
const servedBy = wordSet(
  'child children kids list liste ecole ecoles enfants eleves teacher teachers nurse nurses parents patients prof profs',
)

/**
 * Whether one way of fitting a rule asks what a strike does to a service (`bus strike delays`), not who strikes.
 *
 * @param said folded words of the way
 */
export function asksForService(said: readonly string[]): boolean {
  const isHeldUp = said.some((word) => depots.has(word)) && said.some((word) => vehicles.has(word))
  return (
    said.some((word) => disrupted.has(word) || isMatter(word)) &&
    !said.some(
      (word, at) =>
        (strikers.has(word) && !(isHeldUp && blocks.has(word))) ||
        (peopleWords.has(word) && !servedBy.has(word) && !isWhoStopped(said, at)),
    )
  )
}

/** `education workers strike`, `grève des employés`: the phrase says whose work has stopped. */
function isWhoStopped(said: readonly string[], at: number): boolean {
  if (isStop(said[at + 1] ?? '')) return true
  const before = said.slice(Math.max(0, at - 3), at)
  return before.some(isStop) && before.some((word) => /^(?:des?|du|d|aux?)$/u.test(word))
}

/** A service or a public matter, no place and nobody's work. */
function isMatter(word: string): boolean {
  return (serviceWords.has(word) || publicMatters.has(word)) && !subjects.has(word) && !areas.has(word)
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
  'job action,work stoppage,labour dispute,labor dispute,industrial action,stop work,arret de travail,arrets de travail,mouvement social,conflit social,work to rule,sick out,sick outs,lock out,lockout'.split(
    ',',
  ),
)

/** Neighbours put together (`grevedes`) are judged by their beginning or end. */
function isStop(word: string): boolean {
  if (blocks.has(word) || /^picketlines?$/u.test(word)) return true
  if (/^walkouts?$/u.test(word)) return true
  return /^(?:strike|greve)/u.test(word) || /(?:strikes?|greves?|stoppages?)$/u.test(word)
}
