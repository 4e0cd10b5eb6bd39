import { tokens } from '#language/tokens.ts'

/** What a counted key stands for. The order is stored in learned state: only ever add at the end. */
export const keyKinds = ['word', 'tag', 'phrase', 'pair', 'place', 'at-place', 'topic', 'concern'] as const

/** A word or hashtag of one post, folded for counting, with its 64-bit hash in two halves. */
export type Term = { text: string; stem: string; tag: boolean; low: number; high: number }

/** Most terms of one post that are counted; what follows in a very long text is left out. */
export const termsMax = 60

const hidden = /(?:\bhttps?:\/\/\S*)|(?:^\s*RT @\w+:?)|(?:\bvia @\w+)/giu
const checkIn = /^I['’]m at .{2,120}?(?=\(|https?:|$)|\(?@ [^)]{2,90}\)|^(?:Just posted a (?:photo|video))/giu
const digitsOnly = /^[\d.,:%$€£°]+$/u

/**
 * Folds an inflected word to a common form, so that `flood`, `floods`, `flooded` and `flooding` count together.
 * Light on purpose: a wrong fold only ever joins two words of one language.
 */
function stemOf(word: string): string {
  if (word.length >= 7 && word.endsWith('ing')) return word.slice(0, -3)
  if (word.length >= 6 && word.endsWith('ed')) return word.slice(0, -2)
  if (word.length >= 5 && word.endsWith('es') && /(?:sh|ch|x|ss)es$/u.test(word)) return word.slice(0, -2)
  if (word.length >= 4 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1)
  return word
}

/** A 32-bit hash of a string from a seed (FNV-1a with a final mix), as an unsigned integer. */
export function hash32(text: string, seed: number): number {
  let hash = seed >>> 0
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix32(hash)
}

/** Spreads the bits of a 32-bit integer (murmur3's finaliser), as an unsigned integer. */
export function mix32(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Characters of a text that are read. */
export const readMax = 2000

/** Whether a text may hold the fixed part of a check-in, which only {@link bareText} takes off. */
export function mayHoldCheckIn(text: string): boolean {
  return text.includes('@ ') || checkInStart.test(text)
}

const checkInStart = /^(?:I['’]m at |Just posted a )/iu

/** The text without what carries no content: links, the repost mark, and the fixed part of a check-in. */
export function bareText(text: string): string {
  const short = text.slice(0, readMax)
  return short.replace(hidden, ' ').replace(checkIn, ' ').replaceAll('&amp;', '&')
}

/** The words and hashtags of a post in reading order, folded for counting; at most {@link termsMax}. */
export function termsOf(text: string): Term[] {
  const terms: Term[] = []
  for (const token of tokens(bareText(text))) {
    if (terms.length >= termsMax) break
    if (token.kind !== 'word' && token.kind !== 'tag') continue
    if (token.text.length > 60) continue
    terms.push(termFrom(token.text, token.kind === 'tag'))
  }
  return terms
}

/** One folded term of a word or of a tag's text without its sign; tags keep their spelling, because organizers choose it. */
export function termFrom(text: string, tag: boolean): Term {
  const stem = tag ? `#${text}` : stemOf(text)
  return { text, stem, tag, ...stemHash(stem) }
}

/** The 64-bit hash of a folded word, in two halves. */
export function stemHash(stem: string): { low: number; high: number } {
  return { low: hash32(stem, 0x811c9dc5), high: hash32(stem, 0x9747b28c) }
}

/** Whether a term can stand alone as a key: long enough, and not just digits. */
export function standsAlone(term: Term): boolean {
  const { text } = term
  if (text.length < 3 && !holdsBeyondAscii(text)) return false
  const first = text.charCodeAt(0)
  // Nothing that begins with a plain letter can be a number.
  return (first >= 0x61 && first <= 0x7a) || !digitsOnly.test(text)
}

function holdsBeyondAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x7f) return true
  return false
}
