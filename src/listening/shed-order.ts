import type { Words } from '#kernel/words.ts'
import type { TrendShed } from '#stream/trends-contract.ts'

/** One thing that may be left out when more is heard than can be counted, and what to call it. */
export type ShedStep = {
  name: string
  words: Words
  /** What the trend engine is told from this step on. */
  trends: TrendShed
}

/**
 * What is left out under overload, in this order and no other. Level 0 leaves out nothing, level 2 the first two.
 *
 * Rules, words, tags, places and the counts of watches stand in no step: they are never left out.
 */
export const shedOrder: readonly ShedStep[] = [
  { name: 'pairs', words: { en: 'word pairs', fr: 'paires de mots' }, trends: 1 },
  { name: 'phrases', words: { en: 'phrases', fr: 'expressions' }, trends: 2 },
  {
    name: 'near-copies',
    words: { en: 'the search for near-copies', fr: 'recherche de quasi-copies' },
    trends: 3,
  },
]

/** What the trend engine is told at a level. */
export function trendsAt(level: number): TrendShed {
  return shedOrder[level - 1]?.trends ?? 0
}

/** What is left out at a level, as a list in a sentence. */
export function leftOutAt(level: number): Words {
  const steps = shedOrder.slice(0, level)
  return {
    en: steps.map((step) => step.words.en).join(', '),
    fr: steps.map((step) => step.words.fr).join(', '),
  }
}
