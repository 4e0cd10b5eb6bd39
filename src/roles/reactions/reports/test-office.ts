import { onTestFinished } from 'vitest'
import { accessMigrations } from '#access/migrations.ts'
import type { PeopleTables } from '#access/people/tables.ts'
import { silentLog } from '#kernel/log.ts'
import type { ManyOutcome } from '#networks/to-many.ts'
import { recordsMigrations } from '#records/migrations.ts'
import type { Evidence } from '#roles/reactions/evidence/contract.ts'
import { reactionsMigrations } from '#roles/reactions/migrations.ts'
import type { OutMail, ReportGround } from '#roles/reactions/reports/ground.ts'
import { dueJob } from '#roles/reactions/reports/planning/schedules.ts'
import { mailsJob } from '#roles/reactions/reports/planning/mailing.ts'
import { workOne } from '#roles/reactions/reports/planning/jobs.ts'
import { madeUpEvidence } from '#roles/reactions/reports/test-evidence.ts'
import { claim } from '#store/jobs.ts'
import { complete, holds, putBack } from '#store/jobs.ts'
import { openTestStore } from '#store/test-store.ts'
import { sql } from 'kysely'

/** For tests: reports on a real store, with made-up evidence, a clock that is moved by hand and a mail server that obeys. */
export type ReportOffice = {
  ground: ReportGround
  /** What the next mails come to; `sent` where nothing is said. May throw, as a process that dies does. */
  answers: ((mail: OutMail) => ManyOutcome)[]
  mails: OutMail[]
  head: { title: string; state: 'following' | 'over' } | undefined
  evidence: Map<string, Evidence>
  moveTo(ms: number): void
  isPaused: boolean
  /** Works on everything that is due, once each. */
  work(): Promise<void>
}

/** Opens one; it closes with the test. */
export async function openReportOffice(startMs: number): Promise<ReportOffice> {
  const store = await openTestStore([recordsMigrations, accessMigrations, reactionsMigrations])
  onTestFinished(() => store.close())
  let nowMs = startMs
  let count = 0
  const clock = { nowMs: () => nowMs, sleep: () => Promise.resolve() }
  const evidence = new Map<string, Evidence>()
  const office: ReportOffice = {
    ...{ answers: [], mails: [], evidence, isPaused: false },
    head: { title: 'Libraries open on Sundays', state: 'following' },
    moveTo: (ms) => (nowMs = ms),
    work: () => workAll(office),
    ground: {
      ...{ store, clock, log: silentLog, isPractice: false, publicUrl: 'https://desk.example' },
      newId: () => `id-${(count += 1)}`,
      timeZone: () => Promise.resolve('America/Toronto'),
      addresses: [{ name: 'Minister’s office', address: 'office@minister.example' }],
      evidence: {
        ready: async (id) => {
          const { announcement, analysis } = madeUpEvidence()
          return office.head === undefined ? undefined : { announcement: { ...announcement, id }, analysis }
        },
        freeze: async (_tx, ready) => {
          const made = madeUpEvidence({
            id: `evidence-${(count += 1)}`,
            takenAt: new Date(nowMs).toISOString(),
          })
          evidence.set(made.id, { ...made, ...ready })
          return made
        },
        read: (id) => Promise.resolve(evidence.get(id)),
        headOf: () => Promise.resolve(office.head),
      },
      mail: {
        state: () => Promise.resolve('ready'),
        isPaused: () => Promise.resolve(office.isPaused),
        give: async (mail) => {
          office.mails.push(mail)
          return office.answers.shift()?.(mail) ?? { id: mail.key, kind: 'sent' }
        },
      },
    },
  }
  const db = store.db.withTables<PeopleTables>()
  for (const [id, name, email] of [
    ['ana', 'Ana Roy', 'ana@city.example'],
    ['bo', 'Bo Li', null],
  ] as const)
    await db
      .insertInto('people')
      .values({ id, name, email, locale: 'en', is_owner: id === 'ana', created_at: new Date(startMs) })
      .execute()
  return office
}

/** The jobs of a store are due by the database's clock: here they are made due, and whatever they ask for is left to the next call. */
async function workAll({ ground }: ReportOffice): Promise<void> {
  const { db } = ground.store
  for (const kind of [dueJob, mailsJob]) {
    await sql`update jobs set run_at = now() - interval '1 second' where kind = ${kind}`.execute(db)
    const jobs = await claim(db, { kinds: [kind], leaseMs: 60_000, limit: 20, from: 'waiting' })
    for (const job of jobs) {
      const fence = {
        stillMine: (tx: typeof db) => holds(tx, job),
        extend: () => Promise.resolve(true),
        signal: new AbortController().signal,
      }
      try {
        const again = await workOne(ground, job, fence)
        if (again === undefined) await complete(db, job)
        else await putBack(db, job, { inMs: again.runAgainInMs, counts: false })
      } catch (error) {
        await putBack(db, job, { inMs: 0, error: String(error), counts: true })
      }
    }
  }
}
