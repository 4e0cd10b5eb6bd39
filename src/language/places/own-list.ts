import { mixed } from '#kernel/hash.ts'
import { joinedHash, plainHash } from '#language/places/folding.ts'
import { readWords, type TextWords, textWords } from '#language/places/text-words.ts'

/** The organization's own names: streets, wards, buildings, rivers; each with other spellings people use. */
export type PlaceList = readonly { name: string; also?: readonly string[] }[]

/** An own place found: its name in the list, and its words in the text. */
export type OwnPlace = { name: string; first: number; last: number }

type Spelling = { words: string; name: string }

/** A list made ready: spellings by the hash of all their letters, and how many words to read from a first word on. */
export type OwnIndex = {
  spellings: Map<number, Spelling[]>
  wordsFrom: Map<number, number>
  byWords: Map<string, string>
  /** Which first words there may be, by the top bits of their hash: most words of a post are in no list. */
  mayBegin: Uint8Array
}

const beginBits = 12

/** Read once per list: a list of some hundred places would otherwise be folded again for each post. */
const indexes = new WeakMap<PlaceList, OwnIndex>()

/** The index of a list, made at its first use; a list is not changed after that. */
export function ownIndexOf(own: PlaceList): OwnIndex {
  const known = indexes.get(own)
  if (known !== undefined) return known
  const index: OwnIndex = {
    spellings: new Map(),
    wordsFrom: new Map(),
    byWords: new Map(),
    mayBegin: new Uint8Array(1 << beginBits),
  }
  for (const { name, also } of own) for (const spelling of [name, ...(also ?? [])]) add(index, spelling, name)
  indexes.set(own, index)
  return index
}

function add(index: OwnIndex, spelling: string, name: string): void {
  const words = plainWords(spelling)
  if (words === '' || index.byWords.has(words)) return
  index.byWords.set(words, name)
  const whole = plainHash(words, 0, words.length)
  index.spellings.set(whole, [...(index.spellings.get(whole) ?? []), { words, name }])
  const parts = words.split(' ')
  const first = plainHash(words, 0, parts[0]?.length ?? 0)
  index.wordsFrom.set(first, Math.max(index.wordsFrom.get(first) ?? 0, parts.length))
  if (!index.wordsFrom.has(whole)) index.wordsFrom.set(whole, 1)
  for (const hash of [first, whole]) index.mayBegin[mixed(hash) >>> (32 - beginBits)] = 1
}

const ownWords = textWords()
const accents = /\p{M}/gu

/** The words of a name as names are compared: lower case, no accents, one space between. */
export function plainWords(text: string): string {
  readWords(ownWords, text)
  return wordsAsText(ownWords, 0, ownWords.count - 1)
}

function wordsAsText({ text, from, to }: TextWords, first: number, last: number): string {
  const parts: string[] = []
  for (let at = first; at <= last; at++) parts.push(text.slice(from[at], to[at]))
  return parts.join(' ').toLowerCase().normalize('NFD').replace(accents, '')
}

/** Whether an own place may begin with word `at`: a quick look that may be wrong one way only. */
export function mayBeginOwn(words: TextWords, at: number, index: OwnIndex): boolean {
  return index.mayBegin[mixed(words.hash[at] ?? 0) >>> (32 - beginBits)] !== 0
}

/**
 * The own place that begins with word `at`, the longest spelling first. Words written as one are the same name ("#QuaiBas"
 * for "Quai Bas"); what the hash finds is compared letter by letter.
 */
export function ownPlaceAt(words: TextWords, at: number, index: OwnIndex): OwnPlace | undefined {
  if (!mayBeginOwn(words, at, index)) return undefined
  const most = index.wordsFrom.get(words.hash[at] ?? 0)
  if (most === undefined) return undefined
  let hash = 0
  let found: OwnPlace | undefined
  for (let last = at; last < Math.min(words.count, at + most); last++) {
    hash = joinedHash(hash, words.hash[last] ?? 0, words.power[last] ?? 0)
    const spellings = index.spellings.get(hash)
    if (spellings === undefined) continue
    const written = wordsAsText(words, at, last)
    const isSame = (known: string): boolean => known === written || known.replaceAll(' ', '') === written
    const spelling = spellings.find((known) => isSame(known.words))
    if (spelling !== undefined) found = { name: spelling.name, first: at, last }
  }
  return found
}
