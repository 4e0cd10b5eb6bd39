import { openAccounts } from '#access/people/accounts.ts'
import type { Log } from '#kernel/log.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import type { SenderHealth } from '#networks/sender.ts'
import { healthColumns } from '#sending/connecting.ts'
import { sendingChannel, type Lines } from '#sending/ground.ts'
import { tellKeepers } from '#sending/keepers.ts'
import { accountOf, connectionOf, credentialsOf, type LineNeeds } from '#sending/lines.ts'
import type { SendingTables } from '#sending/tables.ts'
import { unsaid } from '#sending/unsaid.ts'

/** Days before the end of a sign-in at which people are told. */
const warnDays = [14, 7, 1] as const

/** Makes the harmless call for one account and notes what came of it. */
export async function checkAccount(
  needs: LineNeeds,
  lines: Lines,
  account: string,
  signal: AbortSignal,
): Promise<SenderHealth | undefined> {
  const row = await connectionOf(needs.store.db, account)
  const line = await lines.open(account)
  if (line === undefined) return undefined
  const health = await line.sender.health({ clock: needs.clock, signal })
  // What needs no sign-in has no row, and nothing to lose.
  if (row !== undefined) await noteHealth(needs, lines, { account, since: row.connected_at, health })
  return health
}

type Noted = { account: string; since: Date; health: SenderHealth }

/** `since`: whoever connected it anew meanwhile is not told what the earlier sign-in came to. */
async function noteHealth(needs: LineNeeds, lines: Lines, { account, since, health }: Noted): Promise<void> {
  const now = new Date(needs.clock.nowMs())
  const columns = health.ok ? healthColumns(health, now) : await badColumns(needs, account, health, now)
  await needs.store.inTransaction(async (tx) => {
    const noted = await tx
      .withTables<SendingTables>()
      .updateTable('connections')
      .set(columns)
      .where('account', '=', account)
      .where('connected_at', '=', since)
      .where('lost_at', 'is', null)
      .executeTakeFirst()
    if (noted.numUpdatedRows === 0n) return
    // What stands on open boards changed, though nobody speaks or hears differently for it.
    await needs.store.notify(sendingChannel, '', tx)
    // A network that cannot be reached says nothing about the sign-in: only a plain no ends it.
    if (!health.ok && !health.isTransient && health.why === 'revoked') {
      await lines.lost(tx, account, columns.detail ?? '')
      await tellKeepers(tx, account, needs.clock.nowMs())
    }
  })
  if (health.ok) await warn(needs, account, health.expiresAtMs)
}

type Bad = Extract<SenderHealth, { ok: false }>

async function badColumns(needs: LineNeeds, account: string, { why, detail }: Bad, now: Date) {
  const secrets = await credentialsOf(needs, account).read()
  const of = (await accountOf(needs.store.db, account))?.network
  const fields = needs.networks.find(({ capabilities }) => capabilities.network === of)?.connectFields ?? []
  return { checked_at: now, problem: why, detail: unsaid(detail, secrets, fields).slice(0, 500) }
}

/** Tells those who look after accounts 14, 7 and 1 days ahead, each once; a sign-in that was renewed begins anew. */
async function warn(needs: LineNeeds, account: string, endsAtMs: number | undefined): Promise<void> {
  const daysLeft = endsAtMs === undefined ? Infinity : Math.ceil((endsAtMs - needs.clock.nowMs()) / dayMs)
  const due = warnDays.findLast((days) => daysLeft <= days)
  await needs.store.inTransaction(async (tx) => {
    const told = await tx
      .withTables<SendingTables>()
      .updateTable('connections')
      .set({ warned_days: due ?? null })
      .where('account', '=', account)
      .where((where) =>
        due === undefined
          ? where('warned_days', 'is not', null)
          : where.or([where('warned_days', 'is', null), where('warned_days', '>', due)]),
      )
      .executeTakeFirst()
    if (due !== undefined && told.numUpdatedRows > 0n) await tellKeepers(tx, account, needs.clock.nowMs())
  })
}

/** Looks at every connected account once an hour. */
export function watchAccounts(needs: LineNeeds & { log: Log }, lines: Lines): { stop(): Promise<void> } {
  const ended = new AbortController()
  const loop = (async (): Promise<void> => {
    await needs.clock.sleep(minuteMs, ended.signal)
    while (!ended.signal.aborted) {
      for (const { id } of await openAccounts(needs.store.db).catch(() => []))
        await checkAccount(needs, lines, id, ended.signal).catch((error: unknown) =>
          needs.log('warn', 'an account could not be looked at', {
            account: id,
            detail: String(error).slice(0, 200),
          }),
        )
      await needs.clock.sleep(hourMs, ended.signal)
    }
  })()
  return {
    async stop() {
      ended.abort()
      await loop
    },
  }
}
