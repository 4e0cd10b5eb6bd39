/**
 * The known word nearest to what was typed, when it is near enough to be a slip.
 *
 * @returns undefined when nothing is within a third of the word's length, or 1 for short words
 */
export function nearest(typed: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(typed.length / 3))
  const ranked = known
    .map((word) => ({ word, slips: slipsBetween(typed.slice(0, 60).toLowerCase(), word.toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)
  const best = ranked[0]
  if (best && best.slips <= most) return best.word
  return typed.length >= 3 ? known.find((word) => word.startsWith(typed)) : undefined
}

/**
 * Letters to add, drop, change or swap with their neighbour to turn one word into the other.
 *
 * Source: optimal string alignment distance (restricted Damerau-Levenshtein).
 */
export function slipsBetween(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      const swap = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Infinity
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap))
    }
    beforeLast = last
    last = row
  }
  return last[b.length] ?? 0
}
