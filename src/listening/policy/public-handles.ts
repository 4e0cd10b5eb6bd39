import { folded } from '#kernel/folded.ts'
import { foldWord } from '#listening/policy/fold.ts'
import { doubtfulNames, familyNames, givenNames } from '#listening/policy/names.ts'
import { areaMarks, areas } from '#listening/policy/lexicon/areas.ts'
import { isKnownName } from '#listening/policy/lexicon/known-names.ts'
import { handleWords } from '#listening/policy/lexicon/handle-words.ts'

/**
 * Whether a handle speaks for the public, by what the handle itself says. Nobody is looked up: a private person must not be
 * searched for in order to learn that they may not be searched for.
 */

/** Domains that only governments can hold; a handle below one was proven to its network. */
const governmentDomains =
  /(?:^|\.)(?:gov|mil|gc\.ca|gouv\.fr|gouv\.qc\.ca|gov\.[a-z]{2}|gob\.[a-z]{2}|gouv\.[a-z]{2}|govt\.nz|admin\.ch|europa\.eu|bund\.de|nhs\.uk|police\.uk|int)$/u

const officeNumber = /(?:^|[^\d])[2-9]11$|^[2-9]11(?=\D)/u

/**
 * Whether the handle is that of an office, a public service or a newsroom, or one of those the desk was told.
 *
 * @param written the handle with its capitals, where the rule still has them: they part its words
 */
export function speaksForThePublic(handle: string, known: ReadonlySet<string>, written = handle): boolean {
  const plain = plainHandle(handle)
  if (known.has(plain) || governmentDomains.test(plain)) return true
  const [name = ''] = plain.replace(/^did:.*$/u, '').split(/[.@]/u)
  const [shown = ''] = written.replace(/^@/u, '').split(/[.@]/u)
  const apart = [...capitalsApart(shown), name].map(partsOf)
  const parts = [name, ...apart.flat()]
  const isApart = apart.some((each) => each.length > 1)
  // `radio_dave` is Dave; `mp_smith` and `st_john_ambulance` are not.
  if (apart.some((each) => each.some((part, at) => isTitle(part, at, each)))) return true
  if (isKnownName(name.replaceAll(/[^a-z]/gu, ''))) return true
  if (isPersonal(partsOf(name)) || apart.some(isNamedLast)) return false
  if (
    officeNumber.test(name) ||
    isAcronym(shown) ||
    isAcronymOf(shown.split('_')) ||
    isAcronymOf(lettersApart(shown)) ||
    apart.some(isOfArea) ||
    isOfAreaRun(name)
  )
    return true
  return parts.some((part) => isOffice(part, isApart))
}

/** `CBCOttawa` as `cbc_ottawa`, `TTCnotices` as `ttc_notices`: nobody can tell which from the capitals alone. */
function capitalsApart(written: string): string[] {
  const words = written.replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
  return [
    words.replaceAll(/(\p{Lu}{2,})(\p{Ll}{3,})/gu, '$1_$2'),
    words.replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1_$2'),
  ].map(foldWord)
}

function partsOf(name: string): string[] {
  return name.split(/[_\d-]+/u).filter((part) => part !== '')
}

/** Letters that stand for words, as bodies are called: `TDSB`, `SOPFEU`. */
function isAcronym(shown: string): boolean {
  const letters = foldWord(shown)
  return /^\p{Lu}{4,6}$/u.test(shown) && !givenNames.has(letters) && !familyNames.has(letters)
}

/** The same beside an area or a service: `TAN_trafic`, `RSAIreland`. */
function isAcronymOf(parts: readonly string[]): boolean {
  const known = parts
    .map(foldWord)
    .filter((part) => areas.has(part) || areaMarks.has(part) || handleWords.exact.has(part))
  if (parts.length < 2) return false
  // A body of two languages: `PSPC_SPAC`.
  if (parts.every(isAcronym)) return true
  return known.length > 0 && parts.length - known.length === parts.filter(isAcronymPart).length
}

/** `RSAIreland` as `RSA` and `Ireland`, `YukonEMO` likewise; nothing where there is no word beside the letters. */
function lettersApart(shown: string): string[] {
  const parts =
    /^(\p{Lu}{3,6})(\p{Lu}\p{Ll}{3,})$/u.exec(shown) ?? /^(\p{Lu}\p{Ll}{3,})(\p{Lu}{3,6})$/u.exec(shown)
  return parts?.slice(1) ?? []
}

