import { openAccounts } from '#access/people/accounts.ts'
import type { Account } from '#access/people/contract.ts'
import type { Vault } from '#access/vault/vault.ts'
import { notificationsReader } from '#networks/bluesky/notifications-reader.ts'
import type { Reader } from '#networks/contract.ts'
import { mastodonReader } from '#networks/mastodon/reader.ts'
import type { Connection } from '#networks/sender.ts'
import { allConnections, credentialsOf, type ConnectionRow } from '#sending/lines.ts'
import type { Store } from '#store/store.ts'
import type { XListening } from '#app/x-hearing.ts'

/** What is needed to hear for our accounts. */
export type AccountNeeds = {
  store: Store
  vault: Vault
  allowPrivateNetworks: boolean
  /** Missing where the desk does not listen on X: then nothing is asked there, and nothing paid. */
  onX?: Pick<XListening, 'mentions'> | undefined
}

/** A reader for an account. `sign`: which sign-in it was made with; another one is another reader of the same source. */
export type AccountReader = { reader: Reader; sign: string }

/**
 * What is said to the accounts that are connected now: answers, mentions and quotes on Bluesky, mentions on servers with the
 * Mastodon API, mentions on X where the desk listens there. No source twice.
 */
export async function accountReaders(needs: AccountNeeds): Promise<AccountReader[]> {
  const rows = await allConnections(needs.store.db)
  const readers = new Map<string, AccountReader>()
  for (const account of await openAccounts(needs.store.db)) {
    const row = rows.get(account.id)
    const reader = row === undefined || row.lost_at !== null ? undefined : readerOf(needs, account, row)
    if (row === undefined || reader === undefined || readers.has(reader.source)) continue
    readers.set(reader.source, { reader, sign: `${account.id} ${row.connected_at.getTime()}` })
  }
  return [...readers.values()]
}

function readerOf(needs: AccountNeeds, account: Account, row: ConnectionRow): Reader | undefined {
  const { id, network, handle, languages } = account
  // Read as the app, whose token needs no renewing: two who renew an account's would end its sign-in.
  if (network === 'x') return needs.onX?.mentions(handle)
  const { allowPrivateNetworks } = needs
  const server = row.server ?? undefined
  const connection: Connection = {
    ...{ account: id, handle, languages, credentials: credentialsOf(needs, id) },
    ...(server !== undefined && { server }),
    allowPrivateNetworks,
  }
  if (network === 'bluesky') return notificationsReader(connection)
  if (network !== 'mastodon') return undefined
  // Without the address of its server nobody can be asked.
  if (server === undefined) return undefined
  const { credentials } = connection
  const timeline = { kind: 'mentions' } as const
  const label = `Mastodon, @${handle.replace(/^@/, '')}`
  return mastodonReader({ server, timeline, credentials, account: handle, label, allowPrivateNetworks })
}
