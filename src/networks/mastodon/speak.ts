import type { SignedIn } from '#networks/mastodon/account.ts'
import { postedIn } from '#networks/mastodon/posted.ts'
import { answeredId, KeptPart, ownLocalId } from '#networks/mastodon/resolve.ts'
import { jsonBody, tell, type Unread } from '#networks/mastodon/server.ts'
import { editedStatus, newStatus, type PlacedFile } from '#networks/mastodon/status-body.ts'
import { focusWords, upload, uploadName, type Uploads, type UploadTimes } from '#networks/mastodon/upload.ts'
import type { OutgoingPart, PostedPart, RemoveOutcome, SendingNeeds, SendOutcome } from '#networks/sender.ts'

/** Who speaks, what was uploaded before, and how long calls may take. */
export type Speaking = { server: SignedIn; uploads: Uploads; times: UploadTimes }

/**
 * Posts a part. The `Idempotency-Key` makes a repeat within an hour the same post at Mastodon and Pleroma; later, and at
 * servers that do not know the header (GoToSocial before it had it, Pixelfed), only reading back tells.
 */
export async function sendPart(
  part: OutgoingPart,
  speaking: Speaking,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  const { server, uploads, times } = speaking
  const answered = await answeredId(part, server, needs)
  if (answered !== undefined && answered.kind !== 'id') return answered
  const placed = await placeFiles(part, [], speaking, needs)
  if (placed.kind !== 'placed') return placed
  const answer = await tell(
    server,
    {
      path: '/api/v1/statuses',
      body: jsonBody(newStatus(part, placed.files, answered?.id)),
      headers: { 'idempotency-key': `bellwether-${part.key}` },
      timeoutMs: times.callMs,
    },
    needs,
  )
  if (answer.kind !== 'answer') return answer
  for (const file of part.media) uploads.delete(uploadName(file))
  return postedIn(answer, part)
}

/** Gives a post its new words and files. Doing it twice is doing it once. */
export async function editPart(
  posted: PostedPart,
  part: OutgoingPart,
  speaking: Speaking,
  needs: SendingNeeds,
): Promise<SendOutcome> {
  const { server, times } = speaking
  const kept = KeptPart.safeParse(posted.kept).data
  if (part.poll !== undefined || kept?.poll !== undefined)
    return { kind: 'refused', why: 'not-accepted', detail: 'an edit would lose the votes of its poll' }
  const local = await ownLocalId(posted, server, needs)
  if (local.kind !== 'id') return local
  const placed = await placeFiles(part, kept?.files ?? [], speaking, needs)
  if (placed.kind !== 'placed') return placed
  const path = `/api/v1/statuses/${encodeURIComponent(local.id)}`
  const body = jsonBody(editedStatus(part, placed.files))
  const answer = await tell(server, { method: 'PUT', path, body, timeoutMs: times.callMs }, needs)
  return answer.kind === 'answer' ? postedIn(answer, part) : answer
}

/** Deletes a post. One that the server does not find any more is gone. */
export async function removePart(
  posted: PostedPart,
  { server, times }: Speaking,
  needs: SendingNeeds,
): Promise<RemoveOutcome> {
  const local = await ownLocalId(posted, server, needs)
  if (local.kind !== 'id') return local
  const path = `/api/v1/statuses/${encodeURIComponent(local.id)}`
  const answer = await tell(server, { method: 'DELETE', path, timeoutMs: times.callMs }, needs)
  if (answer.kind === 'answer') return { kind: 'gone' }
  // The API says it in JSON; a page that says 404 may come from a machine in between.
  const isGone = answer.why === 'not-found' && /^4\d\d \{.*"error"/.test(answer.detail)
  return isGone ? { kind: 'gone' } : answer
}

type Placed = { kind: 'placed'; files: PlacedFile[] } | Unread

async function placeFiles(
  { media }: OutgoingPart,
  there: readonly { sha256: string; id: string }[],
  speaking: Speaking,
  needs: SendingNeeds,
): Promise<Placed> {
  const files: PlacedFile[] = []
  for (const file of media) {
    const before = there.find(({ sha256 }) => sha256 === file.sha256)
    const ready =
      before === undefined ? await upload(file, speaking, needs) : { kind: 'ready' as const, id: before.id }
    if (ready.kind !== 'ready') return ready
    files.push({ sha256: file.sha256, id: ready.id, alt: file.alt, focus: focusWords(file.focus) })
  }
  return { kind: 'placed', files }
}
