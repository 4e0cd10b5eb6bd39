import type { Kysely } from 'kysely'
import { reportLimits, type Report } from '#roles/reactions/reports/contract.ts'
import { reportDb } from '#roles/reactions/reports/ground.ts'

/** A report as it is kept. */
export type ReportRow = Omit<Report, 'mails'> & { dueAtMs: number | undefined }

/** The reports of an announcement, newest first, with what became of their mails. */
export async function reportsOf(anyDb: Kysely<unknown>, announcementId: string): Promise<Report[]> {
  const db = reportDb(anyDb)
  const rows = await db
    .selectFrom('reports')
    .selectAll()
    .where('announcement_id', '=', announcementId)
    .orderBy('made_at', 'desc')
    .orderBy('id')
    .limit(reportLimits.listedMax)
    .execute()
  if (rows.length === 0) return []
  const mails = await db
    .selectFrom('report_mails')
    .select(['report_id', 'name', 'state', 'changed_at'])
    .where(
      'report_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('name')
    .execute()
  return rows.map(({ id, announcement_id, evidence_id, made_at, made_by, schedule_id }) => ({
    ...{ id, announcementId: announcement_id, evidenceId: evidence_id, madeBy: made_by },
    ...{ madeAt: made_at.toISOString(), scheduled: schedule_id !== null },
    mails: mails
      .filter(({ report_id }) => report_id === id)
      .map(({ name, state, changed_at }) => ({ name, state, at: changed_at.toISOString() })),
  }))
}

/** One report; undefined when there is none. */
export async function readReport(anyDb: Kysely<unknown>, id: string): Promise<ReportRow | undefined> {
  const row = await reportDb(anyDb).selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return undefined
  return {
    ...{ id: row.id, announcementId: row.announcement_id, evidenceId: row.evidence_id },
    ...{ madeBy: row.made_by, madeAt: row.made_at.toISOString(), scheduled: row.schedule_id !== null },
    dueAtMs: row.due_at?.getTime(),
  }
}

/** How many reports an announcement has. */
export async function countReports(anyDb: Kysely<unknown>, announcementId: string): Promise<number> {
  const { count } = await reportDb(anyDb)
    .selectFrom('reports')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('announcement_id', '=', announcementId)
    .executeTakeFirstOrThrow()
  return count
}
