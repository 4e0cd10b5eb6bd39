import { foldWord } from '#listening/policy/fold.ts'
import { givenNames } from '#listening/policy/names.ts'
import { handleWords } from '#listening/policy/lexicon/handle-words.ts'

/**
 * Whether a handle speaks for the public, by what the handle itself says. Nobody is looked up: a private person must not be
 * searched for in order to learn that they may not be searched for.
 */

/** Domains that only governments can hold; a handle below one was proven to its network. */
const governmentDomains =
  /(?:^|\.)(?:gov|mil|gc\.ca|gouv\.fr|gouv\.qc\.ca|gov\.[a-z]{2}|gob\.[a-z]{2}|gouv\.[a-z]{2}|govt\.nz|admin\.ch|europa\.eu|bund\.de|nhs\.uk|police\.uk|int)$/u

const officeNumber = /(?:^|[^\d])[2-9]11$/u

/**
 * Whether the handle is that of an office, a public service or a newsroom, or one of those the desk was told.
 *
 * @param written the handle with its capitals, where the rule still has them: they part its words
 */
export function speaksForThePublic(handle: string, known: ReadonlySet<string>, written = handle): boolean {
  const plain = plainHandle(handle)
  if (known.has(plain) || governmentDomains.test(plain)) return true
  const [name = ''] = plain.replace(/^did:.*$/u, '').split(/[.@]/u)
  const parts = [...partsOf(name), ...partsOf(capitalsApart(written))]
  if (officeNumber.test(name)) return true
  const titles = parts.some((part, at) => isTitle(part, at, parts.length > 1))
  // `radio_dave` is Dave; `mp_smith` and `st_john_ambulance` are not.
  return titles || (parts.some((part) => isOffice(part, parts.length > 1)) && !isPersonal(partsOf(name)))
}

function capitalsApart(written: string): string {
  const [name = ''] = written.replace(/^@/u, '').split(/[.@]/u)
  const apart = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1_$2')
    .replaceAll(/(\p{Lu}{2,})(\p{Ll}{3,})/gu, '$1_$2')
  return foldWord(apart)
}

function partsOf(name: string): string[] {
  return name.split(/[_\d-]+/u).filter((part) => part !== '')
}

function isTitle(part: string, at: number, isSetApart: boolean): boolean {
  if (handleWords.titles.has(part)) return true
  return isSetApart && at === 0 && handleWords.shortTitles.has(part)
}

function isPersonal(parts: readonly string[]): boolean {
  return parts.some(
    (part, at) =>
      handleWords.fans.has(part) ||
      (givenNames.has(part) && !/^(?:st|saint|sainte|ste|de|mont|fort|port)$/u.test(parts[at - 1] ?? '')),
  )
}

function isOffice(part: string, isSetApart: boolean): boolean {
  if (handleWords.exact.has(part)) return true
  if (isSetApart && handleWords.short.has(part)) return true
  const starts = handleWords.starts.some((word) => part.startsWith(word))
  return starts || handleWords.ends.some((word) => part.length > word.length + 1 && part.endsWith(word))
}

/** A handle as handles are compared: small letters, no accents, no `@`. */
export function plainHandle(handle: string): string {
  return handle.replace(/^@/u, '').normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
