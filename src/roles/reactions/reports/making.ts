import type { Kysely } from 'kysely'
import { keepRecord } from '#records/records.ts'
import type { RecordActor } from '#records/contract.ts'
import { reportLimits } from '#roles/reactions/reports/contract.ts'
import { reportDb, type Ready, type ReportGround } from '#roles/reactions/reports/ground.ts'
import { countReports } from '#roles/reactions/reports/store.ts'

/** What came of making a report. */
export type Made =
  | { ok: true; id: string }
  | { ok: false; why: 'no-such-announcement' }
  | { ok: false; why: 'too-many-reports' }

/** Makes a report because somebody wants it now. */
export async function makeNow(ground: ReportGround, announcementId: string, by: RecordActor): Promise<Made> {
  const ready = await ground.evidence.ready(announcementId)
  if (ready === undefined) return { ok: false, why: 'no-such-announcement' }
  return ground.store.inTransaction((tx) => makeReport(ground, tx, { ready, by }))
}

/**
 * Makes a report: freezes the figures, in one transaction with the record of it. From then on the report only reads what was frozen.
 *
 * @param o.schedule where it was planned: the plan and the moment, which together make one report
 */
export async function makeReport(
  ground: ReportGround,
  tx: Kysely<unknown>,
  o: { ready: Ready; by: RecordActor; schedule?: { id: string; dueAt: Date } },
): Promise<Exclude<Made, { why: 'no-such-announcement' }>> {
  const announcementId = o.ready.announcement.id
  if ((await countReports(tx, announcementId)) >= reportLimits.reportsMax)
    return { ok: false, why: 'too-many-reports' }
  const evidence = await ground.evidence.freeze(tx, o.ready, o.by)
  const id = ground.newId()
  const now = new Date(ground.clock.nowMs())
  await reportDb(tx)
    .insertInto('reports')
    .values({
      ...{ id, announcement_id: announcementId, evidence_id: evidence.id, made_at: now },
      ...{ made_by: nameOf(o.by), schedule_id: o.schedule?.id ?? null, due_at: o.schedule?.dueAt ?? null },
    })
    .execute()
  await keepRecord(
    tx,
    {
      ...{ kind: 'report-made', by: o.by, subject: `announcement:${announcementId}` },
      facts: {
        ...{ title: o.ready.announcement.title, report: id, evidence: evidence.id, sha256: evidence.sha256 },
        ...(o.schedule === undefined ? {} : { schedule: o.schedule.id }),
      },
    },
    now.getTime(),
  )
  return { ok: true, id }
}

/** Who it was, as a report names them. */
export function nameOf(by: RecordActor): string {
  return by.kind === 'desk' ? 'desk' : by.name
}
