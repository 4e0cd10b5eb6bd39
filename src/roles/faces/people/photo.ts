import sharp from 'sharp'
import type { Words } from '#kernel/words.ts'
import { fileRefusal } from '#sending/files/refusals.ts'
import { cleanPicture } from '#sending/files/picture.ts'
import { isPicture, sniff } from '#sending/files/sniffing.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import { faceLimits, type PhotoPart } from '#roles/faces/people/contract.ts'
import { faceProblem } from '#roles/faces/people/problems.ts'

/** Shorter sides than this are no face on a screen. */
const sidePxMin = 128

/** What came of taking a picture in. */
export type Taken = { ok: true; value: KeptFile } | { ok: false; why: string; words: Words }

/**
 * Takes a picture of somebody in: without what is not the picture (where it was taken, with what), upright, cut square and made small.
 * The whole picture is kept nowhere: what is beside the face is nobody's business.
 *
 * @param part which part of the longer side stays
 */
export async function takePhoto(
  { files }: Pick<FacesNeeds, 'files'>,
  bytes: Uint8Array,
  { part, by }: { part: PhotoPart; by: string },
): Promise<Taken> {
  const kind = sniff(bytes)
  if (kind === undefined || !isPicture(kind)) return no('not-a-picture')
  const clean = await cleanPicture(bytes, kind)
  if (!clean.ok) return { ok: false, ...fileRefusal(clean.why, clean.actual) }
  const { width, height, frames } = clean.picture
  if (frames > 1) return no('not-a-picture')
  if (Math.min(width, height) < sidePxMin) return no('too-small')
  const square = await sharp(clean.picture.bytes)
    .extract(squareOf({ width, height }, part))
    .resize(faceLimits.photoPx, faceLimits.photoPx, { withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 88 })
    .toBuffer()
  const kept = await files.keep(square, { by })
  return kept.ok ? kept : { ok: false, ...kept.why }
}

/** The square that stays of a picture, px. */
export function squareOf(
  { width, height }: { width: number; height: number },
  part: PhotoPart,
): { left: number; top: number; width: number; height: number } {
  const side = Math.min(width, height)
  const shareOf1 = { start: 0, middle: 0.5, end: 1 }[part]
  return {
    left: Math.round((width - side) * shareOf1),
    top: Math.round((height - side) * shareOf1),
    width: side,
    height: side,
  }
}

function no(why: 'not-a-picture' | 'too-small'): Taken {
  const { en, fr } = faceProblem(why)
  return { ok: false, why, words: { en, fr } }
}
