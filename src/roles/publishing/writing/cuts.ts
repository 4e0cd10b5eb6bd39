const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** Finds where a text may be cut: offsets in UTF-16 units, smallest first, never 0 nor its length. */
export type Cutter = (text: string) => number[]

/** Words before a full stop that do not end a sentence, in English and French. */
const shortened =
  /(?:^|[\s(«“"'’])(?:\p{L}|mr|mrs|ms|dr|prof|st|ste|rd|ave|blvd|no|nos|vs|etc|approx|tel|ext|min|max|mme|mlle|mm|me|pr|av|boul|env|p\.\s?ex|e\.g|i\.e|tél|art|vol)\.$/iu

/** Ways to cut a text, the best first: after a paragraph, a line, a sentence, a clause, a word. */
export const cutters: readonly Cutter[] = [
  (text) => after(text, /\n[ \t]*\n[ \t\n]*/gu),
  (text) => after(text, /\n[ \t\n]*/gu),
  sentenceEnds,
  (text) => after(text, /[,;:)\]»”–—、，；：][ \t\n]+|[、，；：]/gu),
  (text) => after(text, /[ \t\n]+/gu),
]

function after(text: string, pattern: RegExp): number[] {
  const cuts: number[] = []
  for (const found of text.matchAll(pattern)) {
    const cut = found.index + found[0].length
    if (found.index > 0 && cut < text.length) cuts.push(cut)
  }
  return cuts.filter(outside(text))
}

/** Marks, what closes behind them, and a space; those of Chinese and Japanese need none. Bounded: no text makes it slow. */
const endOfSentence =
  /(?<![.!?…。！？])[.!?…。！？]{1,20}[\u00A0\u202F]?[)\]»”"'’]{0,4}(?:[ \t\n]+|(?<=[。！？]))/gu

function sentenceEnds(text: string): number[] {
  const cuts: number[] = []
  for (const found of text.matchAll(endOfSentence)) {
    const cut = found.index + found[0].length
    const goesOn = /^[\p{Ll}]/u.test(text.slice(cut, cut + 2))
    const isShort =
      found[0].startsWith('.') && shortened.test(text.slice(Math.max(0, found.index - 12), found.index + 1))
    if (cut < text.length && !goesOn && !isShort) cuts.push(cut)
  }
  return cuts.filter(outside(text))
}

/** Finds the last place up to an offset that is between two characters people see, and within no address, mention or hashtag; 0: none. */
export function characterCutter(text: string): (upTo: number) => number {
  const characters = graphemes.segment(text)
  const ranges = rangesOf(text)
  return (upTo) => {
    const cut = upTo >= text.length ? text.length : (characters.containing(upTo)?.index ?? 0)
    const range = ranges.find(([from, to]) => from < cut && cut < to)
    return range === undefined ? cut : range[0]
  }
}

/** Where the address, mention or hashtag ends that a text begins with; undefined where it begins with none, or is one. */
export function endOfFirst(text: string): number | undefined {
  const [first] = rangesOf(text)
  return first?.[0] === 0 && first[1] < text.length ? first[1] : undefined
}

/** Addresses with and without their scheme, mentions, hashtags: networks make one thing of them. */
const whole =
  /[a-z][a-z0-9+.-]{0,20}:\/\/\S+|[@#＃][\p{L}\p{N}_]\S*|(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}-]{0,62}(?:\.[\p{L}\p{N}-]{1,63}){1,10}(?:\/\S*)?/giu

function rangesOf(text: string): (readonly [from: number, to: number])[] {
  return Array.from(text.matchAll(whole), (found) => [found.index, found.index + found[0].length] as const)
}

/** Whether a cut is outside everything that is one thing; asked about in rising order. */
function outside(text: string): (cut: number) => boolean {
  const ranges = rangesOf(text)
  let at = 0
  return (cut) => {
    while (at < ranges.length && (ranges[at]?.[1] ?? 0) <= cut) at += 1
    const range = ranges[at]
    return range === undefined || cut <= range[0]
  }
}
