import { fork } from 'node:child_process'
import { createECDH, createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent } from 'node:https'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTransport } from 'nodemailer'
import webPush from 'web-push'
import { z } from 'zod'
import { Approvals } from '#access/approvals/approvals.ts'
import { accessMigrations } from '#access/migrations.ts'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { versionBytes } from '#kernel/version-content.ts'
import { mailBody } from '#networks/email/mail-body.ts'
import { testCertificate } from '#networks/email/test-certificate.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Ground } from '#sending/ground.ts'
import { openLines } from '#sending/lines.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { schedule } from '#sending/scheduling.ts'
import { addSubscriber } from '#sending/to-many/subscribers.ts'
import { manyNetworks, ToMany } from '#sending/to-many/to-many.ts'
import { emailWay, MailSettings, webPushWay } from '#sending/to-many/ways.ts'
import { startSending } from '#sending/worker.ts'
import { openStore, type Store } from '#store/store.ts'
import { dataFolder } from './support/built-desk.ts'
import { costOf, figure, machine, perCpuS } from './support/measure.ts'

/**
 * One emergency message to 8 accounts on networks that answer after 150 ms, and to 20,000 subscribers, half by mail and half by push,
 * to servers on this machine in another process: through the outbox, the archive and the store with fsync, as in use. Twice, with push
 * services that speak https (a certificate of our own, as in use) and http. Beside it, in the same run, what one would write first: a
 * loop that awaits one after another and writes nothing down; and how many times as fast as that loop we were.
 *
 * Run: `npm run bench -- fan-out [--count 20000]`.
 */
const at = process.argv.indexOf('--count')
const count = Math.floor((at < 0 ? 20_000 : Number(process.argv[at + 1])) / 2)
/** The loop takes its time: it is a rate that is wanted. */
const slowCount = Math.min(count, 2000)
const answerMs = 150
const networkCount = 8
const text = `Flood warning: Lower Town\n${'Leave now by Hill Street.\n\n'.repeat(20)}`
const round = (value: number): number => Math.round(value)

const Ports = z.object({ mailPort: z.number(), pushPort: z.number(), tlsPort: z.number() })
const Counted = z.object({ recipients: z.number(), most: z.number() })
const Came = z.object({ mail: Counted, push: Counted })
const certificate = testCertificate('localhost')
const sinks = fork(fileURLToPath(new URL('./support/fan-out-sinks.mjs', import.meta.url)), {
  env: { ...process.env, SINK_KEY: certificate.key, SINK_CERT: certificate.cert },
})
const [said] = (await once(sinks, 'message')) as unknown[]
const { mailPort, pushPort, tlsPort } = Ports.parse(said)
type Over = 'https' | 'http'
const origins = { https: `https://localhost:${tlsPort}`, http: `http://127.0.0.1:${pushPort}` }
/** Rates by what was measured, for the ratios at the end. */
const rates = new Map<string, number>()

async function came(): Promise<z.infer<typeof Came>> {
  sinks.send('what came?')
  const [told] = (await once(sinks, 'message')) as unknown[]
  return Came.parse(told)
}

function tell(what: string, facts: Record<string, unknown>): void {
  figure({ bench: 'fan-out', what, ...facts, load: Number((loadavg()[0] ?? 0).toFixed(1)) })
}

/** A network of its own, which takes as long to answer as real ones do. */
function slowNetwork(n: number, world: PracticeWorld, answered: number[]): SendingNetwork {
  const town = practiceNetwork({ world })
  const capabilities = { ...town.capabilities, network: `town${n}` }
  return {
    ...{ capabilities, connectFields: [] },
    open(connection) {
      const sender = town.open(connection)
      return {
        ...{ ...sender, capabilities },
        async send(part, needs) {
          await wallClock.sleep(answerMs)
          const outcome = await sender.send(part, needs)
          answered.push(performance.now())
          return outcome
        },
      }
    },
  }
}

const keys = {
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
}
const subscription = (n: number, over: Over): { endpoint: string; keys: typeof keys } => {
  return { endpoint: `${origins[over]}/p/${n}`, keys }
}
const mailSettings = MailSettings.parse({
  send: {
    ...{ host: '127.0.0.1', port: mailPort, security: 'none', allowInsecure: true },
    ...{ from: { name: 'Havre-Clair', address: 'alerts@city.example' }, bounces: 'bounces@city.example' },
    listId: 'alerts.city.example',
  },
})

