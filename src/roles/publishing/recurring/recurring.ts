import type { Kysely, Selectable } from 'kysely'
import type { Grant } from '#kernel/permission.ts'
import { act, grantsNow, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import { MessageForm } from '#roles/publishing/contract.ts'
import type { Ruled } from '#roles/publishing/problems.ts'
import {
  recurringLimits,
  Rule,
  type Occurrence,
  type Series,
  type SeriesForm,
  type SeriesList,
} from '#roles/publishing/recurring/contract.ts'
import { recurringKind } from '#roles/publishing/recurring/jobs.ts'
import { timesAfter } from '#roles/publishing/recurring/occurrences.ts'
import { recurringDb } from '#roles/publishing/recurring/store.ts'
import type { RecurringTables } from '#roles/publishing/recurring/tables.ts'
import { mayAt } from '#roles/publishing/rules.ts'
import { readMessage } from '#roles/publishing/store.ts'
import { enqueue } from '#store/jobs.ts'
import { storableJson } from '#store/storable.ts'

type Row = Selectable<RecurringTables['recurring']>
type Noted = Selectable<RecurringTables['recurring_occurrences']>

const pastShown = 5
/** Series shown at most, with those that are over. */
const listMax = 400

/** Messages that come again: each time a draft is made ahead of it, to be approved and sent like any other. Nothing is sent by it. */
export class Recurring {
  /** Also for its worker. */
  readonly room: Room

  constructor(room: Room) {
    this.room = room
  }

  /** All series, those that go on first. */
  async list(who: Doer): Promise<SeriesList> {
    const db = recurringDb(this.room.store.db)
    const grants = await grantsNow(this.room.store.db, who)
    const rows = await db
      .selectFrom('recurring')
      .selectAll()
      .orderBy(({ eb }) => eb('ended_at', 'is not', null))
      .orderBy('title')
      .orderBy('id')
      .limit(listMax)
      .execute()
    const noted = await notedOf(
      db,
      rows.map(({ id }) => id),
    )
    const series = rows.map((row) =>
      viewOf(row, { noted: noted.get(row.id) ?? [], nowMs: this.room.nowMs(), grants }),
    )
    return { series }
  }

  /** Begins a series from a message as it stands now. */
  begin(who: Doer, { message, rule, leadMin }: SeriesForm): Promise<Ruled<Series>> {
    return act(this.room, who, async (now): Promise<Ruled<Series>> => {
      const kept = await readMessage(now.db, message)
      if (kept === undefined) return { ok: false, why: 'no-such-message' }
      const { title, lane, versions, topics } = kept
      if (versions.length === 0) return { ok: false, why: 'nothing-to-ask' }
      if (!mayAt(now.grants, 'write', { lane, places: versions }))
        return { ok: false, why: 'no-right-to-write' }
      if (timesAfter(rule, now.nowMs, 1).length === 0) return { ok: false, why: 'never-occurs' }
      const db = recurringDb(now.tx)
      const { live } = await db
        .selectFrom('recurring')
        .select(({ fn }) => fn.countAll<number>().as('live'))
        .where('ended_at', 'is', null)
        .executeTakeFirstOrThrow()
      if (live >= recurringLimits.liveMax) return { ok: false, why: 'too-many-series' }
      const forms = versions.map(({ written }) => written)
      const form = MessageForm.parse({ title, lane, topics, versions: forms })
      const id = this.room.newId()
      await db
        .insertInto('recurring')
        .values({
          ...{ id, title, lane, form: storableJson(form), rule: storableJson(rule), lead_min: leadMin },
          ...{ owner_id: now.writer.personId, owner_name: now.writer.personName },
          ...{ made_at: new Date(now.nowMs), ended_at: null, ended_by: null, trouble: null },
        })
        .execute()
      await this.#look(now.tx, id)
      return this.#seen(now, id)
    })
  }

  /** Ends a series. Drafts that were made stay. */
  end(who: Doer, id: string): Promise<Ruled<Series>> {
    return this.#onHeld(who, id, async (now) => {
      const ended = { ended_at: new Date(now.nowMs), ended_by: now.writer.shownName }
      await recurringDb(now.tx).updateTable('recurring').set(ended).where('id', '=', id).execute()
      return this.#seen(now, id)
    })
  }

  /** Leaves out one time that is still ahead, and whose draft is not made. */
  skip(who: Doer, id: string, wall: string): Promise<Ruled<Series>> {
    return this.#onHeld(who, id, async (now, row) => {
      const time = timesAfter(Rule.parse(row.rule), now.nowMs, 2 * recurringLimits.shownMax).find(
        (one) => one.wall === wall,
      )
      if (time === undefined) return { ok: false, why: 'no-occurrence' }
      const added = await recurringDb(now.tx)
        .insertInto('recurring_occurrences')
        .values({
          ...{ recurring_id: id, wall, at: new Date(time.atMs), how: 'skipped', message_id: null },
          ...{ by_name: now.writer.shownName, noted_at: new Date(now.nowMs) },
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst()
      if ((added.numInsertedOrUpdatedRows ?? 0n) === 0n) return { ok: false, why: 'no-occurrence' }
      return this.#seen(now, id)
    })
  }

  /** Whoever takes it over is the writer of its drafts from now on. */
  takeOver(who: Doer, id: string): Promise<Ruled<Series>> {
    return this.#onHeld(who, id, async (now) => {
      const owner = { owner_id: now.writer.personId, owner_name: now.writer.personName, trouble: null }
      await recurringDb(now.tx).updateTable('recurring').set(owner).where('id', '=', id).execute()
      await this.#look(now.tx, id)
      return this.#seen(now, id)
    })
  }

  async #look(tx: Kysely<unknown>, id: string): Promise<void> {
    await enqueue(this.room.store, { kind: recurringKind, key: id, payload: { series: id } }, tx)
  }

  #onHeld(
    who: Doer,
    id: string,
    work: (now: Moment, row: Row) => Promise<Ruled<Series>>,
  ): Promise<Ruled<Series>> {
    return act(this.room, who, async (now): Promise<Ruled<Series>> => {
      const row = await recurringDb(now.tx)
        .selectFrom('recurring')
        .selectAll()
        .where('id', '=', id)
        .where('ended_at', 'is', null)
        .forUpdate()
        .executeTakeFirst()
      if (row === undefined) return { ok: false, why: 'no-such-series' }
      if (!mayChange(row, now.grants)) return { ok: false, why: 'no-right-to-write' }
      return work(now, row)
    })
  }

  async #seen(now: Moment, id: string): Promise<Ruled<Series>> {
    const db = recurringDb(now.tx)
    const row = await db.selectFrom('recurring').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const noted = (await notedOf(db, [id])).get(id) ?? []
    return { ok: true, value: viewOf(row, { noted, nowMs: now.nowMs, grants: now.grants }) }
  }
}

