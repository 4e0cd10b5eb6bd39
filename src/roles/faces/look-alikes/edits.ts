/**
 * Letters that must be changed, added, left out or swapped with their neighbour to get from one text to another, as long as they are
 * few. Only a band beside the diagonal is looked at, so long texts take time in proportion to their length.
 *
 * @returns undefined where it takes more than `most`
 *
 * Source: restricted Damerau-Levenshtein distance ("optimal string alignment"), in a band as by Ukkonen 1985.
 */
export function editsBetween(a: string, b: string, most: number): number | undefined {
  const [from, to] = [Array.from(a), Array.from(b)]
  if (Math.abs(from.length - to.length) > most) return undefined
  const far = most + 1
  let before: number[] = []
  let row = Array.from({ length: to.length + 1 }, (_, j) => Math.min(j, far))
  for (let i = 1; i <= from.length; i += 1) {
    const last = row
    row = Array.from({ length: to.length + 1 }, () => far)
    row[0] = Math.min(i, far)
    for (let j = Math.max(1, i - most); j <= Math.min(to.length, i + most); j += 1) {
      const same = from[i - 1] === to[j - 1]
      const step = Math.min(at(last, j - 1) + (same ? 0 : 1), at(last, j) + 1, at(row, j - 1) + 1)
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      row[j] = Math.min(far, step, isSwapped ? at(before, j - 2) + 1 : far)
    }
    before = last
    if (Math.min(...row) > most) return undefined
  }
  const edits = at(row, to.length)
  return edits > most ? undefined : edits

  function at(cells: readonly number[], place: number): number {
    return cells[place] ?? far
  }
}
