import { plainHash } from '#language/places/folding.ts'
import { nameKinds } from '#language/places/gazetteer-kinds.ts'

/** What a place is, as far as its name tells. */
export type PlaceKind =
  | 'country'
  | 'region'
  | 'district'
  | 'city'
  | 'island'
  | 'nature'
  | 'street'
  | 'building'
  | 'other'

const endings: Partial<Record<PlaceKind, string>> = {
  street:
    'street st avenue ave av road rd boulevard blvd drive dr lane ln way highway hwy parkway pkwy freeway rue chemin',
  district: 'county co parish district province township ward borough taluk',
  nature:
    'river creek bayou lake bay beach valley mountain mountains mount canyon forest coast cape falls rivière lac',
  island: 'island islands isle île îles',
  building:
    'school college university hospital airport church stadium arena center centre hotel station bridge library museum park building hall camp embassy elementary pont gare école hôpital',
}

const kindOfWord = new Map<number, PlaceKind>()
for (const kind of ['street', 'district', 'nature', 'island', 'building'] as const)
  for (const word of (endings[kind] ?? '').split(' ')) kindOfWord.set(plainHash(word, 0, word.length), kind)

/** The kind of a place from the hashes of its first and last word and what the gazetteer knows of the whole name. */
export function kindOf(name: { first: number; last: number; bits: number }): PlaceKind {
  const ending = kindOfWord.get(name.last) ?? kindOfWord.get(name.first)
  const { bits } = name
  if (bits === 0) return ending ?? 'other'
  if ((bits & nameKinds.country) !== 0) return 'country'
  if ((bits & nameKinds.island) !== 0) return 'island'
  if ((bits & nameKinds.region) !== 0) return 'region'
  if (ending !== undefined) return ending
  if ((bits & cities) !== 0) return 'city'
  if ((bits & (nameKinds.district | nameKinds.districtBare)) !== 0) return 'district'
  return (bits & (nameKinds.natural | nameKinds.continent)) === 0 ? 'other' : 'nature'
}

const cities =
  nameKinds.cityMillion | nameKinds.city100k | nameKinds.city15k | nameKinds.city1k | nameKinds.village
