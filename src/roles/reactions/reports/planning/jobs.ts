import type { Kysely } from 'kysely'
import { z } from 'zod'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { enqueue, type Job } from '#store/jobs.ts'
import { workJobs, type Fence, type RunAgain, type Worker } from '#store/work-jobs.ts'
import { reportDb, type ReportGround } from '#roles/reactions/reports/ground.ts'
import { mailReport, mailsJob } from '#roles/reactions/reports/planning/mailing.ts'
import { makeReport } from '#roles/reactions/reports/making.ts'
import { nextAt } from '#roles/reactions/reports/planning/schedule-rules.ts'
import { dueJob, endSchedule, recipientsOf, rhythmOf } from '#roles/reactions/reports/planning/schedules.ts'
import type { ScheduleRow } from '#roles/reactions/reports/tables.ts'

const About = z.object({ id: z.string() })

/** Makes planned reports and mails them, until stopped. */
export function startReportJobs(ground: ReportGround): Worker {
  const { store, clock, log } = ground
  return workJobs({
    ...{ store, clock, log, kinds: [dueJob, mailsJob], atOnce: 2 },
    // Longer than a mail may take.
    leaseMs: 12 * minuteMs,
    pollMs: 10 * secondMs,
    handle: (job, fence) => workOne(ground, job, fence),
  })
}

/** One job: a planned report that is due, or the mails of one that was made. */
export function workOne(ground: ReportGround, job: Job, fence: Fence): Promise<void | RunAgain> {
  const { id } = About.parse(job.payload)
  return job.kind === dueJob ? makeDue(ground, id, fence) : mailReport(ground, id, fence)
}

/**
 * Makes a planned report when it is due: the report, its mails and the next time are one transaction, so that a planned moment makes
 * one report whatever dies. A desk that was off at the time makes one when it is back, not one for each time it missed.
 */
async function makeDue(ground: ReportGround, id: string, fence: Fence): Promise<void | RunAgain> {
  const row = await livePlan(ground.store.db, id)
  if (row === undefined) return
  const earlyMs = row.next_at.getTime() - ground.clock.nowMs()
  if (earlyMs > 0) return { runAgainInMs: earlyMs }
  const ready = await ground.evidence.ready(row.announcement_id)
  const head = await ground.evidence.headOf(row.announcement_id)
  return ground.store.inTransaction(async (tx) => {
    if (!(await fence.stillMine(tx))) throw new Error('a planned report was taken over by another worker')
    const still = await livePlan(tx, id)
    // Ended, or made, while its figures were counted.
    if (still?.next_at.getTime() !== row.next_at.getTime()) return { runAgainInMs: 0 }
    if (ready === undefined) return end(ground, tx, id, 'no-such-announcement')
    const schedule = { id, dueAt: row.next_at }
    const made = await makeReport(ground, tx, { ready, by: desk, schedule })
    if (made.ok) await addMails(ground, tx, row, made.id)
    if (head?.state !== 'following' || !made.ok) return end(ground, tx, id, 'announcement-over')
    const nowMs = ground.clock.nowMs()
    const nextMs = nextAt(rhythmOf(row), nowMs)
    await reportDb(tx)
      .updateTable('report_schedules')
      .set({ next_at: new Date(nextMs) })
      .where('id', '=', id)
      .execute()
    return { runAgainInMs: nextMs - nowMs }
  })
}

const desk = { kind: 'desk' } as const

function livePlan(db: Kysely<unknown>, id: string): Promise<ScheduleRow | undefined> {
  return reportDb(db)
    .selectFrom('report_schedules')
    .selectAll()
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

async function end(
  ground: ReportGround,
  tx: Kysely<unknown>,
  id: string,
  why: 'announcement-over' | 'no-such-announcement',
): Promise<void> {
  await endSchedule(ground, id, { by: desk, why }, tx)
}

async function addMails(
  ground: ReportGround,
  tx: Kysely<unknown>,
  row: ScheduleRow,
  reportId: string,
): Promise<void> {
  const reached = await recipientsOf(ground, tx, row)
  if (reached.length === 0) return
  const now = new Date(ground.clock.nowMs())
  const mails = reached.map(({ name, address }) => ({
    ...{ id: mailId(ground.newId()), report_id: reportId, name, address, language: row.language },
    ...{ state: 'waiting' as const, next_at: now, changed_at: now },
  }))
  await reportDb(tx).insertInto('report_mails').values(mails).execute()
  const job = { kind: mailsJob, key: reportId, payload: { id: reportId }, attemptsMax: 1000 }
  await enqueue(ground.store, job, tx)
}

/** Part of the name a mail carries: small letters, figures and hyphens only. */
function mailId(id: string): string {
  return id.toLowerCase().replaceAll(/[^a-z0-9-]/gu, '0')
}
