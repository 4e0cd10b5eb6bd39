import { foldWord, readingsOf } from '#listening/policy/fold.ts'
import { doubtfulNames, familyEnding, familyNames, givenNames, nameExcuses } from '#listening/policy/names.ts'
import { addressesIn, runsOf, seeks } from '#listening/policy/addresses.ts'
import { ofText } from '#listening/policy/of-text.ts'
import {
  accountNames,
  isKnownWord,
  isPlaceName,
  namesInOne,
  placeExcuses,
  unknownNames,
} from '#listening/policy/unknown-names.ts'
import { knownNamesIn } from '#listening/policy/lexicon/known-names.ts'
import { peopleWords, serviceWords } from '#listening/policy/lexicon/people.ts'

/**
 * What asks for one person: a telephone number, a home address, a name. Each as the words that do.
 *
 * @param segments folded words that can be read in one go
 */
export function personsIn(segments: readonly (readonly string[])[], text: string): string[][] {
  const words = segments.flat()
  const isExcused = words.some(
    (word) =>
      nameExcuses.has(word) && (!oftenPrivate.has(word) || words.some((each) => serviceWords.has(each))),
  )
  const known = words.some((word) => seeks.test(word)) ? nobody : knownNamesIn(words)
  return [
    ...addressesIn(segments, text),
    ...accountNames(words),
    ...namesInOne(words),
    ...named(segments, text, isExcused).filter((name) => !isKnown(name, known)),
    ...signedAccounts(text, words),
  ]
}
const nobody: ReadonlySet<string> = new Set()

/** The name itself, or its beginning behind a title: `Dr. Teresa`. */
function isKnown(name: readonly string[], known: ReadonlySet<string>): boolean {
  return (
    name.some((word) => known.has(word)) &&
    name.every((word) => known.has(word) || /^(?:dr|mr|mrs|ms|mme|docteur|doctor)$/u.test(word))
  )
}

function named(segments: readonly (readonly string[])[], text: string, isExcused: boolean): string[][] {
  const words = segments.flat()
  return [
    ...(isExcused ? [] : segments.flatMap((segment) => names(segment, text))),
    ...unknownNames(words, text),
    ...segments.flatMap(titled),
    ...(words.some((word) => placeExcuses.has(word)) ? [] : calledUnknown(text, words)),
    ...(isExcused ? [] : [...segments.flatMap(calledByRole), ...calledByRole(words)]),
    ...households(text, words),
  ]
}

/** Where somebody goes day by day: these alone do not make a name the name of a place. */
const oftenPrivate = new Set(
  'school ecole college university universite lycee restaurant cafe pub gym gymnase creche garderie branch candidate candidat club residence tower studio lecture house maison'.split(
    ' ',
  ),
)

/** A given name and what follows it, or two words with capitals of which the second is a family name. */
function names(written: readonly string[], text: string): string[][] {
  const words = written.map((word) => readingsOf(word).find((each) => givenNames.has(each)) ?? word)
  const folded = foldedText(text)
  const pairs = words.flatMap((word, at) => {
    const next = words[at + 1] ?? ''
    const isName =
      isGivenBefore(word, next) ||
      (isCapitalPair(word, next, text) && (isFamily(next) || isTurned(word, next)))
    // `Marie-Victorin` is a boulevard: people are seldom written so.
    const isHyphened = folded.includes(`${word}-${next}`)
    return isName && !isHyphened ? [[written[at] ?? '', written[at + 1] ?? '']] : []
  })
  return [...pairs, ...initialNames(text, written), ...spacedNames(words)]
}

/** `J. Okafor`, `M.-C. Tremblay`. */
function initialNames(text: string, words: readonly string[]): string[][] {
  return initialsOf(text)
    .filter((family) => words.includes(family))
    .map((family) => [family])
}

const foldedText = ofText(foldWord)

