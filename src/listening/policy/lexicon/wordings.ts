import type { Clause } from '#listening/policy/clauses.ts'
import {
  healthWordings,
  beliefWordings,
  selfLists,
  sexualityWordings,
} from '#listening/policy/lexicon/first-person.ts'
import {
  everydayHealth,
  everydayLists,
  everydayOthers,
  everydayPrivate,
  everydayStreets,
} from '#listening/policy/lexicon/everyday.ts'
import { countryText, languageText } from '#listening/policy/lexicon/countries.ts'
import { givenText, shortGivenText } from '#listening/policy/lexicon/given-names.ts'
import { lists, privateWordings } from '#listening/policy/lexicon/private-life.ts'
import {
  crimeWordings,
  originWordings,
  politicsWordings,
  publicLists,
  statusWordings,
  unionWordings,
} from '#listening/policy/lexicon/public-life.ts'
import { moreGivenText, moreSurnameText } from '#listening/policy/lexicon/names-of-the-world.ts'
import { occupationText } from '#listening/policy/lexicon/occupations.ts'
import { surnameText } from '#listening/policy/lexicon/surnames.ts'
import { staffLists, staffWordings } from '#listening/policy/lexicon/staff.ts'
import { assemblyWordings, streetLists } from '#listening/policy/lexicon/streets.ts'
import { patternsOf, wordingsIn, wordsOfPatterns, type Patterns } from '#listening/policy/patterns.ts'

const all = {
  ...lists,
  ...selfLists,
  ...publicLists,
  ...streetLists,
  ...everydayLists,
  ...staffLists,
  name: `${givenText} ${moreGivenText} ${shortGivenText}`,
  occupation: occupationText,
  surname: `${surnameText} ${moreSurnameText}`,
  household: households(`${surnameText} ${moreSurnameText}`),
  continent: countryText,
  language: languageText,
  digits: digits(),
}

/** Wordings of each clause, in both languages. */
const wordings: readonly Patterns<Clause>[] = [
  patternsOf<Clause>('private-person', privateWordings, all),
  patternsOf<Clause>('assembly', assemblyWordings, all),
  patternsOf<Clause>('trait-health', healthWordings, all),
  patternsOf<Clause>('trait-sexuality', sexualityWordings, all),
  patternsOf<Clause>('trait-religion', beliefWordings, all),
  patternsOf<Clause>('trait-politics', politicsWordings, all),
  patternsOf<Clause>('trait-union', unionWordings, all),
  patternsOf<Clause>('trait-origin', originWordings, all),
  patternsOf<Clause>('trait-crime', crimeWordings, all),
  patternsOf<Clause>('trait-immigration', statusWordings, all),
  patternsOf<Clause>('private-person', everydayPrivate, all),
  patternsOf<Clause>('private-person', staffWordings, all),
  patternsOf<Clause>('assembly', everydayStreets, all),
  patternsOf<Clause>('trait-health', everydayHealth, all),
  ...everydayOthers.map(([clause, text]) => patternsOf<Clause>(clause, text, all)),
]

/** What these folded words say that a clause refuses, each as the words that say it. */
export function wordingsOf(line: readonly string[]): { clause: Clause; words: string[] }[] {
  return wordings.flatMap((patterns) => wordingsIn(line, patterns))
}

/** Whether a word stands anywhere in the wordings. */
export function isWordingWord(word: string): boolean {
  return vocabulary.has(word)
}
const vocabulary: ReadonlySet<string> = new Set(
  wordings.flatMap((patterns) => [...wordsOfPatterns(patterns)]),
)

/** Family names that are no ordinary words: a `park` for `kids` is nobody's. */
function households(names: string): string {
  const ordinary =
    /^(?:park|page|hunt|fall|berry|mills|wells|blanc|petit|brun|cote|roche|carre|masse|do|so|ho|oh|ma|hu|pan|lim|bose|paris|noel|hart|burns|land|sun|guide|luna|horak|honda)$/u
  return names
    .split(/\s+/u)
    .filter((name) => !ordinary.test(name))
    .join(' ')
}

function digits(): string {
  return Array.from({ length: 1000 }, (_, number) => String(number)).join(' ')
}
