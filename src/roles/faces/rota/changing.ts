import type { Kysely } from 'kysely'
import { actorOf } from '#access/people/actor.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { mayDo, type Verb } from '#kernel/permission.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import type { Doer, FacesNeeds, Ruled } from '#roles/faces/ground.ts'
import { holdPerson } from '#roles/faces/people/store.ts'
import {
  rotaLimits,
  type FacesSettings,
  type KeptSettings,
  type ShiftForm,
  type SingleForm,
} from '#roles/faces/rota/contract.ts'
import { dayAfter, dayAt } from '#roles/faces/rota/days.ts'
import type { RotaRefusal } from '#roles/faces/rota/problems.ts'
import { readSettings } from '#roles/faces/rota/store.ts'
import type { RotaDb, RotaTables } from '#roles/faces/rota/tables.ts'

/** What came of an act about the rota. */
export type Done<T = true> = Ruled<T, RotaRefusal>
/** One act: its transaction, who acts, when. */
export type RotaAct = { tx: Kysely<unknown>; db: RotaDb; me: { id: string; name: string }; nowMs: number }

/** Does something as somebody who is here and may do it at this moment. Changes of the rota take turns. */
export function actOnRota<T>(
  needs: FacesNeeds,
  who: Doer,
  verb: Verb | undefined,
  work: (act: RotaAct) => Promise<Done<T>>,
): Promise<Done<T>> {
  return needs.store.inTransaction(async (tx) => {
    const db = tx.withTables<RotaTables>()
    const me = await holdPerson(db, who.personId)
    if (me === undefined) return { ok: false, why: 'no-such-person' }
    if (verb !== undefined && !mayDo(await liveGrants(tx, me.id), verb))
      return { ok: false, why: 'not-allowed' }
    return work({ tx, db, me, nowMs: needs.clock.nowMs() })
  })
}

/** Keeps on record that the rota is another one. Last in the transaction. */
export async function noteRota(
  act: Pick<RotaAct, 'tx' | 'nowMs'>,
  who: Doer,
  o: { kind?: NewRecord['kind']; subject: string; facts: NewRecord['facts'] },
): Promise<void> {
  const { kind = 'rota-changed', subject, facts } = o
  await keepRecord(act.tx, { kind, by: actorOf(who), subject, facts }, act.nowMs)
}

/** Days are written down so far ahead. */
const aheadDays = 731

/** Adds a weekly shift: one for each day of the week it names. */
export function addShift(needs: FacesNeeds, who: Doer, form: ShiftForm): Promise<Done> {
  return actOnRota(needs, who, 'triage', async (act) => {
    const fault = faultOf(form, act.nowMs)
    if (fault !== undefined) return fault
    const { db, nowMs } = act
    const person = await holdPerson(db, form.personId)
    if (person === undefined) return { ok: false, why: 'no-such-person', field: 'personId' }
    const today = dayAt(nowMs, form.timeZone)
    const { n } = await db
      .selectFrom('rota_shifts')
      .select((of) => of.fn.countAll<number>().as('n'))
      .where((where) => where.or([where('until_day', 'is', null), where('until_day', '>=', today)]))
      .executeTakeFirstOrThrow()
    const weekdays = [...new Set(form.weekdays)].toSorted((a, b) => a - b)
    if (n + weekdays.length > rotaLimits.shiftsMax) return { ok: false, why: 'too-many' }
    const { starts, ends, timeZone, fromDay, untilDay } = form
    const rows = weekdays.map((weekday) => ({
      ...{ id: needs.newId(), person_id: person.id, weekday, starts, ends, time_zone: timeZone },
      ...{ from_day: fromDay, until_day: untilDay ?? null, made_by: act.me.id, made_at: new Date(nowMs) },
    }))
    await db.insertInto('rota_shifts').values(rows).execute()
    const facts = {
      what: 'shift-added',
      person: person.name,
      weekdays,
      starts,
      ends,
      timeZone,
      fromDay,
      untilDay: untilDay ?? null,
    }
    await noteRota(act, who, { subject: `person:${person.id}`, facts })
    return { ok: true, value: true }
  })
}

