import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { OutgoingMedia, SendingNeeds } from '#networks/sender.ts'
import type { XClient, XRequest } from '#networks/x/wire/client.ts'
import { nothingDone, type NothingDone } from '#networks/call.ts'

/** Bytes in one piece; X takes 5 MB. */
export const pieceBytes = 4 * 1024 * 1024
/** How long a film is waited for before somebody else has a turn. */
const patienceMs = 2 * minuteMs
const checkMsMin = secondMs
const checkMsMax = 30 * secondMs

const Uploaded = z.object({
  data: z.object({
    id: z.string().regex(/^\d{1,19}$/),
    expires_after_secs: z.number().positive().optional(),
    processing_info: z
      .object({ state: z.string().max(50), check_after_secs: z.number().min(0).optional() })
      .optional(),
  }),
})
type Uploaded = z.infer<typeof Uploaded>['data']

/** A file as X has it. `untilMs`: when X forgets it. `isReady`: a post may carry it. */
export type MediaThere = { mediaId: string; untilMs: number; isReady: boolean; hasSubtitles?: boolean }

/** A file that X has, or why not yet; whatever became of it, no post came of it. */
export type UploadOutcome = { kind: 'uploaded'; there: MediaThere } | NothingDone

/**
 * Brings a file to X in pieces, with its description, and waits until X has worked on it. `known`: what an earlier try brought
 * there; `keep` is told as soon as the file is whole, so that a film is not sent again because X was slow.
 *
 * Source: https://docs.x.com/x-api/media/quickstart/media-upload-chunked (initialize, append, finalize, status)
 */
export async function upload(
  client: XClient,
  file: OutgoingMedia,
  needs: SendingNeeds,
  earlier: { known: MediaThere | undefined; keep: (there: MediaThere) => void },
): Promise<UploadOutcome> {
  const { known } = earlier
  if (known?.isReady === true) return { kind: 'uploaded', there: known }
  if (known !== undefined) return ready(client, known, needs, checkMsMin)
  const bytes = await file.read()
  const whole = await bring(client, { mediaType: file.mediaType, category: categoryOf(file), bytes }, needs)
  if (whole.kind !== 'read') return whole
  const described = await describe(client, whole.data.id, file, needs)
  if (described !== undefined) return described
  const there = thereOf(whole.data, needs)
  earlier.keep(there)
  return there.isReady
    ? { kind: 'uploaded', there }
    : ready(client, there, needs, secondsMs(whole.data.processing_info?.check_after_secs))
}

function categoryOf({ mediaType }: OutgoingMedia): string {
  const still = mediaType === 'image/gif' ? 'tweet_gif' : 'tweet_image'
  return mediaType.startsWith('video/') ? 'tweet_video' : still
}

/** What is brought to X, and as what. */
export type Brought = { mediaType: string; category: string; bytes: Uint8Array }

/** Brings bytes to X in pieces; nobody sees them before something carries them. */
export async function bring(
  client: XClient,
  { mediaType, category, bytes }: Brought,
  needs: SendingNeeds,
): Promise<Read> {
  const json = { media_type: mediaType, total_bytes: bytes.length, media_category: category }
  const begun = await ask(client, { method: 'POST', path: '/2/media/upload/initialize', json }, needs)
  if (begun.kind !== 'read') return begun
  const failed = await pieces(client, begun.data.id, bytes, needs)
  if (failed !== undefined) return failed
  return ask(client, { method: 'POST', path: `/2/media/upload/${begun.data.id}/finalize` }, needs)
}

async function pieces(
  client: XClient,
  id: string,
  bytes: Uint8Array,
  needs: SendingNeeds,
): Promise<NothingDone | undefined> {
  for (let at = 0, piece = 0; at < bytes.length; at += pieceBytes, piece += 1) {
    const form = {
      fields: { segment_index: String(piece) },
      file: { name: 'media', bytes: bytes.subarray(at, at + pieceBytes) },
    }
    const answer = await client({ method: 'POST', path: `/2/media/upload/${id}/append`, form }, needs)
    if (answer.kind !== 'answer') return nothingDone(answer)
  }
  return undefined
}

async function describe(
  client: XClient,
  id: string,
  { alt }: OutgoingMedia,
  needs: SendingNeeds,
): Promise<NothingDone | undefined> {
  if (alt === '') return undefined
  const json = { id, metadata: { alt_text: { text: alt } } }
  const answer = await client({ method: 'POST', path: '/2/media/metadata', json }, needs)
  return answer.kind === 'answer' ? undefined : nothingDone(answer)
}

async function ready(
  client: XClient,
  there: MediaThere,
  needs: SendingNeeds,
  firstMs: number,
): Promise<UploadOutcome> {
  let waitMs = firstMs
  let waitedMs = 0
  while (waitedMs + waitMs <= patienceMs && !needs.signal.aborted) {
    await needs.clock.sleep(waitMs, needs.signal)
    waitedMs += waitMs
    const query = { command: 'STATUS', media_id: there.mediaId }
    const asked = await ask(client, { path: '/2/media/upload', query }, needs)
    if (asked.kind !== 'read') return asked
    const state = asked.data.processing_info?.state
    if (state === 'failed')
      return { kind: 'refused', why: 'not-accepted', detail: 'X could not read the file' }
    if (state === undefined || state === 'succeeded') {
      there.isReady = true
      return { kind: 'uploaded', there }
    }
    waitMs = secondsMs(asked.data.processing_info?.check_after_secs)
  }
  if (needs.signal.aborted) return { kind: 'wait', why: 'stopped', detail: 'while X worked on a file' }
  return { kind: 'wait', why: 'processing', detail: 'X still works on a file', retryInMs: checkMsMax }
}

/** An answer about an upload, or why there is none. */
export type Read = { kind: 'read'; data: Uploaded } | NothingDone

async function ask(client: XClient, request: XRequest, needs: SendingNeeds): Promise<Read> {
  const answer = await client(request, needs)
  if (answer.kind !== 'answer') return nothingDone(answer)
  const read = Uploaded.safeParse(jsonOf(answer.body.toString('utf8')))
  if (read.success) return { kind: 'read', data: read.data.data }
  return { kind: 'wait', why: 'unreadable', detail: 'the answer to an upload' }
}

function thereOf(data: Uploaded, { clock }: SendingNeeds): MediaThere {
  const forMs = (data.expires_after_secs ?? 3600) * secondMs
  const state = data.processing_info?.state ?? 'succeeded'
  return { mediaId: data.id, untilMs: clock.nowMs() + forMs - minuteMs, isReady: state === 'succeeded' }
}

function secondsMs(seconds = 1): number {
  return Math.min(Math.max(seconds * secondMs, checkMsMin), checkMsMax)
}