function mayChange({ form, lane }: Row, grants: readonly Grant[]): boolean {
  return mayAt(grants, 'write', { lane, places: MessageForm.parse(form).versions })
}

async function notedOf(db: Kysely<RecurringTables>, ids: readonly string[]): Promise<Map<string, Noted[]>> {
  const found = new Map<string, Noted[]>()
  if (ids.length === 0) return found
  const rows = await db
    .selectFrom('recurring_occurrences')
    .selectAll()
    .where('recurring_id', 'in', [...ids])
    .orderBy('at', 'desc')
    .limit(100 * ids.length)
    .execute()
  for (const row of rows) found.set(row.recurring_id, [...(found.get(row.recurring_id) ?? []), row])
  return found
}

function viewOf(row: Row, o: { noted: readonly Noted[]; nowMs: number; grants: readonly Grant[] }): Series {
  const rule = Rule.parse(row.rule)
  const { versions } = MessageForm.parse(row.form)
  const ahead =
    row.ended_at === null
      ? timesAfter(rule, o.nowMs, recurringLimits.shownMax).map(({ wall, atMs }): Occurrence => {
          const noted = o.noted.find((one) => one.wall === wall)
          return noted === undefined
            ? { wall, at: new Date(atMs).toISOString(), how: 'ahead' }
            : occurrenceOf(noted)
        })
      : []
  const past = o.noted.filter(({ at }) => at.getTime() <= o.nowMs).slice(0, pastShown)
  return {
    ...{ id: row.id, title: row.title, lane: row.lane, rule, leadMin: row.lead_min, owner: row.owner_name },
    accounts: [...new Set(versions.map(({ account }) => account))],
    ...{ ahead, past: past.map(occurrenceOf) },
    ...(row.trouble === null ? {} : { trouble: row.trouble }),
    ...(row.ended_at === null ? {} : { ended: { at: row.ended_at.toISOString(), by: row.ended_by ?? '' } }),
    mayChange: row.ended_at === null && mayChange(row, o.grants),
  }
}

function occurrenceOf({ wall, at, how, message_id, by_name }: Noted): Occurrence {
  return {
    ...{ wall, at: at.toISOString(), how },
    ...(message_id === null ? {} : { message: message_id }),
    ...(by_name === null ? {} : { by: by_name }),
  }
}
