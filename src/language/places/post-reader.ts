import { gapKinds, gapOf } from '#language/places/gaps.ts'
import { markPhrases, type Post } from '#language/places/features.ts'
import type { NameTable } from '#language/places/name-table.ts'
import { describeWord, spellingHash, wordField, wordFields } from '#language/places/words.ts'
import type { TextScan } from '#language/scan.ts'

/** What the tagger knows before it has read anything: names of places, and how usual words are. */
export type Knowledge = { names: NameTable; usual: NameTable }

/** Longest post the tagger reads; what stands behind is left alone. */
export const tokensMax = 2000

/** Kinds of a scan whose spelling counts; one link or mention is like any other. */
const scanWord = 0
const scanTag = 1

/** Words met, described once each; emptied when full, so that memory stays as it is. */
export const wordsMax = 1 << 16

/** Reads a post for the tagger: its words with their numbers, in arrays used again for the next post. */
export type PostReader = {
  post: Post
  words: Int32Array
  wordCount: () => number
  read: (scan: TextScan) => void
}

/**
 * Reads scans into what the features need; `onNew` is told of each word that was not known. Needs `roomFor` more than
 * {@link tokensMax} words.
 */
export function postReader(
  { names, usual }: Knowledge,
  onNew: (word: number, words: Int32Array) => void = () => undefined,
  roomFor = wordsMax,
): PostReader {
  const words = new Int32Array(roomFor * wordFields)
  const slots = new Int32Array(roomFor * 2)
  const keys = new Int32Array(roomFor * 2)
  const mask = slots.length - 1
  let count = 1
  const post: Post = {
    length: 0,
    word: new Int32Array(tokensMax),
    gap: new Uint8Array(tokensMax + 1),
    phrase: new Int32Array(tokensMax + 1),
    phraseBits: new Int32Array(tokensMax + 1),
    manner: 0,
  }
  words[wordField.shape] = 63
  return { post, words, wordCount: () => count, read }

  function read(scan: TextScan): void {
    if (count + tokensMax >= roomFor) forget()
    const { text } = scan
    post.length = Math.min(scan.tokenCount, tokensMax)
    let end = 0
    let capital = 0
    let lower = 0
    for (let at = 0; at < post.length; at++) {
      const from = scan.tokenFrom[at] ?? 0
      const to = scan.tokenTo[at] ?? 0
      post.gap[at] = at === 0 ? gapKinds.start : gapOf(text, end, from)
      const word = wordOf(text, from, to, scan.tokenKind[at] ?? 0)
      post.word[at] = word
      const shape = words[word * wordFields + wordField.shape] ?? 0
      if (shape === 2 || shape === 3) capital += shape === 2 ? 2 : 1
      if (shape === 1) lower++
      end = to
    }
    post.gap[post.length] = gapOf(text, end, text.length) || gapKinds.start
    post.manner = mannerOf(capital, lower)
    post.phrase[post.length] = 0
    markPhrases(post, words, names)
  }

  function wordOf(text: string, from: number, to: number, kind: number): number {
    const isSpelled = kind === scanWord || kind === scanTag
    const key = isSpelled ? spellingHash(text, from, to) : kind
    let slot = key & mask
    while (slots[slot] !== 0) {
      if (keys[slot] === key) return slots[slot] ?? 0
      slot = (slot + 1) & mask
    }
    const word = count++
    keys[slot] = key
    slots[slot] = word
    describeWord({ text, from, to: isSpelled ? to : from, kind, names, usual }, words, word * wordFields)
    onNew(word, words)
    return word
  }

  function forget(): void {
    slots.fill(0)
    count = 1
  }
}

function mannerOf(capital: number, lower: number): number {
  if (capital === 0) return 2
  return capital > lower ? 1 : 0
}
