import type { Kysely } from 'kysely'
import { mayDo } from '#kernel/permission.ts'
import { dayMs, hourMs } from '#kernel/time.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { Handover, RotaWeek, Slot, Swap } from '#roles/faces/rota/contract.ts'
import { rotaLimits } from '#roles/faces/rota/contract.ts'
import { dayAfter, dayAt, mondayOf, wallReader } from '#roles/faces/rota/days.ts'
import { gapsOf, nextAfter, onAt, stretchesOf, type Stretch } from '#roles/faces/rota/rules.ts'
import { coming, namesOf, readRota, readSettings } from '#roles/faces/rota/store.ts'
import type { RotaTables } from '#roles/faces/rota/tables.ts'

type Asked = {
  nowMs: number
  timeZone: string
  holidays: readonly { on: string; name: string }[]
  week?: string | undefined
  personId: string | undefined
}

/** The rota as its page shows it: one week, who is on and who comes next, gaps, swaps, the log of hand-overs. */
export async function readWeek(db: Kysely<unknown>, o: Asked): Promise<RotaWeek> {
  const { nowMs, timeZone, holidays, personId } = o
  const settings = await readSettings(db)
  const week = mondayOf(o.week ?? dayAt(nowMs, timeZone))
  const read = wallReader()
  const span = { fromMs: read(week, '00:00', timeZone), toMs: read(dayAfter(week, 7), '00:00', timeZone) }
  const rota = await readRota(db, span, holidays)
  const ahead = coming(nowMs - dayMs, rotaLimits.nextDays)
  const later = stretchesOf(await readRota(db, ahead, holidays), ahead)
  const shown = stretchesOf(rota, span)
  const people = await presentPeople(db)
  const names = await namesOf(
    db,
    [...shown, ...later].map((one) => one.personId),
  )
  const slot = (one: Stretch): Slot => slotOf(one, names)
  const days = Array.from({ length: 7 }, (_, i) => dayAfter(week, i))
  const gaps = gapsOf(later, {
    ...coming(nowMs, rotaLimits.gapDays),
    ...{ cover: settings.cover, holidays: rota.holidays, timeZone },
  })
  const mayTake = personId !== undefined && takesOver(later, { personId, nowMs })
  return {
    at: new Date(nowMs).toISOString(),
    ...{ timeZone, week },
    days: days.map((day) => {
      const holiday = holidays.find((one) => one.on === day)
      return { day, ...(holiday === undefined ? {} : { holiday: holiday.name }) }
    }),
    slots: shown.map(slot),
    now: onAt(later, nowMs).map(slot),
    next: nextAfter(later, nowMs).map(slot),
    gaps: gaps.map(({ fromMs, toMs }) => ({ startsAt: iso(fromMs), endsAt: iso(toMs) })),
    hasCover: settings.cover.length > 0,
    shifts: rota.shifts.filter(({ untilDay }) => untilDay === undefined || untilDay >= week),
    people,
    swaps: await openSwaps(db, nowMs),
    handovers: await newestHandovers(db, personId, mayTake),
    ...(personId === undefined ? {} : { me: personId }),
    mayHandOver: personId !== undefined && (await mayHandOver(db, later, { personId, nowMs })),
  }
}

const iso = (ms: number): string => new Date(ms).toISOString()

function slotOf(
  { key, personId, startMs, endMs, ...rest }: Stretch,
  names: ReadonlyMap<string, string>,
): Slot {
  return {
    key,
    personId,
    name: names.get(personId) ?? '',
    startsAt: iso(startMs),
    endsAt: iso(endMs),
    ...rest,
  }
}

async function presentPeople(db: Kysely<unknown>): Promise<{ id: string; name: string }[]> {
  return db
    .withTables<RotaTables>()
    .selectFrom('people')
    .select(['id', 'name'])
    .where('left_at', 'is', null)
    .orderBy('name')
    .limit(500)
    .execute()
}

/** Whether somebody is on now, or comes within the hours in which a note may be taken. */
export function takesOver(
  stretches: readonly Stretch[],
  { personId, nowMs }: { personId: string; nowMs: number },
): boolean {
  const untilMs = nowMs + rotaLimits.takeOverHours * hourMs
  return stretches.some((one) => one.personId === personId && one.endMs > nowMs && one.startMs <= untilMs)
}

/** Whoever works on the desk may hand over, and whoever is or was on within the hours around now. */
export async function mayHandOver(
  db: Kysely<unknown>,
  stretches: readonly Stretch[],
  { personId, nowMs }: { personId: string; nowMs: number },
): Promise<boolean> {
  if (mayDo(await liveGrants(db, personId), 'triage')) return true
  return stretches.some((one) => one.personId === personId && Math.abs(one.startMs - nowMs) < dayMs)
}

async function openSwaps(db: Kysely<unknown>, nowMs: number): Promise<Swap[]> {
  const rows = await db
    .withTables<RotaTables>()
    .selectFrom('rota_swaps')
    .selectAll()
    .where('state', '=', 'open')
    .where('ends_at', '>', new Date(nowMs))
    .orderBy('starts_at')
    .limit(rotaLimits.singlesMax)
    .execute()
  const names = await namesOf(
    db,
    rows.flatMap(({ from_id, to_id }) => [from_id, to_id]),
  )
  const person = (id: string): { id: string; name: string } => ({ id, name: names.get(id) ?? '' })
  return rows.map((row) => ({
    ...{ id: row.id, slot: row.slot, note: row.note, from: person(row.from_id), to: person(row.to_id) },
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    askedAt: row.asked_at.toISOString(),
  }))
}

async function newestHandovers(
  db: Kysely<unknown>,
  personId: string | undefined,
  mayTake: boolean,
): Promise<Handover[]> {
  const rows = await db
    .withTables<RotaTables>()
    .selectFrom('rota_handovers')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(rotaLimits.handoversShown)
    .execute()
  const names = await namesOf(
    db,
    rows.flatMap(({ by_id, taken_by }) => (taken_by === null ? [by_id] : [by_id, taken_by])),
  )
  return rows.map((row) => ({
    ...{ id: row.id, text: row.words, at: row.at.toISOString() },
    by: { id: row.by_id, name: names.get(row.by_id) ?? '' },
    ...(row.taken_by === null || row.taken_at === null
      ? {}
      : { takenBy: names.get(row.taken_by) ?? '', takenAt: row.taken_at.toISOString() }),
    mayTake: mayTake && row.taken_by === null && row.by_id !== personId,
  }))
}
