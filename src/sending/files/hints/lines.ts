import type { Grey, Piece } from '#sending/files/hints/strokes.ts'

/** Pieces that stand beside each other like the letters of a line. */
export type Line = readonly Piece[]

/** Fewest pieces that are taken for a line of letters. */
const lettersMin = 5

/** Most pieces like letters in one picture. */
const lettersMax = 6000

/**
 * Lines of pieces that stand beside each other, of one height and on one base. What repeats itself exactly (bricks, windows, the
 * squares of a board) is none: letters differ in width and in how much of their box they fill.
 *
 * @param heightMax tallest letter looked for, pixels
 */
export function linesOf(pieces: readonly Piece[], heightMax: number): Line[] {
  const letters = pieces.filter((piece) => isLetterLike(piece, heightMax)).toSorted((a, b) => a.left - b.left)
  const taken = new Set<Piece>()
  const lines: Line[] = []
  // A page full of small print has half as many: this is gravel, or noise.
  if (letters.length > lettersMax) return []
  for (const [at, first] of letters.entries()) {
    if (taken.has(first)) continue
    const line = lineFrom(at, letters, taken)
    if (line.length < lettersMin || !varies(line)) continue
    for (const piece of line) taken.add(piece)
    lines.push(line)
  }
  return lines
}

const heightMin = 7

/** Not a dot, not a bar across the picture, neither full nor nearly empty, and drawn with a stroke. */
function isLetterLike({ left, right, top, bottom, area, edge }: Piece, heightMax: number): boolean {
  const [width, height] = [right - left + 1, bottom - top + 1]
  if (height < heightMin || height > heightMax || width < 2 || width > 2.2 * height) return false
  const fill = area / (width * height)
  // A stroke is all edge: of a patch most pixels lie inside.
  const stroke = (2 * area) / Math.max(1, edge)
  return fill > 0.18 && fill < 0.95 && stroke < 0.55 * height
}

function lineFrom(from: number, letters: readonly Piece[], taken: ReadonlySet<Piece>): Piece[] {
  const line: Piece[] = []
  for (let at = from; at < letters.length; at++) {
    const next = letters[at]
    const last = line.at(-1)
    if (next === undefined || taken.has(next)) continue
    if (last !== undefined) {
      if (next.left <= last.left) continue
      // They stand in the order of their left sides: what is too far now, all that follows is.
      if (next.left - last.right > 1.6 * heightOf(last)) break
      if (!isBeside(last, next)) continue
    }
    line.push(next)
  }
  return line
}

function heightOf({ top, bottom }: Piece): number {
  return bottom - top + 1
}

function isBeside(a: Piece, b: Piece): boolean {
  const [small, large] = [Math.min(heightOf(a), heightOf(b)), Math.max(heightOf(a), heightOf(b))]
  // Small letters are about two thirds of capitals; both stand on the line, some hang below it.
  return (
    small > 0.45 * large &&
    (Math.abs(a.bottom - b.bottom) < 0.22 * large || Math.abs(a.top - b.top) < 0.12 * large) &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.4 * small &&
    b.left - a.right > -0.3 * small
  )
}

function varies(line: Line): boolean {
  return (
    spread(line.map(({ left, right }) => right - left + 1)) > 0.18 &&
    spread(line.map(heightOf)) < 0.35 &&
    spread(line.map(({ area, edge }) => area / Math.max(1, edge))) < 0.4
  )
}

/** Standard deviation as a part of the mean. */
function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  return Math.sqrt(variance) / mean
}

/** How a line stands out: the shade of its letters and of the ground between them, and how restless that ground is. */
export type Ground = { ink: number; ground: number; unrest: number }

/** Measures how a line stands out, in its box with a margin; what is a letter is no ground. */
export function groundOf(line: Line, { data, width, height }: Grey, stands: Uint8Array): Ground {
  const tall = Math.max(...line.map(heightOf))
  const margin = Math.ceil(tall * 0.35)
  const left = Math.max(0, Math.min(...line.map((piece) => piece.left)) - margin)
  const right = Math.min(width - 1, Math.max(...line.map((piece) => piece.right)) + margin)
  const top = Math.max(0, Math.min(...line.map((piece) => piece.top)) - margin)
  const bottom = Math.min(height - 1, Math.max(...line.map((piece) => piece.bottom)) + margin)
  let [count, sum, squares] = [0, 0, 0]
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const at = y * width + x
      if (stands[at] === 1) continue
      const shade = data[at] ?? 0
      count += 1
      sum += shade
      squares += shade * shade
    }
  const ground = sum / Math.max(1, count)
  const area = line.reduce((all, piece) => all + piece.area, 0)
  const ink = line.reduce((all, piece) => all + piece.shade * piece.area, 0) / area
  return { ink, ground, unrest: Math.sqrt(Math.max(0, squares / Math.max(1, count) - ground * ground)) }
}
