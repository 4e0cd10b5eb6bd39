/**
 * Whether the words of a phrase stand near one another: each gets a place of its own, and taken back by its rank in the
 * phrase, the places differ by `within` at most. So a word may stand `within` tokens further than written, and a
 * reversed pair costs two, as X documents for `"a b"~N` (the method is Lucene's sloppy phrase).
 *
 * Words may be texts or their numbers. Time grows with the places of the first word, times the phrase, times `within`
 * squared.
 */
export function holdsNear<W>(words: ArrayLike<W>, phrase: ArrayLike<W>, within: number): boolean {
  for (let place = 0; place < words.length; place++) {
    if (words[place] !== phrase[0]) continue
    for (let low = place - within; low <= place; low++) {
      if (fitsFrom(words, phrase, low, within)) return true
    }
  }
  return false
}

/**
 * Gives each rank the first free place within its reach. Reaches are equally long and move right with the rank, so for
 * equal words taking the first free place never spoils a later rank; different words never want the same place.
 */
function fitsFrom<W>(words: ArrayLike<W>, phrase: ArrayLike<W>, low: number, within: number): boolean {
  const taken: number[] = []
  for (let rank = 0; rank < phrase.length; rank++) {
    const word = phrase[rank]
    let place = Math.max(low + rank, lastPlaceOf(phrase, taken, word) + 1, 0)
    while (place <= low + rank + within && words[place] !== word) place++
    if (place > low + rank + within) return false
    taken.push(place)
  }
  return true
}

function lastPlaceOf<W>(phrase: ArrayLike<W>, taken: readonly number[], word: W | undefined): number {
  for (let rank = taken.length - 1; rank >= 0; rank--) {
    if (phrase[rank] === word) return taken[rank] ?? -1
  }
  return -1
}
