import { Readable } from 'node:stream'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { SendingWhy } from '#networks/sender.ts'
import type { ReadyMail } from './compose.ts'

/**
 * What is known after one mail was given to a server. `lost`: no answer came; `mayBeThere` is false only when the last byte of the
 * mail had certainly not left, for a server keeps nothing that was not ended (RFC 5321, 4.1.1.4).
 */
export type MailAnswer =
  | { kind: 'taken'; said: string }
  | { kind: 'refused'; code: number; said: string; step: 'sender' | 'recipient' | 'mail' }
  | { kind: 'not-given'; detail: string }
  | { kind: 'lost'; mayBeThere: boolean; why: SendingWhy; detail: string }

/** What the mail library tells when something went wrong. */
export type SmtpError = Error & {
  code?: string | undefined
  responseCode?: number | undefined
  response?: string | undefined
  command?: string | undefined
}

/**
 * Waits for a call that has a callback, or for the end of its connection: one that is closed calls nobody back.
 * The end is told a turn later, because what the server said last says more.
 */
export function untilOver<T>(
  connection: SMTPConnection,
  start: (done: (value: T) => void) => void,
  whenOver: () => T,
): Promise<T> {
  return new Promise((resolve) => {
    const onEnd = (): void => void setImmediate(() => resolve(whenOver()))
    connection.once('end', onEnd)
    start((value) => {
      connection.off('end', onEnd)
      resolve(value)
    })
  })
}

/** Gives one mail to a server. Never throws. */
export async function giveMail(
  connection: SMTPConnection,
  mail: ReadyMail,
  lastError: () => SmtpError | undefined,
): Promise<MailAnswer> {
  const source = new Readable({
    read() {
      this.push(mail.bytes)
      this.push(null)
    },
  })
  // Once all of it was read the ending dot may be on its way, and nothing tells whether it was.
  let wasEnded = false
  source.once('end', () => (wasEnded = true))
  const envelope = { from: mail.from, to: [mail.to], size: mail.bytes.length }
  return untilOver<MailAnswer>(
    connection,
    (done) =>
      connection.send(envelope, source, (error: SmtpError | null, info) =>
        done(error === null ? { kind: 'taken', said: info?.response ?? '' } : answerOf(error, wasEnded)),
      ),
    () => answerOf(lastError() ?? new Error('the connection ended'), wasEnded),
  )
}

function answerOf(error: SmtpError, wasEnded: boolean): MailAnswer {
  const { code, responseCode, response = '', command, message: detail } = error
  // A reply that broke off with its connection (`CONN`) is none.
  if (responseCode !== undefined && command !== 'CONN')
    return { kind: 'refused', code: responseCode, said: response, step: stepOf(command) }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'not-given', detail }
  return {
    kind: 'lost',
    mayBeThere: wasEnded,
    why: code === 'ETIMEDOUT' ? 'timeout' : 'unreachable',
    detail,
  }
}

function stepOf(command: string | undefined): 'sender' | 'recipient' | 'mail' {
  if (command === 'MAIL FROM') return 'sender'
  return command === 'RCPT TO' ? 'recipient' : 'mail'
}
