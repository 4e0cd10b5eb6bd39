import { minuteMs } from '#kernel/time.ts'
import type { Words } from '#kernel/words.ts'
import type { Effect } from '#roles/reactions/analysis/contract.ts'
import type { Drift } from '#roles/reactions/rules/drift.ts'
import { z95 } from '#roles/reactions/rules/interval.ts'
import type { IsHeard, Usual } from '#roles/reactions/rules/usual.ts'

/** The reaction must last this long, and both sides together bring this many posts. */
const windowLeastMs = 15 * minuteMs
const postsLeast = 10

/**
 * The range in which 95 % of ordinary counts of this short stretch lie: the square root of a count varies by half the root of the dispersion
 * (of single hours, here), whatever the mean (Anscombe 1948).
 */
export function usualRange(
  usual: Usual,
  fromMs: number,
  toMs: number,
): { mean: number; low: number; high: number } {
  const mean = usual.between(fromMs, toMs)
  const spread = (z95 * Math.sqrt(usual.hourlyDispersion)) / 2
  const root = Math.sqrt(mean)
  return {
    mean: rounded(mean),
    low: rounded(Math.max(0, root - spread) ** 2),
    high: rounded((root + spread) ** 2),
  }
}

/**
 * How many times more was said than usual: a quasi-Poisson rate ratio against the baseline with its seasons taken out, on the log scale,
 * with the uncertainty of both sides.
 *
 * @param usual nothing when the baseline is too short
 */
export function effectOf(
  usual: Usual | undefined,
  reaction: { fromMs: number; toMs: number; posts: number; isHeard?: IsHeard },
): Effect {
  if (usual === undefined) return tooLittle('baseline-too-short')
  if (reaction.toMs - reaction.fromMs < windowLeastMs) return tooLittle('window-too-young')
  const expected = usual.between(reaction.fromMs, reaction.toMs, reaction.isHeard)
  if (reaction.posts + Math.min(expected, usual.posts) < postsLeast || expected === 0)
    return tooLittle('too-few-posts')
  const ratio = reaction.posts / expected
  const doubt = usual.doubt(reaction.fromMs, reaction.toMs, reaction.isHeard)
  const error = Math.sqrt(usual.dispersion * (1 / Math.max(reaction.posts, 0.5) + doubt))
  const middle = Math.log(Math.max(reaction.posts, 0.5) / expected)
  const low = reaction.posts === 0 ? 0 : Math.exp(middle - z95 * error)
  const high = Math.exp(middle + z95 * error)
  const figures = { ratio: rounded(ratio), low: rounded(low), high: rounded(high) }
  const verdict = verdictOf(low, high)
  return {
    verdict,
    ...figures,
    posts: reaction.posts,
    usual: rounded(expected),
    dispersion: rounded(usual.dispersion),
    seasonality: usual.seasonality,
    words: withDrift(effectWords(verdict, figures, usual.seasonality), verdict, usual.drift),
  }
}

function verdictOf(low: number, high: number): 'more' | 'less' | 'unclear' {
  if (low > 1) return 'more'
  return high < 1 ? 'less' : 'unclear'
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}

function tooLittle(why: 'baseline-too-short' | 'too-few-posts' | 'window-too-young'): Effect {
  return { verdict: 'too-little', why, words: tooLittleWords[why] }
}

const tooLittleWords: Readonly<Record<'baseline-too-short' | 'too-few-posts' | 'window-too-young', Words>> = {
  'baseline-too-short': {
    en: 'Too little to tell: the searches were heard for less than six hours before the announcement, so nothing is known of what is usual.',
    fr: 'Trop peu pour conclure : les veilles ont été écoutées moins de six heures avant l’annonce, on ne sait donc pas ce qui est habituel.',
  },
  'too-few-posts': {
    en: 'Too little to tell: fewer than ten posts before and after together.',
    fr: 'Trop peu pour conclure : moins de dix messages avant et après, en tout.',
  },
  'window-too-young': {
    en: 'Too little to tell: the announcement is less than a quarter of an hour old.',
    fr: 'Trop peu pour conclure : l’annonce date de moins d’un quart d’heure.',
  },
}

/** What is compared with, as far as hours and days could be taken out. */
const usualWords: Readonly<Record<Usual['seasonality'], Words>> = {
  none: { en: 'what is usual', fr: 'l’habituel' },
  hour: { en: 'what is usual at these hours', fr: 'l’habituel à ces heures' },
  'hour-and-day': {
    en: 'what is usual at these hours of these days',
    fr: 'l’habituel à ces heures de ces jours',
  },
}

/** What the baseline did by itself, unless the effect goes against it: then it is no other explanation. */
function withDrift(words: Words, verdict: 'more' | 'less' | 'unclear', drift: Drift | undefined): Words {
  if (drift === undefined) return words
  const fell = drift.after < drift.before
  if (verdict === (fell ? 'more' : 'less')) return words
  const [before, after] = [drift.before, drift.after].map(rounded)
  const en = inEnglish
  const fr = inFrench
  return {
    en: `${words.en} It was ${fell ? 'dying down' : 'growing'} before the announcement already: ${en(before)} posts an hour in the first half of the baseline, ${en(after)} in the second.`,
    fr: `${words.fr} Le sujet ${fell ? 'retombait' : 'montait'} déjà avant l’annonce : ${fr(before)} messages l’heure dans la première moitié de la référence, ${fr(after)} dans la seconde.`,
  }
}

const inEnglish = (value = 0): string => value.toLocaleString('en-CA', { maximumSignificantDigits: 2 })
const inFrench = (value = 0): string => value.toLocaleString('fr-CA', { maximumSignificantDigits: 2 })

function effectWords(
  verdict: 'more' | 'less' | 'unclear',
  f: { ratio: number; low: number; high: number },
  seasonality: Usual['seasonality'],
): Words {
  const en = inEnglish
  const fr = inFrench
  const usual = usualWords[seasonality]
  if (verdict === 'unclear')
    return {
      en: `No clear change: between ${en(f.low)} and ${en(f.high)} times ${usual.en}.`,
      fr: `Pas de changement net : entre ${fr(f.low)} et ${fr(f.high)} fois ${usual.fr}.`,
    }
  return {
    en: `${en(f.ratio)} times ${usual.en} (between ${en(f.low)} and ${en(f.high)}).`,
    fr: `${fr(f.ratio)} fois ${usual.fr} (entre ${fr(f.low)} et ${fr(f.high)}).`,
  }
}
