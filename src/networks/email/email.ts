import { assert } from '#kernel/assert.ts'
import type { Lane, LaneFailure } from '#networks/each-recipient.ts'
import { tellEach } from '#networks/each-recipient.ts'
import type { Credentials, SendingNeeds } from '#networks/sender.ts'
import {
  isTooLate,
  plainDetail,
  together,
  versionFor,
  type ManyMessage,
  type ManyOutcome,
  type ManySender,
  type Recipient,
  type ToMany,
} from '#networks/to-many.ts'
import { mailAddress } from './address.ts'
import { webUrl, type MailParts, type ReadyMail } from './compose.ts'
import { mailIds, type MailIds } from './mail-ids.ts'
import { mailOutcome } from './mail-outcome.ts'
import { mailSecrets, type MailSecrets } from './mail-secrets.ts'
import { mailWriter } from './mail-template.ts'
import type { EmailSettings } from './settings.ts'
import type { MailAnswer } from './smtp-give.ts'
import { openLine, type SmtpLine } from './smtp-line.ts'

/** Mail to those who subscribed, each a mail of their own. */
export const emailToMany: ToMany<EmailSettings> = {
  capabilities: { network: 'email', name: 'E-mail', repeats: 'message-id', bounces: true, atOnceMax: 50 },
  open: (settings, credentials) => emailSender(settings, credentials),
}

function emailSender(settings: EmailSettings, credentials: Credentials): ManySender {
  const ownSecrets = together(() => mailSecrets(credentials))
  return {
    sendAll: async (message, recipients, needs, onOutcome) => {
      const secrets = await ownSecrets()
      if (secrets === undefined)
        return {
          kind: 'stopped',
          why: 'unreadable',
          detail: 'what is kept for the mail account cannot be read',
        }
      assert(/^[a-z0-9-]{1,64}$/.test(message.key), 'the key of a message is 1 to 64 of a-z, 0-9 and -')
      const way: Way = {
        settings,
        secrets,
        ids: idsOf({ from: settings.from.address, bounces: settings.bounces }, secrets),
        message,
        needs,
        write: mailWriter(),
      }
      return tellEach(recipients, {
        count: settings.connectionsMax,
        open: () => laneOf(way),
        signal: needs.signal,
        onOutcome,
      })
    },
    health: async (needs) => {
      const secrets = await ownSecrets()
      if (secrets === undefined)
        return { ok: false, why: 'unreadable', detail: 'what is kept cannot be read', isTransient: false }
      const line = await openLine(settings, secrets, needs)
      if ('why' in line)
        return { ok: false, why: line.why, detail: safe(line.detail, secrets), isTransient: !line.isForAll }
      line.close()
      return { ok: true, handle: settings.from.address }
    },
  }
}

/** The names of an account's mails; `readMailbox` recognises by the same what comes back. */
export function idsOf(o: { from: string; bounces: string }, secrets: MailSecrets): MailIds {
  const domain = mailAddress(o.from)?.domain ?? ''
  return mailIds({ key: secrets.tokenKey, domain, bounces: mailAddress(o.bounces)?.text ?? o.bounces })
}

type Way = {
  settings: EmailSettings
  secrets: MailSecrets
  ids: MailIds
  message: ManyMessage
  needs: SendingNeeds
  write: ReturnType<typeof mailWriter>
}

async function laneOf(way: Way): Promise<Lane | LaneFailure> {
  const opened = await openLine(way.settings, way.secrets, way.needs)
  if ('why' in opened) return { ...opened, kind: 'stopped', detail: safe(opened.detail, way.secrets) }
  let line = opened
  return {
    send: async (recipient) => {
      const parts = partsFor(recipient, way, line)
      if ('kind' in parts) return parts
      const given = await giveOn(await way.write(parts), line, way)
      line = given.line
      const hidden = [recipient.address, parts.to.text, way.secrets.password ?? '']
      return mailOutcome(recipient.id, given.answer, hidden)
    },
    isUsable: () => line.isUsable(),
    close: () => line.close(),
  }
}

/** What a mail is made of, or why this recipient gets none. */
function partsFor(recipient: Recipient, way: Way, { takesUtf8 }: SmtpLine): MailParts | ManyOutcome {
  const { settings, ids, message, needs } = way
  assert(/^[a-z0-9-]{1,36}$/.test(recipient.id), 'the id of a recipient is 1 to 36 of a-z, 0-9 and -')
  const refused = { id: recipient.id, kind: 'refused' } as const
  if (isTooLate(message, needs.clock))
    return { ...refused, why: 'too-late', isPermanent: false, detail: 'it is no longer valid' }
  const to = mailAddress(recipient.address)
  if (to === undefined)
    return { ...refused, why: 'bad-address', isPermanent: true, detail: 'it is not a mail address' }
  if (to.needsUtf8 && !takesUtf8) {
    const detail = 'our mail server takes addresses in plain letters only (no SMTPUTF8)'
    return { ...refused, why: 'not-accepted', isPermanent: false, detail }
  }
  const unsubscribeUrl = webUrl(recipient.unsubscribeUrl)
  if (unsubscribeUrl === undefined)
    return { ...refused, why: 'bad-url', isPermanent: false, detail: 'the address to unsubscribe is none' }
  const version = versionFor(message, recipient.language)
  return { settings, ids, message, version, recipient, to, unsubscribeUrl }
}

/**
 * Gives a mail to a server; on a connection that it had closed meanwhile, as servers do after some number of mails, once more on a new
 * one. Only what certainly did not go is given again.
 */
async function giveOn(
  mail: ReadyMail,
  line: SmtpLine,
  { settings, secrets, needs }: Way,
): Promise<{ line: SmtpLine; answer: MailAnswer }> {
  const answer = await line.give(mail)
  const wasClosed =
    (answer.kind === 'lost' && !answer.mayBeThere) || (answer.kind === 'refused' && answer.code === 421)
  if (!wasClosed || line.given() === 1 || needs.signal.aborted) return { line, answer }
  line.close()
  const again = await openLine(settings, secrets, needs)
  return 'why' in again ? { line, answer } : { line: again, answer: await again.give(mail) }
}

function safe(detail: string, { password = '' }: MailSecrets): string {
  return plainDetail(detail, [password])
}