const initialsOf = ofText((text) =>
  [...text.matchAll(/(?<![\p{L}\p{N}'’])\p{Lu}\.?(?:[ -]?\p{Lu}\.?)?\s+(\p{Lu}\p{Ll}{2,})(?![\p{L}\p{N}])/gu)]
    .map(([, family = '']) => foldWord(family))
    .filter((family) => familyNames.has(family)),
)

function isGivenBefore(word: string, next: string): boolean {
  if (
    givenNames.has(word) &&
    !doubtfulNames.has(word) &&
    /^[b-hj-z]$/u.test(next) &&
    next !== 's' &&
    next !== 'd'
  )
    return true
  const canFollow = readingsOf(next).some((each) => /^[a-z]+$/u.test(each))
  const isLong = next.length > 2 || /^(?:o|mc|de|le|d|b|el|al|ng|li|wu|xu|vo|ly|st)$/u.test(next)
  if (!givenNames.has(word) || !canFollow || !isLong || isOrdinary(next)) return false
  return !doubtfulNames.has(word) || familyNames.has(next)
}

/** The family name first: `Tremblay Marie`, `Zhang Wei`. */
function isTurned(word: string, next: string): boolean {
  return familyNames.has(word) && givenNames.has(next) && !doubtfulNames.has(next)
}

function isFamily(next: string): boolean {
  return familyNames.has(next) || (next.length > 5 && familyEnding.test(next))
}

function isOrdinary(word: string): boolean {
  return ordinary.has(word) || serviceWords.has(word) || peopleWords.has(word)
}

/** Two words that are a quoted phrase by themselves, or stand so in one, each with a capital. */
function isCapitalPair(word: string, next: string, text: string): boolean {
  if (isOrdinary(word) || isOrdinary(next) || word.length < 2) return false
  return capitalPairs(text).has(`${word} ${next}`)
}

const capitalPairs = ofText(
  (text) =>
    new Set(
      [...text.matchAll(/(?<![\p{L}\p{N}])(\p{Lu}[\p{L}'’]+),?\s+(\p{Lu}[\p{L}'’]+)(?![\p{L}\p{N}])/gu)].map(
        ([, first = '', second = '']) => `${foldWord(first)} ${foldWord(second)}`,
      ),
    ),
)

/** A name whose letters were set apart. */
function spacedNames(words: readonly string[]): string[][] {
  return runsOf(words, (word) => /^[a-z]$/u.test(word)).filter((run) => {
    const joined = run.join('')
    return Array.from({ length: joined.length }, (_, at) => joined.slice(0, at)).some(
      (start) => start.length > 3 && givenNames.has(start) && joined.length - start.length > 3,
    )
  })
}

/** `coach Dave`, `Dr. Patel`. */
function calledByRole(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    const next = words[at + 1] ?? ''
    const isName = familyNames.has(next) || (givenNames.has(next) && !doubtfulNames.has(next))
    return roles.has(word) && isName ? [[word, next]] : []
  })
}
const roles = new Set(
  'coach uncle aunt auntie tonton tata tatie oncle tante prof professeur teacher dr doctor docteur principal nurse pastor reverend rev officer constable sergeant agent maitre pasteur cure soeur boss patron chef concierge cousin cousine voisin voisine neighbour neighbor ti tit big lil guard clerk janitor custodian barista nurse bartender waitress receptionist landlord plumber librarian lifeguard postman mailman facteur caissiere serveuse infirmiere infirmier concierge educatrice secretaire receptionniste coiffeuse carer gerant gerante driver owner manager student employee worker blogger boyfriend girlfriend husband wife cabbie trainer walker sitter groomer tutor stylist brigadiere surveillante headteacher headmaster headmistress porter matron paramedic orderly surgeon midwife brancardier ambulancier vicar warden bouncer tenant locataire councillors'.split(
    ' ',
  ),
)

/** The same before a word with a capital that no list knows: `"Coach Ridley"`. */
function calledUnknown(text: string, words: readonly string[]): string[][] {
  return rolesBefore(text).filter(([, name = '']) => words.includes(name))
}

const rolesBefore = ofText((text) =>
  [...text.matchAll(/(?<![\p{L}\p{N}-])(\p{L}{2,14})\.? (\p{Lu}[\p{Ll}'’]{3,})(?![\p{L}\p{N}])/gu)]
    .filter((match) => !isPlaceName(text, match.index, match.index + match[0].length))
    .map(([, role = '', name = '']) => [foldWord(role), foldWord(name)])
    .filter(([role = '', name = '']) => roles.has(role) && !isKnownWord(name) && !isOrdinary(name)),
)

/** `the Nguyens`, `les Tremblay`, `chez les Roy`. */
function households(text: string, words: readonly string[]): string[][] {
  return householdsOf(text)
    .filter((name) => words.includes(name))
    .map((name) => [name])
}

const householdsOf = ofText((text) =>
  [...text.matchAll(/(?<![\p{L}\p{N}])(?:the|les|famille|family|clan)\s+(\p{Lu}[\p{L}'’]+)/giu)]
    .filter(([, name = '']) => /^\p{Lu}/u.test(name))
    .map(([, name = '']) => foldWord(name))
    .filter((name) => familyNames.has(name) || familyNames.has(name.replace(/s$/u, ''))),
)

/** `name[at]example.org`, `kyle#4471`, `insta: kyle`: the grammar reads them as words. */
function signedAccounts(text: string, words: readonly string[]): string[][] {
  return accountsSigned(text).filter((parts) => parts.every((part) => words.includes(part)))
}

const accountsSigned = ofText((text) =>
  [
    ...text.matchAll(
      /(?:insta|instagram|snap|snapchat|ig|tiktok|kik|discord|telegram|skype|facebook|fb|twitter|linkedin|onlyfans|strava|twitch)\s?:\s?"?@?([\p{L}\p{N}._]{3,30})/giu,
    ),
    ...text.matchAll(
      /(?<![\p{L}\p{N}-])([\p{L}\p{N}._]{2,30})\s?(?:[[({]\s?(?:at|arobase|arobas|@)\s?[\])}]\s?[\p{L}\p{N}]|#\d{4}(?!\d))/giu,
    ),
  ]
    .map(([, name = '']) =>
      foldWord(name)
        .split(/[._]+/u)
        .filter((part) => part !== ''),
    )
    .filter((parts) => parts.length > 0),
)

/** `Mme Gagnon`. */
function titled(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    if (!/^(?:mr|mrs|ms|miss|mme|mlle|madame|monsieur|m)$/u.test(word)) return []
    let end = at + 1
    // `Mme Van den Broeck`; `m de large` measures.
    while (word !== 'm' && end < at + 3 && particles.test(words[end] ?? '')) end++
    return isSurname(words[end] ?? '', word) ? [words.slice(at, end + 1)] : []
  })
}
const particles = /^(?:van|von|der|den|de|del|el|al|bin|ben|la|le|o|mac|st)$/u

function isSurname(word: string, title: string): boolean {
  if (/^[a-z]$/u.test(word) && title !== 'm') return true
  return (
    familyNames.has(word) ||
    (word.length > 3 && /^[a-z]+$/u.test(word) && !isOrdinary(word) && !nameExcuses.has(word))
  )
}

const ordinary = new Set(
  'flood water power outage snow traffic inondation eau budget closed festival day and the has for les des est dans at on in to of or not from with near by is was will a an all news crash fire police bus train closed open work works report plan new old north south east west pour sur au aux a ou et en une un route travaux horaire tarif fete luther curie paul valley city county township village fairground fairgrounds junction springs cove country flats meadows plains peninsula landing crossing corners practitioner practitioners'.split(
    ' ',
  ),
)