async function subscribe(toMany: ToMany, network: string, addressOf: (n: number) => string): Promise<void> {
  const { ground } = toMany
  for (let first = 0; first < count; first += 1000)
    await ground.store.inTransaction(async (tx) => {
      for (let n = first; n < Math.min(first + 1000, count); n++) {
        const said = { account: network, network, address: addressOf(n), language: 'en', source: 'bench' }
        await addSubscriber(ground, tx, { ...said, consentAtMs: 0 })
      }
    })
}

function version(account: string, network: string) {
  const bytes = versionBytes({
    account,
    language: 'en',
    parts: [network.startsWith('town') ? 'Flood warning.' : text],
    media: [],
  })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { account, network, language: 'en', contentText: new TextDecoder().decode(bytes), sha256 }
}

/** Looks until every subscriber of both accounts has an outcome; when each account was over, by the clock of the bench. */
async function untilDone(store: Store): Promise<Map<string, number>> {
  const done = new Map<string, number>()
  while (done.size < 2) {
    await wallClock.sleep(20)
    const { rows } = await store.db
      .withTables<{ to_many: { network: string; state: string } }>()
      .selectFrom('to_many')
      .select('network')
      .where('state', '=', 'done')
      .execute()
      .then((found) => ({ rows: found }))
    for (const { network } of rows) if (!done.has(network)) done.set(network, performance.now())
  }
  return done
}

async function ours(folder: string, over: Over): Promise<void> {
  const store = await openStore({
    ...{ dataDir: join(folder, 'live'), language: 'en', log: silentLog, progress: () => undefined },
    migrations: [recordsMigrations, accessMigrations, sendingMigrations],
  })
  const vault = await openVault({ store, clock: wallClock, dataDir: folder })
  const own = { store, vault }
  const settings = { contact: 'mailto:desk@city.example', allowPrivateNetworks: true }
  const push = webPushWay({ ...settings, certificateAuthority: certificate.cert }, own)
  const ways = [emailWay(mailSettings, own), push]
  const worlds = Array.from({ length: networkCount }, () => practiceWorld())
  const answered: number[] = []
  const networks = [
    ...worlds.map((world, n) => slowNetwork(n, world, answered)),
    ...manyNetworks(store, ways),
  ]
  const approvals = new Approvals({ store, clock: wallClock })
  let ids = 0
  const ground: Ground = {
    ...{ store, clock: wallClock, log: silentLog, newId: () => `b${ids++}`, chance: () => 0.5 },
    approvals: {
      // Asked for real, so that it costs what it costs; nobody has approved anything here.
      mayGoOut: async (tx, what) => {
        await approvals.mayGoOut(tx, what)
        return { yes: true, kind: 'approved', by: 'ana', round: 1 }
      },
    },
    lines: openLines({ store, vault, clock: wallClock, networks, allowPrivateNetworks: true }),
    ports: { sent: () => Promise.resolve(), removed: () => Promise.resolve() },
  }
  const toMany = new ToMany({ sending: ground, vault, ways, config: { publicUrl: 'https://city.example' } })
  const accounts = networks.map(({ capabilities: { network } }) => network)
  for (const id of accounts) {
    const account = { id, network: id, handle: id, name: id, languages: ['en'] }
    await store.inTransaction((tx) => ensureAccount(tx, account, wallClock.nowMs()))
  }
  await subscribe(toMany, 'email', (n) => `person${n}@people.example`)
  await subscribe(toMany, 'webpush', (n) => JSON.stringify(subscription(n, over)))
  const worker = await startSending(ground, { name: 'bench' })
  const telling = await toMany.start()
  const began = performance.now()
  await store.inTransaction((tx) =>
    schedule(ground, tx, {
      ...{ item: 'message:bench', title: 'Flood warning', lane: 'emergency', round: 1 },
      ...{
        by: { id: 'wen', name: 'Wen' },
        versions: accounts.map((one) => version(one, one)),
        lateMs: 3_600_000,
      },
    }),
  )
  let done = new Map<string, number>()
  const cost = await costOf(async () => (done = await untilDone(store)))
  const reached = await came()
  await telling.stop()
  await worker.stop()
  const posts = worlds.map((world) => world.postsAt(Infinity).length)
  const doubles =
    posts.filter((n) => n > 1).length + Number(reached.mail.most > 1) + Number(reached.push.most > 1)
  tell('first delivery', { ms: round((answered[0] ?? Number.NaN) - began), networkAnswersAfterMs: answerMs })
  tell('all network deliveries', { ms: round(Math.max(...answered) - began), networks: answered.length })
  for (const [name, network] of [
    ['mail', 'email'],
    ['push', 'webpush'],
  ] as const) {
    const seconds = ((done.get(network) ?? Number.NaN) - began) / 1000
    rates.set(`${name} ${over}`, count / seconds)
    tell(`${name}, push over ${over}`, {
      perS: round(count / seconds),
      sent: count,
      reached: reached[name].recipients,
      s: Number(seconds.toFixed(1)),
    })
  }
  const isWhole =
    reached.mail.recipients === count && reached.push.recipients === count && posts.every((n) => n === 1)
  tell(`both, push over ${over}`, {
    sent: 2 * count,
    perCpuS: perCpuS(2 * count, cost),
    cpuS: round(cost.cpuS),
  })
  tell('said twice', { count: doubles, isWhole })
  if (doubles > 0 || !isWhole) process.exitCode = 1
  await store.close()
}

