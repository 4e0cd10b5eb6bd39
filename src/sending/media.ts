import type { Kysely } from 'kysely'
import type { VersionMedia } from '#kernel/version-content.ts'
import type { OutgoingMedia } from '#networks/sender.ts'
import type { SendingTables } from '#sending/tables.ts'

/** The files of a version as they go out; their bytes are read when a network asks for them. */
export function mediaOf(anyDb: Kysely<unknown>, media: readonly VersionMedia[]): OutgoingMedia[] {
  const db = anyDb.withTables<SendingTables>()
  return media.map(({ sha256, mediaType, bytes, alt }) => ({
    ...{ sha256, mediaType, bytes, alt },
    async read() {
      const { data } = await db
        .selectFrom('media_files')
        .select('data')
        .where('sha256', '=', sha256)
        .executeTakeFirstOrThrow()
      return data
    },
  }))
}
