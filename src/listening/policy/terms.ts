import { isAdjunct } from '#listening/policy/adjuncts.ts'
import type { Conjunction } from '#listening/policy/conjunctions.ts'
import { disguisesOf, signedIn, turnedRound } from '#listening/policy/disguises.ts'
import { foldWord, readingsOf } from '#listening/policy/fold.ts'
import type { Entry } from '#listening/policy/lexicon/entry.ts'
import type { Lexicon } from '#listening/policy/lexicon/lexicon.ts'
import { peopleWords, serviceWords } from '#listening/policy/lexicon/people.ts'
import type { Leaf } from '#stream/rules/rule.ts'
import { joinedWords, mended, signedWords, wordsOfLeaf } from '#listening/policy/words-of-leaf.ts'

/** A clause that stands against a rule, with the words of the rule that it is about. */
export type Found<C> = { clause: C; words: readonly string[] }

type Hit<C> = { entry: Entry<C>; words: readonly string[] }

/** What of a lexicon stands against one way of fitting a rule. */
export function foundIn<C>({ leaves, isWhole }: Conjunction, text: string, lexicon: Lexicon<C>): Found<C>[] {
  const words = leaves.flatMap((leaf) => wordsOfLeaf(leaf, text))
  const tags = leaves.flatMap(tagsOf)
  const whole = leaves.flatMap((leaf) => mended(wordsOfLeaf(leaf, text)))
  const hits = [
    ...hitsIn(words, lexicon),
    ...hitsIn(whole, lexicon),
    ...tags.flatMap((tag) => hitsOfTag(tag, lexicon)),
  ]
  // `student housing` asks for the housing.
  const spoken = words.filter((word, at) => !(peopleWords.has(word) && isAdjunct(words, at)))
  const said = new Set([...spoken, ...whole].flatMap(readingsOf))
  return hits
    .filter((hit) => isRefused(hit, said, isWhole))
    .map(({ entry, words: at }) => ({ clause: entry.clause, words: at }))
}

/** Words with a sign for a letter, or signs between letters, stand alone: the tree does not hold them. */
export function foundSigned<C>(text: string, lexicon: Lexicon<C>): Found<C>[] {
  const said = (): string[] => foldWord(text).split(/[^\p{L}\p{N}]+/u)
  const signs = signedWords(text).flatMap((word) =>
    readingsOf(word)
      .flatMap(lexicon.ofWord)
      .filter(({ when }) => when.kind !== 'with' || said().some((each) => when.words.has(each)))
      .map(({ clause }) => ({ clause, words: [word] })),
  )
  // `sit-in` is two words of the tree and judged there, with what excuses it.
  const isUsual = (parts: readonly string[]): boolean =>
    lexicon.from(parts, 0).some(({ words }) => words.length === parts.length)
  const written = signedIn(text).filter(({ parts }) => !isUsual(parts))
  const between = written.flatMap(({ parts, readings }) =>
    readings.flatMap(lexicon.ofDisguised).map(({ clause }) => ({ clause, words: parts })),
  )
  return [...signs, ...between]
}

/** What may hold words joined without a mark: a tag, a part of an address. */
function tagsOf(leaf: Leaf): string[] {
  if (leaf.kind === 'tag') return [foldWord(leaf.name)]
  if (leaf.kind === 'url_contains') return foldWord(leaf.part).split(/[^\p{L}\p{N}]+/u)
  return leaf.kind === 'url' ? leaf.words.map(foldWord) : []
}

function hitsIn<C>(words: readonly string[], lexicon: Lexicon<C>): Hit<C>[] {
  const calm = words.map((word) => readingsOf(word)[1] ?? word)
  const phrases = [words, calm].flatMap((line) =>
    line.flatMap((_, at) =>
      lexicon.from(line, at).map((entry) => ({ entry, words: words.slice(at, at + entry.words.length) })),
    ),
  )
  const single = words.flatMap((word) => hitsOf([word], readingsOf(word).flatMap(lexicon.ofWord)))
  const { runs, neighbours } = joinedWords(words)
  const spaced = runs.flatMap((run) => hitsOf([...run], wordOrTag(run, lexicon)))
  const broken = neighbours
    .filter((word) => word.length >= brokenMin && word.length <= brokenMax)
    .flatMap((word) =>
      hitsOf(
        [word],
        word.length < surelyMeant
          ? [word, turnedRound(word)].flatMap(lexicon.ofJoined)
          : [word, ...disguisesOf(word)].flatMap(lexicon.ofDisguised),
      ),
    )
    .filter(({ entry, words: [joined = ''] }) => !isWithin(entry, joined, words))
  const disguised = words.flatMap((word) =>
    hitsOf(
      [word],
      [...[word, ...disguisesOf(word)].flatMap(lexicon.ofDisguised), ...backwards(word, lexicon)],
    ),
  )
  return [...phrases, ...single, ...spaced, ...broken, ...disguised]
}

/** A stem that ends within the first of two neighbours was judged there: `protestant` and what follows it. */
function isWithin<C>(
  { isStem, words: [stem = ''] }: Entry<C>,
  joined: string,
  words: readonly string[],
): boolean {
  return (
    isStem &&
    words.some((word) => word.length > stem.length && word.startsWith(stem) && joined.startsWith(word))
  )
}

/** Words written backwards; a long ordinary word begins with a short refused one by chance (`commissioner`). */
function backwards<C>(word: string, lexicon: Lexicon<C>): readonly Entry<C>[] {
  if (word.length < backwardsMin) return []
  const meant = turnedRound(word)
  return lexicon.ofDisguised(meant).filter(({ words: [known = ''] }) => meant.length - known.length < 3)
}
const backwardsMin = 5

/** Two short words that happen to make a third are ordinary (`to day`). */
const brokenMin = 6
const brokenMax = 24
/** Pieces that make a word of so many letters make it on purpose. */
const surelyMeant = 10

function hitsOfTag<C>(tag: string, lexicon: Lexicon<C>): Hit<C>[] {
  return hitsOf([tag], wordOrTag(tag, lexicon))
}

function wordOrTag<C>(text: string, lexicon: Lexicon<C>): readonly Entry<C>[] {
  const found = readingsOf(text).flatMap(lexicon.ofWord)
  return found.length > 0 ? found : lexicon.inTag(text)
}

function hitsOf<C>(words: readonly string[], entries: readonly Entry<C>[]): Hit<C>[] {
  return entries.map((entry) => ({ entry, words }))
}

/** Whether the other words of the post leave the term as it is. In a rule too wide to be read whole nothing excuses. */
function isRefused<C>({ entry, words }: Hit<C>, said: ReadonlySet<string>, isWhole: boolean): boolean {
  const isBeside = (partners: ReadonlySet<string>): boolean =>
    [...said].some((word) => partners.has(word) && !words.includes(word))
  switch (entry.when.kind) {
    case 'always':
      return true
    case 'service':
      return !isWhole || isBeside(peopleWords) || !isBeside(serviceWords)
    case 'unless':
      return !isWhole || !isBeside(entry.when.words)
    case 'with':
      return (
        isBeside(entry.when.words) && !(isWhole && entry.when.nor !== undefined && isBeside(entry.when.nor))
      )
  }
}
