import type { OutgoingPart } from '#networks/sender.ts'
import type { Embed } from '#networks/bluesky/embed.ts'
import type { Facet } from '#networks/bluesky/facets.ts'
import { postCollection } from '#networks/bluesky/post-record.ts'
import { ourKey } from '#networks/bluesky/record-key.ts'
import { uriOf, type ReplyRef } from '#networks/bluesky/references.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/** A post as it is written: a record of `app.bsky.feed.post`. */
export type OurRecord = {
  $type: typeof postCollection
  text: string
  createdAt: string
  langs: [string]
  facets?: Facet[]
  reply?: ReplyRef
  embed?: Embed
}

/** What has to be asked of the network to write a part. */
export type RecordFacts = { facets: Facet[]; reply: ReplyRef | undefined; embed: Embed | undefined }

/** The record of a part. */
export function ourRecord(part: OutgoingPart, { facets, reply, embed }: RecordFacts): OurRecord {
  return {
    $type: postCollection,
    text: part.text,
    createdAt: ourKey(part).createdAt,
    langs: [part.language],
    ...(facets.length > 0 && { facets }),
    ...(reply !== undefined && { reply }),
    ...(embed !== undefined && { embed }),
  }
}

/** The address of the record of a part, before and after it is there. */
export function ourUri(did: string, part: OutgoingPart): string {
  return `at://${did}/${postCollection}/${ourKey(part).rkey}`
}

/**
 * Whether what stands under our key is this part: the same words, said at the same moment in the same place. Links and pictures are
 * not compared, because a name that is somebody else's today would make another post of it.
 */
export function isThisPart(value: unknown, part: OutgoingPart): boolean {
  const record = fieldsOf(value)
  const parent = textOf(fieldsOf(fieldsOf(record?.['reply'])?.['parent']), 'uri')
  const expected = part.after?.nativeId ?? (part.replyTo === undefined ? undefined : uriOf(part.replyTo))
  return (
    textOf(record, 'text') === part.text &&
    textOf(record, 'createdAt') === ourKey(part).createdAt &&
    parent === expected
  )
}
