import type { Kysely } from 'kysely'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { NamesFound } from '#networks/profile.ts'
import { compare, type Suspect } from '#roles/faces/look-alikes/comparing.ts'
import { keepSuspects } from '#roles/faces/look-alikes/keeping.ts'
import { nameable, type Nameable } from '#roles/faces/look-alikes/naming.ts'
import type { OfficialNeeds, Ruled } from '#roles/faces/register/ground.ts'
import type { Refusal } from '#roles/faces/register/problems.ts'
import { accountRows } from '#roles/faces/register/store.ts'
import { registerDb, type RegisterDb } from '#roles/faces/register/tables.ts'

/** By itself the desk looks once a week. A look of every day that comes an hour early is that of the week. */
export const namesEveryMs = 7 * dayMs
const earlyMs = hourMs
/** Soonest that a person may look again: pressing twice costs once. */
const againMs = hourMs

/**
 * Asks the network of an account who is behind likely names, and compares those that there are. It costs, so it is done only where
 * somebody switched it on, and never by two at once: the look is claimed before anything is asked.
 *
 * @param by `itself` once a week; a `person` an hour after the last one
 */
export async function lookByName(
  needs: OfficialNeeds,
  { id, by }: { id: string; by: 'itself' | 'person' },
  signal: AbortSignal,
): Promise<Ruled<undefined, Refusal>> {
  const [account] = await accountRows(needs.store.db, id)
  if (account === undefined) return { ok: false, why: 'no-such-account' }
  const [one] = await nameable(needs, [account])
  if (one === undefined) return { ok: false, why: 'no-names-there' }
  const db = registerDb(needs.store.db)
  const soonestMs = by === 'itself' ? namesEveryMs - earlyMs : againMs
  const claimed = await claim(db, id, { nowMs: needs.clock.nowMs(), soonestMs })
  if (!claimed.ok) return claimed
  const looked = await look(needs, one, signal)
  await needs.store.inTransaction((tx) => note(needs, tx, { ...one, ...looked, paidBefore: claimed.value }))
  return { ok: true, value: undefined }
}

/** Takes the look, so that nobody else does; gives back when money was last spent before it. */
async function claim(
  db: RegisterDb,
  account: string,
  { nowMs, soonestMs }: { nowMs: number; soonestMs: number },
): Promise<Ruled<Date | null, Refusal>> {
  const row = await db
    .selectFrom('look_alike_names')
    .selectAll()
    .where('account', '=', account)
    .executeTakeFirst()
  if (row?.is_on !== true) return { ok: false, why: 'names-off' }
  const paidMs = row.paid_at?.getTime() ?? -Infinity
  if (nowMs - paidMs < soonestMs) return { ok: false, why: 'names-just-now' }
  const taken = await db
    .updateTable('look_alike_names')
    .set({ paid_at: new Date(nowMs) })
    .where('account', '=', account)
    .where('is_on', '=', true)
    .where((is) => is.or([is('paid_at', 'is', null), is('paid_at', '<=', new Date(nowMs - soonestMs))]))
    .executeTakeFirst()
  return taken.numUpdatedRows === 0n ? { ok: false, why: 'names-just-now' } : { ok: true, value: row.paid_at }
}

type Looked = { answer: NamesFound; candidates: number; suspects: readonly Suspect[] }

async function look(needs: OfficialNeeds, one: Nameable, signal: AbortSignal): Promise<Looked> {
  const asking = { clock: needs.clock, signal }
  const answer = await one.byName.ask(one.names, asking)
  if (answer.kind === 'unanswered') return { answer, candidates: 0, suspects: [] }
  return { answer, ...(await compare(needs, { ...one, found: answer.profiles }, asking)) }
}

async function note(
  needs: OfficialNeeds,
  tx: Kysely<unknown>,
  { account, answer, candidates, suspects, paidBefore }: Nameable & Looked & { paidBefore: Date | null },
): Promise<void> {
  const nowMs = needs.clock.nowMs()
  const isFree = answer.kind === 'unanswered' && !answer.mayCost
  const made =
    answer.kind === 'unanswered'
      ? { state: 'unanswered' as const, why: answer.why, names: 0, is_whole: false }
      : { state: 'done' as const, why: null, names: answer.asked, is_whole: answer.isWhole }
  await registerDb(tx)
    .updateTable('look_alike_names')
    .set({ ...made, candidates, looked_at: new Date(nowMs), ...(isFree ? { paid_at: paidBefore } : {}) })
    .where('account', '=', account.id)
    .execute()
  await keepSuspects(needs, tx, { account, suspects, nowMs })
}
