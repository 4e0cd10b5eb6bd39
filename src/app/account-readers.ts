import { openAccounts } from '#access/people/accounts.ts'
import type { Account } from '#access/people/contract.ts'
import type { Vault } from '#access/vault/vault.ts'
import { notificationsReader } from '#networks/bluesky/notifications-reader.ts'
import type { Reader } from '#networks/contract.ts'
import { mastodonReader } from '#networks/mastodon/reader.ts'
import type { Connection } from '#networks/sender.ts'
import { connectionOf, credentialsOf } from '#sending/lines.ts'
import type { Store } from '#store/store.ts'

type Needs = { store: Store; vault: Vault; allowPrivateNetworks: boolean }

/**
 * Hears what is said to the accounts that are connected when the desk opens: answers, mentions and quotes on Bluesky, mentions on
 * servers with the Mastodon API. An account connected later is heard from the next start on.
 */
export async function accountReaders(needs: Needs): Promise<Reader[]> {
  const accounts = await openAccounts(needs.store.db)
  const readers = await Promise.all(accounts.map((account) => accountReader(needs, account)))
  return readers.filter((reader) => reader !== undefined)
}

async function accountReader(needs: Needs, account: Account): Promise<Reader | undefined> {
  const { id, network, handle, languages } = account
  if (network !== 'bluesky' && network !== 'mastodon') return undefined
  const row = await connectionOf(needs.store.db, id)
  if (row === undefined || row.lost_at !== null) return undefined
  const { allowPrivateNetworks } = needs
  const server = row.server ?? undefined
  const connection: Connection = {
    ...{ account: id, handle, languages, credentials: credentialsOf(needs, id) },
    ...(server !== undefined && { server }),
    allowPrivateNetworks,
  }
  if (network === 'bluesky') return notificationsReader(connection)
  // Without the address of its server nobody can be asked.
  if (server === undefined) return undefined
  const { credentials } = connection
  const timeline = { kind: 'mentions' } as const
  const label = `Mastodon, @${handle.replace(/^@/, '')}`
  return mastodonReader({ server, timeline, credentials, account: handle, label, allowPrivateNetworks })
}
