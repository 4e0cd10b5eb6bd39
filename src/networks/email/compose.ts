import MailComposer from 'nodemailer/lib/mail-composer'
import { isUrl } from '#kernel/url.ts'
import { cleanText } from '#networks/clean-text.ts'
import type { ManyMessage, ManyVersion, Recipient } from '#networks/to-many.ts'
import type { MailAddress } from './address.ts'
import { mailBody, type MailEnd } from './mail-body.ts'
import type { MailIds } from './mail-ids.ts'
import type { EmailSettings } from './settings.ts'

/** A mail as it goes out. The same message to the same recipient is the same bytes at every attempt. */
export type ReadyMail = { from: string; to: string; bytes: Buffer }

/** What one mail is made of. */
export type MailParts = {
  settings: EmailSettings
  ids: MailIds
  message: ManyMessage
  version: ManyVersion
  recipient: Recipient
  to: MailAddress
  unsubscribeUrl: string
}

const titleLengthMax = 300
const textLengthMax = 50_000
const whyLengthMax = 300

/**
 * Writes one mail to one recipient: text and page (RFC 2046), one-click unsubscribing (RFC 8058, which also asks that the relay
 * signs these headers with DKIM), the list's name (RFC 2919), and what keeps absence notices away (RFC 3834).
 */
export async function composeMail(parts: MailParts): Promise<ReadyMail> {
  const { settings, ids, message, recipient, to, unsubscribeUrl } = parts
  const version = {
    language: oneLine(parts.version.language, 35).replaceAll(/[^\w-]/g, ''),
    title: oneLine(parts.version.title, titleLengthMax),
    text: cleanText(parts.version.text, textLengthMax),
  }
  const url = parts.version.url === undefined ? undefined : webUrl(parts.version.url)
  const composer = new MailComposer({
    from: { name: oneLine(settings.from.name, 100), address: settings.from.address },
    to: { name: '', address: to.text },
    ...(settings.replyTo !== undefined && { replyTo: settings.replyTo }),
    subject: version.title,
    date: new Date(message.atMs),
    messageId: ids.messageId(message.key, recipient.id),
    ...mailBody(version, {
      url,
      end: message.isRequest === true ? undefined : endOf(recipient, unsubscribeUrl),
    }),
    headers: headersOf(parts, version.language),
    baseBoundary: `${message.key}.${recipient.id}`,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const bytes = await composer.compile().build()
  return { from: ids.returnAddress(recipient.id), to: to.text, bytes }
}

function endOf({ why }: Recipient, unsubscribeUrl: string): MailEnd {
  return {
    unsubscribeUrl,
    why:
      why === undefined ? undefined : cleanText(why.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '), whyLengthMax),
  }
}

type Header = { key: string; value: string }

function headersOf({ settings, message, unsubscribeUrl }: MailParts, language: string): Header[] {
  const ofList = {
    'List-Id': `<${settings.listId}>`,
    'List-Unsubscribe': `<${unsubscribeUrl}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    // Some servers let bulk mail wait, which a warning must not.
    ...(message.isUrgent ? { Importance: 'high', Priority: 'urgent' } : { Precedence: 'bulk' }),
  }
  const headers: Record<string, string> = {
    'Content-Language': language,
    ...(message.isRequest === true ? {} : ofList),
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    ...(message.validUntilMs !== undefined && { Expires: new Date(message.validUntilMs).toUTCString() }),
  }
  return Object.entries(headers).map(([key, value]) => ({ key, value }))
}

/** A title or a name as it may stand in a header: one line, no control characters. */
function oneLine(text: string, lengthMax: number): string {
  return cleanText(text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim(), lengthMax)
}

/** An address as it may stand in a header between angle brackets, in ASCII; undefined when it is none of the web. */
export function webUrl(written: string): string | undefined {
  if (written.length > 2000 || !isUrl(written)) return undefined
  const { protocol, href } = new URL(written)
  const isPlain = /^[\x21-\x3b\x3d\x3f-\x7e]{1,900}$/.test(href)
  return /^https?:$/.test(protocol) && isPlain ? href : undefined
}
