import sharp from 'sharp'
import { openLettering } from '#drawing/lettering.ts'
import type { Picture } from '#drawing/picture.ts'
import { svgAlone } from '#drawing/svg.ts'

/** Dots a unit: sharp on a slide and in print. */
const dotsPerUnit = 2

/** A picture as PNG. Letters are drawn as shapes, so it looks the same wherever it is made. */
export async function pngOf(picture: Picture, language: 'en' | 'fr'): Promise<Buffer> {
  const svg = svgAlone(picture, await openLettering(language))
  return sharp(Buffer.from(svg), { density: 72 * dotsPerUnit })
    .resize(Math.round(picture.width * dotsPerUnit))
    .png({ compressionLevel: 9 })
    .toBuffer()
}
