/** Words of two letters and fewer that a joined tag may hold; other short words would let any tag be taken apart. */
const short = new Set(
  'a i to of on in at it is us we my no la le de du un en et au se sa ma ne ou if go up he me by or so il ta te ce as be do'.split(
    ' ',
  ),
)
const lettersMax = 60

/** A tag taken apart into known words, the fewest there can be; undefined when something is left or it is one word. */
export function splitTag(
  tag: string,
  isKnown: (word: string) => boolean,
  lettersMin = 8,
): string[] | undefined {
  if (tag.length < lettersMin || !/^[a-z]+$/u.test(tag) || tag.length > lettersMax) return undefined
  const best: (string[] | undefined)[] = [[]]
  for (let end = 1; end <= tag.length; end++) best.push(bestEnd(tag, end, best, isKnown))
  const words = best[tag.length]
  return words !== undefined && words.length > 1 ? words : undefined
}

function bestEnd(
  tag: string,
  end: number,
  best: readonly (string[] | undefined)[],
  isKnown: (word: string) => boolean,
): string[] | undefined {
  let found: string[] | undefined
  for (let from = Math.max(0, end - wordMax); from < end; from++) {
    const before = best[from]
    const word = tag.slice(from, end)
    const isFewer = before !== undefined && before.length < (found?.length ?? wordsMax + 1) - 1
    if (before !== undefined && isFewer && (word.length > 2 ? isKnown(word) : short.has(word)))
      found = [...before, word]
  }
  return found
}
const wordMax = 20
/** Nobody reads more words than these out of one tag. */
const wordsMax = 10
