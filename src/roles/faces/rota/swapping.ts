import { dayMs } from '#kernel/time.ts'
import type { Doer, FacesNeeds } from '#roles/faces/ground.ts'
import { holdPerson } from '#roles/faces/people/store.ts'
import { actOnRota, noteRota, standIn, type Done, type RotaAct } from '#roles/faces/rota/changing.ts'
import type { SwapForm } from '#roles/faces/rota/contract.ts'
import { stretchesOf, type Stretch } from '#roles/faces/rota/rules.ts'
import { readRota } from '#roles/faces/rota/store.ts'
import type { RotaTables } from '#roles/faces/rota/tables.ts'
import { ring } from '#roles/faces/ring.ts'

const path = '/directory/rota'

/** A stretch that is not over, by its key. */
async function findStretch(
  needs: FacesNeeds,
  { tx, nowMs }: RotaAct,
  key: string,
): Promise<Stretch | undefined> {
  const day = /@(\d{4}-\d{2}-\d{2})$/u.exec(key)?.[1]
  const middleMs = day === undefined ? Number.NaN : Date.parse(`${day}T12:00:00Z`)
  if (Number.isNaN(middleMs)) return undefined
  const span = { fromMs: Math.max(nowMs, middleMs - 2 * dayMs), toMs: middleMs + 3 * dayMs }
  if (span.toMs <= span.fromMs) return undefined
  const rota = await readRota(tx, span, await needs.holidays())
  return stretchesOf(rota, span).find((one) => one.key === key)
}

/** Asks a colleague to take one stretch of one's own. Nothing changes until they say yes. */
export function askSwap(needs: FacesNeeds, who: Doer, form: SwapForm): Promise<Done> {
  return actOnRota(needs, who, undefined, async (act) => {
    const { db, tx, me, nowMs } = act
    const stretch = await findStretch(needs, act, form.slot)
    if (stretch === undefined) return { ok: false, why: 'no-such-shift' }
    if (stretch.personId !== me.id) return { ok: false, why: 'not-yours' }
    const to = form.toId === me.id ? undefined : await holdPerson(db, form.toId)
    if (to === undefined) return { ok: false, why: 'no-such-person', field: 'toId' }
    const made = await db
      .insertInto('rota_swaps')
      .values({
        ...{
          id: needs.newId(),
          slot: form.slot,
          from_id: me.id,
          to_id: to.id,
          note: form.note,
          state: 'open',
        },
        ...{ starts_at: new Date(stretch.startMs), ends_at: new Date(stretch.endMs) },
        ...{ asked_at: new Date(nowMs), decided_at: null },
      })
      .onConflict((open) => open.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows !== 1n) return { ok: false, why: 'asked-already' }
    const title = { en: 'asks you to take a shift', fr: 'vous demande de prendre une plage' }
    await ring(needs, tx, { to: [to.id], by: me.name, title, path, nowMs })
    return { ok: true, value: true }
  })
}

/** Answers a swap: the one who was asked says yes or no, the one who asked takes it back. */
export function answerSwap(
  needs: FacesNeeds,
  who: Doer,
  o: { id: string; answer: 'accept' | 'decline' | 'withdraw' },
): Promise<Done> {
  return actOnRota(needs, who, undefined, async (act) => {
    const swap = await act.db
      .selectFrom('rota_swaps')
      .selectAll()
      .where('id', '=', o.id)
      .forUpdate()
      .executeTakeFirst()
    const mine = o.answer === 'withdraw' ? swap?.from_id : swap?.to_id
    if (swap?.state !== 'open' || mine !== act.me.id || swap.ends_at.getTime() <= act.nowMs)
      return { ok: false, why: 'no-such-swap' }
    const state = ({ accept: 'accepted', decline: 'declined', withdraw: 'withdrawn' } as const)[o.answer]
    if (o.answer === 'accept') {
      const stretch = await findStretch(needs, act, swap.slot)
      // The rota may have changed since: what is accepted is the stretch as it was asked about.
      const isSame = stretch?.personId === swap.from_id && stretch.startMs === swap.starts_at.getTime()
      if (!isSame) return { ok: false, why: 'no-such-shift' }
      await take(needs, act, stretch)
    }
    await act.db
      .updateTable('rota_swaps')
      .set({ state, decided_at: new Date(act.nowMs) })
      .where('id', '=', swap.id)
      .execute()
    await tellAnswer(needs, act, { ...swap, answer: o.answer })
    if (o.answer === 'accept') {
      const facts = {
        what: 'swap',
        slot: swap.slot,
        startsAt: swap.starts_at.toISOString(),
        takenBy: act.me.name,
      }
      await noteRota(act, who, { subject: `person:${swap.from_id}`, facts })
    }
    return { ok: true, value: true }
  })
}

async function take(needs: FacesNeeds, act: RotaAct, { shiftId, singleId, day }: Stretch): Promise<void> {
  if (shiftId !== undefined) return standIn(act, { id: needs.newId(), shiftId, day, personId: act.me.id })
  await act.db
    .updateTable('rota_singles')
    .set({ person_id: act.me.id })
    .where('id', '=', singleId ?? '')
    .execute()
}

const answers = {
  accept: { en: 'takes your shift', fr: 'prend votre plage' },
  decline: { en: 'cannot take your shift', fr: 'ne peut pas prendre votre plage' },
  withdraw: { en: 'no longer asks you to take a shift', fr: 'ne vous demande plus de prendre une plage' },
}

async function tellAnswer(
  needs: FacesNeeds,
  { tx, me, nowMs }: RotaAct,
  o: Pick<RotaTables['rota_swaps'], 'from_id' | 'to_id'> & { answer: keyof typeof answers },
): Promise<void> {
  const to = o.answer === 'withdraw' ? o.to_id : o.from_id
  await ring(needs, tx, { to: [to], by: me.name, title: answers[o.answer], path, nowMs })
}

/** Who leaves stands on the rota no more: what was theirs to come is open, and told as a gap. */
export async function rotaLeaves(
  needs: Pick<FacesNeeds, 'clock'>,
  personId: string,
  tx: RotaAct['tx'],
): Promise<void> {
  const db = tx.withTables<RotaTables>()
  await db.deleteFrom('rota_feeds').where('person_id', '=', personId).execute()
  const now = new Date(needs.clock.nowMs())
  // To the day, in any zone: what still runs today ends with them.
  const today = new Date(now.getTime() - dayMs / 2).toISOString().slice(0, 10)
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - dayMs).toISOString().slice(0, 10)
  await db
    .updateTable('rota_swaps')
    .set({ state: 'withdrawn', decided_at: now })
    .where('state', '=', 'open')
    .where((where) => where.or([where('from_id', '=', personId), where('to_id', '=', personId)]))
    .execute()
  await db
    .deleteFrom('rota_singles')
    .where('person_id', '=', personId)
    .where('shift_id', 'is', null)
    .where('day', '>=', today)
    .execute()
  await db
    .updateTable('rota_singles')
    .set({ person_id: null })
    .where('person_id', '=', personId)
    .where('day', '>=', today)
    .execute()
  await db
    .deleteFrom('rota_shifts')
    .where('person_id', '=', personId)
    .where('from_day', '>', yesterday)
    .execute()
  await db
    .updateTable('rota_shifts')
    .set({ until_day: yesterday })
    .where('person_id', '=', personId)
    .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>', yesterday)]))
    .execute()
}
