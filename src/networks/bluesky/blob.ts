import { z } from 'zod'
import type { SendingNeeds } from '#networks/sender.ts'
import type { Account } from '#networks/bluesky/account.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'

/** A file that a server has, as a record names it. Kept as the server wrote it. */
export const FileRef = z.object({
  $type: z.literal('blob'),
  ref: z.object({ $link: z.string().max(200) }),
  mimeType: z.string().max(200),
  size: z.number().int().positive(),
})
export type FileRef = z.infer<typeof FileRef>

const Uploaded = z.object({ blob: FileRef })

/**
 * Lays a file down at the PDS. It is not public until a record names it, and is thrown away within hours if none does; the same bytes
 * are the same file, so doing it twice is harmless.
 */
export async function layDown(
  file: { bytes: Uint8Array; mediaType: string; timeoutMs: number },
  account: Account,
  needs: SendingNeeds,
): Promise<FileRef | Failed> {
  const method = 'com.atproto.repo.uploadBlob'
  const body = { file: file.bytes, mediaType: file.mediaType }
  const answer = await account.ask({ method, body, timeoutMs: file.timeoutMs }, needs)
  return answer.kind === 'answer' ? (readAnswer(Uploaded, answer)?.blob ?? unreadable(method)) : answer
}
