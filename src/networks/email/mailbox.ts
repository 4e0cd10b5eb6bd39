import { isIP } from 'node:net'
import { ImapFlow } from 'imapflow'
import type { Clock } from '#kernel/time.ts'
import type { Credentials, SendingWhy } from '#networks/sender.ts'
import { plainDetail } from '#networks/to-many.ts'
import { idsOf } from './email.ts'
import { mailSecrets, type MailSecrets } from './mail-secrets.ts'
import { readMail, type MailHeard, type StoredMail } from './read-mail.ts'
import type { MailboxSettings } from './settings.ts'
import { openAddress } from './socket.ts'

/** What a mailbox tells, in the order mail came. `cursor` goes on after this one; a mail told twice has the same `id`. */
export type MailboxHeard =
  | (MailHeard & { cursor: string })
  /** It ends here; the next reading goes on from the last cursor. */
  | { kind: 'failed'; why: SendingWhy; detail: string; isTransient: boolean }

/** What reading needs from its surroundings. */
export type MailboxNeeds = { clock: Clock; signal: AbortSignal; cursor?: string }

const atOnce = 20

/**
 * Reads what came into a mailbox since the cursor, and ends when there is no more. Nothing there is changed or marked, and of each
 * mail at most `mailBytesMax` is fetched. A mailbox that was made anew is read from its beginning (UIDVALIDITY, RFC 9051, 2.3.1.1).
 */
export async function* readMailbox(
  settings: MailboxSettings,
  credentials: Credentials,
  needs: MailboxNeeds,
): AsyncGenerator<MailboxHeard> {
  const secrets = await mailSecrets(credentials)
  if (secrets === undefined)
    return yield { ...failed('unreadable', 'what is kept cannot be read'), isTransient: false }
  const address = await openAddress(settings)
  if (typeof address !== 'string') return yield failed(address.why, address.detail)
  if (needs.signal.aborted) return yield failed('stopped', 'stopped by us')
  const client = clientFor(address, settings, secrets)
  const stop = (): void => client.close()
  // The calls under way fail as well, which is where it is told.
  client.on('error', () => undefined)
  needs.signal.addEventListener('abort', stop, { once: true })
  try {
    yield* mailsSince(client, settings, { needs, secrets })
  } catch (error) {
    if (!(error instanceof Error)) throw error
    yield failureOf(error, needs.signal, secrets)
  } finally {
    needs.signal.removeEventListener('abort', stop)
    client.close()
  }
}

function clientFor(address: string, settings: MailboxSettings, secrets: MailSecrets): ImapFlow {
  const { host, port, security, timeoutMs, mailBytesMax, certificateAuthority: ca } = settings
  return new ImapFlow({
    ...{ host: address, port, secure: security === 'tls', doSTARTTLS: security === 'starttls' },
    ...(isIP(host) === 0 && { servername: host }),
    auth: {
      user: secrets.mailboxUser ?? secrets.user ?? '',
      pass: secrets.mailboxPassword ?? secrets.password ?? '',
    },
    tls: { minVersion: 'TLSv1.2', ...(ca !== undefined && { ca }) },
    ...{ logger: false, disableAutoIdle: true },
    // Packed answers could grow without end.
    disableCompression: true,
    ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs },
    ...{ maxLineLength: 8 * 1024 * 1024, maxResponseTokens: 100_000 },
    ...{ maxLiteralSize: mailBytesMax + 1024, maxResponseSize: mailBytesMax + 16 * 1024 * 1024 },
  })
}

type Surroundings = { needs: MailboxNeeds; secrets: MailSecrets }

async function* mailsSince(
  client: ImapFlow,
  settings: MailboxSettings,
  { needs, secrets }: Surroundings,
): AsyncGenerator<MailboxHeard> {
  await client.connect()
  const { uidValidity } = await client.mailboxOpen(settings.folder, { readOnly: true })
  const since = uidIn(needs.cursor, uidValidity)
  const found = (await client.search({ uid: `${since + 1}:*` }, { uid: true })) || []
  // `N:*` always names the last mail too, also where that is older.
  const uids = found.filter((uid) => uid > since).toSorted((a, b) => a - b)
  const ids = idsOf(settings, secrets)
  for (let at = 0; at < Math.min(uids.length, settings.mailsMax); at += atOnce) {
    const wanted = uids.slice(at, Math.min(at + atOnce, settings.mailsMax))
    const mails = await fetched(client, wanted, settings.mailBytesMax, needs.clock)
    for (const uid of wanted) {
      const stored = mails.get(uid)
      if (stored !== undefined) yield { ...(await readMail(stored, ids)), cursor: `v1:${uidValidity}:${uid}` }
    }
  }
  await client.logout()
}

/** The last mail that was read, 0 for none. */
function uidIn(cursor: string | undefined, uidValidity: bigint): number {
  const [, validity, uid] = /^v1:(\d{1,20}):(\d{1,10})$/.exec(cursor ?? '') ?? []
  return validity === String(uidValidity) ? Number(uid) : 0
}

async function fetched(
  client: ImapFlow,
  uids: readonly number[],
  maxLength: number,
  clock: Clock,
): Promise<Map<number, StoredMail>> {
  const mails = new Map<number, StoredMail>()
  const wanted = { uid: true, size: true, internalDate: true, source: { start: 0, maxLength } }
  for await (const one of client.fetch(uids.join(','), wanted, { uid: true })) {
    const at = new Date(one.internalDate ?? Number.NaN).getTime()
    const bytes = one.source ?? Buffer.alloc(0)
    const receivedAtMs = Number.isNaN(at) ? clock.nowMs() : at
    mails.set(one.uid, { bytes, size: one.size ?? bytes.length, receivedAtMs })
  }
  return mails
}

function failed(why: SendingWhy, detail: string): Extract<MailboxHeard, { kind: 'failed' }> {
  return { kind: 'failed', why, detail, isTransient: why !== 'private-address' }
}

type ImapError = Error & {
  code?: string
  authenticationFailed?: boolean
  serverResponseCode?: string
  responseText?: string
  responseStatus?: string
}

/** RFC 5530: a sign-in that is refused for the moment only. */
const forNow = new Set(['UNAVAILABLE', 'INUSE', 'LIMIT', 'SERVERBUG', 'CONTACTADMIN'])

function failureOf(error: ImapError, signal: AbortSignal, secrets: MailSecrets): MailboxHeard {
  const hidden = [secrets.password ?? '', secrets.mailboxPassword ?? '']
  const detail = plainDetail([error.message, error.responseText ?? ''].join(' '), hidden)
  if (signal.aborted) return failed('stopped', 'stopped by us')
  if (error.authenticationFailed === true)
    return forNow.has(error.serverResponseCode ?? '')
      ? failed('server-error', detail)
      : { ...failed('revoked', detail), isTransient: false }
  if (/TIMEOUT/i.test(error.code ?? '')) return failed('timeout', detail)
  if (error.responseStatus === 'NO') return { ...failed('not-found', detail), isTransient: false }
  return failed('unreachable', detail)
}
