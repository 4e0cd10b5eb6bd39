import type { Words } from '#kernel/words.ts'
import type { TownNames } from '#language/town-names.ts'
import type { UsualWords } from '#language/usual-words.ts'
import { tagWords } from '#roles/publishing/writing/tag-words.ts'

/** Words whose capitals are known: by what they are in small letters without accents, as they are written. */
export type OwnWords = ReadonlyMap<string, string>

/** What words are known by: how usual they are in general posts, and whether they are names of places. */
export type Lexicon = { usual: UsualWords; isTown: TownNames }

/** A hashtag that screen readers would read as one word, where it stands, and how it could be written. */
export type HashtagCase = { from: number; to: number; about: string; instead: string; words: Words }

/** Tags of small letters only, of one capital before small ones, and of capitals only. Bounded: no text makes it slow. */
const plainTag = /(?<![\p{L}\p{N}_&/#])#((?:\p{Lu}?\p{Ll}{5,59}|\p{Lu}{8,60})\d{0,4})(?![\p{L}\p{N}_])/gu

/** Tags looked at in one text: more would be no message. */
const tagsMax = 40

/** Words of one or two letters that a tag may hold between longer ones. */
const shortWords: ReadonlySet<string> = new Set(
  'a à au ce d de do du en et go i if il in is it l la le me my ne no of on or ou sa se si so to un up us va we y'.split(
    ' ',
  ),
)

/**
 * Hashtags of several words written without capitals, with a proposal. Nothing is changed by it: whoever writes decides.
 *
 * @param lexicon a tag that is a usual word itself is left alone
 * @param own words of the desk, such as names: they are known however rare they are
 * Source: capital letters for each word of a hashtag, as the accessibility guidance of GOV.UK and Canada.ca for social media asks.
 */
export function hashtagCases(text: string, lexicon: Lexicon, own: OwnWords): HashtagCase[] {
  const tags = Array.from(text.matchAll(plainTag)).slice(0, tagsMax)
  if (tags.length === 0) return []
  const known = new Map([...ordinary, ...wordsOfText(text), ...own])
  return tags.flatMap(({ 0: about, 1: tag = '', index: from }) => {
    const words = splitTag(tag, lexicon, known)
    const instead = words && `#${words.map((word) => written(word, known)).join('')}`
    if (instead === undefined || instead === about) return []
    return [{ from, to: from + about.length, about, instead, words: reason(about, instead) }]
  })
}

function reason(about: string, instead: string): Words {
  return {
    en: `Screen readers say ${about} as one word. Write ${instead}, so that each word is heard.`,
    fr: `Les lecteurs d’écran lisent ${about} comme un seul mot. Écrivez ${instead} pour que chaque mot s’entende.`,
  }
}

const ordinary = tagWords.map((word): [string, string] => [plain(word), word])

/** The words of the text itself, in small letters; a name keeps its capitals only in the desk's own list. */
function wordsOfText(text: string): [string, string][] {
  const words = text.replaceAll(/[#@]\S+|https?:\/\/\S+/gu, ' ').match(/\p{L}{3,40}/gu) ?? []
  return words.map((word) => [plain(word), word.toLowerCase()])
}

/** A word in small letters without accents: how words are looked up. */
export function plain(word: string): string {
  return word
    .normalize('NFD')
    .replaceAll(/\p{M}+/gu, '')
    .toLowerCase()
}

function written(word: string, known: OwnWords): string {
  const own = known.get(plain(word))
  // Only capitals are proposed: letters and accents stay as they were written.
  if (own !== undefined && own.toLowerCase() === word.toLowerCase() && own !== own.toLowerCase())
    return capital(own)
  return capital(word.toLowerCase())
}

function capital(word: string): string {
  return word.replace(/^./u, (letter) => letter.toUpperCase())
}

/** Letters from which a name of a place is believed within a tag: short ones stand in every word. */
const townFrom = 5

type Way = { cost: number; words: string[] }

/** What a split may cost for each word in it: beyond, its words are too rare to be believed. */
const costMax = 5.5

/** A tag cut into known words, the fewest and most usual ones; undefined where it is one word, or nobody knows. */
function splitTag(tag: string, lexicon: Lexicon, known: OwnWords): string[] | undefined {
  const letters = tag.replace(/\d+$/u, '')
  if (known.has(plain(letters)) || lexicon.usual(letters) >= 2) return undefined
  const ways: (Way | undefined)[] = [{ cost: 0, words: [] }]
  for (let to = 1; to <= letters.length; to++) {
    let best: Way | undefined
    for (let from = Math.max(0, to - 24); from < to; from++) {
      const before = ways[from]
      const word = letters.slice(from, to)
      const cost = before && costOf(word, lexicon, known)
      if (before === undefined || cost === undefined) continue
      if (best === undefined || before.cost + cost < best.cost)
        best = { cost: before.cost + cost, words: [...before.words, word] }
    }
    ways.push(best)
  }
  const whole = ways.at(-1)
  if (whole === undefined || whole.words.length < 2 || whole.cost > costMax * whole.words.length)
    return undefined
  const digits = tag.slice(letters.length)
  return [...whole.words.slice(0, -1), `${whole.words.at(-1) ?? ''}${digits}`]
}

function costOf(word: string, { usual, isTown }: Lexicon, known: OwnWords): number | undefined {
  if (word.length <= 2) return shortWords.has(word.toLowerCase()) ? 5 : undefined
  if (known.has(plain(word))) return 2
  const often = usual(word)
  if (often === 0) return word.length >= townFrom && isTown(word) ? 6.5 : undefined
  return 3 + (7 - often) * 0.6 + (word.length === 3 ? 1 : 0)
}
