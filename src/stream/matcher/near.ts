/**
 * How far a search goes, so that no rule and no text together cost a millisecond: a rule holds at most 190 pairs or 45 phrases
 * of 20 words. Only texts of thousands of one-letter words, or of one word said over and over, reach either limit.
 */
const limits = { wordsMax: 3000, stepsPerWord: 100, stepsMax: 1000, stepsPerLook: 3 } as const

/**
 * Whether the words of a phrase stand near one another: each gets a place of its own, and taken back by its rank in the
 * phrase, the places differ by `within` at most. So a word may stand `within` tokens further than written, and a
 * reversed pair costs two, as X documents for `"a b"~N` (the method is Lucene's sloppy phrase).
 *
 * Words may be texts or their numbers. Looked for in the first 3,000 words; a pair costs one look a word, a longer phrase at
 * most 100 steps and 33 beginnings a word of it (1,000 and 333 in all), and what is not found by then is not near.
 */
export function holdsNear<W>(words: ArrayLike<W>, phrase: ArrayLike<W>, within: number): boolean {
  const end = Math.min(words.length, limits.wordsMax)
  if (phrase.length === 2 && phrase[0] !== phrase[1]) return holdsPair(words, end, phrase, within)
  const sought = { words, end, phrase, within }
  const looksMax = stepsFor(phrase) / limits.stepsPerLook
  let search: Search<W> | undefined
  let low = -within
  let looks = 0
  for (let place = 0; place < end && looks < looksMax; place++) {
    if (words[place] !== phrase[0]) continue
    looks++
    if (!hasLastNear(sought, place)) continue
    search ??= searchOf(sought)
    // Neighbouring places share most of their beginnings: each is tried once.
    for (low = Math.max(low, place - within); low <= place; low++) if (fitsFrom(search, low)) return true
    if (search.stepsLeft < 0) return false
  }
  return false
}

/** Whether the last word of the phrase stands where it may, when the first stands here: most places need no more. */
function hasLastNear<W>({ words, end, phrase, within }: Sought<W>, place: number): boolean {
  const lastWord = phrase[phrase.length - 1]
  const written = place + phrase.length - 1
  const last = Math.min(written + within, end - 1)
  for (let at = Math.max(0, written - within); at <= last; at++) if (words[at] === lastWord) return true
  return false
}

/** The last place of each word so far says all: if an earlier one were near enough, so would be this. */
function holdsPair<W>(words: ArrayLike<W>, end: number, phrase: ArrayLike<W>, within: number): boolean {
  const [first, second] = [phrase[0], phrase[1]]
  let firstAt = -Infinity
  let secondAt = -Infinity
  for (let place = 0; place < end; place++) {
    const word = words[place]
    if (word === first) {
      if (place + 1 - secondAt <= within) return true
      firstAt = place
    } else if (word === second) {
      if (place - 1 - firstAt <= within) return true
      secondAt = place
    }
  }
  return false
}

function stepsFor(phrase: ArrayLike<unknown>): number {
  return Math.min(limits.stepsMax, limits.stepsPerWord * phrase.length)
}

type Sought<W> = { words: ArrayLike<W>; end: number; phrase: ArrayLike<W>; within: number }
type Search<W> = Sought<W> & {
  /** Per rank: the place it was given, and the last rank before it with the same word, or -1. */
  taken: Int32Array
  before: Int32Array
  stepsLeft: number
}

function searchOf<W>(sought: Sought<W>): Search<W> {
  const { phrase } = sought
  const before = new Int32Array(phrase.length).fill(-1)
  for (let rank = 1; rank < phrase.length; rank++) {
    let other = rank - 1
    while (other >= 0 && phrase[other] !== phrase[rank]) other--
    before[rank] = other
  }
  const taken = new Int32Array(phrase.length)
  return { ...sought, taken, before, stepsLeft: stepsFor(phrase) }
}

/**
 * Gives each rank the first free place within its reach. Reaches are equally long and move right with the rank, so for
 * equal words taking the first free place never spoils a later rank; different words never want the same place.
 */
function fitsFrom<W>(search: Search<W>, low: number): boolean {
  const { words, end, phrase, within, taken, before } = search
  for (let rank = 0; rank < phrase.length; rank++) {
    const word = phrase[rank]
    const other = before[rank] ?? -1
    const free = other < 0 ? 0 : (taken[other] ?? 0) + 1
    const last = Math.min(low + rank + within, end - 1)
    let place = Math.max(low + rank, free)
    const from = place
    while (place <= last && words[place] !== word) place++
    search.stepsLeft -= place - from + 1
    if (place > last || search.stepsLeft < 0) return false
    taken[rank] = place
  }
  return true
}
