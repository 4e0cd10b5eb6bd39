import { openAccounts } from '#access/people/accounts.ts'
import type { SendingLimits, SendingNetwork } from '#networks/sender.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { countKeepers } from '#sending/keepers.ts'
import { allConnections, type ConnectionRow, type LineNeeds } from '#sending/lines.ts'

/** The board: every account of ours, whether it can speak, since when, and until when. Three questions, however many accounts. */
export async function healthBoard(needs: LineNeeds): Promise<AccountHealth[]> {
  const { db } = needs.store
  const accounts = await openAccounts(db)
  const rows = await allConnections(db)
  const owners = await countKeepers(
    db,
    accounts.map(({ id }) => id),
  )
  return accounts.map(({ id, network: of, handle, name, languages }) => {
    const network = needs.networks.find(({ capabilities }) => capabilities.network === of)
    const row = rows.get(id)
    return {
      ...{ account: id, network: of, handle, name, languages, state: stateOf(network, row) },
      ...(row === undefined ? {} : rowShown(row)),
      owners: owners.get(id) ?? 0,
    }
  })
}

function stateOf(
  network: SendingNetwork | undefined,
  row: ConnectionRow | undefined,
): AccountHealth['state'] {
  if (network === undefined) return 'by-hand'
  if (network.connectFields.length === 0) return 'own'
  if (row === undefined) return 'none'
  return row.lost_at === null ? 'connected' : 'lost'
}

function rowShown(row: ConnectionRow): Partial<AccountHealth> {
  // Written by `healthColumns` only.
  const limits = row.limits as SendingLimits | null
  const budget = row.budget as { left: number; of: number; resetsAtMs: number } | null
  return {
    ...{ connectedAt: row.connected_at.toISOString(), connectedBy: row.connected_by },
    ...(row.server === null ? {} : { server: row.server }),
    ...(row.checked_at === null ? {} : { checkedAt: row.checked_at.toISOString() }),
    ...(row.good_at === null ? {} : { goodAt: row.good_at.toISOString() }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.toISOString() }),
    ...(row.renews_at === null ? {} : { renewsAt: row.renews_at.toISOString() }),
    ...(row.problem === null ? {} : { problem: row.problem, detail: row.detail ?? '' }),
    ...(budget === null ? {} : { budget }),
    ...(limits === null ? {} : { textMax: limits.textMax, filesMax: limits.filesMax }),
  }
}
