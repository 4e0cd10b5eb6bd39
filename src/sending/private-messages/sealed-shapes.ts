import { z } from 'zod'
import type { MessageKey } from '#sending/private-messages/sealing.ts'

const Named = z.object({ handle: z.string(), name: z.string() })

/** What is sealed of a conversation. `nativeId`: the network's own name for it. */
const SealedConversation = z.object({
  nativeId: z.string(),
  people: z.array(Named),
  answerAt: z.string().optional(),
})
/** What is inside a row of a conversation. */
export type SealedConversation = z.infer<typeof SealedConversation>

/** What is sealed of a message. */
const SealedMessage = z.object({
  nativeId: z.string(),
  from: Named,
  text: z.string(),
  attachments: z.array(
    z.object({
      type: z.enum(['image', 'film', 'sound', 'post', 'link']),
      url: z.string(),
      alt: z.string().optional(),
    }),
  ),
})
/** What is inside a row of a message. */
export type SealedMessage = z.infer<typeof SealedMessage>

/** The name a conversation is sealed under: one row cannot stand in for another. */
export function conversationName(id: string): string {
  return `conversation:${id}`
}

/** The name a message is sealed under. */
export function messageName(conversation: string, nativeKey: Buffer): string {
  return `message:${conversation}:${nativeKey.toString('hex')}`
}

/** Opens a conversation; undefined where it was changed behind our back. */
export function openConversation(
  key: MessageKey,
  row: { id: string; sealed: Buffer },
): SealedConversation | undefined {
  const read = SealedConversation.safeParse(key.open(conversationName(row.id), row.sealed))
  return read.success ? read.data : undefined
}

/** Opens a message; undefined where it was taken back, or changed behind our back. */
export function openMessage(
  key: MessageKey,
  row: { conversation: string; native_key: Buffer; sealed: Buffer | null },
): SealedMessage | undefined {
  if (row.sealed === null) return undefined
  const read = SealedMessage.safeParse(key.open(messageName(row.conversation, row.native_key), row.sealed))
  return read.success ? read.data : undefined
}
