import { foldWord, readingsOf } from '#listening/policy/fold.ts'
import { doubtfulNames, familyEnding, familyNames, givenNames, nameExcuses } from '#listening/policy/names.ts'
import { accountNames, unknownNames } from '#listening/policy/unknown-names.ts'
import { peopleWords, serviceWords } from '#listening/policy/lexicon/people.ts'

/** Words that say that somebody is looked for. */
const seeks =
  /^(?:lives?|living|home|house|maison|address|adresse|habite|demeure|domicile|chez|resid\w*|apt|apartment|appartement|appart|unit|digicode|interphone|locataire|tenant|owner|porte|etage|buzzer|plate|stays|staying|crashes|creche|loge|phone|email|telephone|courriel)$/u
const streets =
  /^(?:street|st|avenue|ave|road|rd|drive|lane|crescent|court|boulevard|blvd|rue|chemin|place|allee|impasse)$/u

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
  return [
    ...segments.flatMap(telephones),
    ...segments.flatMap(plates),
    ...homes(words),
    ...mails(words, text),
    ...accountNames(words),
    ...(isExcused ? [] : segments.flatMap((segment) => names(segment, text))),
    ...unknownNames(words, text),
    ...segments.flatMap(titled),
    ...(isExcused ? [] : [...segments.flatMap(calledByRole), ...households(text, words)]),
    ...signedAccounts(text, words),
  ]
}

/** Where somebody goes day by day: these alone do not make a name the name of a place. */
const oftenPrivate = new Set(
  'school ecole college university universite lycee restaurant cafe pub gym gymnase creche garderie branch candidate candidat club residence tower studio lecture house maison'.split(
    ' ',
  ),
)

const digitWords = new Set(
  'zero one two three four five six seven eight nine oh un deux trois quatre cinq sept huit neuf double dix onze douze treize quatorze quinze seize vingt vingts trente quarante cinquante soixante et'.split(
    ' ',
  ),
)

function telephones(words: readonly string[]): string[][] {
  return [
    ...runsOf(words, (word) => /^\d+$/u.test(word)).filter(isTelephone),
    // A number said in words: no sentence has six of them in a row by chance.
    ...runsOf(words, (word) => digitWords.has(word)).filter(
      (run) =>
        run.length >= spokenMin || (run.length === spokenMin - 1 && /^(?:zero|oh)$/u.test(run[0] ?? '')),
    ),
  ]
}
const spokenMin = 6

function runsOf(words: readonly string[], belongs: (word: string) => boolean): string[][] {
  const runs: string[][] = []
  let run: string[] = []
  for (const word of [...words, '']) {
    if (belongs(word)) run.push(word)
    else {
      if (run.length > 0) runs.push(run)
      run = []
    }
  }
  return runs
}

/** Nine digits to thirteen in a row, or seven written `555 0148`. Toll-free numbers belong to services. */
function isTelephone(run: readonly string[]): boolean {
  if (run[0] === '1' && /^8\d\d$/u.test(run[1] ?? '')) return false
  if (/^(?:0?800|888|877|866|855|844|833)$/u.test(run[0] ?? '')) return false
  const digits = run.join('').length
  if (run.length === 7 && digits === 7) return true
  return (digits >= 9 && digits <= 13) || run.map(({ length }) => length).join(',') === '3,4'
}

/** Plates as they are written in France (`AB 123 CD`) and the United Kingdom (`AB12 CDE`), or after the word for one. */
function plates(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    const near = words.slice(at, at + 3)
    const line = near.join(' ')
    if (/^[a-z]{2} \d{3} [a-z]{2}$/u.test(line) || /^[a-z]{2}\d{3}[a-z]{2}$/u.test(word)) return [near]
    if (/^[a-z]{2}\d{2} [a-z]{3}(?: |$)/u.test(line)) return [near.slice(0, 2)]
    const isNamed = /^(?:plates?|plaques?|immat|immatriculation)$/u.test(word)
    return isNamed && /^\w+ (?:[a-z]{2,4} ?\d{2,4}|\d{1,3} ?[a-z]{2,3}|[a-z]\d{2} ?[a-z]{3})/u.test(line)
      ? [near]
      : []
  })
}

function homes(words: readonly string[]): string[][] {
  if (!words.some((word) => seeks.test(word))) return []
  const hasStreet = words.some((word) => streets.test(word))
  return words.flatMap((word, at) => {
    const near = words.slice(at + 1, at + 4)
    if (/^[a-z]\d[a-z]$/u.test(word) && /^\d[a-z]\d$/u.test(near[0] ?? '')) return [words.slice(at, at + 2)]
    const isHome = /^\d{1,5}[a-d]?$/u.test(word) && (near.some((each) => streets.test(each)) || hasStreet)
    return isHome ? [words.slice(at, at + 3)] : []
  })
}

