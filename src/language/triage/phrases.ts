import { hash32 } from '#kernel/hash.ts'

/**
 * Phrases as a tree of word hashes. Node 0 is the root; `next[node]` leads from a word's hash (`hash32(word, 1)`, signed)
 * to the node behind it, `any[node]` to the node behind any word (0: there is none), `ends` the groups of the phrases that
 * end at a node, a bit a group, by where in a sentence they must stand.
 */
export type PhraseTable = {
  next: Map<number, number>[]
  any: number[]
  ends: { anywhere: number[]; opening: number[]; closing: number[]; whole: number[] }
}

/** Words in the order in which they are read, as hashes, and which sentence each belongs to. */
export type PhraseText = {
  wordCount: number
  wordHash: Int32Array
  wordSentence: Int32Array
  /** 1 where a sentence begins, fillers such as "so" and "hi" left aside. */
  wordOpens: Uint8Array
}

const wordsMax = 8

/**
 * Builds a table from lists of phrases. A phrase is folded words between spaces; `a|b` is either, `a|b?` either or none,
 * `*` any one word, a leading `^` binds it to the beginning of a sentence, a closing `$` to its end.
 *
 * @param groups at most 30 lists; the position of a list is the bit it sets in what `findPhrases` tells
 * @throws RangeError when there are more lists, or a phrase is longer than 8 words
 */
export function phraseTable(groups: readonly (readonly string[])[]): PhraseTable {
  if (groups.length > 30) throw new RangeError('a table of phrases holds 30 groups at most')
  const table: PhraseTable = {
    next: [],
    any: [],
    ends: { anywhere: [], opening: [], closing: [], whole: [] },
  }
  newNode(table)
  for (const [group, phrases] of groups.entries()) {
    for (const phrase of phrases) add(table, phrase, 1 << group)
  }
  return table
}

function newNode(table: PhraseTable): number {
  table.any.push(0)
  for (const ends of Object.values(table.ends)) ends.push(0)
  return table.next.push(new Map()) - 1
}

function add(table: PhraseTable, phrase: string, group: number): void {
  const opens = phrase.startsWith('^')
  const closes = phrase.endsWith('$')
  const slots = phrase.slice(opens ? 1 : 0, closes ? -1 : undefined).split(' ')
  if (slots.length > wordsMax) throw new RangeError(`a phrase has at most ${wordsMax} words: ${phrase}`)
  let nodes = [0]
  for (const slot of slots) nodes = behind(table, nodes, slot)
  const ends = listFor(table, opens, closes)
  for (const node of nodes) ends[node] = (ends[node] ?? 0) | group
}

function listFor(table: PhraseTable, opens: boolean, closes: boolean): number[] {
  if (opens) return closes ? table.ends.whole : table.ends.opening
  return closes ? table.ends.closing : table.ends.anywhere
}

function behind(table: PhraseTable, nodes: readonly number[], slot: string): number[] {
  const optional = slot.endsWith('?')
  const words = (optional ? slot.slice(0, -1) : slot).split('|')
  const reached = nodes.flatMap((node) => words.map((word) => step(table, node, word)))
  return optional ? [...nodes, ...reached] : reached
}

function step(table: PhraseTable, node: number, word: string): number {
  if (word === '*') return (table.any[node] ||= newNode(table))
  const hash = hash32(word, 1) | 0
  const known = table.next[node]?.get(hash)
  if (known !== undefined) return known
  const made = newNode(table)
  table.next[node]?.set(hash, made)
  return made
}

/**
 * Tells which groups have a phrase in each sentence. A phrase never crosses the end of a sentence.
 *
 * @param found one number a sentence; bit g is set (others stay) when group g has a phrase there
 */
export function findPhrases(table: PhraseTable, text: PhraseText, found: Int32Array): void {
  for (let at = 0; at < text.wordCount; at++) {
    const sentence = text.wordSentence[at] ?? 0
    found[sentence] = (found[sentence] ?? 0) | from(table, text, at, 0, text.wordOpens[at] === 1)
  }
}

/** The groups of the phrases that go on at this word from this node. */
function from(table: PhraseTable, text: PhraseText, at: number, node: number, opens: boolean): number {
  const next = table.next[node]?.get(text.wordHash[at] ?? 0) ?? 0
  const any = table.any[node] ?? 0
  let groups = 0
  if (next !== 0) groups = endsAt(table, text, at, next, opens)
  return any === 0 ? groups : groups | endsAt(table, text, at, any, opens)
}

function endsAt(table: PhraseTable, text: PhraseText, at: number, node: number, opens: boolean): number {
  const { anywhere, opening, closing, whole } = table.ends
  const groups = (anywhere[node] ?? 0) | (opens ? (opening[node] ?? 0) : 0)
  const goesOn = at + 1 < text.wordCount && text.wordSentence[at + 1] === text.wordSentence[at]
  if (goesOn) return groups | from(table, text, at + 1, node, opens)
  return groups | (closing[node] ?? 0) | (opens ? (whole[node] ?? 0) : 0)
}
