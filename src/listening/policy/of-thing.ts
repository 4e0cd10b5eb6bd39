import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { serviceWords } from '#listening/policy/lexicon/people.ts'
import { publicMatters } from '#listening/policy/lexicon/public-matters.ts'

/** Adjectives that stand before a thing in English and behind it in French. */
const before = wordSet(
  'catholic jewish muslim sikh hindu buddhist christian islamic mormon protestant mennonite amish orthodox religious evangelical lutheran methodist baptist anglican quaker jain hebrew kosher halal indigenous aboriginal',
)
const behind = wordSet(
  'catholique juif juive musulman musulmane sikh hindou hindoue bouddhiste chretien chretienne islamique protestant protestante orthodoxe copte religieux religieuse religieuses evangelique autochtone autochtones',
)
/** No things: what somebody does or is beside such a word. */
const noThings = wordSet(
  'owned looking only and or the a an in at on of for with from is are was who own run dominated majority area areas quarter block blocks street business businesses shop shops store stores house houses home homes building voters vote votes convert converts prayer prayers wedding marriage name sounding background faith by to owners invasion takeover ghetto enclave names list clothing dress hat cap scarf veil refugee refugees immigrant immigrants migrants lawyer lawyers doctor doctors landlord landlords professor professors leader leaders group groups student students youth lobby money bankers banker power control agenda gang gangs crime crimes terror terrorist extremism extremist extremists activist activists organizer camp gathering gatherings rally protest march vigil ' +
    'un une le la les des de du et ou en au aux est sont quartier rue immeuble commerce commerces boutique boutiques magasin maison nom noms origine mariage pratiquant voile tenue militant militante etait devenu ne pas tres non lobby bande crime milieu fond famille foyer pouvoir visible visibles radical radicale cagoule',
)

/** Whether an adjective for a belief or a people tells of a thing (`Amish buggy`, `édifice religieux`), in a way that asks for a service. */
export function isOfThing(
  lines: readonly (readonly string[])[],
  clause: string,
  words: readonly string[],
): boolean {
  const [word = ''] = words
  if (words.length !== 1 || !/^trait-(?:religion|origin)$/u.test(clause)) return false
  if (!lines.flat().some((each) => isAsked(each) && each !== word)) return false
  const places = lines.flatMap((line) => line.flatMap((each, at) => (each === word ? [{ line, at }] : [])))
  return places.every(
    ({ line, at }) =>
      (before.has(word) && isThing(line[at + 1])) || (behind.has(word) && isThing(line[at - 1])),
  )
}

/** A service or a public matter. */
function isAsked(word: string): boolean {
  return serviceWords.has(word) || publicMatters.has(word)
}

function isThing(word: string | undefined): boolean {
  return word !== undefined && word.length > 2 && /^[a-z]+$/u.test(word) && !noThings.has(word)
}
