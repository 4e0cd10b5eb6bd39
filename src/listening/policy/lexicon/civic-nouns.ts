import { wordSet } from '#listening/policy/lexicon/entry.ts'

/**
 * What public bodies make, run, teach or count. A word for a trait right before one of these says what it is for or about:
 * `disability benefit`, `Sikh art`, `Catholic schools`, `crime map`. Not used to tell names: a court or a month bears none.
 */
export const nounsAfter = wordSet(
  `schools museums hospitals libraries cemeteries temple temples cathedrals foundations boards archive parks roads streets centres centers colleges chapels
  art arts history month holiday holidays accommodation accommodations certification benefit benefits credit allowance allowances map maps rate rates statistics stats
  services service program programme programs programmes unit units policy policies calendar calendars festival festivals act language languages literature studies
  film films music architecture market supplement pension insurance form forms assessment assessments waitlist clinics wards strategy tribunal tribunals court courts hearing hearings backlog
  processing application applications office offices lobbying textiles calligraphy sculpture ceramics manuscripts antiquities cuisine food dance literacy
  curriculum education manuscript philosophy poetry theology catechism textbook collections collection grants grant bursary scholarship scholarships fund funding subsidy hotline helpline
  meat food products label labels slaughter abattoir tourism relations affairs health housing procurement consultation engagement policing infrastructure reconciliation partnership partnerships
  resettlement scheme sponsorship evacuation system consulate embassy parking care test tests testing badge badges data inclusion level levels plan plans threat transport memorial prevention strategies tax taxes quota quotas ratio targets toolkit guide report reports survey index inquiry commission legislation ban bans fare fares`,
)

/** The same behind one of these, in French: `allocation adulte handicapé`, `art islamique`, `fêtes juives`. */
export const nounsBefore = wordSet(
  `mois semaine carre carres cimetieres ecoles lycees colleges art arts musees histoire patrimoine fete fetes jours feries allocation allocations statistiques statistique certification
  calendrier etudes litterature langue langues film films musique architecture ministere loi service services programme programmes aide aides pension prestation prestations tribunal tribunaux audience audiences guichet
  cuisine gastronomie philosophie poesie danse sculpture ceramiques manuscrits culture cultures enseignement cours bourse bourses subvention fonds ligne numero fete calligraphie formulaire prime primes
  seuils code toponymie objets objet signes edifices batiments monuments accommodement accommodements pensionnats pensionnat tourisme affaires relations logement sante education gouvernance reconciliation consulat ambassade diocese hopitaux cliniques departement festival festivals`,
)

/** Between the noun and the word: `jours fériés religieux`, `allocation adulte handicapé`. */
export const nounsBetween = wordSet('feries ferie adulte adultes enfant moderne contemporain amitie d')
