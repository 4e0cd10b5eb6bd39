import type { Selectable } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import type { SendingLimits, SendingNetwork } from '#networks/sender.ts'
import type { AccountHealth } from '#sending/contract.ts'
import { keepersOf } from '#sending/keepers.ts'
import { connectionOf, type LineNeeds } from '#sending/lines.ts'
import type { SendingTables } from '#sending/tables.ts'

type Row = Selectable<SendingTables['connections']>

/** The board: every account of ours, whether it can speak, since when, and until when. */
export async function healthBoard(needs: LineNeeds): Promise<AccountHealth[]> {
  const board: AccountHealth[] = []
  for (const account of await openAccounts(needs.store.db)) {
    const network = needs.networks.find(({ capabilities }) => capabilities.network === account.network)
    const row = await connectionOf(needs.store.db, account.id)
    const { id, handle, name, languages } = account
    board.push({
      ...{ account: id, network: account.network, handle, name, languages, state: stateOf(network, row) },
      ...(row === undefined ? {} : rowShown(row)),
      owners: (await keepersOf(needs.store.db, id)).length,
    })
  }
  return board
}

function stateOf(network: SendingNetwork | undefined, row: Row | undefined): AccountHealth['state'] {
  if (network === undefined) return 'by-hand'
  if (network.connectFields.length === 0) return 'own'
  if (row === undefined) return 'none'
  return row.lost_at === null ? 'connected' : 'lost'
}

function rowShown(row: Row): Partial<AccountHealth> {
  // Written by `healthColumns` only.
  const limits = row.limits as SendingLimits | null
  const budget = row.budget as { left: number; of: number; resetsAtMs: number } | null
  return {
    ...{ connectedAt: row.connected_at.toISOString(), connectedBy: row.connected_by },
    ...(row.server === null ? {} : { server: row.server }),
    ...(row.checked_at === null ? {} : { checkedAt: row.checked_at.toISOString() }),
    ...(row.good_at === null ? {} : { goodAt: row.good_at.toISOString() }),
    ...(row.expires_at === null ? {} : { expiresAt: row.expires_at.toISOString() }),
    ...(row.problem === null ? {} : { problem: row.problem, detail: row.detail ?? '' }),
    ...(budget === null ? {} : { budget }),
    ...(limits === null ? {} : { textMax: limits.textMax, filesMax: limits.filesMax }),
  }
}
