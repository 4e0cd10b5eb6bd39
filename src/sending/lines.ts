import type { Kysely, Selectable } from 'kysely'
import type { Account } from '#access/people/contract.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import type { Vault } from '#access/vault/vault.ts'
import { jsonOf } from '#kernel/json.ts'
import type { Clock } from '#kernel/time.ts'
import type { Connection, Credentials, Sender, SendingLimits, SendingNetwork } from '#networks/sender.ts'
import type { Store } from '#store/store.ts'
import { discreet } from '#sending/discreet.ts'
import { connectionsChannel, sendingChannel, type Line, type Lines } from '#sending/ground.ts'
import type { SendingDb, SendingTables } from '#sending/tables.ts'

/** What connected accounts stand on. */
export type LineNeeds = {
  store: Store
  vault: Vault
  clock: Clock
  networks: readonly SendingNetwork[]
  /** Whether servers on the local network may be called. */
  allowPrivateNetworks: boolean
}

/** How an account is connected, as it is kept. */
export type ConnectionRow = Selectable<SendingTables['connections']>

/** The name under which the secrets of an account are sealed. */
export function secretOf(account: string): string {
  return `account:${account}`
}

/** Secrets of an account in the vault, as one JSON object. */
export function credentialsOf(
  { store, vault }: Pick<LineNeeds, 'store' | 'vault'>,
  account: string,
): Credentials {
  return {
    async read() {
      return jsonOf((await vault.get(secretOf(account))) ?? '{}')
    },
    write: (value) => store.inTransaction((tx) => vault.put(tx, secretOf(account), JSON.stringify(value))),
  }
}

/**
 * Ways to speak through our accounts. A network that asks for nothing is always connected (practice, our own pages); the others
 * once somebody has connected them, until the network says that the sign-in is over.
 */
export function openLines(needs: LineNeeds): Lines {
  const networks = new Map(needs.networks.map((network) => [network.capabilities.network, network]))
  const open = new Map<string, { mark: string; sender: Sender }>()
  return {
    capabilities: (network) => networks.get(network)?.capabilities,
    async open(account): Promise<Line | undefined> {
      const known = await accountOf(needs.store.db, account)
      const network = known && networks.get(known.network)
      if (known === undefined || network === undefined) return undefined
      const row = await connectionOf(needs.store.db, account)
      if (network.connectFields.length > 0 && (row === undefined || row.lost_at !== null)) return undefined
      // One sender an account: it may hold a session, and it knows what it asked a moment ago.
      const mark = `${row?.connected_at.getTime() ?? 0} ${JSON.stringify(row?.limits ?? null)}`
      const kept = open.get(account)
      if (kept?.mark === mark) return { sender: kept.sender }
      const connection = connectionFor(needs, known, row)
      const sender = discreet(network.open(connection), connection.credentials, network.connectFields)
      open.set(account, { mark, sender })
      return { sender }
    },
    async lost(tx, account, detail) {
      const lost = await tx
        .withTables<SendingTables>()
        .updateTable('connections')
        .set({ lost_at: new Date(needs.clock.nowMs()), problem: 'revoked', detail: detail.slice(0, 500) })
        .where('account', '=', account)
        .where('lost_at', 'is', null)
        .executeTakeFirst()
      if (lost.numUpdatedRows > 0n) await tellConnected(needs.store, tx, account)
    },
  }
}

/**
 * Tells everybody, once this transaction is through, that an account can now be spoken through, or no longer, or with another
 * sign-in: workers look at what waited for it, readers follow, open screens ask anew.
 */
export async function tellConnected(store: Store, tx: Kysely<unknown>, account: string): Promise<void> {
  await store.notify(connectionsChannel, account, tx)
  await store.notify(sendingChannel, '', tx)
}

/** An account of ours that is open. */
export function accountOf(anyDb: Kysely<unknown>, account: string): Promise<Account | undefined> {
  return anyDb
    .withTables<PeopleTables>()
    .selectFrom('accounts')
    .select(['id', 'network', 'handle', 'name', 'languages'])
    .where('id', '=', account)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
}

/** How an account is connected; undefined when nobody has connected it. */
export function connectionOf(anyDb: Kysely<unknown>, account: string): Promise<ConnectionRow | undefined> {
  const db: SendingDb = anyDb.withTables<SendingTables>()
  return db.selectFrom('connections').selectAll().where('account', '=', account).executeTakeFirst()
}

/** How our accounts are connected, by account; one question, however many there are. */
export async function allConnections(anyDb: Kysely<unknown>): Promise<Map<string, ConnectionRow>> {
  const rows = await anyDb.withTables<SendingTables>().selectFrom('connections').selectAll().execute()
  return new Map(rows.map((row) => [row.account, row]))
}

function connectionFor(needs: LineNeeds, account: Account, row: ConnectionRow | undefined): Connection {
  const { id, handle, languages } = account
  return {
    ...{ account: id, handle, languages, credentials: credentialsOf(needs, id) },
    ...(row?.server == null ? {} : { server: row.server }),
    // Written by `noteHealth` only, from what a sender told.
    ...(row?.limits == null ? {} : { limits: row.limits as SendingLimits }),
    ...(needs.allowPrivateNetworks ? { allowPrivateNetworks: true } : {}),
  }
}
