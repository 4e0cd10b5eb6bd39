import { fileLimits, type FileWhy, type KeptFile } from '#sending/files/contract.ts'
import type { FilesNeeds, Kept } from '#sending/files/files.ts'
import { readFilm } from '#sending/files/film/film.ts'
import { cleanPicture } from '#sending/files/picture.ts'
import { fileRefusal } from '#sending/files/refusals.ts'
import { isPicture, isTwoInOne, sniff, type Sniffed } from '#sending/files/sniffing.ts'
import { findFile, putFile, hashOf, wantFile, type FileToKeep } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/** Takes a file in: what it is, whether it is taken, cleaned, stored once. */
export async function keepFile(needs: FilesNeeds, bytes: Uint8Array, by: string): Promise<Kept> {
  const kind = sniff(bytes)
  const refused = refusalOf(bytes, kind)
  if (refused !== undefined || kind === undefined) return refused ?? no('type-not-taken')
  const source = await hashOf(bytes)
  const before = await keptBefore(needs, source)
  if (before !== undefined) return { ok: true, value: before }
  if (isTwoInOne(bytes, kind)) return no('two-in-one')
  const read = await toKeep(bytes, kind)
  return 'ok' in read ? read : { ok: true, value: await keepClean(needs, { file: read, source, by }) }
}

function no(why: FileWhy, actual?: number): Extract<Kept, { ok: false }> {
  return { ok: false, why: fileRefusal(why, actual) }
}

/** What can be said by the beginning and the length alone. */
function refusalOf({ length }: Uint8Array, kind: Sniffed | undefined): Kept | undefined {
  if (length === 0) return no('empty')
  if (kind === undefined) return no('type-not-taken')
  if (isPicture(kind))
    return length > fileLimits.pictureBytesMax ? no('picture-too-large', length) : undefined
  return length > fileLimits.filmBytesMax ? no('film-too-large', length) : undefined
}

/** The same bytes were given before, or are those we keep. */
async function keptBefore({ store, clock }: FilesNeeds, source: string): Promise<KeptFile | undefined> {
  const known = await store.db
    .withTables<FilesTables>()
    .selectFrom('media_sources')
    .select('sha256')
    .where('source_sha256', '=', source)
    .executeTakeFirst()
  return wantFile(store.db, known?.sha256 ?? source, clock.nowMs())
}

async function toKeep(bytes: Uint8Array, kind: Sniffed): Promise<FileToKeep | Extract<Kept, { ok: false }>> {
  if (!isPicture(kind)) {
    const film = readFilm(bytes, kind)
    return film.ok ? { ...film.facts, data: film.bytes } : no(film.why)
  }
  const read = await cleanPicture(bytes, kind)
  if (!read.ok) return no(read.why, read.actual)
  const { bytes: data, ...facts } = read.picture
  return { ...facts, data }
}

type Clean = { file: FileToKeep; source: string; by: string }

/** Twice at once is once: whoever comes second finds what the first has kept. */
function keepClean({ store, clock }: FilesNeeds, { file, source, by }: Clean): Promise<KeptFile> {
  return store.inTransaction(async (tx) => {
    const kept = await putFile(tx, file, { by, nowMs: clock.nowMs() })
    const db = tx.withTables<FilesTables>()
    await db
      .insertInto('media_sources')
      .values({ source_sha256: source, sha256: kept.sha256 })
      .onConflict((twice) => twice.doNothing())
      .execute()
    const { sha256 } = await db
      .selectFrom('media_sources')
      .select('sha256')
      .where('source_sha256', '=', source)
      .executeTakeFirstOrThrow()
    return (await findFile(tx, sha256)) ?? kept
  })
}
