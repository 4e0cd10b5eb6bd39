import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { answerProblem } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { readWithin } from '#api/read-body.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { secretFeedRoute } from '#api/secret-feed.ts'
import {
  calendarLimits,
  CalendarQuery,
  CalendarView,
  DayForm,
  DayList,
  DaysReport,
  FeedState,
  MeantForm,
  MessagePlan,
  MomentNotes,
  MoveForm,
  NewFeed,
  WhenForm,
  WhichMoment,
} from '#roles/publishing/calendar/contract.ts'
import { readDayRows } from '#roles/publishing/calendar/day-rows.ts'
import type { Planning } from '#roles/publishing/calendar/planning.ts'
import type { Timed } from '#roles/publishing/calendar/plans.ts'
import { refusalProblem, statusOf, type Refusal } from '#roles/publishing/problems.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of the calendar: what stands in it, moving, when a draft is meant for, days worth knowing, one's own feed. */
export function calendarRoutes(api: Api<SignedIn>, planning: Planning): void {
  readingRoutes(api, planning)
  planRoutes(api, planning)
  dayRoutes(api, planning)
  feedRoutes(api, planning)
}

function readingRoutes(api: Api<SignedIn>, planning: Planning): void {
  route(api, {
    method: 'get',
    path: '/api/calendar',
    summary: 'What goes out, went out, waits or is meant for a time, in days of the desk’s calendar',
    access: 'signed-in',
    may: 'read',
    query: CalendarQuery,
    answers: { 200: CalendarView },
    handle: async ({ query, session }) => ({ status: 200, body: await planning.calendar(session, query) }),
  })
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/move',
    summary: 'Moves what waits in the outbox to another time; what is approved stays approved',
    access: 'signed-in',
    may: 'publish',
    params: ById,
    body: MoveForm,
    answers: {
      200: z.object({ at: z.iso.datetime() }),
      403: Problem,
      404: Problem,
      409: Problem,
      422: WhichMoment,
    },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      return timed(await planning.move(session, params.id, body))
    },
  })
}

function planRoutes(api: Api<SignedIn>, planning: Planning): void {
  route(api, {
    method: 'get',
    path: '/api/messages/{id}/plan',
    summary: 'When a message is meant for, and which campaign and series it belongs to',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: MessagePlan, 404: Problem },
    handle: async ({ params, session }) => {
      const plan = await planning.plan(session, params.id)
      return plan === undefined
        ? refused(404, refusalProblem('no-such-message'))
        : { status: 200, body: plan }
    },
  })
  route(api, {
    method: 'put',
    path: '/api/messages/{id}/meant',
    summary: 'Says when a draft is meant for; schedules nothing',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: MeantForm,
    answers: { 200: MessagePlan, 403: Problem, 404: Problem, 409: Problem, 422: WhichMoment },
    handle: async ({ params, body, session }) => timed(await planning.meant(session, params.id, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/notes-at',
    summary: 'What is worth knowing about a time for a message; nothing is kept',
    access: 'signed-in',
    may: 'read',
    params: ById,
    body: z.strictObject({ when: WhenForm }),
    answers: { 200: MomentNotes, 403: Problem, 404: Problem, 409: Problem, 422: WhichMoment },
    handle: async ({ params, body }) => {
      const notes = await planning.notesAt(params.id, body.when)
      if (notes === undefined) return refused(404, refusalProblem('no-such-message'))
      return timed(notes.ok ? { ok: true, value: { notes: notes.value } } : notes)
    },
  })
}

function dayRoutes(api: Api<SignedIn>, planning: Planning): void {
  route(api, {
    method: 'get',
    path: '/api/calendar/days',
    summary: 'Days the team keeps in mind',
    access: 'signed-in',
    may: 'read',
    answers: { 200: DayList },
    handle: async ({ session }) => ({ status: 200, body: await planning.days(session) }),
  })
  route(api, {
    method: 'post',
    path: '/api/calendar/days',
    summary: 'Keeps a day in mind, of one year or of every year',
    access: 'signed-in',
    may: 'write',
    body: DayForm,
    answers: { 201: DayList, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const added = await planning.addDay(session, body)
      return added.ok ? { status: 201, body: added.value } : no(added.why)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/calendar/days/{id}',
    summary: 'Forgets a day',
    access: 'signed-in',
    may: 'write',
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, session }) => {
      const gone = await planning.removeDay(session, params.id)
      return gone.ok ? { status: 204 } : no(gone.why)
    },
  })
  rawRoute(api, {
    method: 'post',
    path: '/api/calendar/days/import',
    summary: 'Takes a CSV (text/csv) of days in: date, en, fr',
    access: 'signed-in',
    may: 'write',
    limit: rateLimit({ perMin: 10, burst: 10 }),
    handle: async ({ context, session }) => {
      const type = context.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
      if (type !== 'text/csv') return answerProblem(context, 415, 'wrong-content-type')
      const bytes = await readWithin(context.req.raw.body, calendarLimits.daysBytesMax)
      if (bytes === undefined) return answerProblem(context, 413, 'too-large')
      const read = readDayRows(bytes)
      if (!read.ok) return context.json({ error: 'not-csv', ...read.words }, 422)
      const done = await planning.importDays(session, read)
      if (!done.ok) return context.json(refusalProblem(done.why), statusOf(done.why))
      return context.json(DaysReport.parse(done.value))
    },
  })
}

function feedRoutes(api: Api<SignedIn>, planning: Planning): void {
  route(api, {
    method: 'get',
    path: '/api/calendar/feed',
    summary: 'Whether one’s own calendar may read ours, since when, and when it last did',
    access: 'signed-in',
    may: 'read',
    answers: { 200: FeedState, 403: Problem },
    handle: async ({ session }) =>
      session.program === undefined
        ? { status: 200, body: await planning.feed(session) }
        : refused(403, kitProblem('not-for-programs')),
  })
  route(api, {
    method: 'post',
    path: '/api/calendar/feed',
    summary: 'A new secret address for one’s own calendar, told this once; an earlier one ends',
    access: 'signed-in',
    may: 'read',
    answers: { 201: NewFeed, 403: Problem },
    handle: async ({ session }) =>
      session.program === undefined
        ? { status: 201, body: await planning.newFeed(session) }
        : refused(403, kitProblem('not-for-programs')),
  })
  route(api, {
    method: 'delete',
    path: '/api/calendar/feed',
    summary: 'Ends one’s secret address',
    access: 'signed-in',
    may: 'read',
    answers: { 204: null, 403: Problem },
    handle: async ({ session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      await planning.endFeed(session)
      return { status: 204 }
    },
  })
  secretFeedRoute(api, {
    ...{ path: '/calendar/{file}', fileName: 'bellwether.ics' },
    summary: 'The calendar of messages (iCalendar), for whoever has a secret address',
    read: (asked) => planning.readFeed(asked),
  })
}

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function no(why: Refusal): No {
  return refused(statusOf(why), refusalProblem(why))
}

type TimedNo = { status: 403 | 404 | 409; body: Problem } | { status: 422; body: z.infer<typeof WhichMoment> }

/** What came of an act about a time, with the moments that could be meant where that is the question. */
export function timed<T>(done: Timed<T>): { status: 200; body: T } | TimedNo {
  if (done.ok) return { status: 200, body: done.value }
  const times = (done.timesMs ?? []).map((ms) => new Date(ms).toISOString())
  const { status, body } = no(done.why)
  return status === 422 ? { status, body: { ...body, times } } : { status, body }
}
