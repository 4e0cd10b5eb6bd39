import { wordSet } from '#listening/policy/lexicon/entry.ts'

/** What is run for people and named after them: whoever asks for it asks for the place or the scheme. */
const runFor = wordSet(
  `centre center centres centers hall halls garden gardens service services health housing shelter shelters foundation theatre rink pool arena kitchen fridge legal clinic clinics doctor doctors practitioner practitioners
  program programs programme programmes loan loans aid parking permit permits residence residences shortage shortages registration turnout id card cards board hub library bursary bursaries
  scholarship scholarships fare fares pass passes benefit benefits allowance allowances credit insurance portal hotline helpline advisory survey guide handbook transportation transport transit fees tuition resource resources practice allocation
  safety pension pensions recruitment training certification licensing appreciation compensation statistics census`,
)
/** The same before the word, in French: `logement étudiant`, `aide aux familles`. */
const runForBefore = wordSet(
  `logement logements aide aides residence residences bourse bourses carte cartes maison maisons centre centres foyer ligne programme programmes service services accueil allocation allocations prestation prestations
  tarif tarifs portail guichet relais espace clinique penurie recrutement formation indemnisation transport restaurant resto prime primes penurie assurance caisse`,
)
const between = wordSet('aux des de du d pour la le les l')

/** Whether a word for people only tells whom a thing is for: `student` in `student housing`, `familles` in `aide aux familles`. */
export function isAdjunct(words: readonly string[], at: number): boolean {
  const next = words[at + 1] ?? ''
  if (runFor.has(next === 's' ? (words[at + 2] ?? '') : next)) return true
  let before = at - 1
  while (before > at - 3 && between.has(words[before] ?? '')) before--
  return runForBefore.has(words[before] ?? '')
}
