import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Kysely, Selectable } from 'kysely'
import { sql } from 'kysely'
import type { KeptFile } from '#sending/files/contract.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/** Bytes read at once: a film is never twice whole in memory, as one answer of the database would make it. */
export const pieceBytes = 4 * 2 ** 20

/** A file that is to be kept, with its bytes. */
export type FileToKeep = Omit<KeptFile, 'sha256' | 'bytes' | 'cut'> & { data: Uint8Array }

/** There is no such file (any more). */
export class FileNotKept extends Error {
  override name = 'FileNotKept'
  readonly sha256: string
  constructor(sha256: string) {
    super(`no file ${sha256.slice(0, 12)} is kept`)
    this.sha256 = sha256
  }
}

const columns = [
  'sha256',
  'media_type',
  'bytes',
  'width',
  'height',
  'seconds',
  'frames',
  'has_sound',
] as const
type Row = Pick<Selectable<FilesTables['media_files']>, (typeof columns)[number]>

/** The hash that names bytes, a piece at a time: others have their turn while a film is read. */
export async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    if (at > 0) await setImmediate()
    hash.update(bytes.subarray(at, at + pieceBytes))
  }
  return hash.digest('hex')
}

/** What is known of a kept file; undefined when there is none. */
export async function findFile(anyDb: Kysely<unknown>, sha256: string): Promise<KeptFile | undefined> {
  const [file] = await findFiles(anyDb, [sha256])
  return file
}

/** What is known of kept files; those that are not kept are left out. */
export async function findFiles(anyDb: Kysely<unknown>, sha256s: readonly string[]): Promise<KeptFile[]> {
  if (sha256s.length === 0) return []
  const db = anyDb.withTables<FilesTables>()
  const rows = await db.selectFrom('media_files').select(columns).where('sha256', 'in', sha256s).execute()
  if (rows.length === 0) return []
  const cuts = await db.selectFrom('media_cuts').selectAll().where('sha256', 'in', sha256s).execute()
  return rows.map((row) => {
    const cut = cuts.find(({ sha256 }) => sha256 === row.sha256)
    return cut === undefined ? fileOf(row) : { ...fileOf(row), cut: cutOf(cut) }
  })
}

/** Where a piece was cut out, as it is told. */
export function cutOf(row: Selectable<FilesTables['media_cuts']>): NonNullable<KeptFile['cut']> {
  const { of_sha256: of, x, y, width, height } = row
  return { of, x, y, width, height }
}

function fileOf({ sha256, media_type, bytes, width, height, seconds, frames, has_sound }: Row): KeptFile {
  return {
    ...{ sha256, mediaType: media_type, bytes },
    ...(width === null ? {} : { width }),
    ...(height === null ? {} : { height }),
    ...(seconds === null ? {} : { seconds }),
    ...(frames > 1 ? { frames } : {}),
    ...(has_sound === null ? {} : { hasSound: has_sound }),
  }
}

/** Puts a file in the store, or finds it there; either way it counts as wanted now. */
export async function putFile(
  anyDb: Kysely<unknown>,
  { data, mediaType, width, height, seconds, frames, hasSound }: FileToKeep,
  o: { by: string | undefined; nowMs: number },
): Promise<KeptFile> {
  const now = new Date(o.nowMs)
  const row = await anyDb
    .withTables<FilesTables>()
    .insertInto('media_files')
    .values({
      sha256: await hashOf(data),
      ...{ media_type: mediaType, bytes: data.length, data: asBuffer(data) },
      ...{ width: width ?? null, height: height ?? null, seconds: seconds ?? null, frames: frames ?? 1 },
      has_sound: hasSound ?? null,
      ...{ kept_at: now, wanted_at: now, kept_by: o.by ?? null },
    })
    .onConflict((twice) => twice.column('sha256').doUpdateSet({ wanted_at: now }))
    .returning(columns)
    .executeTakeFirstOrThrow()
  return fileOf(row)
}

/** Finds a file and notes that it is wanted, so that it is not swept away a moment later. */
export async function wantFile(
  anyDb: Kysely<unknown>,
  sha256: string,
  nowMs: number,
): Promise<KeptFile | undefined> {
  const row = await anyDb
    .withTables<FilesTables>()
    .updateTable('media_files')
    .set({ wanted_at: new Date(nowMs) })
    .where('sha256', '=', sha256)
    .returning(columns)
    .executeTakeFirst()
  return row && fileOf(row)
}

/** The bytes of a stretch of a file, first and last byte from 0, read as they are taken. @throws FileNotKept */
export async function* fileBytes(
  db: Kysely<unknown>,
  sha256: string,
  { from, to }: { from: number; to: number },
): AsyncGenerator<Uint8Array> {
  for (let at = from; at <= to; at += pieceBytes) {
    const length = Math.min(pieceBytes, to - at + 1)
    const { rows } = await sql<{ part: Buffer }>`
      select substring(data from ${at + 1} for ${length}) as part from media_files
      where sha256 = ${sha256}`.execute(db)
    const part = rows[0]?.part
    if (part === undefined || part.length === 0) throw new FileNotKept(sha256)
    yield new Uint8Array(part.buffer, part.byteOffset, part.byteLength)
  }
}

/** All bytes of a file. @throws FileNotKept */
export async function wholeFile(db: Kysely<unknown>, sha256: string): Promise<Uint8Array> {
  const file = await findFile(db, sha256)
  if (file === undefined) throw new FileNotKept(sha256)
  const whole = new Uint8Array(file.bytes)
  let at = 0
  for await (const piece of fileBytes(db, sha256, { from: 0, to: file.bytes - 1 })) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