/** The grammar reads an address of e-mail as its words; the text still has the sign. */
function mails(words: readonly string[], text: string): string[][] {
  return [...spokenMails(words), ...signedMails(words, text)]
}

const endings = new Set('com ca org net fr be ch uk qc gov info io edu eu'.split(' '))

/** `jane at example dot com`, `jeanne arobase exemple point fr`. */
function spokenMails(words: readonly string[]): string[][] {
  return words.flatMap((word, at) => {
    if (!/^(?:dot|point)$/u.test(word) || !endings.has(words[at + 1] ?? '')) return []
    const from = words
      .slice(Math.max(0, at - 4), at)
      .findIndex((each) => /^(?:at|arobase|arobas|chez)$/u.test(each))
    return from < 0 ? [] : [words.slice(Math.max(0, at - 5), at + 2)]
  })
}

function signedMails(words: readonly string[], text: string): string[][] {
  if (!text.includes('@')) return []
  const line = ` ${words.join(' ')} `
  return text
    .toLowerCase()
    .split(/[\s"()]+/u)
    .filter((part) => /[\w+-]@[\w-]+\.\w/u.test(part))
    .map((mail) => mail.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== ''))
    .filter((parts) => line.includes(` ${parts.join(' ')} `))
}

/** A given name and what follows it, or two words with capitals of which the second is a family name. */
function names(written: readonly string[], text: string): string[][] {
  const words = written.map((word) => readingsOf(word).find((each) => givenNames.has(each)) ?? word)
  const folded = foldWord(text)
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
  return [
    ...text.matchAll(
      /(?<![\p{L}\p{N}'’])\p{Lu}\.?(?:[ -]?\p{Lu}\.?)?\s+(\p{Lu}\p{Ll}{2,})(?![\p{L}\p{N}])/gu,
    ),
  ]
    .map(([, family = '']) => foldWord(family))
    .filter((family) => familyNames.has(family) && words.includes(family))
    .map((family) => [family])
}

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
  return [
    ...text.matchAll(/(?<![\p{L}\p{N}])(\p{Lu}[\p{L}'’]+),?\s+(\p{Lu}[\p{L}'’]+)(?![\p{L}\p{N}])/gu),
  ].some(([, first = '', second = '']) => foldWord(first) === word && foldWord(second) === next)
}

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
  'coach uncle aunt auntie tonton tata tatie oncle tante prof professeur teacher dr doctor docteur principal nurse pastor reverend rev officer constable sergeant agent maitre pasteur cure soeur boss patron chef concierge cousin cousine voisin voisine neighbour neighbor ti tit big lil'.split(
    ' ',
  ),
)

/** `the Nguyens`, `les Tremblay`, `chez les Roy`. */
function households(text: string, words: readonly string[]): string[][] {
  return [...text.matchAll(/(?<![\p{L}\p{N}])(?:the|les|famille|family|clan)\s+(\p{Lu}[\p{L}'’]+)/giu)]
    .filter(([, name = '']) => /^\p{Lu}/u.test(name))
    .map(([, name = '']) => foldWord(name))
    .filter(
      (name) => words.includes(name) && (familyNames.has(name) || familyNames.has(name.replace(/s$/u, ''))),
    )
    .map((name) => [name])
}

/** `name[at]example.org`, `kyle#4471`: the grammar reads them as words. */
function signedAccounts(text: string, words: readonly string[]): string[][] {
  return [
    ...text.matchAll(
      /(?<![\p{L}\p{N}-])([\p{L}\p{N}._]{2,30})\s?(?:[[({]\s?(?:at|arobase|arobas|@)\s?[\])}]\s?[\p{L}\p{N}]|#\d{4}(?!\d))/giu,
    ),
  ]
    .map(([, name = '']) =>
      foldWord(name)
        .split(/[._]+/u)
        .filter((part) => part !== ''),
    )
    .filter((parts) => parts.length > 0 && parts.every((part) => words.includes(part)))
}

/** `Mme Gagnon`. */
function titled(words: readonly string[]): string[][] {
  return words.flatMap((word, at) =>
    /^(?:mr|mrs|ms|miss|mme|mlle|madame|monsieur|m)$/u.test(word) && isSurname(words[at + 1] ?? '', word)
      ? [words.slice(at, at + 2)]
      : [],
  )
}

function isSurname(word: string, title: string): boolean {
  if (/^[a-z]$/u.test(word) && title !== 'm') return true
  return (
    familyNames.has(word) ||
    (word.length > 3 && /^[a-z]+$/u.test(word) && !isOrdinary(word) && !nameExcuses.has(word))
  )
}

const ordinary = new Set(
  'flood water power outage snow traffic inondation eau budget closed festival day and the has for les des est dans at on in to of or not from with near by is was will a an all news crash fire police bus train closed open work works report plan new old north south east west pour sur au aux a ou et en une un route travaux horaire tarif fete luther curie paul'.split(
    ' ',
  ),
)
