import { sql, type Kysely } from 'kysely'
import type { PeopleTables } from '#access/people/tables.ts'
import { isTimeZone } from '#kernel/zones.ts'
import type { RecordActor } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { enqueue } from '#store/jobs.ts'
import {
  reportLimits,
  type Schedule,
  type ScheduleInput,
  type ScheduleList,
} from '#roles/reactions/reports/contract.ts'
import { reportDb, type ReportGround } from '#roles/reactions/reports/ground.ts'
import { nameOf } from '#roles/reactions/reports/making.ts'
import type { ReportWhy } from '#roles/reactions/reports/problems.ts'
import { nextAt, oddDays, type Rhythm } from '#roles/reactions/reports/planning/schedule-rules.ts'
import type { ScheduleRow } from '#roles/reactions/reports/tables.ts'

/** The kind of job that makes planned reports. */
export const dueJob = 'reactions-report-due'

/** Whoever a report can be mailed to: a name for people, an address for the mail. */
export type Reachable = { name: string; address: string }

/** What came of planning. */
export type Planned =
  | { ok: true; schedule: Schedule }
  | { ok: false; why: ReportWhy }
  | { ok: false; why: 'odd-time'; skippedOn?: string; twiceOn?: string }

/** What is planned for an announcement, and who could be sent to. */
export async function schedulesOf(ground: ReportGround, announcementId: string): Promise<ScheduleList> {
  const { db } = ground.store
  const rows = await liveSchedules(db, announcementId)
  const people = await peopleWithMail(db)
  return {
    schedules: rows.map((row) => viewOf(ground, row, people)),
    mail: ground.isPractice ? 'practice' : ((await ground.mail?.state()) ?? 'not-set-up'),
    people: people.map(({ id, name }) => ({ id, name })),
    addresses: ground.addresses.map(({ address, name }) => ({ address, name })),
    timeZone: await ground.timeZone(),
  }
}

