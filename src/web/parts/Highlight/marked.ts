/** A stretch of text, marked or not. */
export type Stretch = { text: string; marked: boolean }

const termsMax = 24
const letter = /[\p{L}\p{N}]/u

/**
 * Cuts a text where it says one of the terms, so that a reader sees why a post is here.
 * Case and accents do not matter; only whole words count, with a plural ending allowed.
 *
 * Limits: the first 24 terms; terms under 3 letters are not marked. The stretches joined are the text.
 */
export function marked(text: string, terms: readonly string[]): Stretch[] {
  const folded = foldWithPlaces(text)
  const spans = terms
    .slice(0, termsMax)
    .map((term) => foldWithPlaces(term).folded.trim())
    .filter((term) => term.length >= 3)
    .flatMap((term) => spansOf(folded, term))
    .toSorted((a, b) => a.from - b.from)
  return cut(text, spans)
}

type Folded = { folded: string; places: number[] }

/** Lower case without accents, with the place in the original of every folded character. */
function foldWithPlaces(text: string): Folded {
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const character of text) {
    const plain = character.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
    folded += plain
    for (let i = 0; i < plain.length; i++) places.push(at)
    at += character.length
  }
  places.push(at)
  return { folded, places }
}

function spansOf({ folded, places }: Folded, term: string): { from: number; to: number }[] {
  const spans: { from: number; to: number }[] = []
  let from = folded.indexOf(term)
  while (from !== -1) {
    let to = from + term.length
    if (/[sx]/.test(folded[to] ?? '')) to++
    const free = !letter.test(folded[from - 1] ?? ' ') && !letter.test(folded[to] ?? ' ')
    const start = places[from]
    const end = places[to]
    if (free && start !== undefined && end !== undefined) spans.push({ from: start, to: end })
    from = folded.indexOf(term, from + term.length)
  }
  return spans
}

function cut(text: string, spans: readonly { from: number; to: number }[]): Stretch[] {
  const stretches: Stretch[] = []
  let at = 0
  for (const { from, to } of spans) {
    if (from < at) continue
    if (from > at) stretches.push({ text: text.slice(at, from), marked: false })
    stretches.push({ text: text.slice(from, to), marked: true })
    at = to
  }
  if (at < text.length) stretches.push({ text: text.slice(at), marked: false })
  return stretches
}