/** One after another, and nothing written down. */
async function naive(): Promise<void> {
  const began = performance.now()
  const answered: number[] = []
  for (let n = 0; n < networkCount; n++) {
    const network = slowNetwork(n, practiceWorld(), answered)
    const none = { read: () => Promise.resolve({}), write: () => Promise.resolve() }
    const sender = network.open({ account: 'a', handle: 'a', languages: ['en'], credentials: none })
    const part = {
      key: `naive-${n}`,
      atMs: wallClock.nowMs(),
      text: 'Flood warning.',
      language: 'en',
      media: [],
    }
    await sender.send(part, { clock: wallClock, signal: new AbortController().signal })
  }
  tell('a loop: first delivery', { ms: round((answered[0] ?? Number.NaN) - began) })
  tell('a loop: all network deliveries', { ms: round(Math.max(...answered) - began) })
  const mail = createTransport({
    ...{ host: '127.0.0.1', port: mailPort, ignoreTLS: true },
    // One connection that stays, as the kindest form of a loop.
    ...{ pool: true, maxConnections: 1, maxMessages: Infinity },
  })
  const end = { unsubscribeUrl: 'https://city.example/u', why: undefined }
  const body = mailBody({ language: 'en', title: 'Flood warning', text }, { url: undefined, end })
  await rateOf('a loop: mail, nodemailer', async (n) => {
    const to = `person${n}@people.example`
    await mail.sendMail({ from: 'Havre-Clair <alerts@city.example>', to, subject: 'Flood warning', ...body })
  })
  mail.close()
  const vapidDetails = { subject: 'mailto:desk@city.example', ...webPush.generateVAPIDKeys() }
  const payload = JSON.stringify({ title: 'Flood warning', body: text })
  await rateOf('a loop: push over http, web-push and fetch', async (n) => {
    const to = subscription(n, 'http')
    const { headers, endpoint, body } = webPush.generateRequestDetails(to, payload, {
      vapidDetails,
      TTL: 3600,
    })
    await (await fetch(endpoint, { method: 'POST', headers, body: new Uint8Array(body) })).arrayBuffer()
  })
  // A connection that stays here as well.
  const agent = new Agent({ keepAlive: true, maxSockets: 1, ca: certificate.cert })
  await rateOf('a loop: push over https, web-push', async (n) => {
    await webPush.sendNotification(subscription(n, 'https'), payload, { vapidDetails, TTL: 3600, agent })
  })
  agent.destroy()
}

async function rateOf(what: string, send: (n: number) => Promise<void>): Promise<void> {
  const began = performance.now()
  for (let n = 0; n < slowCount; n++) await send(n)
  const perS = slowCount / ((performance.now() - began) / 1000)
  rates.set(what, perS)
  tell(what, { perS: round(perS), sent: slowCount })
}

/** How many times as fast as the loop, in the same minutes on the same machine. */
function ratios(): void {
  const times = (what: string, ours: string, loop: string): void =>
    tell(what, {
      times: Number(((rates.get(ours) ?? Number.NaN) / (rates.get(loop) ?? Number.NaN)).toFixed(2)),
    })
  for (const over of ['https', 'http'])
    times(`mail against a loop, push over ${over} beside it`, `mail ${over}`, 'a loop: mail, nodemailer')
  times('push over https against a loop', 'push https', 'a loop: push over https, web-push')
  times('push over http against a loop', 'push http', 'a loop: push over http, web-push and fetch')
}

const places = [dataFolder(), dataFolder()] as const
try {
  figure({ bench: 'fan-out', what: 'machine', ...machine() })
  await ours(places[0].folder, 'https')
  await naive()
  await came() // those of the loop are not counted with ours
  await ours(places[1].folder, 'http')
  ratios()
} finally {
  for (const place of places) place.remove()
  sinks.disconnect()
}
