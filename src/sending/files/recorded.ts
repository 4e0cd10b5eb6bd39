import type { Kysely } from 'kysely'
import type { VersionContent } from '#kernel/version-content.ts'
import type { NewRecord } from '#records/contract.ts'
import type { RecordFile } from '#records/export/files.ts'
import { captionsType } from '#sending/files/contract.ts'
import { fileBytes, findFiles } from '#sending/files/store.ts'
import type { FilesTables } from '#sending/files/tables.ts'

/** What of a content names files. */
type WithFiles = Pick<VersionContent, 'media' | 'card'>

/** What a record says of the files that went out: which exact bytes, of what kind, described how. Captions follow their film. */
export function fileFacts(content: WithFiles): NewRecord['facts'] {
  const { media, card } = content
  const files = [...media, ...(card?.image === undefined ? [] : [card.image])]
  if (files.length === 0) return {}
  return {
    files: files.flatMap(({ sha256, mediaType, bytes, alt, decorative, captions }) => [
      { sha256, mediaType, bytes, alt, decorative },
      ...(captions === undefined
        ? []
        : [
            {
              ...{ sha256: captions.sha256, mediaType: captionsType, alt: `WebVTT, ${captions.language}` },
              captionsOf: sha256,
            },
          ]),
    ]),
  }
}

/** Every file a content names, once: pictures, films and sounds, their captions, the picture of its card. */
export function filesNamed({ media, card }: WithFiles): string[] {
  const all = [...media, ...(card?.image === undefined ? [] : [card.image])]
  return [
    ...new Set(
      all.flatMap(({ sha256, captions }) => (captions === undefined ? [sha256] : [sha256, captions.sha256])),
    ),
  ]
}

/** Notes that an entry of the archive speaks of files: they stay as long as it does. */
export async function noteRecorded(tx: Kysely<unknown>, content: WithFiles, seq: number): Promise<void> {
  const rows = filesNamed(content).map((sha256) => ({ sha256, seq }))
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
