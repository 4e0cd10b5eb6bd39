import { foldWord } from '#listening/policy/fold.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { ofText } from '#listening/policy/of-text.ts'

/** Plates as they are written in France (`AB 123 CD`) and the United Kingdom (`AB12 CDE`), or after the word for one. */
export function plates(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    const near = words.slice(at, at + 3)
    const line = near.join(' ')
    if (/^[a-z]{2} \d{3} [a-z]{2}$/u.test(line) || /^[a-z]{2}\d{3}[a-z]{2}$/u.test(word)) return [near]
    if (/^[a-z]{2}\d{2} [a-z]{3}(?: |$)/u.test(line)) return [near.slice(0, 2)]
    if (/^\d [a-z]{3} \d{3}$/u.test(line)) return [near]
    return platesNamed(near).slice(0, 1)
  })
}

/** What follows the word for a plate, also as a phrase of its own. */
export function platesNamed(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    const near = words.slice(at, at + 3)
    const isNamed = /^(?:plates?|plaques?|immat|immatriculation|licence|license)$/u.test(word)
    return isNamed &&
      /^\w+ (?:[a-z]{2,4} ?\d{2,4}|\d{1,3} ?[a-z]{2,3}|[a-z]\d{2} ?[a-z]{3}|[a-z]{4,6}\d{0,3}(?: |$))/u.test(
        near.join(' '),
      ) &&
      /\d|^\w+ [b-df-hj-np-tv-z]{4}(?: |$)/u.test(near.join(' '))
      ? [near]
      : []
  })
}

/** Beside these a code of letters and digits is somebody's plate, in whatever country. */
const vehicles = wordSet(
  `car truck van suv jeep pickup sedan owner driver drivers parked parks driveway spotted seen plate motorbike motorcycle scooter drives drove speeding tailgating seen who whose neighbour neighbor
  voiture conducteur conductrice chauffeur chauffard chauffarde proprietaire proprio garee gare stationnee camionnette moto char bagnole caisse auto qui voisin voisine roule roulait`,
)
/** Codes of roads, laws, forms, lines and the like, and makes of cars. */
const noPlates = wordSet(
  `bill law loi article code line ligne bus tram train metro route road hwy highway rte rue exit sortie km pier zone zon ward page form formulaire gate porte flat apt flight vol ac ws ba af lh aa ua dl ek tp covid
  bmw audi gmc kia ford seat fiat mini vw rn rd cd cr us sr sh ch permit permis case file dossier room salle model modele type unit lot phase bc qc ab on nb ns iso nfpa csa en ref app grade year annee may june july april mars avril mai juin aout april hall level etage gt rs f c`,
)

/**
 * Codes of letters and digits beside words for a car or its driver, or written in two ways in one rule (`"KLPD 482" OR KLPD482`),
 * as only somebody does who looks for every way to find it.
 *
 * @param said folded words of one way
 */
export function platesByShape(
  segments: readonly (readonly string[])[],
  said: readonly string[],
  text: string,
): string[][] {
  const isOfVehicle = said.some((word) => vehicles.has(word))
  const twice = writtenTwice(text)
  if ((!isOfVehicle && twice.size === 0) || said.some((word) => flights.has(word))) return []
  return segments
    .flatMap((words) => (isCode(words) ? [words] : words.map((word) => [word]).filter(isCode)))
    .filter((words) => isOfVehicle || twice.has(words.join('')))
    .map((words) => [...words])
}
const flights = wordSet('flight flights vol vols airport aeroport arrivals departures gate delayed runway')

const writtenTwice = ofText((text) => {
  const folded = foldWord(text)
  const apart = [...folded.matchAll(/"([a-z\d]{1,5}(?:[ -][a-z\d]{1,5}){1,2})"/gu)].map(([, code = '']) =>
    code.replaceAll(/[ -]/gu, ''),
  )
  const joined = new Set(folded.match(/(?<![a-z\d])[a-z\d]+(?![a-z\d])/gu))
  return new Set(apart.filter((code) => joined.has(code)))
})

/** One to three pieces of letters and digits, six to nine signs in all: `JBX 4471`, `K88 DRV`, `VD 482 113`. */
function isCode(words: readonly string[]): boolean {
  const run = words.join('')
  if (words.length > 3 || words.some((word) => noPlates.has(word))) return false
  const letters = /^\d{0,3}([a-z]+)\d/u.exec(run)?.[1] ?? ''
  return (
    !noPlates.has(letters) &&
    /^(?:[a-z]{2,4}\d{3,6}|\d{1,4}[a-z]{2,4}|[a-z]{1,3}\d{1,4}[a-z]{1,3}|\d{1,3}[a-z]{1,3}\d{1,4})$/u.test(
      run,
    ) &&
    run.length >= codeMin &&
    run.length <= codeMax
  )
}
const codeMin = 6
const codeMax = 8

const numbered =
  /^(?:badges?|matricules?|shield|constables?|officers?|sergeant|sgt|agente?s?|drivers?|operators?|conductors?|conducteurs?|conductrices?|chauffeurs?|controleurs?|controleuses?|employees?|employes?|inspecteurs?|inspectors?|collar|pc|cst)$/u
const between = /^(?:no|number|num|numero|n|id|nr|is)$/u

/** Somebody told by the number they wear: `"badge 4471"`, `"bus driver" 4471`. Years and short numbers for services are none. */
export function badges(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    if (!numbered.test(word)) return []
    const end = between.test(words[at + 1] ?? '') ? at + 2 : at + 1
    return isBadge(words[end] ?? '') ? [words.slice(at, end + 1)] : []
  })
}

function isBadge(number: string): boolean {
  return /^\d{3,6}$/u.test(number) && !/^(?:[2-9]11|988|(?:19|20)\d\d)$/u.test(number)
}
