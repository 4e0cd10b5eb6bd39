import { sql } from 'kysely'
import { minuteMs } from '#kernel/time.ts'
import type { ManyOutcome } from '#networks/to-many.ts'
import { keepRecord } from '#records/records.ts'
import type { Fence, RunAgain } from '#store/work-jobs.ts'
import { backoffMs } from '#store/work-jobs.ts'
import { reportLimits } from '#roles/reactions/reports/contract.ts'
import { pdfTold, tellReport, type Told } from '#roles/reactions/reports/telling/told.ts'
import { reportDb, type ReportGround, type ReportPost } from '#roles/reactions/reports/ground.ts'
import { mailWords } from '#roles/reactions/reports/planning/mail-words.ts'
import type { MailRow } from '#roles/reactions/reports/tables.ts'

/** The kind of job that mails a report; its payload names the report. */
export const mailsJob = 'reactions-report-mails'

/** How long a mail that waits for a pause or a mail server is looked at again. */
const lookAgainMs = minuteMs
/** From one try to the next at least: mail servers that put off do so for minutes. */
const retryFirstMs = 5 * minuteMs

/**
 * Mails a report to whoever it is for, one after the other, until all is known. A mail that may have gone is never given again: it
 * stays `unknown`, and that stands on the screen beside its name.
 */
export async function mailReport(
  ground: ReportGround,
  reportId: string,
  fence: Fence,
): Promise<void | RunAgain> {
  await nobodyKnows(ground, reportId, fence)
  const told = new Map<string, Told>()
  for (;;) {
    fence.signal.throwIfAborted()
    const taken = await takeNext(ground, reportId, fence)
    if (taken === 'lost') throw new Error('the mails of a report were taken over by another worker')
    if (taken === 'none') return
    if ('inMs' in taken) return { runAgainInMs: taken.inMs }
    if (!(await fence.extend())) throw new Error('the mails of a report were taken over by another worker')
    await giveOne(ground, taken, told, fence.signal)
  }
}

/** Whoever held these died with them under way: whether they went, nobody can say. */
async function nobodyKnows(ground: ReportGround, reportId: string, fence: Fence): Promise<void> {
  await ground.store.inTransaction(async (tx) => {
    if (!(await fence.stillMine(tx))) return
    await reportDb(tx)
      .updateTable('report_mails')
      .set({ state: 'unknown', address: null, changed_at: new Date(ground.clock.nowMs()) })
      .where('report_id', '=', reportId)
      .where('state', '=', 'sending')
      .execute()
  })
}

type Taken = { mail: MailRow; post: ReportPost }

/** Takes a mail, and writes down that it is under way before anything leaves. Nothing is taken while a pause covers the account. */
function takeNext(
  ground: ReportGround,
  reportId: string,
  fence: Fence,
): Promise<Taken | { inMs: number } | 'none' | 'lost'> {
  return ground.store.inTransaction(async (tx) => {
    if (!(await fence.stillMine(tx))) return 'lost'
    const db = reportDb(tx)
    const mail = await db
      .selectFrom('report_mails')
      .selectAll()
      .where('report_id', '=', reportId)
      .where('state', '=', 'waiting')
      .orderBy('next_at')
      .orderBy('id')
      .executeTakeFirst()
    if (mail === undefined) return 'none'
    const nowMs = ground.clock.nowMs()
    const inMs = mail.next_at.getTime() - nowMs
    if (inMs > 0) return { inMs }
    const post = ground.mail
    if (post === undefined || (await post.state()) !== 'ready' || (await post.isPaused(tx)))
      return { inMs: lookAgainMs }
    await db
      .updateTable('report_mails')
      .set({ state: 'sending', tries: sql`tries + 1`, changed_at: new Date(nowMs) })
      .where('id', '=', mail.id)
      .execute()
    return { mail: { ...mail, tries: mail.tries + 1 }, post }
  })
}

async function giveOne(
  ground: ReportGround,
  { mail, post }: Taken,
  toldBefore: Map<string, Told>,
  signal: AbortSignal,
): Promise<void> {
  const told = toldBefore.get(mail.language) ?? (await toldIn(ground, mail))
  if (told === undefined || mail.address === null)
    return settle(ground, mail, unreadable(mail.id), told?.page.title ?? '')
  toldBefore.set(mail.language, told)
  const bytes = await pdfTold(told)
  const outcome = await post.give(
    {
      ...{ key: mail.id, address: mail.address, language: mail.language, atMs: told.madeAtMs },
      ...mailWords(told),
      attachment: { name: `${told.fileName}.pdf`, mediaType: 'application/pdf', bytes },
    },
    signal,
  )
  await settle(ground, mail, outcome, told.page.title)
}

/** What is known of a mail in the end. */
function endOf({ kind }: ManyOutcome): Exclude<MailRow['state'], 'waiting' | 'sending'> {
  return kind === 'wait' ? 'given-up' : kind
}

/** The report, or whom it is for, is not there any more. */
function unreadable(id: string): ManyOutcome {
  return { id, kind: 'refused', why: 'unreadable', isPermanent: true, detail: 'there is nothing to send' }
}

function toldIn(ground: ReportGround, { report_id, language }: MailRow): Promise<Told | undefined> {
  return tellReport(ground, report_id, { language, base: ground.publicUrl ?? '' })
}

/** Writes down what is known. What is settled is on record, by name; its address is kept no longer. */
async function settle(
  ground: ReportGround,
  mail: MailRow,
  outcome: ManyOutcome,
  title: string,
): Promise<void> {
  const nowMs = ground.clock.nowMs()
  const isAgain = outcome.kind === 'wait' && mail.tries < reportLimits.mailTriesMax
  const state = isAgain ? 'waiting' : endOf(outcome)
  const waitMs =
    outcome.kind === 'wait' ? Math.max(outcome.retryInMs ?? 0, retryFirstMs, backoffMs(mail.tries, 0)) : 0
  const detail = 'detail' in outcome ? outcome.detail.slice(0, 300) : null
  await ground.store.inTransaction(async (tx) => {
    const report = await reportDb(tx)
      .selectFrom('reports')
      .select('announcement_id')
      .where('id', '=', mail.report_id)
      .executeTakeFirstOrThrow()
    const changed = await reportDb(tx)
      .updateTable('report_mails')
      .set({
        ...{ state, detail, changed_at: new Date(nowMs), next_at: new Date(nowMs + waitMs) },
        ...(isAgain ? {} : { address: null }),
      })
      .where('id', '=', mail.id)
      .where('state', '=', 'sending')
      .executeTakeFirst()
    if (isAgain || changed.numUpdatedRows === 0n) return
    await keepRecord(
      tx,
      {
        ...{ kind: 'report-mailed', by: { kind: 'desk' }, subject: `announcement:${report.announcement_id}` },
        facts: { title, report: mail.report_id, to: mail.name, outcome: state },
      },
      nowMs,
    )
  })
}
