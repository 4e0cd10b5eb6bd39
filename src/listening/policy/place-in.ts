import { foldWord } from '#listening/policy/fold.ts'

/** Finds where folded words stand in a rule as written, `to` exclusive; the whole rule when they are written some other way. */
export function placesIn(text: string): (words: readonly string[]) => { from: number; to: number } {
  const { folded, origins } = foldedText(text)
  return (given) => {
    const whole = { from: 0, to: text.length }
    const words = given.filter((word) => word !== '')
    if (words.length === 0) return whole
    // What is left out (`-word`) is passed over where the same word is also wanted.
    let leftOut: { from: number; to: number } | undefined
    for (let at = startOf(folded, words, 0); at >= 0; at = startOf(folded, words, at + 1)) {
      const end = endOf(folded, words, at)
      if (end === undefined) continue
      const place = { from: origins[at] ?? 0, to: origins[end] ?? text.length }
      if (folded[at - 1] !== '-') return place
      leftOut ??= place
    }
    return leftOut ?? whole
  }
}

function startOf(folded: string, [first = '']: readonly string[], from: number): number {
  return folded.indexOf(first, from)
}

/** Where the words end that begin here, with nothing but signs and blanks between them. */
function endOf(folded: string, words: readonly string[], from: number): number | undefined {
  let end = from
  for (const [order, word] of words.entries()) {
    if (order > 0) while (end < folded.length && !/[\p{L}\p{N}]/u.test(folded[end] ?? '')) end++
    if (!folded.startsWith(word, end)) return undefined
    end += word.length
  }
  return end
}

/** Folds sign by sign and remembers where each stood. */
function foldedText(text: string): { folded: string; origins: number[] } {
  let folded = ''
  const origins: number[] = []
  let at = 0
  for (const sign of text) {
    const plain = foldWord(sign)
    for (let i = 0; i < plain.length; i++) origins.push(at)
    folded += plain
    at += sign.length
  }
  return { folded, origins }
}
