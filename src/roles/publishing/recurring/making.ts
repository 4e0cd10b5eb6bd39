import type { Kysely } from 'kysely'
import { openAccounts } from '#access/people/accounts.ts'
import { approvalsChannel } from '#access/approvals/acts.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import { minuteMs } from '#kernel/time.ts'
import type { Room } from '#roles/publishing/act.ts'
import { writePlans } from '#roles/publishing/calendar/plans.ts'
import { MessageForm, publishingLimits } from '#roles/publishing/contract.ts'
import { Rule } from '#roles/publishing/recurring/contract.ts'
import { timesAfter, type Time } from '#roles/publishing/recurring/occurrences.ts'
import { recurringDb } from '#roles/publishing/recurring/store.ts'
import { formProblem, mayAt, type WrittenForm } from '#roles/publishing/rules.ts'
import type { PublishingTables } from '#roles/publishing/tables.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { insertMessages } from '#roles/publishing/write-message.ts'
import { Preparer } from '#roles/publishing/writing/preparing.ts'

/** Drafts made at once at most: a lead of 60 days of something daily. */
const atOnceMax = 64

/** Why a draft was not made. */
export type Trouble = 'no-right' | 'no-file' | 'no-account'

/** What a look at a series needs: its surroundings, and what goes out of its form, made before rows are held. */
export type Prepared = { ok: true; value: WrittenForm } | { ok: false }

/** Makes what goes out of the form of a series; undefined when there is no such series, or it is over. */
export async function prepare(room: Room, id: string): Promise<Prepared | undefined> {
  const row = await recurringDb(room.store.db)
    .selectFrom('recurring')
    .select('form')
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const made = await new Preparer(room).written(MessageForm.parse(row.form))
  return made.ok ? made : { ok: false }
}

/**
 * Makes the drafts of a series whose time has come, in one transaction: the row of an occurrence and its message are there together or
 * not at all, and the series is held meanwhile. What passed while nobody could make it is noted, and not made: nothing comes in a flood.
 *
 * @returns when to look again, epoch ms; undefined: it is over
 */
export async function makeDue(
  room: Room,
  tx: Kysely<unknown>,
  o: { id: string; prepared: Prepared },
): Promise<number | undefined> {
  const db = recurringDb(tx)
  const series = await db
    .selectFrom('recurring')
    .selectAll()
    .where('id', '=', o.id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (series === undefined) return undefined
  const nowMs = room.nowMs()
  const leadMs = series.lead_min * minuteMs
  const known = await db
    .selectFrom('recurring_occurrences')
    .select(['wall', 'at'])
    .where('recurring_id', '=', series.id)
    .orderBy('at', 'desc')
    .limit(2 * atOnceMax)
    .execute()
  const walls = new Set(known.map(({ wall }) => wall))
  // What was noted up to the last passed one needs no second look.
  const passedMs = known.map(({ at }) => at.getTime()).filter((at) => at <= nowMs)
  const sinceMs = Math.max(series.made_at.getTime(), ...passedMs)
  const times = timesAfter(Rule.parse(series.rule), sinceMs, 2 * atOnceMax)
  const fresh = times.filter(({ wall }) => !walls.has(wall))
  const passed = fresh.filter(({ atMs }) => atMs <= nowMs)
  await note(db, series.id, passed, { how: 'passed', nowMs })
  const due = fresh.filter(({ atMs }) => atMs > nowMs && atMs - leadMs <= nowMs).slice(0, atOnceMax)
  const trouble = due.length === 0 ? undefined : await troubleOf(tx, series.owner_id, o.prepared)
  if (due.length > 0 && trouble === undefined && o.prepared.ok)
    await makeDrafts(room, tx, { series, due, form: o.prepared.value })
  if (due.length > 0)
    await db
      .updateTable('recurring')
      .set({ trouble: trouble ?? null })
      .where('id', '=', series.id)
      .execute()
  const next = fresh.find(({ atMs }) => atMs - leadMs > nowMs)
  if (trouble !== undefined) return nowMs + 10 * minuteMs
  if (next !== undefined) return next.atMs - leadMs
  return passed.length > 0 || times.length >= 2 * atOnceMax ? nowMs + minuteMs : undefined
}

async function troubleOf(
  tx: Kysely<unknown>,
  ownerId: string,
  prepared: Prepared,
): Promise<Trouble | undefined> {
  if (!prepared.ok) return 'no-file'
  const { lane, versions } = prepared.value
  if (formProblem(prepared.value, await openAccounts(tx)) !== undefined) return 'no-account'
  const may = mayAt(await liveGrants(tx, ownerId), 'write', { lane, places: versions })
  return may ? undefined : 'no-right'
}

type Making = {
  series: { id: string; title: string; owner_id: string; owner_name: string; rule: unknown }
  due: readonly Time[]
  form: WrittenForm
}

async function makeDrafts(room: Room, tx: Kysely<unknown>, { series, due, form }: Making): Promise<void> {
  const nowMs = room.nowMs()
  const { owner_id: personId, owner_name: name } = series
  const { zone } = Rule.parse(series.rule)
  const drafts = due.map((time) => ({ ...time, id: room.newId() }))
  const db = tx.withTables<PublishingTables>()
  const messages = drafts.map(({ id, wall }) => ({
    ...form,
    ...{ id, title: titleOf(series.title, wall) },
  }))
  const writer = { personId, personName: name, shownName: name }
  await insertMessages(db, messages, { writer, nowMs })
  const plans = drafts.map(({ id, atMs, wall }) => ({ id, plan: { atMs, wall, zone } }))
  await writePlans(db, plans, { by: name, nowMs })
  await note(recurringDb(tx), series.id, drafts, { how: 'made', nowMs })
  for (const { id } of drafts)
    await room.store.notify(approvalsChannel, JSON.stringify({ item: itemOf(id) }), tx)
}

/** What a draft is called: the series and its day, so that one is told from the next. */
function titleOf(title: string, wall: string): string {
  const day = `, ${wall.slice(0, 10)}`
  return `${Array.from(title)
    .slice(0, publishingLimits.titleLengthMax - day.length)
    .join('')}${day}`
}

async function note(
  db: ReturnType<typeof recurringDb>,
  id: string,
  times: readonly (Time & { id?: string })[],
  o: { how: 'made' | 'passed'; nowMs: number },
): Promise<void> {
  if (times.length === 0) return
  await db
    .insertInto('recurring_occurrences')
    .values(
      times.map(({ wall, atMs, id: messageId }) => ({
        ...{ recurring_id: id, wall, at: new Date(atMs), how: o.how, message_id: messageId ?? null },
        ...{ by_name: null, noted_at: new Date(o.nowMs) },
      })),
    )
    .execute()
}
