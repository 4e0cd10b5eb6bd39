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

/** One spelling of an own place, with spaces around its words, and the place it names. */
type Spelling = { words: string; name: string }
type OwnIndex = { byFirstWord: Map<string, Spelling[]>; byWords: Map<string, string> }

/** Read once per list: a list of some hundred places would otherwise be folded again for each post. */
const ownIndexes = new WeakMap<PlaceList, OwnIndex>()

function ownIndexOf(own: PlaceList): OwnIndex {
  const known = ownIndexes.get(own)
  if (known !== undefined) return known
  const index: OwnIndex = { byFirstWord: new Map(), byWords: new Map() }
  for (const { name, also } of own) {
    for (const spelling of [name, ...(also ?? [])]) {
      const words = wordsOf(spelling)
      if (words === '' || index.byWords.has(words)) continue
      index.byWords.set(words, name)
      const first = words.split(' ', 1)[0] ?? ''
      index.byFirstWord.set(first, [...(index.byFirstWord.get(first) ?? []), { words: ` ${words} `, name }])
    }
  }
  ownIndexes.set(own, index)
  return index
}

function ownPlaces(words: readonly string[], index: OwnIndex): PlaceMention[] {
  const text = ` ${words.join(' ')} `
  const names = new Set<string>()
  for (const word of words) {
    for (const spelling of index.byFirstWord.get(word) ?? []) {
      if (text.includes(spelling.words)) names.add(spelling.name)
    }
  }
  return [...names].map((name) => ({ name, kind: 'own' as const }))
}

/**
 * The name the organization's own list has for a place somebody else named, or nothing: its own spelling, or the part
 * before the first comma ("Old Town, Havre-Clair").
 */
export function ownNameOf(name: string, own: PlaceList): string | undefined {
  if (own.length === 0) return undefined
  const { byWords } = ownIndexOf(own)
  return byWords.get(wordsOf(name)) ?? byWords.get(wordsOf(name.split(',', 1)[0] ?? ''))
}

const accents = /\p{M}/gu

function wordsOf(text: string): string {
  const lower = text.toLowerCase()
  const plain = /[^\p{ASCII}]/u.test(lower) ? lower.normalize('NFD').replace(accents, '') : lower
  return plain.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
}

const endWords = new Set(streetEnds.split(' '))
const frenchWords = new Set(
  'rue avenue av boulevard boul bd chemin ch place pont quai route rang montee cote impasse allee parc quartier riviere lac gare hopital ecole'.split(
    ' ',
  ),
)

/** The patterns that could match at all: looking for a street in a text without a street word costs more than all the rest. */
function grammarPlaces(plain: string, words: readonly string[]): PlaceMention[] {
  const hasEnd = words.some((word) => endWords.has(word))
  const hasDigit = /\d/u.test(plain)
  return [
    ...(hasEnd ? matches(plain, crossing, 'crossing') : []),
    ...(/[&/]|angle/iu.test(plain) ? matches(plain, numbered, 'crossing') : []),
    ...(hasDigit ? matches(plain, road, 'road') : []),
    ...(hasEnd ? matches(plain, streetEn, 'street').filter((place) => /^[\p{Lu}\d]/u.test(place.name)) : []),
    ...(words.some((word) => frenchWords.has(word)) ? matches(plain, streetFr, 'street') : []),
  ]
}

/**
 * Places a post names: the organization's own list first, then streets, crossings and numbered roads by their grammar in
 * English and French ("Mill St", "rue des Tanneurs", "Main & 3rd", "angle Peel/Sherbrooke", "I-95 exit 12"). A place of the
 * own list goes by its own name, however it was written.
 *
 * @returns at most {@link placesMax}, without repeats
 */
export function placesIn(text: string, own: PlaceList = []): PlaceMention[] {
  const plain = text.slice(0, 2000).replace(/https?:\/\/\S*/gu, ' ')
  const words = wordsOf(plain).split(' ')
  const grammar = grammarPlaces(plain, words).filter(
    (place) => place.name.includes(' ') || place.kind !== 'street',
  )
  if (own.length === 0) return firstOfEach(grammar).slice(0, placesMax)
  const named = grammar.map((place) => {
    const ownName = ownNameOf(place.name, own)
    return ownName === undefined ? place : { name: ownName, kind: 'own' as const }
  })
  return firstOfEach([...ownPlaces(words, ownIndexOf(own)), ...named]).slice(0, placesMax)
}

/** Without places that are part of one already kept, and streets that only add words to one ("River at Ferry Street"). */
function firstOfEach(places: readonly PlaceMention[]): PlaceMention[] {
  const kept = new Map<string, PlaceMention>()
  for (const place of places) {
    const key = place.name.toLowerCase()
    const isRepeat = [...kept].some(
      ([other, { kind }]) =>
        other.includes(key) || (kind === 'own' && place.kind !== 'own' && key.includes(other)),
    )
    if (!isRepeat && place.name !== '') kept.set(key, place)
  }
  return [...kept.values()]
}
