import { sql, type Kysely } from 'kysely'
import { accessMigrations } from '#access/migrations.ts'
import { silentLog } from '#kernel/log.ts'
import type { Lane } from '#kernel/permission.ts'
import { versionBytes, type VersionContent } from '#kernel/version-content.ts'
import { seededChance } from '#networks/practice/chance.ts'
import { practiceNetwork, type PracticeSendingOptions } from '#networks/practice/sender.ts'
import { townConnection } from '#networks/practice/world/test-town.ts'
import { practiceWorld, type PracticeWorld } from '#networks/practice/world/world.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Sender, SendingNetwork } from '#networks/sender.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Store } from '#store/store.ts'
import { createHash } from 'node:crypto'
import type { GoOut } from '#access/approvals/rules.ts'
import type { Ground } from '#sending/ground.ts'
import { sendingMigrations } from '#sending/migrations.ts'
import { breathe, mortalStore, type Mortal } from '#sending/test-mortal.ts'
import { schedule, type Scheduled } from '#sending/scheduling.ts'
import type { SendingTables } from '#sending/tables.ts'

/** The tables that sending stands on, for `openTestStore`. */
export const outboxMigrations = [recordsMigrations, accessMigrations, sendingMigrations]

/** An outbox over the practice town, with a clock that is moved by hand. */
export type TestOutbox = {
  world: PracticeWorld
  clock: ReturnType<typeof skippingClock>
  network: SendingNetwork
  /** What is let out; everything unless a test says otherwise. */
  approved: { yes: boolean }
  /** A new process on the same store. `dieAfter`: the await at which it is killed. */
  process(dieAfter?: number): Ground & { isDead(): boolean }
  send(texts: Record<string, string[]>, o?: Partial<Parameters<typeof schedule>[2]>): Promise<Scheduled>
  rows(): Promise<Row[]>
  /** When something is next due, epoch ms. */
  nextMs(): Promise<number | undefined>
}

/** A delivery in the end, with what of it is there. */
export type Row = Pick<SendingTables['deliveries'], 'id' | 'state' | 'language' | 'why'> & {
  removed: boolean
  halfTold: boolean
  /** It was begun to take it down, and that may have come half way. */
  removing: boolean
  texts: string[]
  there: string[]
}

/** Opens an outbox of its own on a store it may share. */
export function testOutbox(
  store: Store,
  o: { seed: number; repeats?: PracticeSendingOptions['repeats'] },
): TestOutbox {
  const world = practiceWorld()
  const clock = skippingClock(Date.UTC(2031, 3, 7, 12) + o.seed * 86_400_000)
  const network = practiceNetwork({ world, repeats: o.repeats ?? 'key' })
  const sender = network.open(townConnection('town'))
  const approved = { yes: true }
  let count = 0
  const item = `message:s${o.seed}`
  const db = store.db.withTables<SendingTables>()
  const chance = seededChance(o.seed, 'ids')
  const ground = (mortal: Mortal): Ground & { isDead(): boolean } => ({
    store: mortalStore(store, mortal),
    approvals: {
      mayGoOut: (): Promise<GoOut> =>
        Promise.resolve(
          approved.yes
            ? { yes: true, kind: 'approved', by: 'ana', round: 1 }
            : { yes: false, why: 'not-approved' },
        ),
    },
    lines: {
      open: () => Promise.resolve({ sender: mortalSender(sender, mortal) }),
      capabilities: () => network.capabilities,
      lost: () => Promise.resolve(),
    },
    ports: { sent: () => Promise.resolve(), removed: () => Promise.resolve() },
    ...{ clock, log: silentLog, newId: () => `s${o.seed}x${count++}`, chance: () => chance.next() },
    isDead: () => mortal.isDead,
  })
  return {
    ...{ world, clock, network, approved },
    process: (dieAfter = Infinity) => ground({ left: dieAfter, isDead: false }),
    send: (texts, more = {}) =>
      store.inTransaction((tx) =>
        schedule(ground({ left: Infinity, isDead: false }), tx, {
          ...{ item, title: 'Brown water', lane: 'normal', round: 1, by: { id: 'wen', name: 'Wen' } },
          versions: Object.entries(texts).map(([language, parts]) => versionOf(language, parts)),
          ...more,
        }),
      ),
    rows: () => rowsOf(db, item),
    async nextMs() {
      const { rows } = await sql<{ at: Date | null }>`
        select min(least(remove_at, case when state in ('claimed', 'sending') then leased_until
          when state in ('waiting', 'wait', 'unknown') then next_at end)) as at
        from deliveries where item = ${item}`.execute(store.db)
      return rows[0]?.at?.getTime()
    },
  }
}

function versionOf(language: string, parts: string[]) {
  const content: VersionContent = { account: 'town', language, parts, media: [] }
  const bytes = versionBytes(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return {
    account: 'town',
    network: 'practice',
    language,
    contentText: new TextDecoder().decode(bytes),
    sha256,
  }
}

async function rowsOf(db: Kysely<SendingTables>, item: string): Promise<Row[]> {
  const rows = await db
    .selectFrom('deliveries')
    .selectAll()
    .where('item', '=', item)
    .orderBy('language')
    .execute()
  const parts = await db
    .selectFrom('delivery_parts')
    .selectAll()
    .where('delivery_id', 'in', ['', ...rows.map(({ id }) => id)])
    .orderBy('part')
    .execute()
  return rows.map(({ id, state, language, why, content, removed_at, removed_why, half_told_at }) => ({
    ...{ id, state, language, why, removed: removed_at !== null, halfTold: half_told_at !== null },
    removing: removed_at === null && removed_why !== null,
    texts: (JSON.parse(content) as VersionContent).parts, // written by `versionOf`
    there: parts.filter(({ delivery_id }) => delivery_id === id).map(({ native_id }) => native_id),
  }))
}

function mortalSender(sender: Sender, mortal: Mortal): Sender {
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    breathe(mortal)
    const answer = await call()
    breathe(mortal)
    return answer
  }
  return {
    ...sender,
    send: (part, needs) => alive(() => sender.send(part, needs)),
    readBack: (part, needs) => alive(() => sender.readBack(part, needs)),
    remove: (posted, needs) => alive(async () => sender.remove?.(posted, needs) ?? { kind: 'gone' as const }),
  }
}

/** A lane for a seed: mostly normal. */
export function laneOf(seed: number): Lane {
  return seed % 7 === 0 ? 'emergency' : 'normal'
}
