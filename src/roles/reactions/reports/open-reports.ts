import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import type { RecordActor } from '#records/contract.ts'
import { keepEvidence, readEvidence } from '#roles/reactions/evidence/evidence.ts'
import type { Reactions } from '#roles/reactions/reactions.ts'
import { reportDb, type EvidencePort, type ReportGround } from '#roles/reactions/reports/ground.ts'
import { nameOf } from '#roles/reactions/reports/making.ts'
import { startReportJobs } from '#roles/reactions/reports/planning/jobs.ts'
import { reportRoutes } from '#roles/reactions/reports/routes.ts'
import type { Worker } from '#store/work-jobs.ts'

/** What reports are opened with, beside the role they belong to. */
export type ReportsNeeds = Omit<ReportGround, 'evidence' | 'store' | 'newId' | 'log' | 'timeZone'> & {
  reactions: Reactions
}

/** Reports of announcements: the front door of this folder. */
export class Reports {
  /** For the routes. */
  readonly ground: ReportGround

  constructor({ reactions, ...needs }: ReportsNeeds) {
    const { store, newId, log, timeZone } = reactions.ground
    this.ground = { ...needs, store, newId, log, timeZone, evidence: evidenceOf(reactions) }
  }

  /** A practice day and a replay begin from nothing. Before listening starts. */
  async open(isLive: boolean): Promise<void> {
    if (isLive) return
    const db = reportDb(this.ground.store.db)
    for (const table of ['report_mails', 'report_schedules', 'reports'] as const)
      await db.deleteFrom(table).execute()
  }

  /** Adds the addresses of reports. */
  addRoutes(api: Api<SignedIn>): void {
    reportRoutes(api, this.ground)
  }

  /** Starts what is planned. */
  start(): Worker {
    return startReportJobs(this.ground)
  }
}

function evidenceOf(reactions: Reactions): EvidencePort {
  return {
    async ready(id) {
      const announcement = await reactions.announcement(id)
      const analysis = announcement && (await reactions.analysis(id))
      return announcement === undefined || analysis === undefined ? undefined : { announcement, analysis }
    },
    freeze: (tx, ready, by: RecordActor) =>
      keepEvidence(reactions.ground, tx, {
        ...ready,
        taking: { why: 'report', actor: by, name: nameOf(by) },
      }),
    read: (id) => readEvidence(reactions.ground, id),
    headOf: (id) => reactions.announcement(id),
  }
}
