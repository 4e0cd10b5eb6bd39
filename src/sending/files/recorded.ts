import type { Kysely } from 'kysely'
import type { VersionMedia } from '#kernel/version-content.ts'
import type { NewRecord } from '#records/contract.ts'
import type { RecordFile } from '#records/export/files.ts'
import { fileBytes, findFiles } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/** What a record says of the files that went out: which exact bytes, of what kind, described how. */
export function fileFacts(media: readonly VersionMedia[]): NewRecord['facts'] {
  if (media.length === 0) return {}
  return {
    files: media.map(({ sha256, mediaType, bytes, alt, decorative }) => ({
      sha256,
      mediaType,
      bytes,
      alt,
      decorative,
    })),
  }
}

/** Notes that an entry of the archive speaks of files: they stay as long as it does. */
export async function noteRecorded(
  tx: Kysely<unknown>,
  media: readonly VersionMedia[],
  seq: number,
): Promise<void> {
  const rows = [...new Set(media.map(({ sha256 }) => sha256))].map((sha256) => ({ sha256, seq }))
  if (rows.length > 0) await tx.withTables<FilesTables>().insertInto('media_recorded').values(rows).execute()
}

/** Kept files for an export of the archive, each to be read once; those that are not kept are left out. */
export async function filesOf(db: Kysely<unknown>, sha256s: readonly string[]): Promise<RecordFile[]> {
  const kept = await findFiles(db, sha256s)
  return kept.map(({ sha256, mediaType, bytes }) => ({
    ...{ sha256, mediaType, bytes },
    read: () => fileBytes(db, sha256, { from: 0, to: bytes - 1 }),
  }))
}
