import { foldWord } from '#listening/policy/fold.ts'
import { wordSet } from '#listening/policy/lexicon/entry.ts'
import { ofText } from '#listening/policy/of-text.ts'

/** Ways people live in, seldom a public building. */
const dwellings =
  'close|crescent|cres|mews|terrace|row|way|gardens|grove|court|walk|rise|lane|croft|drive|place|cul-de-sac|vale|dene|garth|fold|wynd|brae|gate'
const voies =
  'rue|avenue|av|boulevard|bd|impasse|allee|allees|chemin|clos|sentier|ruelle|venelle|square|place|quai|cite|residence|lotissement|hameau|rang|montee|cote|passage|dreve|chaussee|route'
function capitals(words: string): string {
  return words.replaceAll(/(?<=^|\|)[a-z]/gu, (letter) => letter.toUpperCase())
}

const house = String.raw`\d{1,4}[a-d]?(?:-\d{1,4})?`
const english = new RegExp(
  String.raw`^(?:at |(?:flat|unit|apt) \w+ )?${house} (?:[\p{L}'’-]+ ){1,3}(?:${dwellings})$`,
  'u',
)
const french = new RegExp(
  String.raw`^(?:au |le )?(?:\d{1,4} ?(?:bis|ter|quater|[a-d]) (?:${voies}) |${house} (?:impasse|allee|clos|sentier|ruelle|venelle|lotissement|hameau|rang) )`,
  'u',
)
/** Not in quotes, capitals tell: `14 Larchmont Close`. */
const unquoted = new RegExp(
  String.raw`(?<![\p{L}\p{N}.:/"-])\d{1,4}[A-Da-d]? (?:\p{Lu}[\p{Ll}'’]+ ){1,2}(?:${capitals(dwellings)})(?![\p{L}\p{N}])`,
  'gu',
)

/** What a public body asks about at an address; a way with one of these is about the works or the permit. */
const works = wordSet(
  `closure closures closed detour construction works watermain rezoning zoning permit permits variance application development proposal consultation planning demolition heritage hearing
  renovation restoration tours polling ward hydrant evacuation evacuated collapse fire explosion
  fermeture fermee ferme travaux chantier permis zonage derogation consultation demolition patrimoine urbanisme incendie evacuation bureau mairie hall office station museum library school clinic hospital park centre center
  ecole musee bibliotheque clinique hopital parc gare theatre theater arena church eglise`,
)

/** Addresses of houses in streets where people live: `"14 Larchmont Close"`, `"12 bis rue des Éteules"`. */
export function housesIn(
  segments: readonly (readonly string[])[],
  words: readonly string[],
  text: string,
): string[][] {
  const houses = housesWritten(text)
  if (houses.length === 0 || words.some((word) => works.has(word))) return []
  const lines = segments.map((segment) => ` ${segment.join(' ')} `)
  return houses.filter((house) => lines.some((line) => line.includes(` ${house.join(' ')} `)))
}

const housesWritten = ofText((text) => {
  const quoted = [...text.matchAll(/(?<!-)"([^"]{6,80})"/gu)].flatMap(([, phrase = '']) => lines(phrase))
  return [...quoted, ...[...text.matchAll(unquoted)].flatMap(([phrase]) => lines(phrase))]
    .filter((line) => english.test(line) || french.test(line))
    .map((line) => line.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== ''))
})

/** The lines of an address; a comma behind the number parts none: `12 ter, avenue Bellanger`. */
function lines(phrase: string): string[] {
  return foldWord(phrase)
    .replace(/(\d+\w?(?: ?(?:bis|ter|quater))?),/u, '$1')
    .split(',')
    .map((line) => line.trim().replaceAll(/\s+/gu, ' '))
}
