import SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { Socket } from 'node:net'
import type { SendingNeeds, SendingWhy } from '#networks/sender.ts'
import type { ReadyMail } from './compose.ts'
import type { MailSecrets } from './mail-secrets.ts'
import type { EmailSettings } from './settings.ts'
import { giveMail, untilOver, type MailAnswer, type SmtpError } from './smtp-give.ts'
import { openSocket } from './socket.ts'

/** Why there is no connection to send over. `isForAll`: it would be the same for another. */
export type NoLine = { why: SendingWhy; detail: string; isForAll: boolean }

/** A connection to a mail server that takes one mail after another. */
export type SmtpLine = {
  /** It takes addresses beyond ASCII (RFC 6531). */
  takesUtf8: boolean
  /** How many it was given. */
  given(): number
  isUsable(): boolean
  give(mail: ReadyMail): Promise<MailAnswer>
  close(): void
}

/** Time that a mail under way has to end after we were asked to stop, and a server to say goodbye, ms. */
const graceMs = 5000
const goodbyeMs = 1000

/** Connects, encrypts and signs in. */
export async function openLine(
  settings: EmailSettings,
  secrets: MailSecrets,
  needs: SendingNeeds,
): Promise<SmtpLine | NoLine> {
  const limits = { timeoutMs: settings.connectTimeoutMs, signal: needs.signal }
  const socket = await openSocket(settings, limits)
  if ('why' in socket) return { ...socket, isForAll: socket.why === 'private-address' }
  const connection = connectionOver(socket, settings)
  const state: State = { connection, settings, needs, isReady: false, isOver: false, given: 0 }
  watch(state)
  const failed = await step(state, (done) => connection.connect(done))
  // Before anybody signs in, what was said last is what the server offers.
  const takesUtf8 = /^250[ -]SMTPUTF8\s*$/im.test(connection.lastServerResponse || '')
  const refused = failed ?? (await signedIn(state, secrets))
  state.isReady = true
  if (refused === undefined) return lineOf(state, takesUtf8)
  connection.close()
  return needs.signal.aborted ? { ...refused, why: 'stopped' } : refused
}

type State = {
  connection: SMTPConnection
  settings: EmailSettings
  needs: SendingNeeds
  isReady: boolean
  isOver: boolean
  given: number
  error?: SmtpError
}

function connectionOver(socket: Socket, settings: EmailSettings): SMTPConnection {
  const { security, connectTimeoutMs, certificateAuthority: ca } = settings
  return new SMTPConnection({
    connection: socket,
    host: settings.host,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    name: settings.from.address.slice(settings.from.address.lastIndexOf('@') + 1),
    tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
    logger: false,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: settings.silenceMaxMs,
    socketCloseTimeout: goodbyeMs,
    maxResponseSize: 64 * 1024,
  })
}

/** Keeps what went wrong, and closes when we are asked to stop: at once while getting ready, else after the mail under way. */
function watch(state: State): void {
  const { connection, needs } = state
  const over = new AbortController()
  const onAbort = (): void => {
    const waited = state.isReady ? needs.clock.sleep(graceMs, over.signal) : Promise.resolve()
    void waited.then(() => connection.close())
  }
  connection.on('error', (error: SmtpError) => (state.error ??= error))
  connection.once('end', () => {
    state.isOver = true
    needs.signal.removeEventListener('abort', onAbort)
    over.abort()
  })
  if (needs.signal.aborted) onAbort()
  needs.signal.addEventListener('abort', onAbort, { once: true })
}

/** One step of getting ready; what went wrong, or undefined. */
async function step(
  state: State,
  start: (done: (error?: SmtpError | null) => void) => void,
): Promise<NoLine | undefined> {
  const over = (): SmtpError => state.error ?? new Error('the server closed the connection')
  const error = await untilOver<SmtpError | null | undefined>(state.connection, start, over)
  return error == null ? undefined : noLine(error)
}

async function signedIn(state: State, secrets: MailSecrets): Promise<NoLine | undefined> {
  const { user = '', password: pass = '' } = secrets
  if (user === '') return undefined
  if (!state.connection.allowsAuth)
    return { why: 'forbidden', detail: 'the server offers no sign-in', isForAll: true }
  return step(state, (done) => state.connection.login({ user, credentials: { user, pass } }, done))
}

function noLine({ code, responseCode = 0, message: detail }: SmtpError): NoLine {
  // 535 and 534: RFC 4954, section 6. What is below 500 is for the moment only.
  if (code === 'EAUTH' && (responseCode === 535 || responseCode === 534))
    return { why: 'revoked', detail, isForAll: true }
  if (code === 'EAUTH' && responseCode >= 500) return { why: 'forbidden', detail, isForAll: true }
  if (code === 'ETIMEDOUT') return { why: 'timeout', detail, isForAll: false }
  if (responseCode > 0) return { why: 'server-error', detail, isForAll: false }
  return { why: 'unreachable', detail, isForAll: code === 'ETLS' }
}

function lineOf(state: State, takesUtf8: boolean): SmtpLine {
  const { connection, needs, settings } = state
  return {
    takesUtf8,
    given: () => state.given,
    isUsable: () => !state.isOver,
    give: async (mail) => {
      state.given += 1
      const answered = new AbortController()
      const limit = needs.clock.sleep(settings.messageMaxMs, answered.signal).then(() => {
        if (!answered.signal.aborted) connection.close()
      })
      const answer = await giveMail(connection, mail, () => state.error)
      answered.abort('answered') // a reason of ours: the usual one is an error with a stack, for every mail
      await limit
      // After a refusal the server is told to begin anew; one that does not is left.
      if (answer.kind === 'refused' && !state.isOver) {
        const failed = await step(state, (done) => connection.reset(done))
        if (failed !== undefined) connection.close()
      }
      return answer
    },
    close: () => {
      if (state.isOver || needs.signal.aborted) return connection.close()
      connection.quit()
      setTimeout(() => connection.close(), goodbyeMs).unref()
    },
  }
}
