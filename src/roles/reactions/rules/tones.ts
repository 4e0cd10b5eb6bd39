import type { Sentiment, Tones } from '#roles/reactions/analysis/contract.ts'
import { reactionsLimits } from '#roles/reactions/contract.ts'
import { changeOf, shareOf } from '#roles/reactions/rules/interval.ts'

/** The words of the sentiment head. */
export const toneNames = ['negative', 'neutral', 'positive', 'unsure'] as const
/** One of them. */
export type ToneName = (typeof toneNames)[number]

/** Posts of each tone, and how many different authors wrote those the tool is sure of, and all. */
export type ToneCounts = Readonly<Record<ToneName, number>> & { authors: number; sureAuthors: number }

/** No post at all. */
export const noTones: ToneCounts = {
  negative: 0,
  neutral: 0,
  positive: 0,
  unsure: 0,
  authors: 0,
  sureAuthors: 0,
}

/** Counts as shares with their intervals: of what the tool is sure of, and how much it is not. */
export function tonesOf(counts: ToneCounts): Tones {
  const sure = counts.negative + counts.neutral + counts.positive
  const n = sure + counts.unsure
  const part = (posts: number) => shareOf(posts, sure, counts.sureAuthors)
  return {
    n,
    sure,
    authors: counts.sureAuthors,
    negative: part(counts.negative),
    neutral: part(counts.neutral),
    positive: part(counts.positive),
    unsure: shareOf(counts.unsure, n, counts.authors),
    enough: sure >= reactionsLimits.colourFrom,
  }
}

/** How the tone changed; nothing while either side has under 30 posts the tool is sure of. */
export function toneChange(after: Tones, before: Tones | undefined): Sentiment['change'] {
  if (before === undefined || !after.enough || !before.enough) return undefined
  return {
    negative: changeOf(after.negative, before.negative),
    positive: changeOf(after.positive, before.positive),
  }
}

/** Counts the tones of single posts, each with its author; posts nobody read are left out. */
export function countTones(posts: Iterable<{ tone: ToneName | undefined; author: string }>): ToneCounts {
  const counts = { negative: 0, neutral: 0, positive: 0, unsure: 0 }
  const authors = new Set<string>()
  const sureAuthors = new Set<string>()
  for (const { tone, author } of posts) {
    if (tone === undefined) continue
    counts[tone]++
    authors.add(author)
    if (tone !== 'unsure') sureAuthors.add(author)
  }
  return { ...counts, authors: authors.size, sureAuthors: sureAuthors.size }
}
