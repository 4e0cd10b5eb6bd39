import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { fieldsOf } from '#networks/unknown-fields.ts'
import type { Credentials } from '#networks/sender.ts'

const MailSecrets = z.object({
  user: z.string().max(500).optional(),
  password: z.string().max(5000).optional(),
  /** Of the mailbox, where they are others than for sending. */
  mailboxUser: z.string().max(500).optional(),
  mailboxPassword: z.string().max(5000).optional(),
  /** Signs what comes back to us, so that nobody can end the subscription of another: 32 bytes, base64url. */
  tokenKey: z.string().regex(/^[\w-]{43}$/),
})
/** What is kept for a mail account. */
export type MailSecrets = z.infer<typeof MailSecrets>

/**
 * The secrets of a mail account; the key that is ours is made at the first use and kept before it is used.
 *
 * @returns undefined when what is kept cannot be read
 */
export async function mailSecrets(credentials: Credentials): Promise<MailSecrets | undefined> {
  const kept = fieldsOf((await credentials.read()) ?? {})
  if (kept === undefined) return undefined
  if (kept['tokenKey'] !== undefined) return MailSecrets.safeParse(kept).data
  const made = { ...kept, tokenKey: randomBytes(32).toString('base64url') }
  const secrets = MailSecrets.safeParse(made).data
  if (secrets !== undefined) await credentials.write(made)
  return secrets
}