function faultOf(
  o: { starts: string; ends: string; fromDay: string; untilDay?: string | undefined },
  nowMs: number,
): Extract<Done, { ok: false }> | undefined {
  if (o.starts === o.ends) return { ok: false, why: 'ends-as-it-starts', field: 'ends' }
  if (o.untilDay !== undefined && o.untilDay < o.fromDay)
    return { ok: false, why: 'ends-before', field: 'untilDay' }
  const last = dayAfter(dayAt(nowMs, 'UTC'), aheadDays)
  return o.fromDay > last ? { ok: false, why: 'too-far', field: 'fromDay' } : undefined
}

/** Ends a weekly shift: from that day on it does not run. What was stays as it was. */
export function endShift(needs: FacesNeeds, who: Doer, o: { id: string; fromDay: string }): Promise<Done> {
  return actOnRota(needs, who, 'triage', async (act) => {
    const { db } = act
    const shift = await db
      .selectFrom('rota_shifts')
      .selectAll()
      .where('id', '=', o.id)
      .forUpdate()
      .executeTakeFirst()
    if (shift === undefined) return { ok: false, why: 'no-such-shift' }
    if (o.fromDay < dayAt(act.nowMs, shift.time_zone)) return { ok: false, why: 'past', field: 'fromDay' }
    await db.deleteFrom('rota_singles').where('shift_id', '=', o.id).where('day', '>=', o.fromDay).execute()
    if (o.fromDay <= shift.from_day) await db.deleteFrom('rota_shifts').where('id', '=', o.id).execute()
    else
      await db
        .updateTable('rota_shifts')
        .set({ until_day: dayAfter(o.fromDay, -1) })
        .where('id', '=', o.id)
        .execute()
    const { weekday, starts, ends, time_zone: timeZone } = shift
    const facts = { what: 'shift-ended', fromDay: o.fromDay, weekday, starts, ends, timeZone }
    await noteRota(act, who, { subject: `person:${shift.person_id}`, facts })
    return { ok: true, value: true }
  })
}

/** Writes down a day that goes otherwise. For the same shift and day the newest word counts. */
export function addSingle(needs: FacesNeeds, who: Doer, form: SingleForm): Promise<Done> {
  return actOnRota(needs, who, 'triage', async (act) => {
    const { db, nowMs } = act
    const { n } = await db
      .selectFrom('rota_singles')
      .select((of) => of.fn.countAll<number>().as('n'))
      .where('day', '>=', dayAt(nowMs, 'UTC'))
      .executeTakeFirstOrThrow()
    if (n >= rotaLimits.singlesMax) return { ok: false, why: 'too-many' }
    if (form.kind === 'extra') return addExtra(needs, who, act, form)
    const shift = await db
      .selectFrom('rota_shifts')
      .selectAll()
      .where('id', '=', form.shiftId)
      .forUpdate()
      .executeTakeFirst()
    if (shift === undefined) return { ok: false, why: 'no-such-shift' }
    if (form.day < dayAt(nowMs, shift.time_zone)) return { ok: false, why: 'past', field: 'day' }
    const personId = form.kind === 'instead' ? form.personId : undefined
    const person = personId === undefined ? undefined : await holdPerson(db, personId)
    if (personId !== undefined && person === undefined)
      return { ok: false, why: 'no-such-person', field: 'personId' }
    await standIn(act, { id: needs.newId(), shiftId: shift.id, day: form.day, personId: person?.id ?? null })
    const facts = {
      what: form.kind === 'off' ? 'day-off' : 'somebody-else',
      day: form.day,
      person: person?.name ?? null,
    }
    await noteRota(act, who, { subject: `person:${shift.person_id}`, facts })
    return { ok: true, value: true }
  })
}

