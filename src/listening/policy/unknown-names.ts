import { foldWord, readingsOf } from '#listening/policy/fold.ts'
import { ofText } from '#listening/policy/of-text.ts'
import { placesAfter, placesBefore } from '#listening/policy/lexicon/other-senses.ts'
import { occupationText } from '#listening/policy/lexicon/occupations.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { peopleWords, serviceWords } from '#listening/policy/lexicon/people.ts'
import { publicMatters } from '#listening/policy/lexicon/public-matters.ts'
import { isWordingWord } from '#listening/policy/lexicon/wordings.ts'
import { doubtfulNames, familyNames, givenNames, nameExcuses } from '#listening/policy/names.ts'

const occupations = wordSet(occupationText)
const capital = String.raw`\p{Lu}[\p{Ll}\d'’]+(?:-\p{Lu}?[\p{Ll}\d]+)*`
const wholePhrase = new RegExp(String.raw`(?<!-)"(${capital}(?:\s+${capital}){1,2})"`, 'gu')
const initialAnd = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’])\p{Lu}\.(?:\s?\p{Lu}\.)?\s*((?:Mc|Mac|O['’]|De|Van|Le|La)?\p{Lu}[\p{Ll}'’]{2,})`,
  'gu',
)

/**
 * Names that no list holds: a quoted phrase of two or three words with capitals, none of them a word we know, in a rule that
 * asks about nothing public; an initial with its point before such a word.
 *
 * @param words folded words of one way of fitting the rule
 */
export function unknownNames(words: readonly string[], text: string): string[][] {
  const { initials, phrases } = namesWritten(text)
  if (initials.length === 0 && phrases.length === 0) return []
  const said = new Set(words)
  return [
    ...initials.filter(
      (parts) => parts.every((part) => said.has(part)) && !words.some((word) => placeExcuses.has(word)),
    ),
    ...phrases
      .filter((parts) => parts.every((part) => said.has(part)))
      .filter((parts) => !words.some((word) => !parts.includes(word) && isPublic(word))),
  ]
}

const namesWritten = ofText((text) => ({
  initials: [...text.matchAll(initialAnd)]
    .filter((match) => !isPlaceName(text, match.index, match.index + match[0].length))
    .map(([, family = '']) => foldWord(family).split(/['’-]/u))
    .filter((parts) => parts.every((part) => !isKnownWord(part))),
  phrases: [...text.matchAll(wholePhrase)]
    .map(([, phrase = '']) => foldWord(phrase).split(/[\s'’-]+/u))
    .filter(isName),
}))

/** Where people work, are treated or are heard, and what bears no name: beside these a name is somebody's. Beside other places it is the place's. */
const workplaces = wordSet(
  'hospital hopital clinic clinique clinics clsc chsld school ecole college university universite lycee maternelle creche garderie residence club house maison restaurant cafe pub gym gymnase hall ward district mayor councillor councilor mairie maire conseiller conseillere minister ministre candidate candidat director commissioner chief stop arret line cup day award prix high elementary secondary primary secondaire primaire',
)
/** Places that bear names of people, wherever their word stands: `"Dr. Penfield" avenue`. */
export const placeExcuses: ReadonlySet<string> = new Set(
  [...nameExcuses].filter((word) => !workplaces.has(word)),
)

/** Whether a name stands in that of a place, with nothing but blanks between: `T. Aldermere Library`, `parc T. Aldermere`. */
export function isPlaceName(text: string, from: number, to: number): boolean {
  const after = /^ +([\p{L}]+)/u.exec(text.slice(to))?.[1] ?? ''
  const before = /([\p{L}]+) +$/u.exec(text.slice(Math.max(0, from - longestPlace), from))?.[1] ?? ''
  return [after, before].some((word) => nameExcuses.has(foldWord(word)))
}
const longestPlace = 24

function isName(parts: readonly string[]): boolean {
  const long = parts.filter((part) => part.length > 3)
  return long.length > 1 && parts.every((part) => !isKnownWord(part))
}

/** Whether a word is one of ours: of a service, a place, a matter, or of a wording. */
export function isKnownWord(word: string): boolean {
  return readingsOf(word).some((each) => isPublic(each) || (isWordingWord(each) && !isNameWord(each)))
}

function isNameWord(word: string): boolean {
  return givenNames.has(word) || familyNames.has(word)
}

/** Words that say that something public is asked about: a service, a place, a matter. */
function isPublic(word: string): boolean {
  if (peopleWords.has(word) || occupations.has(word)) return false
  return (
    serviceWords.has(word) ||
    publicMatters.has(word) ||
    nameExcuses.has(word) ||
    placesAfter.has(word) ||
    placesBefore.has(word)
  )
}

const accountWords = wordSet(
  'gmail yahoo outlook hotmail icloud snap snapchat insta instagram tiktok facebook profile username handle account compte pseudo discord telegram reddit twitter onlyfans linkedin',
)

/** Words that only an account bears: a given name and a year (`kelsie2004`), or any beside the name of a network. */
export function accountNames(words: readonly string[]): string[][] {
  const isAccount = words.some((word) => accountWords.has(word))
  return words
    .filter((word) => {
      const letters = /^([a-z]{4,20})\d{2,4}$/u.exec(word)?.[1]
      if (letters === undefined || isPublic(letters)) return false
      return isAccount || holdsName(letters)
    })
    .map((word) => [word])
}

/** Names of a person written in one go: `karenbolton`. */
export function namesInOne(words: readonly string[]): string[][] {
  return words
    .filter((word) => word.length > 8 && /^[a-z]{9,24}$/u.test(word) && !isKnownWord(word))
    .filter((word) =>
      Array.from({ length: word.length - 4 }, (_, at) => at).some(
        (at) => at > 3 && isWholeName(word.slice(0, at), word.slice(at)),
      ),
    )
    .map((word) => [word])
}

function isWholeName(given: string, family: string): boolean {
  return family.length > 3 && givenNames.has(given) && !doubtfulNames.has(given) && familyNames.has(family)
}

function holdsName(letters: string): boolean {
  if (givenNames.has(letters) && letters.length > 4) return true
  return Array.from({ length: letters.length }, (_, at) => at).some(
    (at) =>
      (at > 3 && givenNames.has(letters.slice(0, at)) && familyNames.has(letters.slice(at))) ||
      (at < 3 && letters.length - at > 5 && familyNames.has(letters.slice(at))),
  )
}
