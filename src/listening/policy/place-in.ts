import { foldWord } from '#listening/policy/fold.ts'

/** Finds where folded words stand in a rule as written, `to` exclusive; the whole rule when they are written some other way. */
export function placesIn(text: string): (words: readonly string[]) => { from: number; to: number } {
  const { folded, origins } = foldedText(text)
  return (words) => {
    const pattern = words.map(escaped).join('[^\\p{L}\\p{N}]*')
    // What is left out (`-word`) is passed over where the same word is also wanted.
    const places = [...folded.matchAll(new RegExp(pattern, 'gu'))]
    const place = places.find(({ index }) => folded[index - 1] !== '-') ?? places[0]
    if (place === undefined || place[0] === '') return { from: 0, to: text.length }
    const from = origins[place.index] ?? 0
    return { from, to: origins[place.index + place[0].length] ?? text.length }
  }
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

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`)
}
