import { crossingAt } from '#language/places/crossings.ts'
import { roles } from '#language/places/grammar-words.ts'
import {
  englishStreet,
  frenchStreet,
  numberedFrench,
  numberedRoad,
  type Street,
} from '#language/places/streets.ts'
import { gaps, type TextWords } from '#language/places/text-words.ts'

/** A street, crossing or numbered road: words `first` to `last`. */
export type GrammarPlace = { first: number; last: number; kind: 'street' | 'crossing' | 'road' }

const none: GrammarPlace[] = []
const streetRoles = roles.end | roles.weakEnd | roles.head | roles.weakHead | roles.road
const joinRoles = roles.joins | roles.corner

/**
 * Streets, crossings and numbered roads of a text by their grammar in English and French, in reading order. A street that
 * is part of a crossing is not named again.
 */
export function grammarPlaces(words: TextWords): readonly GrammarPlace[] {
  let streets: Street[] | undefined
  let mayCross = false
  for (let at = 0; at < words.count; at++) {
    const role = words.role[at] ?? 0
    const gap = words.gap[at]
    if ((role & joinRoles) !== 0 || gap === gaps.ampersand || gap === gaps.slash) mayCross = true
    if ((role & streetRoles) === 0) continue
    const street = streetAt(words, at, role)
    if (street !== undefined) streets = withStreet(streets, street)
  }
  if (!mayCross) return streets ?? none
  return withCrossings(words, streets ?? [])
}

/** Of two that overlap the one that covers the other stays ("Old Harbour" is part of "Old Harbour Road"), else the first. */
function withStreet(streets: Street[] | undefined, street: Street): Street[] {
  if (streets === undefined) return [street]
  const last = streets.at(-1)
  if (last === undefined || last.last < street.first) streets.push(street)
  else if (street.first <= last.first && street.last >= last.last) streets[streets.length - 1] = street
  return streets
}

function streetAt(words: TextWords, at: number, role: number): Street | undefined {
  const road = (role & roles.road) === 0 ? undefined : numberedRoad(words, at)
  if (road !== undefined) return road
  const isHead = (role & (roles.head | roles.weakHead)) !== 0
  const french = isHead ? (frenchStreet(words, at) ?? numberedFrench(words, at)) : undefined
  if (french !== undefined) return french
  return (role & (roles.end | roles.weakEnd)) === 0 ? undefined : englishStreet(words, at)
}

function withCrossings(words: TextWords, streets: readonly Street[]): GrammarPlace[] {
  const places: GrammarPlace[] = []
  for (let at = 1; at < words.count; at++) {
    const role = words.role[at] ?? 0
    const gap = words.gap[at]
    const isSign = gap === gaps.ampersand || gap === gaps.slash
    if (!isSign && (role & joinRoles) === 0) continue
    const crossing = crossingAt(
      words,
      streets,
      isSign ? { left: at, right: at } : { left: at, right: at + 1 },
    )
    if (crossing === undefined) continue
    const isNew = places.every(({ last }) => last < crossing.first)
    if (isNew) places.push(crossing)
  }
  const apart = streets.filter(({ first, last }) =>
    places.every((place) => last < place.first || first > place.last),
  )
  return [...places, ...apart].toSorted((a, b) => a.first - b.first)
}
