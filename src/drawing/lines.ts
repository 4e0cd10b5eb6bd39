import type { Cut, Lettering } from '#drawing/lettering.ts'
import { shortened } from '#drawing/shortened.ts'

/**
 * A text in lines that fit. Lines break at spaces that may break, and within a word only where it is wider than a line.
 *
 * @param linesMax what is longer ends in an ellipsis; missing: as many as it takes
 */
export function linesOf(
  text: string,
  width: number,
  { cut, size, linesMax = Infinity }: { cut: Cut; size: number; linesMax?: number },
  lettering: Lettering,
): string[] {
  const widthOf = (part: string): number => lettering.width(part, { cut, size })
  const space = widthOf(' ')
  const lines: string[] = []
  let line = ''
  let taken = 0
  for (const word of wordsOf(text, width, widthOf)) {
    const wide = widthOf(word)
    if (line !== '' && taken + space + wide > width) {
      lines.push(line)
      line = ''
    }
    taken = line === '' ? wide : taken + space + wide
    line = line === '' ? word : `${line} ${word}`
  }
  if (line !== '') lines.push(line)
  if (lines.length <= linesMax) return lines
  const last = lines.slice(linesMax - 1).join(' ')
  return [...lines.slice(0, linesMax - 1), shortened(last, width, widthOf)]
}

/** Words as they may stand on lines: one that is wider than a line comes in pieces. */
function wordsOf(text: string, width: number, widthOf: (text: string) => number): string[] {
  // A sign that French sets apart stays with its word. A no-break space is none to break at: `\s` would take it for one.
  const kept = text.replaceAll(/ (?=[?!:;»])|(?<=«) /gu, '\u00A0')
  return kept.split(/[ \t\r\n\u2028\u2029]+/u).flatMap((word) => {
    if (word === '') return []
    return widthOf(word) <= width ? [word] : pieces(word, width, widthOf)
  })
}

function pieces(word: string, width: number, widthOf: (text: string) => number): string[] {
  const out: string[] = []
  let piece = ''
  let taken = 0
  for (const { segment } of new Intl.Segmenter('en').segment(word)) {
    const wide = widthOf(segment)
    if (piece !== '' && taken + wide > width) {
      out.push(piece)
      piece = ''
      taken = 0
    }
    piece += segment
    taken += wide
  }
  return [...out, piece]
}
