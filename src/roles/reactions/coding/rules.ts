import { hash32 } from '#kernel/hash.ts'
import type { ToolError } from '#roles/reactions/analysis/contract.ts'
import { reactionsLimits } from '#roles/reactions/contract.ts'
import { type CodingLabel } from '#roles/reactions/coding/contract.ts'
import { wilson } from '#roles/reactions/rules/interval.ts'
import type { ToneName } from '#roles/reactions/rules/tones.ts'

/** Posts of one language in which the tool said the same, and how many there were to draw from. */
export type Stratum = { lang: string; tone: ToneName; size: number }

/** A language is drawn from when it has at least so many posts. */
const languageFrom = 30
const languagesMax = 5
/** What the tool leaves open says little of its error: it gets half of what a word of it gets. */
const unsureShareOf1 = 0.5

/**
 * How many posts to draw of each stratum: languages by the root of their size, so that a small one is measured too; in a language each tone
 * alike, as far as there are posts; what is left over goes where there are more.
 *
 * @returns for each stratum, in the same order, at most its size; all together at most `total`
 */
export function allot(strata: readonly Stratum[], total: number): number[] {
  const drawn = strata.map(() => 0)
  const languages = languagesOf(strata)
  const weightOf = ({ lang, tone }: Stratum): number =>
    Math.sqrt(languages.get(lang) ?? 0) * (tone === 'unsure' ? unsureShareOf1 : 1)
  for (let left = total; left > 0; left--) {
    // One post at a time to whoever has least for its weight (D'Hondt): no rounding to repair.
    let best = -1
    let bestNeed = 0
    for (const [at, stratum] of strata.entries()) {
      const has = drawn[at] ?? 0
      if (has >= stratum.size) continue
      const need = weightOf(stratum) / (has + 1)
      if (need > bestNeed) [best, bestNeed] = [at, need]
    }
    if (best < 0) return drawn
    drawn[best] = (drawn[best] ?? 0) + 1
  }
  return drawn
}

function languagesOf(strata: readonly Stratum[]): Map<string, number> {
  const sizes = new Map<string, number>()
  for (const { lang, size } of strata) sizes.set(lang, (sizes.get(lang) ?? 0) + size)
  const largest = [...sizes].filter(([lang, size]) => size >= languageFrom && lang !== 'und')
  return new Map(largest.toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, languagesMax))
}

/** The order in which posts of a round are shown: the same for everybody, and telling nothing of their class. */
export function shuffled<T extends { id: string }>(items: readonly T[], salt: string): T[] {
  return items.toSorted(
    (a, b) => hash32(`${salt} ${a.id}`, 3) - hash32(`${salt} ${b.id}`, 3) || (a.id < b.id ? -1 : 1),
  )
}

/** A labelled post: what the tool had said, what the hand says, and how many posts its stratum stands for. */
export type Labelled = { lang: string; tone: ToneName; size: number; hand: CodingLabel }

/**
 * How often the tool was right where it had committed itself, a language: each stratum weighs what it is of all posts (stratified estimate, Cochran 1977,
 * ch. 5), the interval is Wilson's at the number of posts of a simple sample of the same variance. Posts nobody could judge are left out.
 *
 * @returns languages with at least 20 such posts, and those with fewer
 */
export function errorsOf(
  items: readonly Labelled[],
  month: string,
): { errors: ToolError[]; tooLittle: { lang: string; n: number }[] } {
  const judged = items.filter(({ tone, hand }) => tone !== 'unsure' && hand !== 'cannot-say')
  const errors: ToolError[] = []
  const tooLittle: { lang: string; n: number }[] = []
  for (const lang of new Set(items.map((item) => item.lang))) {
    const ours = judged.filter((item) => item.lang === lang)
    if (ours.length < reactionsLimits.errorFrom) tooLittle.push({ lang, n: ours.length })
    else errors.push({ lang, month, n: ours.length, ...rightShare(ours) })
  }
  return { errors, tooLittle }
}

function rightShare(items: readonly Labelled[]): { rightOf1: number; lowOf1: number; highOf1: number } {
  const tones = new Map<ToneName, { n: number; right: number; size: number }>()
  for (const { tone, hand, size } of items) {
    const known = tones.get(tone) ?? { n: 0, right: 0, size }
    tones.set(tone, { n: known.n + 1, right: known.right + Number(tone === hand), size })
  }
  const strata = [...tones.values()]
  const all = strata.reduce((sum, { size }) => sum + size, 0)
  let share = 0
  let variance = 0
  for (const { n, right, size } of strata) {
    const weight = size / all
    const ownShare = right / n
    share += weight * ownShare
    variance += (weight * weight * ownShare * (1 - ownShare)) / n
  }
  const simple = share * (1 - share)
  // Where all or none were right the variance is nothing, and the interval is that of so many posts.
  const n = variance > 0 && simple > 0 ? Math.min(items.length, simple / variance) : items.length
  const { shareOf1, lowOf1, highOf1 } = wilson(share * n, n)
  return { rightOf1: shareOf1, lowOf1, highOf1 }
}
