import type { Clause } from '#listening/policy/clauses.ts'
import { foldWord } from '#listening/policy/fold.ts'

/**
 * When a term is refused: `always`; unless a word of public `service` must stand in the same post and no word for people does;
 * `unless` one of its own words stands there; only `with` one of its own words, and none of those that say another thing (`nor`).
 */
export type When =
  | { kind: 'always' | 'service' }
  | { kind: 'unless'; words: ReadonlySet<string> }
  | { kind: 'with'; words: ReadonlySet<string>; nor?: ReadonlySet<string> }

/** A term of a lexicon; `C` is what it bears as its clause. */
export type Entry<C = Clause> = {
  clause: C
  when: When
  /** Folded words next to one another. */
  words: readonly string[]
  /** Written with a trailing `*`: whatever the last word begins with counts. */
  isStem: boolean
}

/** Terms of one clause, in both languages, separated by commas. */
export type Terms = { en: string; fr: string }

/** The terms as entries. */
export function entries(clause: Clause, when: When, { en, fr }: Terms): Entry[] {
  return `${en},${fr}`
    .split(',')
    .map((term) => term.trim())
    .filter((term) => term !== '')
    .map((term) => ({
      clause,
      when,
      words: foldedWords(term.replace('*', '')),
      isStem: term.endsWith('*'),
    }))
}

/** A set of folded words, separated by blanks or lines. */
export function wordSet(text: string): ReadonlySet<string> {
  return new Set(foldedWords(text))
}

/** Signs of Chinese and Japanese stand alone, as the rule's grammar reads them. */
function foldedWords(text: string): string[] {
  return text
    .replaceAll(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu, ' $& ')
    .split(/[\s'’-]+/u)
    .map(foldWord)
    .filter((word) => word !== '')
}

/** Refused wherever it stands. */
export const always: When = { kind: 'always' }
/** Refused unless the rule asks for a public service. */
export const service: When = { kind: 'service' }

/** Refused unless one of these words says that another thing is meant. */
export function unless(text: string): When {
  return { kind: 'unless', words: wordSet(text) }
}

/** Refused only together with one of these words, and with none of the others. */
export function together(text: string, nor = ''): When {
  return { kind: 'with', words: wordSet(text), nor: wordSet(nor) }
}
