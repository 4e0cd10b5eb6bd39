import { characterCutter, cutters, endOfFirst } from '#roles/publishing/writing/cuts.ts'

/** What a network takes as one post. `partsMax`: what is left over stands whole in the last part, and the checks say so. */
export type Splitting = { fits: (text: string) => boolean; partsMax: number }

/** A cut at the end of a paragraph or sentence is taken when the part before it is this full, as a share of what would fit. */
const fullEnough = 1 / 3
/** Where the look for what fits begins, UTF-16 units. */
const firstReach = 512

/** A line that holds only this begins a new post. */
const breakLine = /^[ \t]*---[ \t]*$/mu

/** The stretches of a text between lines that hold only `---`, without blank lines around them. */
export function blocksOf(text: string): string[] {
  return text
    .split(breakLine)
    .map(trimmed)
    .filter((block) => block !== '')
}

/**
 * A text as the posts of a thread. A line `---` always begins a new post; what is too long is cut after a paragraph, else a line, a
 * sentence, a clause, a word, and in scripts that write no spaces between characters: never inside an address, a mention, a hashtag
 * or a character people see as one. What cannot be cut stays whole, too long: the checks say which part. Pure.
 *
 * @returns at least one part; joined, they hold the words of the text in their order
 */
export function splitText(text: string, how: Splitting): string[] {
  const parts: string[] = []
  const blocks = blocksOf(text)
  for (const [at, block] of blocks.entries()) {
    const left = how.partsMax - parts.length
    if (left <= 1) return [...parts, blocks.slice(at).join('\n\n')]
    parts.push(...splitBlock(block, { ...how, partsMax: left }))
  }
  return parts.length === 0 ? [trimmed(text)] : parts
}

function splitBlock(block: string, how: Splitting): string[] {
  const parts: string[] = []
  let rest = block
  while (parts.length < how.partsMax - 1) {
    const window = windowOf(rest, how)
    if (window === rest && how.fits(rest)) break
    const cut = bestCut(window, how)
    if (cut === undefined) break
    parts.push(trimmed(rest.slice(0, cut)))
    rest = trimmed(rest.slice(cut))
  }
  return [...parts, rest]
}

/** The beginning of a text, longer than what fits: nothing behind it needs to be looked at. */
function windowOf(text: string, { fits }: Splitting): string {
  let reach = firstReach
  while (reach < text.length && fits(text.slice(0, reach))) reach *= 2
  return text.slice(0, 2 * reach)
}

/** Where a text that does not fit is cut; undefined where it can be cut nowhere. */
function bestCut(window: string, how: Splitting): number | undefined {
  const furthest = furthestCut(window, how)
  const isGood = (cut: number): boolean =>
    cut > 0 && cut >= furthest * fullEnough && how.fits(trimmed(window.slice(0, cut)))
  for (const cutter of cutters) {
    const last = cutter(window).findLast((cut) => cut <= furthest) ?? 0
    if (isGood(last)) return last
  }
  // An address that does not fit is a part of its own; where not even a character fits, nothing is cut.
  return isGood(furthest) ? furthest : endOfFirst(window)
}

/** The last place at all before which everything fits; found by halves, since what is longer fits less. */
function furthestCut(window: string, { fits }: Splitting): number {
  const cutAt = characterCutter(window)
  let low = 0
  let high = window.length
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (fits(trimmed(window.slice(0, cutAt(middle))))) low = middle
    else high = middle - 1
  }
  return cutAt(low)
}

/** Without spaces and blank lines around it; those that hold words together stay. Not by a pattern: long runs would make it slow. */
function trimmed(text: string): string {
  let from = 0
  let to = text.length
  while (from < to && loose.has(text[from] ?? '')) from += 1
  while (to > from && loose.has(text[to - 1] ?? '')) to -= 1
  return text.slice(from, to)
}

const loose: ReadonlySet<string> = new Set([' ', '\t', '\n'])
