import type { Kysely } from 'kysely'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { ManyOutcome } from '#networks/to-many.ts'
import type { RecordActor } from '#records/contract.ts'
import type { Analysis } from '#roles/reactions/analysis/contract.ts'
import type { Announcement } from '#roles/reactions/contract.ts'
import type { Evidence, EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import type { ReportTables } from '#roles/reactions/reports/tables.ts'
import type { Store } from '#store/store.ts'

/** One mail with a report in it. `key` names it for ever: the same mail at every attempt. */
export type OutMail = {
  key: string
  address: string
  language: 'en' | 'fr'
  subject: string
  text: string
  html: string
  atMs: number
  attachment: { name: string; mediaType: string; bytes: Buffer }
}

/** How a report leaves the desk by mail. */
export type ReportPost = {
  /** Whether it can, and if not, why. */
  state(): Promise<'ready' | 'not-set-up' | 'not-connected'>
  /** Whether a pause covers the account it would go through; asked in the transaction that takes a mail. */
  isPaused(tx: Kysely<unknown>): Promise<boolean>
  give(mail: OutMail, signal: AbortSignal): Promise<ManyOutcome>
}

/** The figures of an announcement at a moment, ready to be frozen. */
export type Ready = { announcement: Announcement; analysis: Analysis }

/** Where figures are frozen, and read as they were. */
export type EvidencePort = {
  /** The figures as they are now; undefined: there is no such announcement. May take a while, so it is no part of a transaction. */
  ready(announcementId: string): Promise<Ready | undefined>
  /** Freezes them, with the record of it. */
  freeze(tx: Kysely<unknown>, ready: Ready, by: RecordActor): Promise<EvidenceSummary>
  read(id: string): Promise<Evidence | undefined>
  /** What it is called, and whether it is followed still; undefined: there is none. */
  headOf(announcementId: string): Promise<Pick<Announcement, 'title' | 'state'> | undefined>
}

/** What reports stand on. */
export type ReportGround = {
  store: Store
  clock: Clock
  log: Log
  newId(): string
  evidence: EvidencePort
  timeZone(): Promise<string>
  isPractice: boolean
  /** Address people reach the desk at; missing: it has none but this machine's own. */
  publicUrl: string | undefined
  /** Missing: the desk has no mail server. */
  mail: ReportPost | undefined
  /** Addresses the owner configured. */
  addresses: readonly { address: string; name: string }[]
}

/** The tables of reports. */
export function reportDb(db: Kysely<unknown>): Kysely<ReportTables> {
  return db.withTables<ReportTables>()
}
