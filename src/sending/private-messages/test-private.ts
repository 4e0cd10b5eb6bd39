import { sql } from 'kysely'
import { ensureAccount } from '#access/people/accounts.ts'
import { writeTeam } from '#access/people/write-team.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { openVault } from '#access/vault/vault.ts'
import type { Log } from '#kernel/log.ts'
import type { Verb } from '#kernel/permission.ts'
import { minuteMs } from '#kernel/time.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld } from '#networks/practice/world/world.ts'
import type { PrivateAsked, PrivateMessage, PrivateRead } from '#networks/private-messages.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import type { Sender, SendingNetwork } from '#networks/sender.ts'
import { openLines } from '#sending/lines.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import type { ReadingForm } from '#sending/private-messages/contract.ts'
import type { PrivateNeeds } from '#sending/private-messages/needs.ts'
import { readDueAccounts } from '#sending/private-messages/reading.ts'
import { switchReading } from '#sending/private-messages/switching.ts'

/** An invented network on which a test says what people wrote in private. */
export type Letterbox = SendingNetwork & {
  /** What the next looks are answered with; with none left nothing new came. */
  answers: (PrivateRead | Error)[]
  asked: PrivateAsked[]
}

/** The invented network. Nothing has to be connected. */
export function letterbox(): Letterbox {
  const answers: Letterbox['answers'] = []
  const asked: PrivateAsked[] = []
  const town = practiceNetwork({ world: practiceWorld() })
  const capabilities = {
    ...town.capabilities,
    network: 'letterbox',
    name: 'Letterbox',
    readsPrivate: { everyMs: minuteMs },
  }
  const readPrivate: NonNullable<Sender['readPrivate']> = async (question) => {
    asked.push(question)
    const next = answers.shift() ?? { kind: 'read', messages: [], refused: {}, gone: [] }
    if (next instanceof Error) throw next
    return next
  }
  return {
    ...{ answers, asked, capabilities, connectFields: [] },
    open: (connection) => ({ ...town.open(connection), capabilities, readPrivate }),
  }
}

/** A message somebody wrote. `n` names it. */
export function letter(n: number, more: Partial<PrivateMessage> = {}): PrivateMessage {
  return {
    ...{
      network: 'letterbox',
      nativeId: `n${n}`,
      conversationId: 'c1',
      text: `Zqsecret ${n}`,
      isOurs: false,
    },
    from: { handle: 'zqzoe', name: 'Zqzoe Tremaine' },
    sentAtMs: Date.UTC(2031, 3, 7, 11) + n * 1000,
    attachments: [],
    ...more,
  }
}

/** A look that brought these. */
export function brought(...messages: PrivateMessage[]): Extract<PrivateRead, { kind: 'read' }> {
  return { kind: 'read', messages, refused: {}, gone: [], cursor: `v1:${messages.length}` }
}

/** People: Olive owns, Rita and Ron write, Wen may everything else; one account on the invented network and one in the town. */
export async function openDesk() {
  const store = await openTestStore(outboxMigrations)
  const clock = skippingClock(Date.UTC(2031, 3, 7, 12))
  const dataDir = testFolder()
  const vault = await openVault({ store, clock, dataDir })
  const network = letterbox()
  const networks = [network, practiceNetwork({ world: practiceWorld() })]
  const lines = openLines({ store, clock, vault, networks, allowPrivateNetworks: false })
  const said: string[] = []
  const log: Log = (level, text, facts) => void said.push(`${level} ${text} ${JSON.stringify(facts ?? {})}`)
  let ids = 0
  const needs: PrivateNeeds = { store, clock, vault, networks, lines, log, newId: () => `id${(ids += 1)}` }
  for (const [id, isOwner] of Object.entries({ olive: true, rita: false, ron: false, wen: false }))
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${id}, ${id}, 'en', ${isOwner}, now())`.execute(store.db)
  const grant = (verb: Verb) => ({ verb, account: '*', language: '*', lane: '*' as const })
  for (const [id, people, verbs] of [
    ['writers', ['rita', 'ron'], ['read', 'write']],
    ['others', ['wen'], ['read', 'publish', 'approve', 'people', 'records', 'export', 'retention']],
  ] as const)
    await store.inTransaction((tx) =>
      writeTeam(
        tx.withTables<PeopleTables>(),
        id,
        { name: { en: id, fr: id }, grants: verbs.map(grant), people: [...people] },
        clock.nowMs(),
      ),
    )
  for (const [id, of] of [
    ['box', 'letterbox'],
    ['town', 'practice'],
    ['paper', 'facebook'],
  ] as const) {
    const account = { id, network: of, handle: id, name: `The ${id}`, languages: ['en'] }
    await store.inTransaction((tx) => ensureAccount(tx, account, clock.nowMs()))
  }
  const { signal } = new AbortController()
  return {
    ...{ store, clock, vault, network, needs, said, dataDir },
    look: () => readDueAccounts(needs, signal),
    switchTo: (form: ReadingForm, o: { account?: string; by?: string } = {}) => {
      const { account = 'box', by = 'olive' } = o
      return switchReading(needs, { id: by, name: by }, { account, form })
    },
    /** Facts of every record of private messages, oldest first. */
    records: async () => {
      const { rows } = await sql<{ body: string }>`
        select body from records_entries where kind = 'private-messages' order by seq`.execute(store.db)
      // Our own entries, as `keepRecord` wrote them.
      return rows.map(({ body }) => (JSON.parse(body) as { facts: Record<string, unknown> }).facts)
    },
    /** Everything in every table of the database, as text. */
    written: async () => {
      const tables = await sql<{ name: string }>`
        select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema')`.execute(store.db)
      const texts: string[] = []
      for (const { name } of tables.rows) {
        const { rows } = await sql<{ row: string }>`
          select to_jsonb(t)::text as row from ${sql.raw(name)} t`.execute(store.db)
        texts.push(...rows.map(({ row }) => row))
      }
      return texts.join('\n')
    },
  }
}

/** Switching it on as most tests need it. */
export const onFor = (...readers: string[]): ReadingForm => ({ on: true, purpose: 'Answer people', readers })
