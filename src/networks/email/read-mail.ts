import { createHash } from 'node:crypto'
import { simpleParser, type ParsedMail } from 'mailparser'
import { cleanText } from '#networks/clean-text.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { plainDetail } from '#networks/to-many.ts'
import { readDeliveryReport, type DeliveryReport } from './delivery-report.ts'
import { saysNobodyIsThere } from './mail-outcome.ts'
import type { MailIds, MailTrace } from './mail-ids.ts'

/** What a mail that came back is about. `id` names the mail itself and is the same at every reading. */
type AboutMail = { id: string; atMs: number; about?: MailTrace }

/**
 * What a mail in our mailbox is. Answers are private: they are no posts. Anybody can write a mail and put any name in it: `from` is
 * what it claims, and only `about` is proven, by a name that we signed.
 */
export type MailHeard = AboutMail &
  (
    | {
        kind: 'reply'
        from: { name: string; address: string }
        subject: string
        text: string
        /** It was longer than what was read. */
        isCut: boolean
      }
    /** Not delivered. `isPermanent`: the address is no good any more; otherwise it may arrive yet, or another time. */
    | { kind: 'bounce'; isPermanent: boolean; status?: string; detail: string }
    /** The recipient called it spam (RFC 5965): the subscription ends. */
    | { kind: 'complaint' }
    | { kind: 'auto-reply' }
    | { kind: 'unreadable'; detail: string }
  )

/** A mail as it lies in the mailbox. `size` is that of the whole, of which `bytes` is the beginning. */
export type StoredMail = { bytes: Buffer; size: number; receivedAtMs: number }

const partsMax = 200
const headBytesMax = 64 * 1024
/** Most of a returned mail that is looked through for our name, bytes. */
const returnedBytesMax = 16 * 1024

/** Reads one mail. Never throws for what is in it: attachments are not unpacked, nothing is fetched, nothing is run. */
export async function readMail(stored: StoredMail, ids: MailIds): Promise<MailHeard> {
  const base = { id: idOf(stored.bytes), atMs: stored.receivedAtMs }
  let mail: ParsedMail
  try {
    mail = await simpleParser(stored.bytes, {
      ...{ skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, keepCidLinks: true },
      ...{ keepDeliveryStatus: true, ignoreEmbedded: true, checksumAlgo: false },
      ...{ maxChildNodes: partsMax, maxHeadSize: headBytesMax },
    })
  } catch (error) {
    const detail = plainDetail(error instanceof Error ? error.message : 'unknown', [])
    return { ...base, kind: 'unreadable', detail }
  }
  const about = ids.find(whereNamesStand(mail))
  return { ...base, ...(about !== undefined && { about }), ...whatItIs(mail, stored) }
}

/** The head of a mail, with its way here, is never that of another. */
function idOf(bytes: Buffer): string {
  const end = bytes.indexOf('\r\n\r\n')
  const head = bytes.subarray(0, Math.min(end < 0 ? bytes.length : end, headBytesMax))
  return createHash('sha256').update(head).digest('hex').slice(0, 32)
}

type What = MailHeard extends infer One ? (One extends MailHeard ? Omit<One, keyof AboutMail> : never) : never

function whatItIs(mail: ParsedMail, stored: StoredMail): What {
  const report = reportIn(mail)
  if (report !== undefined) return bounceOf(report)
  if (partsOf(mail, 'message/feedback-report').length > 0) return { kind: 'complaint' }
  if (isAutomatic(mail)) return { kind: 'auto-reply' }
  const isFromServer = /^(mailer-daemon|postmaster)@/i.test(mail.from?.value[0]?.address ?? '')
  const text = textOf(mail)
  if (isFromServer || headerOf(mail, 'return-path') === '<>') return plainBounce(text)
  const [sender] = mail.from?.value ?? []
  return {
    kind: 'reply',
    from: { name: cleanText(sender?.name ?? '', 200), address: cleanText(sender?.address ?? '', 254) },
    subject: cleanText((mail.subject ?? '').replaceAll(/\s+/g, ' '), 300),
    text,
    isCut: stored.size > stored.bytes.length,
  }
}

function reportIn(mail: ParsedMail): DeliveryReport | undefined {
  for (const part of partsOf(mail, 'message/delivery-status', 'message/global-delivery-status')) {
    const report = readDeliveryReport(part.content.toString('utf8'))
    if (report !== undefined) return report
  }
  return undefined
}

function bounceOf({ action, isPermanent, status, diagnostic }: DeliveryReport): What {
  if (action === 'done') return { kind: 'auto-reply' }
  const detail = withoutAddresses(diagnostic === '' ? action : diagnostic)
  return { kind: 'bounce', isPermanent, detail, ...(status !== undefined && { status }) }
}

/** A server that writes no report but a letter: the reply it was given stands somewhere in it. */
function plainBounce(text: string): What {
  const said = /(?<![\d.])([45]\d\d)[ -]#?([45]\.\d{1,3}\.\d{1,3}\b)?/.exec(text)
  if (said === null) return { kind: 'auto-reply' }
  const line = text.slice(said.index, said.index + 300)
  const isPermanent = saysNobodyIsThere(line.replace('#', ''))
  return {
    ...{ kind: 'bounce', isPermanent, detail: withoutAddresses(line) },
    ...(said[2] !== undefined && { status: said[2] }),
  }
}

/** RFC 3834, and the headers that were there before it. */
function isAutomatic(mail: ParsedMail): boolean {
  const submitted = headerOf(mail, 'auto-submitted').toLowerCase()
  if (submitted !== '' && !submitted.startsWith('no')) return true
  if (/^(bulk|auto_reply|junk)$/i.test(headerOf(mail, 'precedence'))) return true
  return ['x-autoreply', 'x-autorespond'].some((name) => headerLine(mail, name) !== '')
}

function textOf(mail: ParsedMail): string {
  const plain = mail.text?.trim() ?? ''
  const html = typeof mail.html === 'string' ? mail.html : ''
  return cleanText(plain === '' ? htmlToText(html).text : plain)
}

/** Everywhere our name may stand: what it answers, where it was sent, the report, the mail that came back, the letter. */
function whereNamesStand(mail: ParsedMail): string {
  const names = ['in-reply-to', 'references', 'to', 'delivered-to', 'x-original-to', 'envelope-to', 'cc']
  const returned = partsOf(
    mail,
    ...['message/delivery-status', 'message/global-delivery-status', 'message/rfc822'],
    ...['message/global', 'text/rfc822-headers', 'message/global-headers', 'message/feedback-report'],
  )
  return [
    ...names.map((name) => headerLine(mail, name).slice(0, 8000)),
    ...returned.map(({ content }) => content.subarray(0, returnedBytesMax).toString('latin1')),
    textOf(mail),
  ].join('\n')
}

function partsOf(mail: ParsedMail, ...types: readonly string[]): ParsedMail['attachments'] {
  return mail.attachments.filter(({ contentType }) => types.includes(contentType.toLowerCase()))
}

/** All lines of a header, unfolded. */
function headerLine(mail: ParsedMail, name: string): string {
  return mail.headerLines
    .filter(({ key }) => key === name)
    .slice(0, 20)
    .map(({ line }) => line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[ \t]*/g, ' '))
    .join(' ')
    .trim()
}

function headerOf(mail: ParsedMail, name: string): string {
  return headerLine(mail, name).slice(0, 500)
}

function withoutAddresses(text: string): string {
  return plainDetail(text.slice(0, 1000).replaceAll(/[^\s<>"]{1,64}@[^\s<>"]{1,254}/g, '…'), [])
}
