import { sql, type Kysely } from 'kysely'
import { addNotice } from '#access/approvals/notices.ts'
import { livingPeople } from '#access/approvals/standing.ts'
import type { ApprovalTables } from '#access/approvals/tables.ts'
import { mayDo } from '#kernel/permission.ts'
import { sendingLimits } from '#sending/contract.ts'
import type { Ground } from '#sending/ground.ts'

/** Whether anybody is sending: when a worker was last heard, and how long the oldest thing that is due has waited. */
export type Pulse = { isSilent: boolean; lastAtMs: number | undefined; overdueMs: number }

/**
 * The dead man's handle: it is looked at from outside the worker. Silence counts only while something is due, and a worker that
 * looks but leaves things lying counts as silent too.
 */
export async function pulseOf(ground: Pick<Ground, 'store' | 'clock'>): Promise<Pulse> {
  const nowMs = ground.clock.nowMs()
  const { rows } = await sql<{ last: Date | null; due: Date | null }>`select
    (select max(at) from sending_pulse) as last,
    (select min(next_at) from deliveries where state in ('waiting', 'wait', 'unknown')) as due`.execute(
    ground.store.db,
  )
  const lastAtMs = rows[0]?.last?.getTime()
  const overdueMs = Math.max(0, nowMs - (rows[0]?.due?.getTime() ?? nowMs))
  const isQuiet = lastAtMs === undefined || nowMs - lastAtMs > sendingLimits.silentMs
  const isSilent = (isQuiet && overdueMs > 0) || overdueMs > sendingLimits.silentMs
  return { isSilent, lastAtMs, overdueMs }
}

/**
 * Since when nothing goes out, where sending is silent: since the last sign of life; where there are signs but things are left
 * lying, since the oldest of these was due.
 */
export function silentSinceMs({ lastAtMs, overdueMs }: Omit<Pulse, 'isSilent'>, nowMs: number): number {
  const isQuiet = lastAtMs !== undefined && nowMs - lastAtMs > sendingLimits.silentMs
  return isQuiet ? lastAtMs : nowMs - overdueMs
}

/** Tells everybody who may publish that nothing goes out, once while it lasts. */
export async function tellSilence(ground: Ground, tx: Kysely<unknown>): Promise<void> {
  const nowMs = ground.clock.nowMs()
  const to = (await livingPeople(tx)).filter(({ grants }) => mayDo(grants, 'publish')).map(({ id }) => id)
  const notice = { to, kind: 'sending-silent', item: 'sending', title: '' } as const
  await addNotice(tx.withTables<ApprovalTables>(), notice, nowMs)
}
