import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { GoOut } from '#access/approvals/rules.ts'
import { silentLog } from '#kernel/log.ts'
import { versionBytes, type VersionContent } from '#kernel/version-content.ts'
import { tellEach } from '#networks/each-recipient.ts'
import { mailAddress } from '#networks/email/address.ts'
import { minuteMs } from '#kernel/time.ts'
import { seededChance } from '#networks/practice/chance.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Sender } from '#networks/sender.ts'
import type { ManyCapabilities, ManyEnd, ManyOutcome, ManySender, Recipient } from '#networks/to-many.ts'
import type { Store } from '#store/store.ts'
import type { Ground } from '#sending/ground.ts'
import { schedule, type Scheduled } from '#sending/scheduling.ts'
import type { ManyWay, ToManyGround } from '#sending/to-many/ground.ts'
import { keysFrom } from '#sending/to-many/keys.ts'
import { manyNetwork } from '#sending/to-many/network.ts'
import { addSubscriber, type Added } from '#sending/to-many/subscribers.ts'
import type { ToManyTables } from '#sending/to-many/tables.ts'
import { turnMany } from '#sending/to-many/worker.ts'
import { breathe, mortalStore, type Mortal } from '#sending/test-mortal.ts'
import { turn } from '#sending/worker.ts'

/** Both grounds of one process: of the outbox and of reaching subscribers. */
export type TestProcess = { outbox: Ground; many: ToManyGround; isDead(): boolean }

/** A desk with subscribers, in front of an invented way out that does what a test tells it. */
export type TestMany = {
  account: string
  clock: ReturnType<typeof skippingClock>
  approved: { yes: boolean }
  /** How often each address was told, and in which language of which message. */
  told: Map<string, string[]>
  /** What the way out does with an address, before it is told; missing: it is told. */
  answer: (recipient: Recipient, attempt: number) => Omit<ManyOutcome, 'id'> | 'told-and-lost' | undefined
  /** Set: the way out is closed. */
  closed: (ManyEnd & { kind: 'stopped' }) | undefined
  /** A new process on the same store. `dieAfter`: the await at which it is killed. */
  process(dieAfter?: number): TestProcess
  add(address: string, language?: string, more?: AddMore): Promise<Added>
  addMany(count: number, language?: string): Promise<void>
  /** `topics`: what it is about. */
  send(texts: Record<string, string>, o?: SendMore): Promise<Scheduled>
  states(): Promise<Record<string, number>>
  rows(): Promise<{ id: string; state: string; language: string }[]>
}

type AddMore = { consentAtMs?: number; topics?: readonly string[] | null }
type SendMore = Partial<Parameters<typeof schedule>[2]> & { topics?: readonly string[] | null }

