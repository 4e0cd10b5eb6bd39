import { roles } from '#language/places/grammar-words.ts'
import { forms, gaps, type TextWords } from '#language/places/text-words.ts'

/** A street or road as words `first` to `last`. */
export type Street = { first: number; last: number; kind: 'street' | 'road' }

/** Words of a name at most, without head or end. */
const nameWordsMax = 4

function has(bits: number | undefined, wanted: number): boolean {
  return ((bits ?? 0) & wanted) !== 0
}

/** Whether a word can be (part of) the name of a street: a capital or an ordinal, and no word that says something else. */
export function isName(words: TextWords, at: number): boolean {
  const form = words.form[at] ?? 0
  if (at < 0 || at >= words.count || has(form, forms.tag)) return false
  if (has(form, forms.ordinal)) return true
  return has(form, forms.capital) && !has(words.role[at], roles.never)
}

/** Whether two words stand side by side as in a name; a stop only behind a short form ("St. Clair", "boul. Saint-Laurent"). */
function isBeside(words: TextWords, at: number): boolean {
  const gap = words.gap[at]
  if (gap === gaps.space || gap === gaps.hyphen || gap === gaps.apostrophe) return true
  if (gap !== gaps.stop) return false
  return has(words.role[at - 1], roles.saint | roles.head | roles.weakHead | roles.direction)
}

/** The first word of the English name before the end word at `end`, or `end` when there is none. */
function nameStart(words: TextWords, end: number): number {
  const wholeIsShouted = has(words.form[end], forms.shouted)
  let first = end
  while (first > 0 && end - first < nameWordsMax) {
    if (isOwning(words, first - 1)) {
      first -= 2
      continue
    }
    if (!isBeside(words, first) || !isName(words, first - 1)) break
    const isShouted = has(words.form[first - 1], forms.shouted)
    if (wholeIsShouted && !isShouted && !has(words.form[first - 1], forms.ordinal)) break
    first--
    if (wholeIsShouted && !has(words.role[first - 1], roles.saint | roles.direction)) break
  }
  return first
}

/** The s of "Cooper's Lane", with the name before it. */
function isOwning(words: TextWords, at: number): boolean {
  const isS = at > 0 && words.gap[at] === gaps.apostrophe && (words.to[at] ?? 0) - (words.from[at] ?? 0) === 1
  return isS && words.gap[at + 1] === gaps.space && isName(words, at - 1)
}

/** A street of English form whose last word is `end` ("Mill St", "Old Harbour Road N"). */
export function englishStreet(words: TextWords, end: number): Street | undefined {
  const role = words.role[end] ?? 0
  const hasCapital = has(words.form[end], forms.capital)
  if (!has(role, roles.end) && !hasCapital) return undefined
  if (has(role, roles.weakEnd) && goesOnAsName(words, end)) return undefined
  const first = nameStart(words, end)
  if (first === end || saysNothing(words, first, end)) return undefined
  const next = end + 1
  const isTurn =
    next < words.count && words.gap[next] === gaps.space && has(words.role[next], roles.direction)
  const last = isTurn && has(words.form[next], forms.capital) ? next : end
  return { first, last, kind: 'street' }
}

/** "St Louis", "Dr Smith", "Park Service": the word begins a name instead of ending a street. */
function goesOnAsName(words: TextWords, end: number): boolean {
  const next = end + 1
  if (next >= words.count || words.gap[next] !== gaps.space) return false
  if (has(words.role[next], roles.direction | roles.joins | roles.end | roles.weakEnd)) return false
  return isName(words, next) && !has(words.form[end], forms.shouted)
}

/** "High School", "North Park", "City Center": words that are no name by themselves. */
function saysNothing(words: TextWords, first: number, end: number): boolean {
  if (has(words.role[end], roles.end)) return false
  for (let at = first; at < end; at++) if (!has(words.role[at], roles.direction | roles.general)) return false
  return true
}

/** A street of French form whose first word is `head` ("rue des Tanneurs", "boul. Saint-Laurent"). */
export function frenchStreet(words: TextWords, head: number): Street | undefined {
  const role = words.role[head] ?? 0
  if (has(words.form[head], forms.tag)) return undefined
  const isFrench = has(role, roles.head) || speaksFrench(words, head)
  if (!isFrench) return undefined
  let at = head + 1
  while (at < words.count && at <= head + 3 && isBeside(words, at) && isArticle(words, at)) at++
  if (at >= words.count || !isBeside(words, at)) return undefined
  const isDated = has(words.form[at], forms.number) && has(words.role[at + 1], roles.month) && at > head + 1
  if (!isDated && !isFrenchName(words, at)) return undefined
  return { first: head, last: isDated ? at + 1 : frenchEnd(words, at), kind: 'street' }
}

