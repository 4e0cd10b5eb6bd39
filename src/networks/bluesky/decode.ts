import { isUtf8 } from 'node:buffer'
import { readerLimits, type RefusedWhy } from '#networks/contract.ts'
import { cleanText } from '#networks/clean-text.ts'
import { otherCollectionUs, readWhole } from '#networks/bluesky/frame-probe.ts'
import { postOfRecord } from '#networks/bluesky/post-of-record.ts'
import { ownPostId, postCollection } from '#networks/bluesky/post-record.ts'
import { fieldsOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'

/** What one Jetstream frame turned out to be. `timeUs` is the stream's own time, where it can be believed. */
export type Decoded =
  | { kind: 'post'; post: Post; timeUs?: number }
  | { kind: 'deleted'; id: string; timeUs?: number }
  /** The account is deleted, deactivated, suspended or taken down. */
  | { kind: 'author-gone'; did: string; timeUs?: number }
  /** An author's handle as the network knows it now. */
  | { kind: 'handle'; did: string; handle: string; timeUs?: number }
  /** Well-formed, and nothing a listener needs: another collection, an account that is fine. */
  | { kind: 'other'; timeUs?: number }
  | { kind: 'refused'; why: RefusedWhy; sample: string }

/** What decoding needs to know of its surroundings. */
export type DecodeNeeds = {
  source: string
  /** Epoch ms of our own clock when the frame arrived. */
  heardMs: number
  /** The handle of an author, where an earlier frame told it. */
  handleOf?: (did: string) => string | undefined
}

const sampleLengthMax = 200

// The Jetstream went public in autumn 2024; a stream time before the network itself is a broken clock.
const firstBelievableMs = Date.UTC(2022, 0, 1)

/** Reads one frame of the Jetstream v1 wire. Never throws: what cannot be read is `refused` with a reason. */
export function decodeFrame(frame: Buffer | string, needs: DecodeNeeds): Decoded {
  const probedUs = probe(frame)
  if (probedUs !== readWhole) return withTime({ kind: 'other' }, believableTimeUs(probedUs, needs.heardMs))
  const text = frameText(frame)
  if (typeof text !== 'string') return text
  const event = parse(text)
  if (event === undefined) return refused('not-json', text)
  const timeUs = believableTimeUs(event['time_us'], needs.heardMs)
  return withTime(decodeEvent(event, text, needs, timeUs), timeUs)
}

function probe(frame: Buffer | string): number {
  return typeof frame === 'string' || frame.length > readerLimits.frameBytesMax
    ? readWhole
    : otherCollectionUs(frame)
}

function withTime(decoded: Decoded, timeUs: number | undefined): Decoded {
  if (timeUs !== undefined && decoded.kind !== 'refused') decoded.timeUs = timeUs
  return decoded
}

function frameText(frame: Buffer | string): string | Extract<Decoded, { kind: 'refused' }> {
  const bytes = typeof frame === 'string' ? Buffer.byteLength(frame) : frame.length
  if (bytes > readerLimits.frameBytesMax) return refused('too-long', sampleOf(frame))
  if (typeof frame === 'string') return frame
  const text = frame.toString()
  // What is no UTF-8 reads as U+FFFD, so most frames need no second look.
  return text.includes('\uFFFD') && !isUtf8(frame) ? refused('bad-encoding', sampleOf(frame)) : text
}

function sampleOf(frame: Buffer | string): string {
  return typeof frame === 'string'
    ? frame.slice(0, sampleLengthMax)
    : frame.subarray(0, sampleLengthMax).toString('utf8')
}

function refused(why: RefusedWhy, text: string): Extract<Decoded, { kind: 'refused' }> {
  return { kind: 'refused', why, sample: cleanText(text, sampleLengthMax) }
}

function parse(text: string): UnknownFields | undefined {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return undefined // counted by the caller as `not-json`
  }
}

// A stream time from the future would push our cursor past posts that are still to come.
function believableTimeUs(value: unknown, heardMs: number): number | undefined {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return undefined
  const ms = value / 1000
  return ms >= firstBelievableMs && ms <= heardMs + 5 * minuteMs ? value : undefined
}

function decodeEvent(
  event: UnknownFields,
  text: string,
  needs: DecodeNeeds,
  timeUs: number | undefined,
): Decoded {
  const did = textOf(event, 'did')
  if (did === undefined || !/^did:[a-z0-9]+:[\w.:%-]{1,200}$/.test(did)) return refused('not-a-post', text)
  switch (textOf(event, 'kind')) {
    case 'commit':
      return decodeCommit({ did, commit: fieldsOf(event['commit']), text, needs, timeUs })
    case 'identity':
      return decodeIdentity(did, fieldsOf(event['identity']))
    case 'account':
      return decodeAccount(did, fieldsOf(event['account']))
    default:
      return refused('not-a-post', text)
  }
}

// In these states an account's posts are no longer to be shown or passed on; a host that cannot be reached
// (`desynchronized`, `throttled`) is none of them. Source: https://atproto.com/specs/account (account status, read in 2026).
const goneStatuses: ReadonlySet<string> = new Set(['deleted', 'deactivated', 'suspended', 'takendown'])

function decodeAccount(did: string, account: UnknownFields | undefined): Decoded {
  const status = textOf(account, 'status')
  const isGone = account?.['active'] === false && status !== undefined && goneStatuses.has(status)
  return isGone ? { kind: 'author-gone', did } : { kind: 'other' }
}

function decodeIdentity(did: string, identity: UnknownFields | undefined): Decoded {
  const handle = textOf(identity, 'handle')
  if (handle === undefined || !/^[a-z0-9.-]{3,253}$/i.test(handle)) return { kind: 'other' }
  return { kind: 'handle', did, handle: handle.toLowerCase() }
}

type Commit = {
  did: string
  commit: UnknownFields | undefined
  text: string
  needs: DecodeNeeds
  timeUs: number | undefined
}

function decodeCommit({ did, commit, text, needs, timeUs }: Commit): Decoded {
  if (commit === undefined) return refused('not-a-post', text)
  if (textOf(commit, 'collection') !== postCollection) {
    return textOf(commit, 'collection') === undefined ? refused('not-a-post', text) : { kind: 'other' }
  }
  const rkey = textOf(commit, 'rkey')
  const id = rkey === undefined ? undefined : ownPostId(did, rkey)
  const operation = textOf(commit, 'operation')
  if (id === undefined || rkey === undefined) return refused('not-a-post', text)
  if (operation === 'delete') return { kind: 'deleted', id }
  if (operation !== 'create' && operation !== 'update') return refused('not-a-post', text)
  const record = fieldsOf(commit['record'])
  if (record === undefined) return refused('not-a-post', text)
  const said = textOf(record, 'text')
  if (said === undefined) return refused('no-text', text)
  // After an outage a post is heard late; the stream's own time says when the network heard it.
  const witnessedMs = timeUs === undefined ? needs.heardMs : Math.floor(timeUs / 1000)
  const { source, heardMs } = needs
  const handle = needs.handleOf?.(did)
  return {
    kind: 'post',
    post: postOfRecord({ id, did, rkey, record, said, source, heardMs, witnessedMs, handle }),
  }
}