/** Opens one on a store it may share. */
export function testMany(
  store: Store,
  o: { name: string; repeats?: ManyCapabilities['repeats']; atOnce?: number },
): TestMany {
  const { name, repeats = 'message-id', atOnce = 8 } = o
  const clock = skippingClock(Date.UTC(2031, 3, 7, 12))
  const chance = seededChance(1, name)
  const keys = keysFrom('a secret of this test')
  const attempts = new Map<string, number>()
  let ids = 0
  const capabilities: ManyCapabilities = {
    ...{ network: 'email', name: 'Post', repeats, bounces: true, atOnceMax: 50 },
  }
  const way = (mortal: Mortal): ManyWay => ({
    ...{ capabilities, connectFields: [], measure: (text) => text.length, atOnce, leaseMs: 120_000 },
    limits: { textMax: 5000, partsMax: 1, filesMax: 0, media: {} },
    open: () => sender(mortal),
    read(written) {
      const address = mailAddress(written)?.text
      return address === undefined ? undefined : { address, same: address.toLowerCase() }
    },
  })
  const sender = (mortal: Mortal): ManySender => ({
    sendAll: (message, recipients, needs, onOutcome) => {
      if (test.closed !== undefined) return Promise.resolve(test.closed)
      const send = async (recipient: Recipient): Promise<ManyOutcome> => {
        breathe(mortal)
        const attempt = (attempts.get(recipient.address) ?? 0) + 1
        attempts.set(recipient.address, attempt)
        const said = test.answer(recipient, attempt)
        if (said !== undefined && said !== 'told-and-lost')
          return { id: recipient.id, ...said } as ManyOutcome
        const before = test.told.get(recipient.address) ?? []
        test.told.set(recipient.address, [...before, `${message.versions[0].language} ${message.key}`])
        breathe(mortal)
        return said === undefined
          ? { id: recipient.id, kind: 'sent' }
          : { id: recipient.id, kind: 'unknown', why: 'timeout', detail: 'lost' }
      }
      const lane = { send, isUsable: () => true, close: () => undefined }
      return tellEach(recipients, {
        ...{ count: 4, open: () => Promise.resolve(lane), signal: needs.signal, onOutcome },
      })
    },
    health: () => Promise.resolve({ ok: true, handle: 'alerts@city.example' }),
  })
  const test: TestMany = {
    ...{ account: name, clock, approved: { yes: true }, told: new Map(), closed: undefined },
    answer: () => undefined,
    process(dieAfter = Infinity) {
      const mortal: Mortal = { left: dieAfter, isDead: false }
      const ours = mortalStore(store, mortal)
      const network = manyNetwork(ours, way(mortal))
      const line: { sender: Sender } = {
        sender: network.open({
          ...{ account: name, handle: 'alerts@city.example', languages: ['en', 'fr'] },
          credentials: { read: () => Promise.resolve({}), write: () => Promise.resolve() },
        }),
      }
      const mayGoOut = (): Promise<GoOut> =>
        Promise.resolve(
          test.approved.yes
            ? { yes: true, kind: 'approved', by: 'ana', round: 1 }
            : { yes: false, why: 'not-approved' },
        )
      const outbox: Ground = {
        ...{ store: ours, approvals: { mayGoOut }, clock, log: silentLog },
        lines: {
          open: () => Promise.resolve(line),
          capabilities: () => network.capabilities,
          lost: () => Promise.resolve(),
        },
        ports: { sent: () => Promise.resolve(), removed: () => Promise.resolve() },
        ...{ newId: () => `${name}-${ids++}`, chance: () => chance.next() },
      }
      const many: ToManyGround = {
        ...{ ...outbox, ways: [way(mortal)], keys: () => Promise.resolve(keys) },
        publicUrl: 'https://city.example',
      }
      return { outbox, many, isDead: () => mortal.isDead }
    },
    add: (address, language = 'en', { consentAtMs = clock.nowMs(), topics = null } = {}) =>
      store.inTransaction((tx) =>
        addSubscriber(test.process().many, tx, {
          ...{ account: name, network: 'email', address, language, consentAtMs, source: 'test', topics },
        }),
      ),
    async addMany(count, language = 'en') {
      for (let n = 0; n < count; n++) await test.add(`${language}${n}@people.example`, language)
    },
    send: (texts, { topics, ...more } = {}) =>
      store.inTransaction((tx) =>
        schedule(test.process().outbox, tx, {
          ...{
            item: `message:${name}`,
            title: 'Water',
            lane: 'normal',
            round: 1,
            by: { id: 'wen', name: 'Wen' },
          },
          versions: Object.entries(texts).map(([language, text]) =>
            versionOf({ account: name, language, text, topics }),
          ),
          ...more,
        }),
      ),
    async states() {
      const rows = await store.db
        .withTables<ToManyTables>()
        .selectFrom('to_many_recipients as r')
        .innerJoin('to_many as m', 'm.delivery_id', 'r.delivery_id')
        .select(['r.state', (row) => row.fn.countAll<number>().as('n')])
        .where('m.account', '=', name)
        .groupBy('r.state')
        .execute()
      return Object.fromEntries(rows.map(({ state, n }) => [state, n]))
    },
    rows: async () =>
      await store.db
        .withTables<ToManyTables>()
        .selectFrom('to_many')
        .select(['delivery_id as id', 'state', 'language'])
        .where('account', '=', name)
        .orderBy('language')
        .execute(),
  }
  return test
}

type VersionOf = {
  account: string
  language: string
  text: string
  topics: readonly string[] | null | undefined
}

function versionOf({ account, language, text, topics }: VersionOf) {
  const about = topics ? { topics: [...topics] } : {}
  const content: VersionContent = { account, language, parts: [text], media: [], ...about }
  const bytes = versionBytes(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { account, network: 'email', language, contentText: new TextDecoder().decode(bytes), sha256 }
}

const { signal } = new AbortController()

/** The outbox hands over what is due, and everybody who is due is told. */
export async function goOn({ outbox, many }: TestProcess): Promise<void> {
  while ((await turn(outbox, signal)) > 0);
  while ((await turnMany(many, signal)) > 0);
}

/** As a desk that runs on: looks again and again while time goes by. */
export async function live(desk: TestMany, process: TestProcess, forMs: number): Promise<void> {
  const untilMs = desk.clock.nowMs() + forMs
  while (desk.clock.nowMs() < untilMs) {
    await goOn(process)
    await desk.clock.sleep(minuteMs)
  }
  await goOn(process)
}

/** How often each of those who were told was told. */
export function times(desk: TestMany): number[] {
  return [...desk.told.values()].map((messages) => messages.length)
}

/** What is on record about how messages of an account ended. */
export async function summariesOf(store: Store, account: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ facts: Record<string, unknown> }>`
    select (body::jsonb)->'facts' as facts from records_entries
    where account = ${account} and kind = 'delivery' and (body::jsonb)->'facts'->>'state' = 'told'`.execute(
    store.db,
  )
  return rows.map(({ facts }) => facts)
}
