import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import { findEntries } from '#records/find.ts'
import { reportLimits, type ScheduleInput } from '#roles/reactions/reports/contract.ts'
import { tellReport } from '#roles/reactions/reports/telling/told.ts'
import { reportDb } from '#roles/reactions/reports/ground.ts'
import { makeNow } from '#roles/reactions/reports/making.ts'
import { endSchedule, plan, schedulesOf } from '#roles/reactions/reports/planning/schedules.ts'
import { reportsOf } from '#roles/reactions/reports/store.ts'
import { openReportOffice, type ReportOffice } from '#roles/reactions/reports/test-office.ts'

const by = { kind: 'person', id: 'ana', name: 'Ana Roy' } as const
/** Friday, 8:00 in Toronto. */
const startMs = Date.UTC(2026, 10, 27, 13)
const daily: ScheduleInput = {
  ...{ every: 'day', atTime: '09:00', timeZone: 'America/Toronto', language: 'en' },
  ...{ people: ['ana'], addresses: ['office@minister.example'] },
}

async function planned(office: ReportOffice, input: ScheduleInput = daily): Promise<string> {
  const done = await plan(office.ground, 'a1', { input, by })
  if (!done.ok) throw new Error(done.why)
  return done.schedule.id
}

async function statesOf(office: ReportOffice): Promise<string[][]> {
  const reports = await reportsOf(office.ground.store.db, 'a1')
  return reports.map(({ mails }) => mails.map(({ name, state }) => `${name}: ${state}`))
}

async function kinds(office: ReportOffice): Promise<string[]> {
  const { entries } = await findEntries(office.ground.store.db.withTables(), {})
  return entries.map(({ kind }) => kind).toReversed()
}

test('a report is made once, is on record, and tells the same figures years later', async () => {
  const office = await openReportOffice(startMs)
  const made = await makeNow(office.ground, 'a1', by)
  if (!made.ok) throw new Error(made.why)
  expect(await kinds(office)).toEqual(['report-made'])
  const told = await tellReport(office.ground, made.id, { language: 'fr', base: '' })
  office.moveTo(startMs + 3000 * dayMs)
  const later = await tellReport(office.ground, made.id, { language: 'fr', base: '' })
  expect(later?.page.figures).toEqual(told?.page.figures)
  expect(told?.fileName).toBe('rapport-libraries-open-on-sundays-from-november-2026-11-27')
  expect(await tellReport(office.ground, 'none', { language: 'en', base: '' })).toBeUndefined()
})

test('what was taken back since is shown as taken back, without its words or its address', async () => {
  const office = await openReportOffice(startMs)
  const made = await makeNow(office.ground, 'a1', by)
  if (!made.ok) throw new Error(made.why)
  const [[id, evidence] = []] = [...office.evidence]
  if (id === undefined || evidence === undefined) throw new Error('there should be evidence')
  // What `readEvidence` gives of a post that is gone: no words, no address.
  const { questions } = evidence.analysis.questions
  office.evidence.set(id, {
    ...evidence,
    analysis: {
      ...evidence.analysis,
      questions: {
        ...evidence.analysis.questions,
        questions: questions.map((one) => ({ ...one, text: '' })),
      },
    },
    posts: evidence.posts.map(({ url: _gone, ...post }) => ({ ...post, state: 'gone' })),
  })
  const told = await tellReport(office.ground, made.id, { language: 'en', base: '' })
  const text = JSON.stringify(told?.page)
  expect(text).toContain('its words are no longer shown')
  expect(text).toContain('taken back')
  expect(text).not.toContain('Which branches')
  expect(text).not.toContain('social.example')
})

test('there is no report on what nobody follows, and nothing is on record', async () => {
  const office = await openReportOffice(startMs)
  office.head = undefined
  expect(await makeNow(office.ground, 'a1', by)).toEqual({ ok: false, why: 'no-such-announcement' })
  expect(await kinds(office)).toEqual([])
})

test('a planned report is made when it is due, mailed to each once, and planned again', async () => {
  const office = await openReportOffice(startMs)
  await planned(office)
  await office.work()
  expect(office.mails).toEqual([])
  office.moveTo(startMs + hourMs)
  await office.work()
  await office.work()
  expect(office.mails.map(({ address }) => address).toSorted()).toEqual([
    'ana@city.example',
    'office@minister.example',
  ])
  expect(await statesOf(office)).toEqual([['Ana Roy: sent', 'Minister’s office: sent']])
  const { schedules } = await schedulesOf(office.ground, 'a1')
  expect(schedules.map(({ nextAt }) => nextAt)).toEqual(['2026-11-28T14:00:00.000Z'])
  expect(await kinds(office)).toEqual([
    ...['report-schedule-changed', 'report-made', 'report-mailed', 'report-mailed'],
  ])
  const [mail] = office.mails
  expect(mail?.attachment.bytes.subarray(0, 5).toString()).toBe('%PDF-')
  expect(mail?.text).toContain('212 posts by 187 people')
})

test('a desk that was off makes one report when it is back, not one for each it missed', async () => {
  const office = await openReportOffice(startMs)
  await planned(office)
  office.moveTo(startMs + 9 * dayMs)
  await office.work()
  await office.work()
  expect(await reportsOf(office.ground.store.db, 'a1')).toHaveLength(1)
})

