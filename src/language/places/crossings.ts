import { roles } from '#language/places/grammar-words.ts'
import { isName, type Street } from '#language/places/streets.ts'
import { forms, gaps, type TextWords } from '#language/places/text-words.ts'

/** Two streets that meet, as words `first` to `last`. */
export type Crossing = { first: number; last: number; kind: 'crossing' }

type Side = { first: number; last: number; isStreet: boolean }

function has(bits: number | undefined, wanted: number): boolean {
  return ((bits ?? 0) & wanted) !== 0
}

/** The street that ends right before word `at`, or a bare name there ("Main", "3rd"). */
function sideBefore(words: TextWords, streets: readonly Street[], at: number): Side | undefined {
  const street = streets.find(({ last }) => last === at - 1)
  if (street !== undefined) return { first: street.first, last: street.last, isStreet: true }
  if (!isName(words, at - 1)) return undefined
  let first = at - 1
  while (first > 0 && at - first < 3 && words.gap[first] === gaps.hyphen && isName(words, first - 1)) first--
  return { first, last: at - 1, isStreet: false }
}

/** The street that begins at word `at`, behind articles ("and the", "et de la"), or a bare name there. */
function sideAfter(words: TextWords, streets: readonly Street[], from: number): Side | undefined {
  let at = from
  while (at < from + 3 && !streets.some(({ first }) => first === at) && has(words.role[at], roles.article))
    at++
  const street = streets.find(({ first, last }) => first <= at && last >= at)
  if (street !== undefined) return { first: street.first, last: street.last, isStreet: true }
  if (!isName(words, at)) return undefined
  let last = at
  while (last + 1 < words.count && last - at < 3 && words.gap[last + 1] === gaps.hyphen) last++
  return { first: at, last, isStreet: false }
}

const cornerReach = 3

/** Where "corner of", "angle" or "coin" stands right before word `at`, at most some articles between; -1 for nowhere. */
function cornerBefore(words: TextWords, at: number): number {
  for (let before = at - 1; before >= 0 && before >= at - cornerReach; before--) {
    if (has(words.role[before], roles.corner)) return before
    if (!has(words.role[before], roles.article)) return -1
  }
  return -1
}

/**
 * The crossing whose joining word or sign stands before word `right` ("Main & 3rd", "Mill St at 4th Ave", "boul.
 * Saint-Laurent coin Rachel"); `left` is the word behind the first street. A bare pair needs a word or sign that says so.
 */
export function crossingAt(
  words: TextWords,
  streets: readonly Street[],
  { left, right }: { left: number; right: number },
): Crossing | undefined {
  const before = sideBefore(words, streets, left)
  const after = sideAfter(words, streets, right)
  if (before === undefined || after === undefined) return undefined
  const corner = cornerBefore(words, before.first)
  if (!isBelieved(words, { before, after, corner, left, right })) return undefined
  const isBare = !before.isStreet && !after.isStreet
  const withCorner = isBare && corner >= 0 && corner === before.first - 1
  return { first: withCorner ? corner : before.first, last: after.last, kind: 'crossing' }
}

type Pair = { before: Side; after: Side; corner: number; left: number; right: number }

function isBelieved(words: TextWords, { before, after, corner, left, right }: Pair): boolean {
  if (corner >= 0) return true
  const isMet = left < right && has(words.role[left], roles.corner)
  if (before.isStreet && after.isStreet) return true
  if (isMet) return before.isStreet || after.isStreet
  const gap = words.gap[right]
  const isSign = gap === gaps.ampersand || gap === gaps.slash
  const isNumbered = isOrdinal(words, before) !== isOrdinal(words, after)
  if (isSign) return before.isStreet || after.isStreet || isNumbered
  const isPlace = has(words.role[before.first - 1], roles.preposition)
  if (after.isStreet) return isPlace || isOrdinal(words, before)
  return isNumbered && isPlace
}

function isOrdinal(words: TextWords, { first }: Side): boolean {
  return has(words.form[first], forms.ordinal)
}
