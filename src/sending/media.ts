import type { Kysely } from 'kysely'
import type { VersionMedia } from '#kernel/version-content.ts'
import type { OutgoingMedia } from '#networks/sender.ts'
import { wholeFile } from '#sending/files/store.ts'

/** The files of a version as they go out; their bytes are read when a network asks for them. */
export function mediaOf(db: Kysely<unknown>, media: readonly VersionMedia[]): OutgoingMedia[] {
  return media.map(({ sha256, mediaType, bytes, alt }) => ({
    ...{ sha256, mediaType, bytes, alt },
    read: () => wholeFile(db, sha256),
  }))
}