test('a mail that may have gone is not given again, one that certainly did not is', async () => {
  const office = await openReportOffice(startMs)
  await planned(office)
  office.moveTo(startMs + hourMs)
  office.answers.push(
    ({ key }) => ({ id: key, kind: 'unknown', why: 'unreachable', detail: 'lost' }),
    ({ key }) => ({ id: key, kind: 'wait', why: 'server-error', detail: 'later' }),
  )
  await office.work()
  office.moveTo(startMs + hourMs + 10 * minuteMs)
  await office.work()
  await office.work()
  expect(office.mails).toHaveLength(3)
  const [states = []] = await statesOf(office)
  expect(states.map((one) => one.split(': ')[1] ?? '').toSorted()).toEqual(['sent', 'unknown'])
  expect(new Set(office.mails.slice(1).map(({ key }) => key)).size).toBe(1)
})

test('a process that dies while a mail is under way does not give it again', async () => {
  const office = await openReportOffice(startMs)
  await planned(office, { ...daily, addresses: [] })
  office.moveTo(startMs + hourMs)
  office.answers.push(() => {
    throw new Error('killed')
  })
  await office.work()
  await office.work()
  await office.work()
  expect(office.mails).toHaveLength(1)
  expect(await statesOf(office)).toEqual([['Ana Roy: unknown']])
})

test('a mail the server puts off too often is given up, and says so', async () => {
  const office = await openReportOffice(startMs)
  await planned(office, { ...daily, addresses: [] })
  const later = ({ key }: { key: string }) =>
    ({ id: key, kind: 'wait', why: 'server-error', detail: 'later' }) as const
  office.answers.push(later, later)
  office.moveTo(startMs + hourMs)
  await office.work()
  expect(await statesOf(office)).toEqual([['Ana Roy: waiting']])
  const mails = reportDb(office.ground.store.db).updateTable('report_mails')
  await mails.set({ tries: reportLimits.mailTriesMax - 1 }).execute()
  office.moveTo(startMs + 3 * hourMs)
  await office.work()
  expect(await statesOf(office)).toEqual([['Ana Roy: given-up']])
  office.moveTo(startMs + 5 * hourMs)
  await office.work()
  expect(office.mails).toHaveLength(2)
})

test('while sending is paused no report is mailed, and afterwards it is', async () => {
  const office = await openReportOffice(startMs)
  await planned(office)
  office.moveTo(startMs + hourMs)
  office.isPaused = true
  await office.work()
  expect(office.mails).toEqual([])
  office.isPaused = false
  await office.work()
  expect(office.mails).toHaveLength(2)
})

test('when the announcement is over, one last report goes out and the plan ends', async () => {
  const office = await openReportOffice(startMs)
  await planned(office)
  office.head = { title: 'Libraries', state: 'over' }
  office.moveTo(startMs + hourMs)
  await office.work()
  expect(office.mails).toHaveLength(2)
  expect((await schedulesOf(office.ground, 'a1')).schedules).toEqual([])
  expect((await kinds(office)).filter((kind) => kind === 'report-schedule-changed')).toHaveLength(2)
})

test('whoever left gets nothing, and what is ended makes nothing', async () => {
  const office = await openReportOffice(startMs)
  const id = await planned(office)
  const { db } = office.ground.store
  await db
    .withTables<{ people: { left_at: Date } }>()
    .updateTable('people')
    .set({ left_at: new Date() })
    .execute()
  office.moveTo(startMs + hourMs)
  await office.work()
  expect(office.mails.map(({ address }) => address)).toEqual(['office@minister.example'])
  expect(await endSchedule(office.ground, id, { by, why: 'person' })).toBe(true)
  expect(await endSchedule(office.ground, id, { by, why: 'person' })).toBe(false)
  office.moveTo(startMs + 2 * dayMs)
  await office.work()
  expect(office.mails).toHaveLength(1)
})

test('what cannot be planned says why, and nothing is planned', async () => {
  const office = await openReportOffice(startMs)
  const why = async (input: Partial<ScheduleInput>): Promise<unknown> =>
    plan(office.ground, 'a1', { input: { ...daily, ...input }, by })
  expect(await why({ people: [], addresses: [] })).toMatchObject({ why: 'no-recipient' })
  expect(await why({ people: ['bo'] })).toMatchObject({ why: 'unknown-recipient' })
  expect(await why({ addresses: ['all@elsewhere.example'] })).toMatchObject({ why: 'unknown-recipient' })
  expect(await why({ timeZone: 'Mars/Base' })).toMatchObject({ why: 'no-such-zone' })
  expect(await why({ atTime: '02:30' })).toEqual({ ok: false, why: 'odd-time', skippedOn: '2027-03-14' })
  expect(await why({ atTime: '02:30', ifSkipped: 'after' })).toMatchObject({ ok: true })
  office.head = { title: 'x', state: 'over' }
  expect(await why({})).toMatchObject({ why: 'announcement-over' })
  office.head = undefined
  expect(await why({})).toMatchObject({ why: 'no-such-announcement' })
  office.head = { title: 'x', state: 'following' }
  expect((await schedulesOf(office.ground, 'a1')).schedules).toHaveLength(1)
})

test('a desk without mail, or one that practises, plans nothing and says why', async () => {
  const office = await openReportOffice(startMs)
  const without = { ...office.ground, mail: undefined }
  expect((await schedulesOf(without, 'a1')).mail).toBe('not-set-up')
  expect(await plan(without, 'a1', { input: daily, by })).toEqual({ ok: false, why: 'no-mail' })
  const practice = { ...office.ground, isPractice: true }
  expect((await schedulesOf(practice, 'a1')).mail).toBe('practice')
  expect(await plan(practice, 'a1', { input: daily, by })).toEqual({ ok: false, why: 'no-mail' })
})
