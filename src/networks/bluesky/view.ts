import { readerLimits, type RefusedWhy } from '#networks/contract.ts'
import { cleanText } from '#networks/clean-text.ts'
import { claimedTime, postOfRecord } from '#networks/bluesky/post-of-record.ts'
import { ownPostId, postIdOf } from '#networks/bluesky/post-record.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'

/** What a post, as an AppView shows it, turned out to be. `indexedMs`: when the AppView heard it, epoch ms. */
export type Viewed =
  | { kind: 'post'; post: Post; indexedMs: number }
  | { kind: 'refused'; why: RefusedWhy; sample: string }

const sampleLengthMax = 200
const nameLengthMax = 300

/** Reads a post with its author, as search, threads and notifications carry it. Never throws. */
export function readView(value: unknown, { source, heardMs }: { source: string; heardMs: number }): Viewed {
  const view = fieldsOf(value)
  const author = fieldsOf(view?.['author'])
  const record = fieldsOf(view?.['record'])
  const [uri, did] = [textOf(view, 'uri'), textOf(author, 'did') ?? '']
  const [, repo = '', rkey = ''] = /^at:\/\/([^/]+)\/[^/]+\/([^/]+)$/.exec(uri ?? '') ?? []
  const id = postIdOf(uri) === undefined || repo !== did ? undefined : ownPostId(did, rkey)
  if (id === undefined || record === undefined) return refused('not-a-post', value)
  const said = textOf(record, 'text')
  if (said === undefined) return refused('no-text', value)
  if (said.length > readerLimits.textLengthMax) return refused('too-long', value)
  const indexedMs = witnessed(view, heardMs)
  const facts = { id, did, rkey, record, said, source, heardMs, witnessedMs: indexedMs }
  const post = postOfRecord({ ...facts, handle: handleOf(author) })
  const name = textOf(author, 'displayName')
  if (name !== undefined && name !== '' && post.author !== undefined)
    post.author.name = cleanText(name, nameLengthMax)
  return { kind: 'post', post, indexedMs }
}

/** When the AppView heard of something, as far as that is not in the future. */
function witnessed(view: UnknownFields | undefined, heardMs: number): number {
  const indexedMs = claimedTime(textOf(view, 'indexedAt'))
  return indexedMs === undefined || indexedMs > heardMs + 5 * minuteMs ? heardMs : indexedMs
}

function handleOf(author: UnknownFields | undefined): string | undefined {
  const handle = textOf(author, 'handle')
  // What the AppView writes where a name and its account do not name each other.
  if (handle === undefined || handle === 'handle.invalid') return undefined
  return /^[a-z0-9.-]{3,253}$/i.test(handle) ? handle.toLowerCase() : undefined
}

function refused(why: RefusedWhy, value: unknown): Extract<Viewed, { kind: 'refused' }> {
  return { kind: 'refused', why, sample: cleanText(sampleOf(value), sampleLengthMax) }
}

/** The beginning of what was refused: its fields, without what is nested in them, which may go deeper than can be written. */
function sampleOf(value: unknown): string {
  const plain = Object.entries(fieldsOf(value) ?? {}).map(([name, one]) =>
    typeof one === 'string' ? `${name}: ${one.slice(0, sampleLengthMax)}` : name,
  )
  return plain.length === 0 ? typeof value : plain.slice(0, 20).join(', ')
}