/** Puts somebody, or nobody, in the place of a shift on one day. */
export async function standIn(
  { db, me, nowMs }: Pick<RotaAct, 'db' | 'me' | 'nowMs'>,
  o: { id: string; shiftId: string; day: string; personId: string | null },
): Promise<void> {
  const { id, shiftId, day, personId } = o
  const made = { person_id: personId, made_by: me.id, made_at: new Date(nowMs) }
  await db
    .insertInto('rota_singles')
    .values({ id, day, shift_id: shiftId, starts: null, ends: null, time_zone: null, ...made })
    .onConflict((known) => known.columns(['shift_id', 'day']).doUpdateSet(made))
    .execute()
}

async function addExtra(
  needs: FacesNeeds,
  who: Doer,
  act: RotaAct,
  form: Extract<SingleForm, { kind: 'extra' }>,
): Promise<Done> {
  const { day, starts, ends, timeZone } = form
  const fault = faultOf({ starts, ends, fromDay: day }, act.nowMs)
  if (fault !== undefined) return fault
  if (day < dayAt(act.nowMs, timeZone)) return { ok: false, why: 'past', field: 'day' }
  const person = await holdPerson(act.db, form.personId)
  if (person === undefined) return { ok: false, why: 'no-such-person', field: 'personId' }
  await act.db
    .insertInto('rota_singles')
    .values({
      ...{ id: needs.newId(), day, shift_id: null, person_id: person.id, starts, ends, time_zone: timeZone },
      ...{ made_by: act.me.id, made_at: new Date(act.nowMs) },
    })
    .execute()
  const facts = { what: 'extra', person: person.name, day, starts, ends, timeZone }
  await noteRota(act, who, { subject: `person:${person.id}`, facts })
  return { ok: true, value: true }
}

/** Takes such a day back: the weekly shift runs again, or the extra one does not. */
export function removeSingle(needs: FacesNeeds, who: Doer, id: string): Promise<Done> {
  return actOnRota(needs, who, 'triage', async (act) => {
    const row = await act.db
      .selectFrom('rota_singles')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { ok: false, why: 'no-such-shift' }
    if (row.day < dayAt(act.nowMs, row.time_zone ?? 'UTC')) return { ok: false, why: 'past' }
    await act.db.deleteFrom('rota_singles').where('id', '=', id).execute()
    await noteRota(act, who, { subject: `rota:${row.day}`, facts: { what: 'day-as-usual', day: row.day } })
    return { ok: true, value: true }
  })
}

/** Keeps what the desk decides: hours to cover, the answer out of hours, hosts that may show our page. */
export function changeSettings(
  needs: FacesNeeds,
  who: Doer,
  { revision, ...settings }: FacesSettings & { revision: number },
): Promise<Done<KeptSettings>> {
  return actOnRota<KeptSettings>(needs, who, 'settings', async (act) => {
    if (settings.cover.some(({ starts, ends }) => starts === ends))
      return { ok: false, why: 'ends-as-it-starts', field: 'cover' }
    const before = await readSettings(act.tx)
    if (before.revision !== revision) return { ok: false, why: 'changed' }
    const kept = { ...settings, embedHosts: [...new Set(settings.embedHosts)] }
    const row = { settings: JSON.stringify(kept), revision: revision + 1, changed_at: new Date(act.nowMs) }
    const written = await act.db
      .insertInto('faces_settings')
      .values(row)
      .onConflict((known) =>
        known.column('only_one').doUpdateSet(row).where('faces_settings.revision', '=', revision),
      )
      .returning('revision')
      .executeTakeFirst()
    if (written === undefined) return { ok: false, why: 'changed' }
    await noteRota(act, who, {
      subject: 'rota:settings',
      facts: { what: 'settings', ...kept, away: kept.away ?? null },
    })
    return { ok: true, value: { ...kept, revision: revision + 1 } }
  })
}
