import type { Token } from '#language/tokens.ts'

/** A place named in a post, with where it stands in the text. `own` places come from the organization's own list. */
type PlaceMention = { name: string; kind: 'own' | 'street' | 'crossing' | 'road' }

/** The organization's own names: streets, wards, buildings, rivers; each with other spellings people use. */
export type PlaceList = readonly { name: string; also?: readonly string[] }[]

/** Most places read from one post. */
export const placesMax = 8

const streetEnds =
  'street st avenue ave av road rd boulevard blvd drive dr lane ln crescent cres court place pl way trail tr terrace parkway pkwy highway hwy bridge square park creek river hill heights beach bay island station hospital school airport'
/** Either case of the first letter, so that names before it must keep their capitals. */
const streetEnd = `(?:${streetEnds
  .split(' ')
  .map((end) => `[${end[0]?.toUpperCase() ?? ''}${end[0] ?? ''}]${end.slice(1)}`)
  .join('|')})`
const named = String.raw`(?:\p{Lu}[\p{L}'’-]+|\d{1,3}(?:st|nd|rd|th))`
const streetEn = new RegExp(
  String.raw`(?<![\p{L}@#])((?:${named}[ ]){1,3}(?:${streetEnd})(?:[ ](?:N|S|E|W|NE|NW|SE|SW)\b)?)(?![\p{L}])`,
  'gu',
)
const streetFr =
  /(?<![\p{L}@#])((?:rue|avenue|av\.|boulevard|boul\.|bd|chemin|ch\.|place|pont|quai|route|rang|montée|côte|impasse|allée|parc|quartier|rivière|lac|gare|hôpital|école)[ ](?:(?:de[ ]la|de[ ]l['’]|des|du|de|d['’]|la|le|les|l['’])[ ]?)?(?:\p{Lu}[\p{L}'’-]*|\d{1,3}e)(?:[ -](?:\p{Lu}[\p{L}'’-]*)){0,3})/gu
const crossing = new RegExp(
  String.raw`(?<![\p{L}@#])((?:angle[ ])?${named}(?:[ ](?:${streetEnd}))?[ ]?(?:&|and|at|\/|et|x)[ ]?${named}[ ](?:${streetEnd}))(?![\p{L}])`,
  'gu',
)
const numbered = new RegExp(
  String.raw`(?<![\p{L}@#])(\p{Lu}[\p{L}'’-]+[ ]?(?:&|\/)[ ]?\d{1,3}(?:st|nd|rd|th|e)|angle[ ]\p{Lu}[\p{L}'’-]+[ ]?(?:&|\/|et)[ ]?\p{Lu}[\p{L}'’-]+)`,
  'gu',
)
const road =
  /(?<![\p{L}@#])((?:I|US|SR|RN|A|M|QC)-\d{1,3}(?:[ ](?:exit|sortie)[ ]\d{1,3})?|(?:Hwy|Highway|Route|Autoroute|Interstate)[ ]\d{1,3}(?:[ ](?:exit|sortie)[ ]\d{1,3})?)(?![\p{L}\d])/gu
const notNames =
  /^(?:The|This|That|My|Our|Your|A|An|In|On|At|To|From|By|Of|And|For|Is|What|No|All|One|Some|First|High|I|We|It|Great|Good|New|Happy|Big|Best|Next|Last|Every|Any)\s/u

function matches(text: string, pattern: RegExp, kind: PlaceMention['kind']): PlaceMention[] {
  return [...text.matchAll(pattern)].map((match) => ({ name: tidy(match[1] ?? ''), kind }))
}

function tidy(name: string): string {
  let clean = name.replace(/\s+/gu, ' ').trim()
  for (let i = 0; i < 3; i++) clean = clean.replace(notNames, '')
  return clean
}

function ownPlaces(words: string, own: PlaceList): PlaceMention[] {
  return own
    .filter((place) =>
      [place.name, ...(place.also ?? [])].some((name) => words.includes(` ${wordsOf(name)} `)),
    )
    .map((place) => ({ name: place.name, kind: 'own' as const }))
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/**
 * Places a post names: the organization's own list first, then streets, crossings and numbered roads by their grammar in
 * English and French ("Mill St", "rue des Tanneurs", "Main & 3rd", "angle Peel/Sherbrooke", "I-95 exit 12").
 *
 * @param tokens the post's tokens, used for the own list so that spacing and punctuation do not matter
 * @returns at most {@link placesMax}, without repeats
 */
export function placesIn(text: string, tokens: readonly Token[], own: PlaceList = []): PlaceMention[] {
  const plain = text.slice(0, 2000).replace(/https?:\/\/\S*/gu, ' ')
  const words =
    own.length === 0
      ? ''
      : ` ${tokens
          .filter((token) => token.kind === 'word' || token.kind === 'tag')
          .map((token) => wordsOf(token.text))
          .join(' ')} `
  const found = [
    ...(own.length === 0 ? [] : ownPlaces(words, own)),
    ...matches(plain, crossing, 'crossing'),
    ...matches(plain, numbered, 'crossing'),
    ...matches(plain, road, 'road'),
    ...(/\p{Lu}|\d/u.test(plain)
      ? matches(plain, streetEn, 'street').filter((place) => /^[\p{Lu}\d]/u.test(place.name))
      : []),
    ...matches(plain, streetFr, 'street'),
  ]
  return firstOfEach(found.filter((place) => place.name.includes(' ') || place.kind !== 'street')).slice(
    0,
    placesMax,
  )
}

function firstOfEach(places: readonly PlaceMention[]): PlaceMention[] {
  const kept = new Map<string, PlaceMention>()
  for (const place of places) {
    const key = place.name.toLowerCase()
    const inside = [...kept.keys()].some((other) => other.includes(key))
    if (!inside && place.name !== '') kept.set(key, place)
  }
  return [...kept.values()]
}
