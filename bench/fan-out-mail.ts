import { fork, type ChildProcess } from 'node:child_process'
import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import webPush from 'web-push'
import { z } from 'zod'
import { wallClock } from '#kernel/time.ts'
import { emailToMany } from '#networks/email/email.ts'
import { mailBody } from '#networks/email/mail-body.ts'
import { EmailSettings } from '#networks/email/settings.ts'
import type { Credentials } from '#networks/sender.ts'
import type { ManyMessage, ManySender, Recipient } from '#networks/to-many.ts'
import { WebPushSettings } from '#networks/webpush/settings.ts'
import { webPushToMany } from '#networks/webpush/webpush.ts'
import { costOf, figure, machine, perCpuS, type Cost } from './support/measure.ts'

/**
 * One message to 20,000 people by mail and by push, to servers on this machine in another process, beside what else one would use:
 * nodemailer's own pool and nodemailer with a connection a mail, the same words and headers; web-push with fetch (its `sendNotification` speaks https only).
 *
 * Run: `npm run bench -- fan-out-mail [--count 20000]`.
 */
const at = process.argv.indexOf('--count')
const count = at < 0 ? 20_000 : Number(process.argv[at + 1])
/** What opens a connection a mail is asked for fewer: it is a rate that is wanted. */
const slowCount = Math.min(count, 4000)
const mailConnections = 8
const pushCalls = 32

const message: ManyMessage = {
  ...{ key: 'bench-1', atMs: Date.UTC(2031, 3, 7), topic: 'area/lower-town', isUrgent: true },
  versions: [
    { language: 'en', title: 'Flood warning: Lower Town', text: 'Leave now by Hill Street.\n\n'.repeat(20) },
    {
      language: 'fr',
      title: 'Alerte aux crues : Basse-Ville',
      text: 'Partez par la rue de la Côte.\n\n'.repeat(20),
    },
  ],
}

const Ports = z.object({ mailPort: z.number(), pushPort: z.number() })
const Counted = z.object({ recipients: z.number(), most: z.number() })
const Came = z.object({ mail: Counted, push: Counted })

const sinks = fork(fileURLToPath(new URL('./support/fan-out-sinks.mjs', import.meta.url)))
const [said] = (await once(sinks, 'message')) as unknown[]
const { mailPort, pushPort } = Ports.parse(said)

async function came(from: ChildProcess): Promise<z.infer<typeof Came>> {
  from.send('what came?')
  const [told] = (await once(from, 'message')) as unknown[]
  return Came.parse(told)
}

function people(addressOf: (n: number) => string): Recipient[] {
  return Array.from({ length: count }, (_, n) => ({
    ...{ id: `r${n}`, address: addressOf(n), language: n % 2 === 0 ? 'en' : 'fr' },
    unsubscribeUrl: `https://city.example/unsubscribe/${n}`,
  }))
}

function forgetful(): Credentials {
  let kept: unknown
  return { read: () => Promise.resolve(kept), write: (value) => Promise.resolve(void (kept = value)) }
}

async function sendAll(
  sender: ManySender,
  recipients: readonly Recipient[],
): Promise<Record<string, number>> {
  const outcomes: Record<string, number> = {}
  const needs = { clock: wallClock, signal: new AbortController().signal }
  await sender.sendAll(message, recipients, needs, ({ kind }) => {
    outcomes[kind] = (outcomes[kind] ?? 0) + 1
    return Promise.resolve()
  })
  return outcomes
}

/** Several at once until all are done. */
async function severalAtOnce(
  n: number,
  atOnce: number,
  work: (i: number) => Promise<unknown>,
): Promise<void> {
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < n) await work(next++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}

async function tell(
  what: string,
  n: number,
  work: () => Promise<unknown>,
  kind: 'mail' | 'push',
): Promise<Cost> {
  let outcomes: unknown
  const cost = await costOf(async () => (outcomes = await work()))
  const { recipients, most } = (await came(sinks))[kind]
  const perS = Math.round(n / cost.wallS)
  const load = Number((loadavg()[0] ?? 0).toFixed(1))
  figure({
    ...{ bench: 'fan-out-mail', what, sent: n, perS, perCpuS: perCpuS(n, cost) },
    ...{ reached: recipients, mostToOne: most, outcomes, load },
  })
  if (recipients !== n || most !== 1) process.exitCode = 1
  return cost
}

figure({ bench: 'fan-out-mail', what: 'machine', ...machine() })

const mailPeople = people((n) => `person${n}@people.example`)
const mailSender = emailToMany.open(
  EmailSettings.parse({
    ...{
      host: '127.0.0.1',
      port: mailPort,
      security: 'none',
      allowInsecure: true,
      connectionsMax: mailConnections,
    },
    ...{ from: { name: 'Havre-Clair', address: 'alerts@city.example' }, bounces: 'bounces@city.example' },
    listId: 'alerts.city.example',
  }),
  forgetful(),
)
await tell('mail: ours', count, () => sendAll(mailSender, mailPeople), 'mail')

const place = { host: '127.0.0.1', port: mailPort, ignoreTLS: true }
// The same words and headers as ours.
const mailOf = (n: number): object => {
  const version = message.versions[n % 2] ?? message.versions[0]
  const unsubscribe = mailPeople[n]?.unsubscribeUrl ?? ''
  return {
    ...{ from: 'Havre-Clair <alerts@city.example>', to: mailPeople[n]?.address, subject: version.title },
    ...mailBody(version, { url: undefined, end: { unsubscribeUrl: unsubscribe, why: undefined } }),
    headers: {
      ...{ 'Content-Language': version.language, 'List-Id': '<alerts.city.example>', Importance: 'high' },
      ...{ 'List-Unsubscribe': `<${unsubscribe}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
      ...{
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'OOF, AutoReply',
        Priority: 'urgent',
      },
    },
  }
}
const pool = createTransport({ ...place, pool: true, maxConnections: mailConnections, maxMessages: Infinity })
const byPool = (): Promise<void> => severalAtOnce(count, mailConnections * 2, (n) => pool.sendMail(mailOf(n)))
await tell('mail: nodemailer with its pool', count, byPool, 'mail')
pool.close()
const single = createTransport(place)
const bySingle = (): Promise<void> =>
  severalAtOnce(slowCount, mailConnections, (n) => single.sendMail(mailOf(n)))
await tell('mail: nodemailer, a connection a mail', slowCount, bySingle, 'mail')

const keys = {
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
}
const endpointOf = (n: number): string => `http://127.0.0.1:${pushPort}/p/${n}`
const pushPeople = people((n) => JSON.stringify({ endpoint: endpointOf(n), keys }))
const pushSender = webPushToMany.open(
  WebPushSettings.parse({
    contact: 'mailto:desk@city.example',
    allowPrivateNetworks: true,
    callsMax: pushCalls,
  }),
  forgetful(),
)
await tell('push: ours', count, () => sendAll(pushSender, pushPeople), 'push')

const vapidDetails = { subject: 'mailto:desk@city.example', ...webPush.generateVAPIDKeys() }
const payload = JSON.stringify({ title: message.versions[0].title, body: message.versions[0].text })
const byWebPush = (): Promise<void> =>
  severalAtOnce(count, pushCalls, async (n) => {
    const options = { vapidDetails, TTL: 3600, urgency: 'high', topic: 'lower-town' } as const
    const details = webPush.generateRequestDetails({ endpoint: endpointOf(n), keys }, payload, options)
    const { headers, endpoint } = details
    const answer = await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(details.body) })
    await answer.arrayBuffer()
  })
await tell('push: web-push and fetch', count, byWebPush, 'push')
sinks.disconnect()
