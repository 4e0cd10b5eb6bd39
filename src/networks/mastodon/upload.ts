import { z } from 'zod'
import { jsonOf } from '#kernel/json.ts'
import { Attachment } from '#networks/mastodon/entities.ts'
import { ask, tell, type Server, type Unread } from '#networks/mastodon/server.ts'
import type { OutgoingMedia, SendingNeeds } from '#networks/sender.ts'

/** Files that were taken but are on no post yet, by their bytes and description, so that a second attempt need not send them again. */
export type Uploads = Map<string, string>

/** How long things take. */
export type UploadTimes = {
  callMs: number
  /** A file that is still worked on after this long is a reason to come back later. */
  processingMs: number
  /** Between two questions whether it is ready. */
  everyMs: number
}

/** A file that can be put on a post. */
export type Uploaded = { kind: 'ready'; id: string } | Unread

const rememberedMax = 100
const retryInMs = 20_000
/** The slowest line on which a large file still arrives: 500 kB a second. */
const bytesPerMs = 500

/**
 * Uploads a file with its description and waits until the server has worked on it. Nothing anybody can see comes of it, so it is
 * never `unknown`: a file on no post is forgotten by the server after a day.
 *
 * Source: https://docs.joinmastodon.org/methods/media/#v2 (202 and 206: still processing)
 */
export async function upload(
  file: OutgoingMedia,
  { server, uploads, times }: { server: Server; uploads: Uploads; times: UploadTimes },
  needs: SendingNeeds,
): Promise<Uploaded> {
  const name = uploadName(file)
  const before = uploads.get(name)
  const earlier =
    before === undefined ? undefined : await whenReady(before, server, { ...times, isEarlier: true }, needs)
  if (earlier !== undefined && !isForgotten(earlier)) return earlier
  uploads.delete(name)
  const taken = await give(file, server, times.callMs + file.bytes / bytesPerMs, needs)
  if (taken.kind !== 'taken') return taken
  remember(uploads, name, taken.id)
  return taken.isReady ? { kind: 'ready', id: taken.id } : whenReady(taken.id, server, times, needs)
}

/** What names a file among `Uploads`. */
export function uploadName({ sha256, alt, focus }: Pick<OutgoingMedia, 'sha256' | 'alt' | 'focus'>): string {
  return `${sha256} ${focusWords(focus) ?? ''} ${alt}`
}

/** A point to keep in sight, as the API writes it. */
export function focusWords(focus: OutgoingMedia['focus']): string | undefined {
  return focus && `${focus.x},${focus.y}`
}

// On a post already, or thrown away: the server then says that there is no such file.
function isForgotten(earlier: Uploaded): boolean {
  return earlier.kind === 'refused'
}

function remember(uploads: Uploads, name: string, id: string): void {
  uploads.set(name, id)
  const [oldest] = uploads.keys()
  if (uploads.size > rememberedMax && oldest !== undefined) uploads.delete(oldest)
}

async function give(
  file: OutgoingMedia,
  server: Server,
  timeoutMs: number,
  needs: SendingNeeds,
): Promise<{ kind: 'taken'; id: string; isReady: boolean } | Unread> {
  const body = await packed(file)
  const given = await tell(server, { path: '/api/v2/media', body, timeoutMs }, needs)
  const isOlder = given.kind === 'refused' && given.why === 'not-found'
  const answer = isOlder ? await tell(server, { path: '/api/v1/media', body, timeoutMs }, needs) : given
  if (answer.kind === 'unknown') return { ...answer, kind: 'wait' }
  if (answer.kind !== 'answer') return answer
  const read = Attachment.safeParse(jsonOf(answer.body.toString('utf8')))
  if (read.success) return { kind: 'taken', id: read.data.id, isReady: answer.status !== 202 }
  return { kind: 'wait', why: 'unreadable', detail: 'the answer to a file is not what the API says' }
}

async function packed(file: OutgoingMedia): Promise<{ type: string; bytes: Uint8Array }> {
  const form = new FormData()
  const bytes = new Uint8Array(await file.read())
  const ending = /^\w+\/([a-z0-9]+)/.exec(file.mediaType)?.[1] ?? 'bin'
  form.set('file', new Blob([bytes], { type: file.mediaType }), `${file.sha256.slice(0, 16)}.${ending}`)
  if (file.alt !== '') form.set('description', file.alt)
  const focus = focusWords(file.focus)
  if (focus !== undefined) form.set('focus', focus)
  const response = new Response(form)
  return {
    type: response.headers.get('content-type') ?? 'multipart/form-data',
    bytes: new Uint8Array(await response.arrayBuffer()),
  }
}

async function whenReady(
  id: string,
  server: Server,
  { processingMs, everyMs, isEarlier = false }: UploadTimes & { isEarlier?: boolean },
  needs: SendingNeeds,
): Promise<Uploaded> {
  const triesMax = Math.max(1, Math.ceil(processingMs / everyMs))
  for (let tries = 0; tries < triesMax && !needs.signal.aborted; tries++) {
    const asked = await ask(server, `/api/v1/media/${encodeURIComponent(id)}`, z.unknown(), needs)
    // A file that was just taken may not be shown yet.
    const isEarly = asked.kind === 'refused' && asked.why === 'not-found' && !isEarlier
    if (asked.kind !== 'answer' && !isEarly) return asked
    if (asked.kind === 'answer' && asked.answer.status !== 206) return { kind: 'ready', id }
    await needs.clock.sleep(everyMs, needs.signal)
  }
  if (needs.signal.aborted) return { kind: 'wait', why: 'stopped', detail: 'stopped by us' }
  return { kind: 'wait', why: 'processing', detail: 'the server still works on a file', retryInMs }
}
