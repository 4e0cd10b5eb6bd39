import type { Kysely } from 'kysely'
import type { VersionCard, VersionMedia } from '#kernel/version-content.ts'
import type { OutgoingCard, OutgoingMedia } from '#networks/sender.ts'
import { wholeFile } from '#sending/files/store.ts'

/** The files of a version as they go out; their bytes are read when a network asks for them. */
export function mediaOf(db: Kysely<unknown>, media: readonly VersionMedia[]): OutgoingMedia[] {
  return media.map((file) => outgoing(db, file))
}

/** The card of a version as it goes out. */
export function cardOf(db: Kysely<unknown>, { image, ...words }: VersionCard): OutgoingCard {
  return { ...words, ...(image === undefined ? {} : { image: outgoing(db, image) }) }
}

function outgoing(db: Kysely<unknown>, file: VersionMedia): OutgoingMedia {
  const { sha256, mediaType, bytes, alt, captions, focus } = file
  return {
    ...{ sha256, mediaType, bytes, alt },
    ...(captions === undefined
      ? {}
      : { captions: { ...captions, read: () => wholeFile(db, captions.sha256) } }),
    ...(focus === undefined ? {} : { focus }),
    read: () => wholeFile(db, sha256),
  }
}
