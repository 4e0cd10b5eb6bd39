import { createHash } from 'node:crypto'
import { openLettering } from '#drawing/lettering.ts'
import { linesOf } from '#drawing/lines.ts'
import { box, type Mark, type Picture } from '#drawing/picture.ts'
import { pngOf } from '#drawing/png.ts'

/** What the picture of a link shows, in words. */
export type LinkPicture = {
  language: 'en' | 'fr'
  /** Who speaks. */
  name: string
  /** The first words of the message, or its warning. */
  title: string
  /** The day and the address, on one line. */
  foot: string
  /** The mark of a desk that practises; missing on a live one. */
  practice?: string
}

/** Its size in dots: what networks show whole, without cutting. Source: https://ogp.me, and the guides of the networks (2026). */
export const linkPictureSize = { width: 1200, height: 630 } as const

/** Raised when another picture is drawn from the same words, so that nobody keeps the old one. */
const drawnAs = 1

/** Names a picture by what it shows: the same words are the same picture. 16 characters. */
export function linkPictureHash(picture: LinkPicture): string {
  const { language, name, title, foot, practice = '' } = picture
  const shown = JSON.stringify([drawnAs, language, name, title, foot, practice])
  return createHash('sha256').update(shown).digest('base64url').slice(0, 16)
}

// In units of which `pngOf` makes two dots each.
const [width, height] = [linkPictureSize.width / 2, linkPictureSize.height / 2]
const pad = 40
const room = width - 2 * pad

/** Draws it, as PNG. About 0.1 s of one core. */
export async function drawLinkPicture(picture: LinkPicture): Promise<Buffer> {
  return pngOf(await pictureOf(picture), picture.language)
}

async function pictureOf({ language, name, title, foot, practice }: LinkPicture): Promise<Picture> {
  const lettering = await openLettering(language)
  const lines = (text: string, size: number, linesMax: number): string[] =>
    linesOf(text, room, { cut: 'bold', size, linesMax }, lettering)
  const [first = ''] = lines(name, 17, 1)
  // Few words stand large, many smaller: four lines hold them, and what does not fit ends in an ellipsis.
  const size = [38, 32, 27].find((one) => lines(title, one, 99).length <= 4) ?? 27
  const said = lines(title, size, 4)
  const top = 116 + (4 - said.length) * size * 0.3
  const footLine = linesOf(foot, room, { cut: 'regular', size: 15, linesMax: 1 }, lettering)[0] ?? ''
  return {
    ...{ width, height },
    marks: [
      box({ x: 0, y: 0, width: 12, height }, practice === undefined ? 'accent' : 'unhappy'),
      words(first, { at: [pad, 50], size: 17, ink: 'accent', isBold: true }),
      ...(practice === undefined
        ? []
        : [words(practice, { at: [pad, 74], size: 15, ink: 'unhappy', isBold: true })]),
      ...said.map((line, at) =>
        words(line, { at: [pad, top + at * size * 1.22], size, ink: 'ink', isBold: true }),
      ),
      { kind: 'line', from: [pad, 270], to: [width - pad, 270], ink: 'line', thick: 1.5 },
      words(footLine, { at: [pad, 293], size: 15, ink: 'muted', isBold: false }),
    ],
  }
}

type Words = Omit<Extract<Mark, { kind: 'text' }>, 'kind' | 'text' | 'anchor'>

function words(text: string, o: Words): Mark {
  return { kind: 'text', text, anchor: 'start', ...o }
}
