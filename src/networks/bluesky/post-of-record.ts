import { believableAtMs } from '#networks/believable-time.ts'
import { cleanText } from '#networks/clean-text.ts'
import { addRecordParts } from '#networks/bluesky/post-record.ts'
import { usualTime } from '#networks/bluesky/usual-time.ts'
import { textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { Post } from '#kernel/post.ts'

/** A record of a post, and what is known around it. */
export type RecordWithFacts = {
  /** `bluesky:at://…`, checked. */
  id: string
  did: string
  rkey: string
  record: UnknownFields
  /** The text of the record. */
  said: string
  source: string
  /** Epoch ms of our own clock. */
  heardMs: number
  /** When the network heard it, epoch ms, where that is known; else when we did. */
  witnessedMs: number
  handle?: string | undefined
}

/** The post of a record, from whichever wire it came. */
export function postOfRecord(facts: RecordWithFacts): Post {
  const { did, record, handle } = facts
  const claimedAtMs = claimedTime(textOf(record, 'createdAt'))
  const post: Post = {
    id: facts.id,
    network: 'bluesky',
    source: facts.source,
    text: cleanText(facts.said),
    atMs: believableAtMs(claimedAtMs, facts.witnessedMs),
    heardAtMs: facts.heardMs,
    author: handle === undefined ? { id: did } : { id: did, handle },
    url: `https://bsky.app/profile/${did}/post/${facts.rkey}`,
  }
  if (claimedAtMs !== undefined) post.claimedAtMs = claimedAtMs
  addRecordParts(record, post)
  return post
}

/** Reads a time as a record or an AppView writes it, epoch ms; undefined where it is none. */
export function claimedTime(createdAt: string | undefined): number | undefined {
  if (createdAt === undefined) return undefined
  const usualMs = usualTime(createdAt)
  if (usualMs !== undefined) return usualMs
  if (!/^\d{4}-\d\d-\d\dT[\d:.]{5,24}(Z|[+-]\d\d:?\d\d)$/.test(createdAt)) return undefined
  const ms = Date.parse(createdAt)
  return Number.isFinite(ms) ? ms : undefined
}
