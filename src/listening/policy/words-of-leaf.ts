import { isWordingWord } from '#listening/policy/lexicon/wordings.ts'
import { splitTag } from '#listening/policy/split-tag.ts'
import { ofText } from '#listening/policy/of-text.ts'
import { foldWord, readingsOf } from '#listening/policy/fold.ts'
import type { Leaf } from '#stream/rules/rule.ts'

/** The words a leaf looks for, folded; none for questions that are no words. Many ways of fitting a rule share their leaves. */
export function wordsOfLeaf(leaf: Leaf, text: string): readonly string[] {
  const read = wordsRead(text)
  const known = read.get(leaf)
  if (known !== undefined) return known
  const words = wordsIn(leaf, text)
  read.set(leaf, words)
  return words
}

const wordsRead = ofText((_text) => new WeakMap<Leaf, readonly string[]>())

function wordsIn(leaf: Leaf, text: string): string[] {
  switch (leaf.kind) {
    case 'words': {
      // A tag in quotes is a word of the tree.
      const tag = leaf.words.length === 1 ? foldWord(leaf.words[0] ?? '') : ''
      if (tag.length >= tagMin && writtenTags(text).has(tag)) return tagWords(tag, text)
      return wordsOf(leaf)
    }
    case 'near':
    case 'url':
      return wordsOf(leaf)
    case 'place':
      return leaf.words.map(foldWord)
    case 'cashtag':
      return [foldWord(leaf.name)]
    case 'tag':
      return tagWords(leaf.name, text)
    case 'mention':
      return foldWord(leaf.name)
        .split(/[_\d.]+/u)
        .filter((word) => word !== '')
    case 'url_contains':
      return foldWord(leaf.part)
        .split(/[^\p{L}\p{N}]+/u)
        .filter((word) => word !== '')
        .flatMap((word) => splitRun(word) ?? [word])
    default:
      return []
  }
}

const tagMin = 8

function wordsOf({ words }: { words: readonly string[] }): string[] {
  return words.flatMap((word) => foldWord(word).split(/[\s_]+/u)).filter((word) => word !== '')
}

/** The words of leaves as they can be read in one go: each phrase by itself, and keywords that stand next to one another. */
export function segmentsOf(leaves: readonly Leaf[], text: string): (readonly string[])[] {
  const segments: (readonly string[])[] = []
  let keywords: string[] = []
  for (const words of leaves.map((leaf) => wordsOfLeaf(leaf, text))) {
    if (words.length === 1) keywords.push(...words)
    else {
      segments.push(keywords, words)
      keywords = []
    }
  }
  return [...segments, keywords].filter((words) => words.length > 0)
}

/** A tag as a person reads it: split where it was written with capitals, or at its marks. The rule's tree keeps no capitals. */
function tagWords(name: string, text: string): string[] {
  const whole = foldWord(name)
  const written = writtenTags(text).get(whole) ?? name
  const parts = written
    .replaceAll(/(\p{Ll})[4](?=\p{Lu})/gu, '$1 for ')
    .replaceAll(/(\d)(?=\p{Lu}\p{Ll})/gu, '$1 ')
    .replaceAll(/(\p{L})(?=\d{1,4} \p{Lu})/gu, '$1 ')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[\s_]+/u)
    .map(foldWord)
    .filter((part) => part !== '')
  const only = parts.length === 1 ? splitRun(parts[0] ?? '') : undefined
  return only ?? parts
}

const writtenTags = ofText((text) => {
  const tags = [...text.matchAll(/[#＃]([\p{L}\p{M}\p{N}_]+)/gu)].map((tag) => tag[1] ?? '')
  return new Map(tags.toReversed().map((tag) => [foldWord(tag), tag]))
})

/** Letters that stand in one go, taken apart into words; also where digits stand for some of them. */
export function splitRun(run: string, lettersMin = 8): string[] | undefined {
  for (const reading of readingsOf(run)) {
    const words = splitTag(reading, isWordingWord, lettersMin)
    if (words !== undefined) return words
  }
  return undefined
}

/** Words whose letters were set apart (`p r o t e s t`), put together again: runs of single letters, and neighbours. */
export function joinedWords(words: readonly string[]): { runs: string[]; neighbours: string[] } {
  const runs: string[] = []
  let run = ''
  for (const word of [...words, '  ']) {
    if (word.length === 1) run += word
    else {
      if (run.length >= runMin) runs.push(run)
      run = ''
    }
  }
  const neighbours = words.flatMap((_, at) =>
    Array.from({ length: Math.min(piecesMax, words.length - at) - 1 }, (__, more) =>
      words.slice(at, at + more + 2).join(''),
    ),
  )
  return { runs, neighbours }
}
const runMin = 3
/** `ma ni fes ta tion` */
const piecesMax = 5

/** Words that somebody broke so that no search finds them (`dr ug dea ler`), as the words they make; none when they are whole. */
export function mended(words: readonly string[]): string[] {
  const run = words.join('')
  if (words.length < 2 || words.length > brokenWordsMax || run.length > brokenLettersMax) return []
  const pieces = words.filter((word) => !isWordingWord(word)).length
  if (pieces === 0 || run.length / words.length > pieceMax) return []
  const whole = splitRun(run, mendedMin) ?? (isWordingWord(run) ? [run] : [])
  return whole.length < words.length ? whole : []
}
const brokenWordsMax = 14
const brokenLettersMax = 40
const pieceMax = 4
const mendedMin = 5

/** Words with a sign for a letter (`m@nif`): the grammar reads them as two words. */
export function signedWords(text: string): string[] {
  return [
    ...text.matchAll(
      /(?<![\p{L}\p{N}#:.@-])[\p{L}\p{N}]*[\p{L}\p{N}][@$!€|+][\p{L}\p{N}@$!€|+]*[\p{L}\p{N}](?![\p{L}\p{N}.])/gu,
    ),
  ].map(([word]) => foldWord(word))
}