function isAcronymPart(part: string): boolean {
  const letters = foldWord(part)
  const isKnown = areas.has(letters) || areaMarks.has(letters) || handleWords.exact.has(letters)
  return !isKnown && /^\p{Lu}{3,6}$/u.test(part) && !givenNames.has(letters)
}

/** Nothing but an area and what marks a body of it: `lausanne_ch`, `YourAlberta`. */
function isOfArea(parts: readonly string[]): boolean {
  return (
    parts.some((part) => areas.has(part)) &&
    parts.every(
      (part) =>
        areas.has(part) || areaMarks.has(part) || handleWords.exact.has(part) || handleWords.short.has(part),
    )
  )
}

/** The same where nothing parts the words: `cityregina`, `bristolcc`. */
function isOfAreaRun(name: string): boolean {
  return Array.from({ length: name.length }, (_, at) => [name.slice(0, at), name.slice(at)]).some(isOfArea)
}

function isTitle(part: string, at: number, parts: readonly string[]): boolean {
  if (handleWords.titles.has(part)) return true
  if (parts.length < 2 || parts.some((each) => handleWords.fans.has(each))) return false
  return at === 0 ? handleWords.shortTitles.has(part) : at === parts.length - 1 && /^m[ep]p?$/u.test(part)
}

/** `ElectionsDave` as `elections_dave`; `MairieSaintMartin` and `LyceeVictorHugo` are no persons. */
function isNamedLast(parts: readonly string[]): boolean {
  const [last = ''] = parts.slice(-1)
  const before = parts.at(-2) ?? ''
  const isHouse = /^(?:ecoles?|school|lycee|college|hopital|hospital|parc|park|place|gare)$/u.test(before)
  return (
    parts.length > 1 &&
    isSurelyNamed(last) &&
    !(givenNames.has(before) || doubtfulNames.has(before)) &&
    !isHouse &&
    isNamed(last, before)
  )
}

function isPersonal(parts: readonly string[]): boolean {
  const isOfCountry = parts.some((part) => handleWords.exact.has(part))
  return parts.some(
    (part, at) =>
      isOfPersona(part) || (isNamed(part, parts[at - 1] ?? '') && !(isOfCountry && countryCodes.has(part))),
  )
}

/** Countries in short that are given names too: `Elections_Can`. */
const countryCodes = new Set(['can'])

/** `metrogirl`, `councilwatcher`, `mayorofmyhouse`: whoever is called so speaks for nobody else. */
function isOfPersona(part: string): boolean {
  return (
    handleWords.fans.has(part) ||
    /.(?:girl|guy|mom|mum|maman|papa|dad|fan|fans|lover|junkie|addict|nerd|geek|watcher|reader|spotter|dude|princess|gamer|nut|grandpa|myhouse|mycat|mydog)$/u.test(
      part,
    )
  )
}

function isNamed(part: string, before: string): boolean {
  if (
    handleWords.exact.has(part) ||
    areas.has(part) ||
    /^(?:st|saint|sainte|ste|de|du|of|mont|fort|port)$/u.test(before)
  )
    return false
  return givenNames.has(part)
}

function isOffice(part: string, isSetApart: boolean): boolean {
  if (handleWords.exact.has(part)) return true
  if (isSetApart && handleWords.short.has(part)) return true
  const starts = handleWords.starts.some(
    (word) => part.startsWith(word) && !isSurelyNamed(part.slice(word.length)),
  )
  if (starts) return true
  return handleWords.ends.some(
    (word) =>
      part.length > word.length + 1 && part.endsWith(word) && !isSurelyNamed(part.slice(0, -word.length)),
  )
}

/** What is left beside an office's word is a given name: `canadianchris`. */
function isSurelyNamed(rest: string): boolean {
  return rest.length > 3 && givenNames.has(rest) && !doubtfulNames.has(rest) && !areas.has(rest)
}

/** A handle as handles are compared: small letters, no accents, no `@`. */
export function plainHandle(handle: string): string {
  return folded(handle.replace(/^@/u, ''))
}
