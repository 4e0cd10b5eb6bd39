import { sql } from 'kysely'
import { ensureAccount } from '#access/people/accounts.ts'
import { openVault } from '#access/vault/vault.ts'
import { practiceNetwork } from '#networks/practice/sender.ts'
import { practiceWorld } from '#networks/practice/world/world.ts'
import { skippingClock } from '#networks/replay/test-clock.ts'
import { openTestStore, testFolder } from '#store/test-store.ts'
import { connect, disconnectAccount } from '#sending/connecting.ts'
import type { ConnectForm } from '#sending/contract.ts'
import { checkAccount } from '#sending/health.ts'
import { openLines, type LineNeeds } from '#sending/lines.ts'
import { agora } from '#sending/test-network.ts'
import { outboxMigrations } from '#sending/test-sending.ts'

/** The tables in which something of a sign-in could be left lying. */
const everywhere = ['connections', 'secrets', 'records_entries', 'notices', 'accounts', 'people']

/** An owner, a colleague without rights, one account on the invented network, and a clock that is moved by hand. */
export async function openBoardroom() {
  const store = await openTestStore(outboxMigrations)
  const clock = skippingClock(Date.UTC(2031, 3, 7, 12))
  const vault = await openVault({ store, clock, dataDir: testFolder() })
  const network = agora()
  const networks = [network, practiceNetwork({ world: practiceWorld() })]
  const needs: LineNeeds = { ...{ store, clock, vault, networks }, allowPrivateNetworks: false }
  const lines = openLines(needs)
  for (const [id, isOwner] of Object.entries({ ana: true, wen: false }))
    await sql`insert into people (id, name, locale, is_owner, created_at)
      values (${id}, ${id}, 'en', ${isOwner}, now())`.execute(store.db)
  const languages = ['en', 'fr']
  for (const [id, of, handle] of [
    ['town', 'agora', '@Town@agora.example'],
    ['practice', 'practice', 'havreclair'],
    ['paper', 'facebook', 'town'],
  ] as const) {
    const account = { id, network: of, handle, name: `The ${id}`, languages }
    await store.inTransaction((tx) => ensureAccount(tx, account, clock.nowMs()))
  }
  const signal = new AbortController().signal
  return {
    ...{ store, clock, vault, network, needs, lines },
    connect: (form: ConnectForm, o: { account?: string; by?: string } = {}) => {
      const { account = 'town', by = 'ana' } = o
      return connect(needs, { id: by, name: by }, { account, form, signal })
    },
    check: () => checkAccount(needs, lines, 'town', signal),
    disconnect: (by = 'ana') => disconnectAccount(needs, { id: by, name: by }, 'town'),
    /** Titles of what the bell told, by person. */
    bells: async () => {
      const { rows } = await sql<{ person_id: string; kind: string; title: string }>`
        select person_id, kind, title from notices order by id`.execute(store.db)
      return rows.map(({ person_id, kind, title }) => `${person_id}: ${kind} ${title}`)
    },
    /** Everything that is written down in the store, as text. */
    written: async () => {
      const texts: string[] = []
      for (const table of everywhere) {
        const { rows } = await sql<{ row: string }>`
          select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(store.db)
        texts.push(...rows.map(({ row }) => row))
      }
      return texts.join('\n')
    },
    records: async () => {
      const { rows } = await sql<{ body: string }>`
        select body from records_entries where subject = 'account:town' order by seq`.execute(store.db)
      // Our own entries, as `keepRecord` wrote them.
      return rows.map(({ body }) => (JSON.parse(body) as { facts: Record<string, unknown> }).facts)
    },
  }
}
