import { issueWords } from '#language/plain-language/messages.ts'
import * as english from '#language/plain-language/phrases-en.ts'
import * as french from '#language/plain-language/phrases-fr.ts'
import type { JargonTerm, PlainIssue } from '#language/plain-language/plain-language.ts'
import type { Sentence, WrittenWord } from '#language/plain-language/sentences.ts'

/** Words of a sentence above which readers lose the beginning (GOV.UK style guide; same in the EU's "How to write clearly"). */
const sentenceWordsMax = 25
/** Letters from which a word that is no name is worth a question. */
const longWordFrom = 14
/** Words between the verb and its participle at most. */
const passiveReach = 2
const jargonWordsMax = 5

type Lang = 'en' | 'fr'
type Lists = typeof english

const lists: Readonly<Record<Lang, Lists>> = { en: english, fr: french }

/** Everything in the sentences that could be said more simply, in no order. */
export function findIssues(
  sentences: readonly Sentence[],
  lang: Lang,
  jargon: readonly JargonTerm[],
): PlainIssue[] {
  const terms = jargonTable(jargon)
  return sentences.flatMap((sentence) => [
    ...longSentence(sentence),
    ...longWords(sentence),
    ...passives(sentence, lang, lists[lang]),
    ...doubleNegations(sentence, lang, lists[lang]),
    ...jargonIn(sentence, terms),
  ])
}

function longSentence({ words }: Sentence): PlainIssue[] {
  return words.length > sentenceWordsMax
    ? [issue('long-sentence', words[0], words.at(-1), issueWords.longSentence(words.length))]
    : []
}

function longWords({ words }: Sentence): PlainIssue[] {
  return words
    .filter(({ text }, at) => text.length >= longWordFrom && /^\p{L}+$/u.test(text) && !isName(text, at))
    .map((word) => issue('long-word', word, word, issueWords.longWord(word.text)))
}

function isName(text: string, at: number): boolean {
  return at > 0 && /^\p{Lu}/u.test(text)
}

function passives({ words }: Sentence, lang: Lang, list: Lists): PlainIssue[] {
  const found: PlainIssue[] = []
  for (const [at, verb] of words.entries()) {
    if (!list.beForms.has(verb.lower) || isReflexive(words[at - 1], verb, lang)) continue
    const participle = participleAfter(words, at, lang, list)
    if (participle !== undefined) found.push(issue('passive', verb, participle, issueWords.passive()))
  }
  // "has been told" is met at "been" too: the longest stretch says it once.
  return found.filter((one, at) => found[at - 1]?.to !== one.to)
}

const reflexives: ReadonlySet<string> = new Set(['se', 'me', 'te', 's', 'm', 't'])

function isReflexive(before: WrittenWord | undefined, verb: WrittenWord, lang: Lang): boolean {
  return lang === 'fr' && (reflexives.has(before?.lower ?? '') || reflexives.has(verb.elision))
}

function participleAfter(
  words: readonly WrittenWord[],
  at: number,
  lang: Lang,
  list: Lists,
): WrittenWord | undefined {
  for (let next = at + 1; next <= at + 1 + passiveReach; next++) {
    const word = words[next]
    if (word === undefined) return undefined
    if (isParticiple(word.lower, lang, list)) return word
    const mayStandBetween = list.betweenWords.has(word.lower) || /(?:ly|ment)$/u.test(word.lower)
    if (!mayStandBetween) return undefined
  }
  return undefined
}

function isParticiple(lower: string, lang: Lang, list: Lists): boolean {
  if (list.states.has(lower) || list.betweenWords.has(lower)) return false
  return list.participles.has(lower) || (lang === 'en' ? /\w{2}[^e]ed$/u : /.{2}ée?s?$/u).test(lower)
}

/** How far behind a negative its second is looked for, words. */
const negationReach = 6
const oppositeReach = 3

/** Two words of negation in one clause, or one before a word that already says the opposite. */
function doubleNegations({ words }: Sentence, lang: Lang, list: Lists): PlainIssue[] {
  const found: PlainIssue[] = []
  for (const [at, first] of words.entries()) {
    if (!list.negatives.has(first.lower)) continue
    const second = secondNo(words, at, lang, list)
    if (second !== undefined) found.push(issue('double-negation', first, second, issueWords.doubleNegation()))
  }
  return found
}

function secondNo(
  words: readonly WrittenWord[],
  at: number,
  lang: Lang,
  list: Lists,
): WrittenWord | undefined {
  const first = words[at]
  for (let next = at + 1; first !== undefined && next <= at + negationReach; next++) {
    const [before, word] = [words[next - 1], words[next]]
    if (before === undefined || word === undefined || breaksBetween(before, word)) return undefined
    const isSecond = list.negatives.has(word.lower) && isSecondNo(first.lower, word.lower, lang)
    if (isSecond || (next - at <= oppositeReach && list.opposites.has(word.lower))) return word
  }
  return undefined
}

/** "non, pas" and "no, not" only say no twice; French doubles only with "sans", English not with the same word again. */
function isSecondNo(first: string, second: string, lang: Lang): boolean {
  return lang === 'fr' ? second === 'sans' : first !== 'no' || second !== 'not'
}

/** A comma, bracket or the like between two words, most likely two clauses; an elided article is up to three units. */
function breaksBetween(before: WrittenWord, word: WrittenWord): boolean {
  const apart = word.from - before.to
  return before.isBeforeBreak || apart > 5
}

type JargonTable = ReadonlyMap<string, JargonTerm>

function jargonTable(jargon: readonly JargonTerm[]): JargonTable {
  return new Map(jargon.map((entry) => [wordsKey(entry.term), entry] as const).filter(([key]) => key !== ''))
}

function wordsKey(term: string): string {
  return (
    term
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'-]*/gu) ?? []
  ).join(' ')
}

/** The organization's terms, the longest first. */
function jargonIn({ words }: Sentence, terms: JargonTable): PlainIssue[] {
  if (terms.size === 0) return []
  const found: PlainIssue[] = []
  for (let at = 0; at < words.length; at++) {
    for (let length = jargonWordsMax; length > 0; length--) {
      const stretch = words.slice(at, at + length)
      const entry = terms.get(stretch.map(({ lower }) => lower).join(' '))
      if (entry === undefined || stretch.length < length) continue
      found.push(issue('jargon', stretch[0], stretch.at(-1), issueWords.jargon(entry.term, entry.plain)))
      at += length - 1
      break
    }
  }
  return found
}

function issue(
  kind: PlainIssue['kind'],
  first: WrittenWord | undefined,
  last: WrittenWord | undefined,
  words: PlainIssue['words'],
): PlainIssue {
  return { kind, from: first?.from ?? 0, to: last?.to ?? 0, words }
}
