import type { Font } from 'fontkit'
import { fontFiles } from '#drawing/font-files.ts'
import { spelled } from '#drawing/spelled.ts'

/** The cuts a report is set in. */
export type Cut = 'regular' | 'bold'

/** A font as it lies on the disk, and read. `name`: what the PDF calls it. */
export type Face = { name: string; bytes: Buffer; font: Font }

/** A stretch of text in one font. `stands`: see `spelled`. */
export type Run = { text: string; face: Face; stands?: string }

/** How letters are measured and drawn. */
export type Lettering = {
  faces: readonly Face[]
  /** A text as stretches, each in a font that has all its letters. */
  runs(text: string, cut: Cut): Run[]
  /** Width of a text, in the unit of `size`. */
  width(text: string, o: { cut: Cut; size: number }): number
}

/** The letters of Atkinson Hyperlegible Next, in the language that stands in for letters it lacks. */
export async function openLettering(language: 'en' | 'fr'): Promise<Lettering> {
  const faces = await readFaces()
  const ofCut = (cut: Cut): Face[] => faces.filter(({ name }) => name.startsWith(cut))
  const runs = (text: string, cut: Cut): Run[] => runsOf(text, ofCut(cut), language)
  const known = new Map<string, number>()
  /** Width at size 1. */
  const widthOf = (text: string, cut: Cut): number => {
    const key = `${cut} ${text}`
    const before = known.get(key)
    if (before !== undefined) return before
    const width = runs(text, cut).reduce((sum, { text: part, face }) => sum + advanceOf(part, face), 0)
    if (known.size < widthsKnownMax) known.set(key, width)
    return width
  }
  return { ...{ faces, runs }, width: (text, { cut, size }) => widthOf(text, cut) * size }
}

/** Letter by letter, at size 1. Pairs that move closer are left out: it is a hundred times as fast, and less than a dot too wide. */
function advanceOf(text: string, { font }: Face): number {
  let advance = 0
  for (const letter of text) advance += font.glyphForCodePoint(letter.codePointAt(0) ?? 0).advanceWidth
  return advance / font.unitsPerEm
}

/** Widths remembered while one report is made: its words come again and again. */
const widthsKnownMax = 20_000

/** Letters that every cut has in its first file, none of which is invisible: most texts are made of them alone. */
const plainLetters = /^[\u0020-\u007E\u00A0-\u00AC\u00AE-\u00FF]*$/u

let read: Promise<readonly Face[]> | undefined

/** Loaded at the first report: a desk that makes none starts without it. */
function readFaces(): Promise<readonly Face[]> {
  read ??= import('fontkit').then(({ create }) =>
    fontFiles().map(({ name, bytes }) => ({ name, bytes, font: create(bytes) })),
  )
  return read
}

function runsOf(text: string, faces: readonly Face[], language: 'en' | 'fr'): Run[] {
  const [latin] = faces
  if (latin !== undefined && plainLetters.test(text)) return text === '' ? [] : [{ text, face: latin }]
  const faceOf = (codePoint: number): Face | undefined =>
    faces.find(({ font }) => font.hasGlyphForCodePoint(codePoint))
  return spelled(text, (codePoint) => faceOf(codePoint) !== undefined, language).flatMap((piece) => {
    const runs = byFace(piece.text, faceOf)
    return piece.stands === undefined ? runs : runs.map((run) => ({ ...run, stands: piece.stands ?? '' }))
  })
}

function byFace(text: string, faceOf: (codePoint: number) => Face | undefined): Run[] {
  const runs: Run[] = []
  for (const letter of text) {
    const face = faceOf(letter.codePointAt(0) ?? 0)
    const last = runs.at(-1)
    if (face === undefined) continue // `spelled` left only what some face has
    if (last?.face === face) last.text += letter
    else runs.push({ text: letter, face })
  }
  return runs
}
