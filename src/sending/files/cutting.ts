import type { Kysely } from 'kysely'
import type { Words } from '#kernel/words.ts'
import { fileLimits, type KeptFile, type Rectangle } from '#sending/files/contract.ts'
import type { FilesNeeds } from '#sending/files/files.ts'
import { cutPicture, type PictureType } from '#sending/files/picture.ts'
import { cutOf, findFile, putFile, wantFile, wholeFile } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/** Why nothing was cut out. */
export type CutWhy = 'not-found' | 'cut-not-a-picture' | 'cut-outside' | 'cut-too-small' | 'cut-failed'

/** What came of cutting a piece out of a picture. */
export type Cut = { ok: true; value: KeptFile } | { ok: false; why: CutWhy }

/**
 * Cuts a rectangle out of a picture, as a file of its own; the picture stays as it is. The same rectangle again is the same file. One
 * that is the whole picture is the picture.
 */
export async function cutFile(
  needs: FilesNeeds,
  sha256: string,
  { rectangle, by }: { rectangle: Rectangle; by: string },
): Promise<Cut> {
  const { store, clock, log } = needs
  const file = await findFile(store.db, sha256)
  if (file === undefined) return { ok: false, why: 'not-found' }
  const why = refusalOf(file, rectangle)
  if (why !== undefined) return { ok: false, why }
  if (isWhole(file, rectangle)) return { ok: true, value: file }
  const before = await cutBefore(store.db, sha256, rectangle)
  const known = before === undefined ? undefined : await wantFile(store.db, before, clock.nowMs())
  if (known !== undefined) return { ok: true, value: { ...known, cut: { of: sha256, ...rectangle } } }
  const mediaType = file.mediaType as PictureType // `refusalOf` has seen that it is one we write
  try {
    const { bytes: data, ...picture } = await cutPicture(await wholeFile(store.db, sha256), {
      ...{ mediaType, rectangle },
    })
    const value = await store.inTransaction(async (tx) => {
      const kept = await putFile(tx, { ...picture, data }, { by, nowMs: clock.nowMs() })
      return noteCut(tx, kept, { of: sha256, ...rectangle })
    })
    return { ok: true, value }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    log('warn', 'a picture could not be cut', { sha256, detail: error.message.slice(0, 200) })
    return { ok: false, why: 'cut-failed' }
  }
}

function refusalOf(
  { mediaType, width = 0, height = 0, frames = 1 }: KeptFile,
  cut: Rectangle,
): CutWhy | undefined {
  if (!/^image\/(?:jpeg|png|webp)$/u.test(mediaType) || frames > 1) return 'cut-not-a-picture'
  if (cut.x + cut.width > width || cut.y + cut.height > height) return 'cut-outside'
  // What is small already may stay as small as it is.
  const least = Math.min(fileLimits.cropSideMin, width, height)
  return cut.width < least || cut.height < least ? 'cut-too-small' : undefined
}

function isWhole({ width, height }: KeptFile, cut: Rectangle): boolean {
  return cut.width === width && cut.height === height
}

async function cutBefore(
  anyDb: Kysely<unknown>,
  of: string,
  { x, y, width, height }: Rectangle,
): Promise<string | undefined> {
  const row = await anyDb
    .withTables<FilesTables>()
    .selectFrom('media_cuts')
    .select('sha256')
    .where('of_sha256', '=', of)
    .where(({ eb, and }) =>
      and([eb('x', '=', x), eb('y', '=', y), eb('width', '=', width), eb('height', '=', height)]),
    )
    .executeTakeFirst()
  return row?.sha256
}

/** Two pictures may have a piece in common: what was noted first is told. */
async function noteCut(
  tx: Kysely<unknown>,
  kept: KeptFile,
  { of, ...rectangle }: NonNullable<KeptFile['cut']>,
): Promise<KeptFile> {
  const db = tx.withTables<FilesTables>()
  await db
    .insertInto('media_cuts')
    .values({ sha256: kept.sha256, of_sha256: of, ...rectangle })
    .onConflict((twice) => twice.doNothing())
    .execute()
  const row = await db
    .selectFrom('media_cuts')
    .selectAll()
    .where('sha256', '=', kept.sha256)
    .executeTakeFirstOrThrow()
  return { ...kept, cut: cutOf(row) }
}

/** Why nothing was cut out, in words. */
export const cutWords: Record<Exclude<CutWhy, 'not-found'>, Words> = {
  'cut-not-a-picture': {
    en: 'Only a picture that stands still can be cropped here. Crop this file in another program, then add it again.',
    fr: 'Seule une image fixe peut être recadrée ici. Recadrez ce fichier dans un autre logiciel, puis ajoutez-le de nouveau.',
  },
  'cut-outside': {
    en: 'The crop reaches beyond the picture. Make it smaller, or move it.',
    fr: 'Le cadre dépasse l’image. Réduisez-le ou déplacez-le.',
  },
  'cut-too-small': {
    en: `The crop is too small: each side has at least ${fileLimits.cropSideMin} pixels.`,
    fr: `Le cadre est trop petit : chaque côté fait au moins ${fileLimits.cropSideMin} pixels.`,
  },
  'cut-failed': {
    en: 'The picture could not be cropped, and nothing was changed. Try again; if it fails again, crop it in another program.',
    fr: 'L’image n’a pas pu être recadrée, et rien n’a changé. Réessayez ; si cela échoue encore, recadrez-la dans un autre logiciel.',
  },
}
