import type { OutgoingPart } from '#networks/sender.ts'

/** A file of a post as the server names it. */
export type PlacedFile = { sha256: string; id: string; alt: string; focus?: string | undefined }

/**
 * A part as a new post. `content_type` is for GoToSocial and Pleroma, where an account may be set to Markdown and `*` would become
 * something else than what was approved; Mastodon does not know it and does not mind.
 *
 * Source: https://docs.joinmastodon.org/methods/statuses/#create
 */
export function newStatus(
  part: OutgoingPart,
  files: readonly PlacedFile[],
  answeredId: string | undefined,
): unknown {
  return {
    ...wordsOf(part),
    visibility: 'public',
    ...(files.length > 0 && { media_ids: files.map(({ id }) => id) }),
    ...(answeredId !== undefined && { in_reply_to_id: answeredId }),
    ...(part.poll !== undefined && { poll: pollOf(part.poll) }),
  }
}

function pollOf({ options, multiple, durationMin }: NonNullable<OutgoingPart['poll']>): unknown {
  return { options, multiple, expires_in: durationMin * 60, hide_totals: false }
}

/** A part as the new state of a post: what is left out would stay as it was, so all is named. */
export function editedStatus(part: OutgoingPart, files: readonly PlacedFile[]): unknown {
  return {
    ...wordsOf(part),
    media_ids: files.map(({ id }) => id),
    media_attributes: files.map(({ id, alt, focus = '0,0' }) => ({ id, description: alt, focus })),
  }
}

function wordsOf({ text, language, contentWarning }: OutgoingPart): Record<string, unknown> {
  return {
    status: text,
    language,
    spoiler_text: contentWarning ?? '',
    sensitive: contentWarning !== undefined,
    content_type: 'text/plain',
  }
}
