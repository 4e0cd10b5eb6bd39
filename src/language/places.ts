import { type GrammarPlace, grammarPlaces } from '#language/places/grammar.ts'
import { roles } from '#language/places/grammar-words.ts'
import {
  type OwnIndex,
  ownIndexOf,
  type OwnPlace,
  ownPlaceAt,
  type PlaceList,
  plainWords,
} from '#language/places/own-list.ts'
import { forms, readWords, textWords } from '#language/places/text-words.ts'

/** A place named in a post. `own` places come from the organization's own list. */
type PlaceMention = { name: string; kind: 'own' | 'street' | 'crossing' | 'road' }

/** The organization's own places, with their other spellings. */
export type { PlaceList }

/** Most places read from one post. */
export const placesMax = 8

const words = textWords()

/**
 * The name the organization's own list has for a place somebody else named, or nothing: its own spelling, or the part
 * before the first comma ("Old Town, Havre-Clair").
 */
export function ownNameOf(name: string, own: PlaceList): string | undefined {
  if (own.length === 0) return undefined
  const { byWords } = ownIndexOf(own)
  return byWords.get(plainWords(name)) ?? byWords.get(plainWords(name.split(',', 1)[0] ?? ''))
}

/**
 * Places a post names: the organization's own list first, then streets, crossings and numbered roads by their grammar in
 * English and French ("Mill St", "rue des Tanneurs", "Main & 3rd", "angle Peel/Sherbrooke", "I-95 exit 12"). A place of the
 * own list goes by its own name, however it was written. A house number is left out, because it may be somebody's home,
 * unless the own list holds it. Reads the first 2,000 characters; one pass, and nothing more where no place can stand.
 *
 * @returns at most {@link placesMax}, without repeats
 */
export function placesIn(text: string, own: PlaceList = []): PlaceMention[] {
  readWords(words, text)
  const grammar = grammarPlaces(words)
  if (own.length === 0) return grammar.length === 0 ? [] : firstOfEach(grammar.map(mention))
  const index = ownIndexOf(own)
  const found = ownPlaces(index)
  if (found.length === 0 && grammar.length === 0) return []
  const named = found.map(({ name }): PlaceMention => ({ name, kind: 'own' }))
  return firstOfEach([
    ...named,
    ...grammar.filter((place) => !isCovered(place, found)).map((place) => renamed(mention(place), index)),
  ])
}

const signRoles = roles.end | roles.weakEnd | roles.head | roles.weakHead | roles.corner
/** Beyond Latin letters texts may be split into words in more than one way. */
const latinEnd = 0x250
/** Digits of a road's number at most. */
const roadDigitsMax = 4

/** What a folded word may be in the name of a place, as bits of {@link placeSignsOf}. */
export const placeSigns = {
  /** Any part of one. */
  name: 1,
  /** The number of a road, when a word that may stand before one does. */
  number: 2,
  road: 4,
} as const

/**
 * Whether a text that holds this folded word may name a place: only then must {@link placesIn} look. Every street and crossing
 * holds a word of its grammar or an ordinal, every road its number behind a word for a road, every own place one of the list's first words.
 */
export function placeSignsOf(word: string, own: PlaceList = []): number {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) >= latinEnd) return placeSigns.name
  readWords(words, word)
  const index = own.length === 0 ? undefined : ownIndexOf(own)
  let signs = 0
  for (let at = 0; at < words.count; at++) {
    if (((words.role[at] ?? 0) & signRoles) !== 0 || words.form[at] === forms.ordinal) return placeSigns.name
    if (index?.wordsFrom.has(words.hash[at] ?? 0) === true) return placeSigns.name
    const isRoad = ((words.role[at] ?? 0) & roles.road) !== 0
    const isNumber =
      words.form[at] === forms.number && (words.to[at] ?? 0) - (words.from[at] ?? 0) <= roadDigitsMax
    if (words.count > 1 && (isRoad || isNumber)) return placeSigns.name
    signs |= (isRoad ? placeSigns.road : 0) | (isNumber ? placeSigns.number : 0)
  }
  return signs
}

const nothing: readonly OwnPlace[] = []

function ownPlaces(index: OwnIndex): readonly OwnPlace[] {
  let found: OwnPlace[] | undefined
  for (let at = 0; at < words.count; at++) {
    const place = ownPlaceAt(words, at, index)
    if (place === undefined) continue
    ;(found ??= []).push(place)
    at = place.last
  }
  return found ?? nothing
}

/** A street that only adds words to an own place ("River at Ferry Lane"); a crossing says more than one. */
function isCovered(place: GrammarPlace, own: readonly OwnPlace[]): boolean {
  return (
    place.kind !== 'crossing' && own.some(({ first, last }) => place.first <= last && first <= place.last)
  )
}

function mention({ first, last, kind }: GrammarPlace): PlaceMention {
  const name = words.text.slice(words.from[first], words.to[last])
  const exact = kind === 'road' ? name.replace(/ (?:at|à) (?:the |la )?/u, ' ') : name
  return { name: exact.replaceAll(/\s+/gu, ' '), kind }
}

function renamed(place: PlaceMention, { byWords }: OwnIndex): PlaceMention {
  const name = byWords.get(plainWords(place.name))
  return name === undefined ? place : { name, kind: 'own' }
}

/** Without places that are part of one already kept. */
function firstOfEach(places: readonly PlaceMention[]): PlaceMention[] {
  const kept = new Map<string, PlaceMention>()
  for (const place of places) {
    const key = place.name.toLowerCase()
    const isRepeat = key === '' || [...kept.keys()].some((other) => other.includes(key))
    if (!isRepeat && kept.size < placesMax) kept.set(key, place)
  }
  return [...kept.values()]
}
