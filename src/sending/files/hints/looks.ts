import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import type { FilesNeeds } from '#sending/files/files.ts'
import { groundOf, linesOf, type Ground, type Line } from '#sending/files/hints/lines.ts'
import { piecesOf, type Grey } from '#sending/files/hints/strokes.ts'
import { greyPicture } from '#sending/files/picture.ts'
import { findFile, wholeFile } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/**
 * What was seen in a picture by looking at its strokes: whether it seems to hold words, and whether these hardly stand out. A guess,
 * good enough for a hint: how often it is right is measured in `looks.test.ts` and told in docs/sending.md.
 */
export type Look = { holdsWords: boolean; isFaint: boolean }

/** Changes whenever the same picture would be seen otherwise. */
const method = 1

/** Longest sides at which a picture is looked at: small letters are found in the larger, headlines in the smaller. */
const sidesPx = [1000, 420] as const

/** Side of the window that is the ground around a pixel, and the tallest letter, at either size. */
const windowPx = 41
const heightMax = 60

/** Letters in a line, and how far they stand out from a ground that is restless itself: below, leaves and gravel would be words. */
const lettersMin = 6
const calmMin = 3.5

/** Ratio of luminance, as WCAG 2.2 counts it, below which letters hardly stand out. Edges of letters are softened: see the measurement. */
const faintBelow = 2.2

/** Looks at a kept picture, or remembers what was seen before; undefined where there is nothing to look at. */
export async function lookAt(
  needs: FilesNeeds,
  anyDb: Kysely<unknown>,
  sha256: string,
): Promise<Look | undefined> {
  const file = await findFile(anyDb, sha256)
  if (file?.mediaType.startsWith('image/') !== true) return undefined
  const db = anyDb.withTables<FilesTables>()
  const known = await db
    .selectFrom('media_looks')
    .selectAll()
    .where('sha256', '=', sha256)
    .where('method', '=', method)
    .executeTakeFirst()
  if (known !== undefined) return { holdsWords: known.holds_words, isFaint: known.is_faint }
  const look = await lookOnce(needs, anyDb, sha256)
  if (look === undefined) return undefined
  const seen = { method, holds_words: look.holdsWords, is_faint: look.isFaint }
  await db
    .insertInto('media_looks')
    .values({ sha256, ...seen })
    .onConflict((twice) => twice.column('sha256').doUpdateSet(seen))
    .execute()
  return look
}

/** A picture nobody can look at gives no hint, and hinders nothing. */
async function lookOnce({ log }: FilesNeeds, db: Kysely<unknown>, sha256: string): Promise<Look | undefined> {
  try {
    return await lookOf(await wholeFile(db, sha256))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    log('warn', 'a picture could not be looked at', { sha256, detail: error.message.slice(0, 200) })
    return undefined
  }
}

/** Looks at a picture. Others have their turn between its four parts, each about 30 ms. */
export async function lookOf(bytes: Uint8Array): Promise<Look> {
  const found: Ground[] = []
  for (const sidePx of sidesPx) {
    const grey = await greyPicture(bytes, sidePx)
    for (const isLight of [false, true]) {
      found.push(...wordsIn(grey, isLight))
      await setImmediate()
    }
  }
  const isFaint = found.length > 0 && found.every((ground) => contrastOf(ground) < faintBelow)
  return { holdsWords: found.length > 0, isFaint }
}

function wordsIn(grey: Grey, isLight: boolean): Ground[] {
  const { pieces, stands } = piecesOf(grey, { windowPx, isLight })
  const lines: Line[] = linesOf(pieces, heightMax).filter(({ length }) => length >= lettersMin)
  return lines.map((line) => groundOf(line, grey, stands)).filter((ground) => calmOf(ground) >= calmMin)
}

/** How far letters stand out from their ground, held against how restless it is. A little unrest is in every photograph. */
function calmOf({ ink, ground, unrest }: Ground): number {
  return Math.abs(ink - ground) / (unrest + 3)
}

function contrastOf({ ink, ground }: Ground): number {
  const [a, b] = [luminance(ink), luminance(ground)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** Of a shade of grey, 0 to 1. Source: WCAG 2.2, relative luminance. */
function luminance(shade: number): number {
  const part = shade / 255
  return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
}
