import { z } from 'zod'
import { mailAddress } from './address.ts'

const address = z
  .string()
  .max(254)
  .refine((text) => mailAddress(text)?.needsUtf8 === false, 'is not a mail address in plain letters')

/**
 * Where a mail server is and how it is spoken to. `tls` or `starttls` always; `none` only for a server on this very machine, and
 * only where `allowInsecure` says so as well.
 */
const server = {
  host: z.string().min(1).max(253),
  port: z.number().int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  allowInsecure: z.boolean().default(false),
  /** The usual case: a relay inside the owner's network. Otherwise only addresses outside are called. */
  allowPrivateNetworks: z.boolean().default(false),
  /** PEM of the owner's own certificate authority, where the server's certificate is of one. */
  certificateAuthority: z.string().max(100_000).optional(),
}

const isSecureEnough = (o: { security: string; allowInsecure: boolean }): boolean =>
  o.security !== 'none' || o.allowInsecure

/** How mail goes out. */
export const EmailSettings = z
  .object({
    ...server,
    /** What mailboxes show as the sender. */
    from: z.object({ name: z.string().max(100), address }),
    /** Where answers of people go; missing: to `from`. */
    replyTo: address.optional(),
    /**
     * Where mail that could not be delivered comes back to, each with the recipient's own ending (`bounces+…@`): the mailbox must take
     * `+` addresses. The part before the @ has at most 14 characters.
     */
    bounces: address.refine((text) => text.indexOf('@') <= 14, 'has more than 14 characters before the @'),
    /** Names the list to mail programs (RFC 2919): `alerts.city.example`. */
    listId: z.string().regex(/^[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,8}$/i),
    /** Connections at once. */
    connectionsMax: z.number().int().min(1).max(50).default(8),
    /** From connecting to ready, ms. */
    connectTimeoutMs: z.number().int().min(1).default(15_000),
    /**
     * Longest silence of the server within a message, ms. Longer than for other networks: servers look into a mail before they
     * answer, and RFC 5321 (4.5.3.2.6) asks for 10 minutes because giving up early makes duplicates.
     */
    silenceMaxMs: z.number().int().min(1).default(120_000),
    /** From the first command of a message to its answer, ms. */
    messageMaxMs: z.number().int().min(1).default(300_000),
  })
  .refine(isSecureEnough, 'security "none" needs allowInsecure, and works for this machine only')
export type EmailSettings = z.infer<typeof EmailSettings>

/** The mailbox that answers and undelivered mail come to. */
export const MailboxSettings = z
  .object({
    ...server,
    folder: z.string().min(1).max(200).default('INBOX'),
    /** As in `EmailSettings`: what they are recognised by. */
    from: address,
    bounces: address,
    timeoutMs: z.number().int().min(1).default(30_000),
    /** Most of one mail that is read, bytes. */
    mailBytesMax: z
      .number()
      .int()
      .min(1000)
      .max(4_000_000)
      .default(256 * 1024),
    /** Most mails in one reading; the next goes on from there. */
    mailsMax: z.number().int().min(1).max(100_000).default(2000),
  })
  .refine(isSecureEnough, 'security "none" needs allowInsecure, and works for this machine only')
export type MailboxSettings = z.infer<typeof MailboxSettings>

/** Where a server is, of either kind. */
export type MailServer = Pick<
  EmailSettings,
  'host' | 'port' | 'security' | 'allowInsecure' | 'allowPrivateNetworks' | 'certificateAuthority'
>
