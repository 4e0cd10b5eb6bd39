import { watches as allWatches } from '#listening/watches.ts'
import type { Watch } from '#listening/contract.ts'
import type { Selectable } from 'kysely'
import { noteOf, refusal, type Refusal } from '#roles/reactions/announcements.ts'
import { reactionsLimits, type Annotation } from '#roles/reactions/contract.ts'
import { type Dashboard, type DashboardInput } from '#roles/reactions/boards/contract.ts'
import type { Doer, Done, Ground } from '#roles/reactions/ground.ts'
import { problems } from '#roles/reactions/problems.ts'
import type { ReactionsTables } from '#roles/reactions/tables.ts'

type DashboardRow = Selectable<ReactionsTables['dashboards']>

/** Every dashboard, by name. */
export async function readDashboards(ground: Ground): Promise<Dashboard[]> {
  const rows = await ground.db
    .selectFrom('dashboards')
    .selectAll()
    .orderBy('name')
    .orderBy('id')
    .limit(reactionsLimits.dashboardsMax)
    .execute()
  return views(ground, rows)
}

/** One dashboard. */
export async function readDashboard(ground: Ground, id: string): Promise<Dashboard | undefined> {
  const rows = await ground.db.selectFrom('dashboards').selectAll().where('id', '=', id).execute()
  const [one] = await views(ground, rows)
  return one
}

async function views(ground: Ground, rows: readonly DashboardRow[]): Promise<Dashboard[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const notes = await ground.db
    .selectFrom('dashboard_notes')
    .selectAll()
    .where('dashboard_id', 'in', ids)
    .orderBy('at')
    .execute()
  const known = await allWatches(ground.listening.db)
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, watchIds: row.watch_ids, range: row.range, layout: row.layout },
    watches: row.watch_ids.map((id) => watchOf(id, known)),
    ...{ createdBy: row.created_by, changedAt: row.changed_at.toISOString(), revision: row.revision },
    annotations: notes.filter((note) => note.dashboard_id === row.id).map(noteOf),
  }))
}

function watchOf(id: string, known: readonly Watch[]): Dashboard['watches'][number] {
  const found = known.find((one) => one.id === id)
  return { id, name: found?.name ?? id, state: found?.state ?? 'gone' }
}

/** Saves a set of watches as a dashboard, or changes one as it was read. */
export async function saveDashboard(
  ground: Ground,
  input: DashboardInput,
  o: { by: Doer; change?: { id: string; revision: number } },
): Promise<Done<Dashboard> | Refusal> {
  const problem = await whyNot(ground, input, o.change)
  if (problem !== undefined) return problem
  const values = {
    ...{ name: input.name, watch_ids: [...new Set(input.watchIds)], range: JSON.stringify(input.range) },
    ...{ layout: input.layout, changed_at: new Date(ground.nowMs()) },
  }
  const id = o.change?.id ?? ground.newId()
  if (o.change === undefined) {
    await ground.db
      .insertInto('dashboards')
      .values({ ...values, id, created_by: o.by.name })
      .execute()
  } else {
    const updated = await ground.db
      .updateTable('dashboards')
      .set({ ...values, revision: o.change.revision + 1 })
      .where('id', '=', id)
      .where('revision', '=', o.change.revision)
      .executeTakeFirst()
    if (updated.numUpdatedRows === 0n) return refusal(409, problems.changed)
  }
  const saved = await readDashboard(ground, id)
  return saved === undefined ? refusal(404, problems['no-such-dashboard']) : { ok: true, value: saved }
}

async function whyNot(
  ground: Ground,
  { watchIds, range }: DashboardInput,
  change: { id: string } | undefined,
): Promise<Refusal | undefined> {
  if (range.kind === 'fixed' && !isRange(Date.parse(range.from), Date.parse(range.to)))
    return refusal(422, problems['no-range'])
  const before = change === undefined ? undefined : await readDashboard(ground, change.id)
  if (change !== undefined && before === undefined) return refusal(404, problems['no-such-dashboard'])
  const known = await allWatches(ground.listening.db)
  // A watch that is gone may stay where it was: nothing vanishes because something else was changed.
  const isKnown = (id: string): boolean =>
    known.some((one) => one.id === id) || before?.watchIds.includes(id) === true
  if (!watchIds.every(isKnown)) return refusal(422, problems['no-such-watch'])
  if (change !== undefined) return undefined
  const { many } = await ground.db
    .selectFrom('dashboards')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .executeTakeFirstOrThrow()
  return many >= reactionsLimits.dashboardsMax ? refusal(409, problems['too-many']) : undefined
}

/** Whether these are the ends of a time range that can be asked about. */
export function isRange(fromMs: number, toMs: number): boolean {
  return toMs > fromMs && toMs - fromMs <= (reactionsLimits.seriesDaysMax + 1) * 24 * 3600 * 1000
}

/** Removes a dashboard; its watches go on. */
export async function removeDashboard({ db }: Ground, id: string): Promise<boolean> {
  const gone = await db.deleteFrom('dashboards').where('id', '=', id).executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** Notes a moment on a dashboard or an announcement. */
export async function addNote(
  ground: Ground,
  on: { announcement: string } | { dashboard: string },
  note: { at: string; text: string; by: Doer },
): Promise<Done<Annotation> | Refusal> {
  const row = { id: ground.newId(), at: new Date(note.at), text: note.text, by: note.by.name }
  const isFull = (await countNotes(ground, on)) >= reactionsLimits.annotationsMax
  if (isFull) return refusal(409, problems['too-many'])
  if ('announcement' in on) {
    const there = await ground.db
      .selectFrom('announcements')
      .select('id')
      .where('id', '=', on.announcement)
      .executeTakeFirst()
    if (there === undefined) return refusal(404, problems['no-such-announcement'])
    await ground.db
      .insertInto('announcement_notes')
      .values({ ...row, announcement_id: on.announcement })
      .execute()
  } else {
    const there = await ground.db
      .selectFrom('dashboards')
      .select('id')
      .where('id', '=', on.dashboard)
      .executeTakeFirst()
    if (there === undefined) return refusal(404, problems['no-such-dashboard'])
    await ground.db
      .insertInto('dashboard_notes')
      .values({ ...row, dashboard_id: on.dashboard })
      .execute()
  }
  return { ok: true, value: noteOf(row) }
}

async function countNotes(
  { db }: Ground,
  on: { announcement: string } | { dashboard: string },
): Promise<number> {
  const row =
    'announcement' in on
      ? await db
          .selectFrom('announcement_notes')
          .select(({ fn }) => fn.countAll<number>().as('many'))
          .where('announcement_id', '=', on.announcement)
          .executeTakeFirstOrThrow()
      : await db
          .selectFrom('dashboard_notes')
          .select(({ fn }) => fn.countAll<number>().as('many'))
          .where('dashboard_id', '=', on.dashboard)
          .executeTakeFirstOrThrow()
  return row.many
}

/** Takes a note away again. */
export async function removeNote(
  { db }: Ground,
  on: { announcement: string } | { dashboard: string },
  id: string,
): Promise<boolean> {
  const gone =
    'announcement' in on
      ? await db
          .deleteFrom('announcement_notes')
          .where('id', '=', id)
          .where('announcement_id', '=', on.announcement)
          .executeTakeFirst()
      : await db
          .deleteFrom('dashboard_notes')
          .where('id', '=', id)
          .where('dashboard_id', '=', on.dashboard)
          .executeTakeFirst()
  return gone.numDeletedRows > 0n
}
