/** How long a text may be on a network, and how that network counts. Source: each network's documentation, 2026-07. */
type Limit = { most: number; count: (text: string) => number }

/** A link counts as that many characters there, however long it is. */
const linkLength = { mastodon: 23, x: 23 } as const
const links = /https?:\/\/\S+/giu

const limits: Readonly<Record<string, Limit>> = {
  // 300 graphemes (app.bsky.feed.post); links count in full.
  bluesky: { most: 300, count: graphemes },
  // 500 is what servers come with; some allow more.
  mastodon: { most: 500, count: (text) => graphemes(withShortLinks(text, linkLength.mastodon)) },
  // 280 weighted: most scripts of Europe count one, all else two (twitter-text, configuration v3).
  x: { most: 280, count: (text) => weighted(withShortLinks(text, linkLength.x)) },
}

/** How long a text is, and how long it may be where we know: only then `most` is there. */
export function lengthOn(network: string, text: string): { length: number; most?: number } {
  const limit = limits[network]
  return limit === undefined ? { length: graphemes(text) } : { length: limit.count(text), most: limit.most }
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How many characters a person sees. */
export function graphemes(text: string): number {
  let count = 0
  for (const _one of segmenter.segment(text)) count += 1
  return count
}

function withShortLinks(text: string, length: number): string {
  return text.replaceAll(links, 'x'.repeat(length))
}

const lightRanges = [
  [0, 4351],
  [8192, 8205],
  [8208, 8223],
  [8242, 8247],
] as const

function weighted(text: string): number {
  let weight = 0
  for (const { segment } of segmenter.segment(text.normalize('NFC'))) {
    const isEmoji = /\p{Extended_Pictographic}/u.test(segment)
    weight += isEmoji ? 2 : Array.from(segment, weightOf).reduce((sum, one) => sum + one, 0)
  }
  return weight
}

function weightOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  return lightRanges.some(([from, to]) => point >= from && point <= to) ? 1 : 2
}

/** Words in a text, for a line such as "41 words". */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{N}’'.-]*/gu)?.length ?? 0
}
