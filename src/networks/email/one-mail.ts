import MailComposer from 'nodemailer/lib/mail-composer'
import { cleanText } from '#networks/clean-text.ts'
import type { Credentials, SendingNeeds } from '#networks/sender.ts'
import { plainDetail, type ManyOutcome } from '#networks/to-many.ts'
import { mailAddress } from './address.ts'
import { idsOf } from './email.ts'
import { mailOutcome } from './mail-outcome.ts'
import { mailSecrets } from './mail-secrets.ts'
import type { EmailSettings } from './settings.ts'
import { openLine } from './smtp-line.ts'

/** A mail to one mailbox, which is no list: with a file. `key`: 1 to 36 of a-z, 0-9 and -, names this mail for ever. */
export type OneMail = {
  key: string
  address: string
  /** BCP 47. */
  language: string
  subject: string
  text: string
  html: string
  /** The date it carries, epoch ms. */
  atMs: number
  attachment: { name: string; mediaType: string; bytes: Buffer }
}

/** What the message names of these mails begin with, so that no bounce of theirs is taken for one of a subscriber. */
const kindKey = 'one'

/**
 * Gives one mail to the server, once. The same mail is the same bytes at every attempt.
 *
 * @returns what is known afterwards: nothing of `wait` and `refused` has arrived, of `unknown` it may have
 */
export async function giveOneMail(
  settings: EmailSettings,
  credentials: Credentials,
  mail: OneMail,
  needs: SendingNeeds,
): Promise<ManyOutcome> {
  const { key: id } = mail
  const to = mailAddress(mail.address)
  if (to === undefined)
    return { id, kind: 'refused', why: 'bad-address', isPermanent: true, detail: 'it is not a mail address' }
  const secrets = await mailSecrets(credentials)
  if (secrets === undefined)
    return { id, kind: 'wait', why: 'unreadable', detail: 'what is kept for the mail account cannot be read' }
  const hidden = [mail.address, to.text, secrets.password ?? '']
  const ids = idsOf({ from: settings.from.address, bounces: settings.bounces }, secrets)
  const line = await openLine(settings, secrets, needs)
  if ('why' in line) return { id, kind: 'wait', why: line.why, detail: plainDetail(line.detail, hidden) }
  try {
    if (to.needsUtf8 && !line.takesUtf8)
      return {
        id,
        kind: 'refused',
        why: 'not-accepted',
        isPermanent: false,
        detail: 'the server takes plain letters only',
      }
    const bytes = await composed(settings, mail, { to: to.text, messageId: ids.messageId(kindKey, id) })
    const answer = await line.give({ from: ids.returnAddress(id), to: to.text, bytes })
    return mailOutcome(id, answer, hidden)
  } finally {
    line.close()
  }
}

function composed(
  settings: EmailSettings,
  mail: OneMail,
  { to, messageId }: { to: string; messageId: string },
): Promise<Buffer> {
  const { name, mediaType, bytes } = mail.attachment
  const composer = new MailComposer({
    from: { name: oneLine(settings.from.name, 100), address: settings.from.address },
    to: { name: '', address: to },
    ...(settings.replyTo !== undefined && { replyTo: settings.replyTo }),
    subject: oneLine(mail.subject, 300),
    date: new Date(mail.atMs),
    messageId,
    ...{ text: mail.text, html: mail.html },
    attachments: [{ filename: oneLine(name, 100), contentType: mediaType, content: bytes }],
    headers: [
      { key: 'Content-Language', value: mail.language.replaceAll(/[^\w-]/g, '').slice(0, 35) },
      { key: 'Auto-Submitted', value: 'auto-generated' },
      { key: 'X-Auto-Response-Suppress', value: 'OOF, AutoReply' },
    ],
    baseBoundary: `${kindKey}.${mail.key}`,
    ...{ disableFileAccess: true, disableUrlAccess: true },
  })
  return composer.compile().build()
}

/** A title or a name as it may stand in a header: one line, no control characters. */
function oneLine(text: string, lengthMax: number): string {
  return cleanText(text.replaceAll(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim(), lengthMax)
}