function isArticle(words: TextWords, at: number): boolean {
  return has(words.role[at], roles.article)
}

/** In a French name "Sur", "Notre" and "Est" are parts of it; at its beginning only words that are names. */
function isFrenchName(words: TextWords, at: number): boolean {
  const isUpper = has(words.form[at], forms.capital) && !has(words.form[at], forms.tag)
  if (isUpper && words.gap[at + 1] === gaps.hyphen) return true
  return isName(words, at) || (isUpper && has(words.role[at - 1], roles.article))
}

function frenchEnd(words: TextWords, start: number): number {
  let last = start
  while (last + 1 < words.count && last - start < 2 * nameWordsMax) {
    const next = last + 1
    if (words.gap[next] === gaps.hyphen) last = next
    else if (isBeside(words, next) && isPart(words, next)) last = next
    else if (
      isBeside(words, next) &&
      isArticle(words, next) &&
      isBeside(words, next + 1) &&
      isPart(words, next + 1) &&
      !has(words.role[next + 1], roles.head)
    )
      last = next + 1
    else break
  }
  return last
}

/** A further word of a French name: a name, or a direction with a capital ("Est"). */
function isPart(words: TextWords, at: number): boolean {
  const isUpper = has(words.form[at], forms.capital) && !has(words.form[at], forms.tag)
  return (
    isUpper &&
    (has(words.role[at], roles.direction) || isName(words, at)) &&
    !has(words.role[at], roles.corner)
  )
}

/** Whether another word of the text is of French alone: "place" and "route" begin streets only there. */
function speaksFrench(words: TextWords, head: number): boolean {
  for (let at = 0; at < words.count; at++) if (at !== head && has(words.role[at], roles.french)) return true
  return false
}

/** "1re Avenue", "12e Rue": a number before the head. */
export function numberedFrench(words: TextWords, head: number): Street | undefined {
  const before = head - 1
  if (before < 0 || words.gap[head] !== gaps.space || !has(words.form[before], forms.ordinal))
    return undefined
  return has(words.role[head], roles.head) ? { first: before, last: head, kind: 'street' } : undefined
}

/** A road by its number ("I-95 exit 12", "route 132", "Hwy 7") whose first word is `head`. */
export function numberedRoad(words: TextWords, head: number): Street | undefined {
  const number = head + 1
  const { from, to } = words
  if (number >= words.count || !has(words.form[number], forms.number)) return undefined
  const isLetter = (to[head] ?? 0) - (from[head] ?? 0) <= 2
  const gap = words.gap[number]
  if (gap !== gaps.hyphen && gap !== gaps.space) return undefined
  if (isLetter && !isRoadLetters(words, head, gap)) return undefined
  if ((to[number] ?? 0) - (from[number] ?? 0) > 4) return undefined
  return { first: head, last: exitEnd(words, number), kind: 'road' }
}

/** Short heads count in capitals only, and with a space only those that no sentence holds ("US 101", never "I 2" or "A 4"). */
function isRoadLetters(words: TextWords, head: number, gap: number): boolean {
  if (!has(words.form[head], forms.capital)) return false
  if (gap === gaps.hyphen) return true
  const length = (words.to[head] ?? 0) - (words.from[head] ?? 0)
  return length === 2 && (words.to[head + 1] ?? 0) - (words.from[head + 1] ?? 0) <= 3
}

/** The last word of "exit 12" behind a road, or the road's own number. */
function exitEnd(words: TextWords, number: number): number {
  let at = number + 1
  if (has(words.role[at], roles.direction) && has(words.form[at], forms.capital)) at++
  if (has(words.role[at], roles.preposition | roles.article)) at++
  const isExit =
    at + 1 < words.count && has(words.role[at], roles.exit) && has(words.form[at + 1], forms.number)
  return isExit && isNear(words, number, at + 1) ? at + 1 : number
}

function isNear(words: TextWords, from: number, to: number): boolean {
  for (let at = from + 1; at <= to; at++) {
    const gap = words.gap[at]
    if (gap !== gaps.space && gap !== gaps.hyphen && gap !== gaps.comma) return false
  }
  return true
}