/** Plans a report. Asks back, as `odd-time`, where the time is not on every clock. */
export async function plan(
  ground: ReportGround,
  announcementId: string,
  { input, by }: { input: ScheduleInput; by: RecordActor },
): Promise<Planned> {
  const refused = await whyNot(ground, announcementId, input)
  if (refused !== undefined) return { ok: false, why: refused }
  const rhythm = rhythmOf(input)
  const nowMs = ground.clock.nowMs()
  const odd = oddDays(rhythm, nowMs)
  const isOpen =
    (odd.skippedOn !== undefined && input.ifSkipped === undefined) ||
    (odd.twiceOn !== undefined && input.ifTwice === undefined)
  if (isOpen) return { ok: false, why: 'odd-time', ...odd }
  return ground.store.inTransaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext(${`report-schedules ${announcementId}`}))`.execute(tx)
    if ((await liveSchedules(tx, announcementId)).length >= reportLimits.schedulesMax)
      return { ok: false, why: 'too-many-schedules' }
    const row = rowOf(ground, announcementId, { input, by, nextAtMs: nextAt(rhythm, nowMs) })
    await reportDb(tx).insertInto('report_schedules').values(row).execute()
    const { id, next_at: next } = row
    await enqueue(
      ground.store,
      { kind: dueJob, key: id, payload: { id }, runAtMs: next.getTime(), attemptsMax: 1000 },
      tx,
    )
    const schedule = viewOf(ground, { ...row, ended_at: null, ended_why: null }, await peopleWithMail(tx))
    await keepPlan(ground, tx, { schedule, by, what: 'begun' })
    return { ok: true, schedule }
  })
}

async function whyNot(
  ground: ReportGround,
  announcementId: string,
  input: ScheduleInput,
): Promise<ReportWhy | undefined> {
  const head = await ground.evidence.headOf(announcementId)
  if (head === undefined) return 'no-such-announcement'
  if (head.state === 'over') return 'announcement-over'
  if (ground.isPractice || (await ground.mail?.state()) !== 'ready') return 'no-mail'
  if (!isTimeZone(input.timeZone)) return 'no-such-zone'
  if (input.people.length + input.addresses.length === 0) return 'no-recipient'
  const people = new Set((await peopleWithMail(ground.store.db)).map(({ id }) => id))
  const addresses = new Set(ground.addresses.map(({ address }) => address))
  const areKnown =
    input.people.every((id) => people.has(id)) && input.addresses.every((one) => addresses.has(one))
  return areKnown ? undefined : 'unknown-recipient'
}

function rowOf(
  ground: ReportGround,
  announcementId: string,
  { input, by, nextAtMs }: { input: ScheduleInput; by: RecordActor; nextAtMs: number },
) {
  return {
    ...{ id: ground.newId(), announcement_id: announcementId, every: input.every },
    on_day: input.every === 'day' ? null : (input.onDay ?? null),
    ...{ at_time: input.atTime, time_zone: input.timeZone, language: input.language },
    ...{ if_skipped: input.ifSkipped ?? null, if_twice: input.ifTwice ?? null },
    people: [...new Set(input.people)],
    addresses: [...new Set(input.addresses)],
    ...{ made_by: nameOf(by), made_at: new Date(ground.clock.nowMs()), next_at: new Date(nextAtMs) },
  }
}

/** Ends a plan; false when there is none of that name. Reports that were made stay. */
export async function endSchedule(
  ground: ReportGround,
  id: string,
  { by, why }: { by: RecordActor; why: 'person' | 'announcement-over' | 'no-such-announcement' },
  given?: Kysely<unknown>,
): Promise<boolean> {
  if (given === undefined) return ground.store.inTransaction((tx) => endSchedule(ground, id, { by, why }, tx))
  const nowMs = ground.clock.nowMs()
  const row = await reportDb(given)
    .updateTable('report_schedules')
    .set({ ended_at: new Date(nowMs), ended_why: why })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return false
  const schedule = viewOf(ground, row, await peopleWithMail(given))
  await keepPlan(ground, given, { schedule, by, what: 'ended', why })
  return true
}

async function keepPlan(
  ground: ReportGround,
  tx: Kysely<unknown>,
  { schedule, by, what, why }: { schedule: Schedule; by: RecordActor; what: 'begun' | 'ended'; why?: string },
): Promise<void> {
  const { id, announcementId, every, onDay, atTime, timeZone, to } = schedule
  const title = (await ground.evidence.headOf(announcementId))?.title ?? ''
  const facts = {
    ...{ title, schedule: id, what, every, atTime, timeZone, to },
    ...(onDay === undefined ? {} : { onDay }),
    ...(why === undefined ? {} : { why }),
  }
  await keepRecord(
    tx,
    { kind: 'report-schedule-changed', by, subject: `announcement:${announcementId}`, facts },
    ground.clock.nowMs(),
  )
}

/** Plans that go on. */
function liveSchedules(db: Kysely<unknown>, announcementId: string): Promise<ScheduleRow[]> {
  return reportDb(db)
    .selectFrom('report_schedules')
    .selectAll()
    .where('announcement_id', '=', announcementId)
    .where('ended_at', 'is', null)
    .orderBy('next_at')
    .orderBy('id')
    .execute()
}

/** People of the desk who are here and have a mail address. */
async function peopleWithMail(db: Kysely<unknown>): Promise<(Reachable & { id: string })[]> {
  const rows = await db
    .withTables<PeopleTables>()
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where('left_at', 'is', null)
    .where('email', 'is not', null)
    .orderBy('name')
    .limit(500)
    .execute()
  return rows.map(({ id, name, email }) => ({ id, name, address: email ?? '' }))
}

/** Who a plan reaches at this moment: whoever left, or is no longer among the owner's addresses, gets nothing. */
export async function recipientsOf(
  ground: ReportGround,
  db: Kysely<unknown>,
  { people, addresses }: Pick<ScheduleRow, 'people' | 'addresses'>,
): Promise<Reachable[]> {
  const here = await peopleWithMail(db)
  const reached = [
    ...here.filter(({ id }) => people.includes(id)).map(({ name, address }) => ({ name, address })),
    ...ground.addresses.filter(({ address }) => addresses.includes(address)),
  ]
  const seen = new Set<string>()
  return reached.filter(({ address }) => {
    const isNew = !seen.has(address.toLowerCase())
    seen.add(address.toLowerCase())
    return isNew
  })
}

/** A plan as its times are reckoned. */
export function rhythmOf(o: ScheduleInput | ScheduleRow): Rhythm {
  if ('every' in o && 'atTime' in o) return o
  return {
    ...{ every: o.every, onDay: o.on_day ?? undefined, atTime: o.at_time, timeZone: o.time_zone },
    ...{ ifSkipped: o.if_skipped ?? undefined, ifTwice: o.if_twice ?? undefined },
  }
}

function viewOf(
  ground: ReportGround,
  row: ScheduleRow,
  people: readonly { id: string; name: string }[],
): Schedule {
  const names = people.filter(({ id }) => row.people.includes(id)).map(({ name }) => name)
  const others = ground.addresses.filter(({ address }) => row.addresses.includes(address))
  return {
    ...{ id: row.id, announcementId: row.announcement_id, every: row.every, atTime: row.at_time },
    ...(row.on_day === null ? {} : { onDay: row.on_day }),
    ...{ timeZone: row.time_zone, language: row.language, madeBy: row.made_by },
    to: [...names, ...others.map(({ name }) => name)],
    nextAt: row.next_at.toISOString(),
  }
}
