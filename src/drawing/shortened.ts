/** A text that fits into a width, with an ellipsis where something was left out; empty where not even that fits. */
export function shortened(text: string, widthMax: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= widthMax) return text
  const letters = Array.from(new Intl.Segmenter('en').segment(text), ({ segment }) => segment)
  let [fits, tooMany] = [0, letters.length]
  while (tooMany - fits > 1) {
    const middle = Math.floor((fits + tooMany) / 2)
    if (widthOf(cut(letters, middle)) <= widthMax) fits = middle
    else tooMany = middle
  }
  return fits === 0 ? '' : cut(letters, fits)
}

function cut(letters: readonly string[], count: number): string {
  return `${letters.slice(0, count).join('').trimEnd()}…`
}
