import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import {
  addShift,
  addSingle,
  changeSettings,
  endShift,
  removeSingle,
  type Done,
} from '#roles/faces/rota/changing.ts'
import {
  Day,
  HandoverForm,
  KeptSettings,
  RotaWeek,
  SettingsForm,
  ShiftForm,
  SingleForm,
  SwapAnswer,
  SwapForm,
} from '#roles/faces/rota/contract.ts'
import { rotaFeedRoutes } from '#roles/faces/rota/feed-routes.ts'
import { handOver, takeOver } from '#roles/faces/rota/handing-over.ts'
import { rotaProblem, rotaStatus } from '#roles/faces/rota/problems.ts'
import { readWeek } from '#roles/faces/rota/reading.ts'
import { readSettings } from '#roles/faces/rota/store.ts'
import { answerSwap, askSwap } from '#roles/faces/rota/swapping.ts'

const ById = z.object({ id: z.string().min(1).max(100) })
const WasDone = z.object({ done: z.literal(true) })
const refusals = { 403: Problem, 404: Problem, 409: Problem, 422: Problem } as const
const answers = { 200: WasDone, ...refusals } as const
const settingsAnswers = { 200: KeptSettings, ...refusals } as const

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function no(done: Extract<Done, { ok: false }>): No {
  return refused(rotaStatus(done.why), rotaProblem(done.why, done.field))
}

function answered(done: Done): { status: 200; body: { done: true } } | No {
  return done.ok ? { status: 200, body: { done: true } } : no(done)
}

/** The addresses of the rota: the week, shifts, days that go otherwise, swaps, hand-over notes, settings, one's own calendar. */
export function rotaRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  weekRoute(api, needs)
  shiftRoutes(api, needs)
  swapRoutes(api, needs)
  handoverRoutes(api, needs)
  settingsRoutes(api, needs)
  rotaFeedRoutes(api, needs)
}

function weekRoute(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/rota',
    summary: 'The rota of one week: who is on now and next, gaps ahead, swaps, hand-over notes',
    access: 'signed-in',
    may: 'read',
    query: z.object({ week: Day.optional() }),
    answers: { 200: RotaWeek },
    handle: async ({ query, session }) => {
      const { timeZone } = await needs.desk()
      const personId = session.program === undefined ? session.personId : undefined
      const holidays = await needs.holidays()
      const asked = { nowMs: needs.clock.nowMs(), timeZone, holidays, week: query.week, personId }
      return { status: 200, body: await readWeek(needs.store.db, asked) }
    },
  })
}

function shiftRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/rota/shifts',
    summary: 'Puts somebody on the rota every week, by wall time in a zone',
    access: 'signed-in',
    may: 'triage',
    body: ShiftForm,
    answers,
    handle: async ({ body, session }) => answered(await addShift(needs, session, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/rota/shifts/{id}/end',
    summary: 'Ends a weekly shift from a day on',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: z.object({ fromDay: Day }),
    answers,
    handle: async ({ params, body, session }) =>
      answered(await endShift(needs, session, { id: params.id, fromDay: body.fromDay })),
  })
  route(api, {
    method: 'post',
    path: '/api/rota/days',
    summary: 'A day that goes otherwise: somebody once more, somebody else instead, or nobody',
    access: 'signed-in',
    may: 'triage',
    body: SingleForm,
    answers,
    handle: async ({ body, session }) => answered(await addSingle(needs, session, body)),
  })
  route(api, {
    method: 'delete',
    path: '/api/rota/days/{id}',
    summary: 'Takes such a day back',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    answers,
    handle: async ({ params, session }) => answered(await removeSingle(needs, session, params.id)),
  })
}

function swapRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/rota/swaps',
    summary: 'Asks a colleague to take one’s own shift; nothing changes until they say yes',
    access: 'signed-in',
    may: 'self',
    body: SwapForm,
    answers,
    handle: async ({ body, session }) => answered(await askSwap(needs, session, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/rota/swaps/{id}',
    summary: 'Answers a swap one was asked for, or takes back what one asked',
    access: 'signed-in',
    may: 'self',
    params: ById,
    body: SwapAnswer,
    answers,
    handle: async ({ params, body, session }) =>
      answered(await answerSwap(needs, session, { id: params.id, answer: body.answer })),
  })
}

/** Notes are words of a person to a person: a program neither writes nor takes one. */
function handoverRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/rota/handovers',
    summary: 'Leaves a note for whoever takes over',
    access: 'signed-in',
    may: 'read',
    body: HandoverForm,
    answers,
    handle: async ({ body, session }) =>
      session.program === undefined
        ? answered(await handOver(needs, session, body))
        : refused(403, kitProblem('not-for-programs')),
  })
  route(api, {
    method: 'post',
    path: '/api/rota/handovers/{id}/take',
    summary: 'Says that one has read a note and takes over',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers,
    handle: async ({ params, session }) =>
      session.program === undefined
        ? answered(await takeOver(needs, session, params.id))
        : refused(403, kitProblem('not-for-programs')),
  })
}

function settingsRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/faces/settings',
    summary: 'Hours to cover, the answer out of hours, hosts that may show our page',
    access: 'signed-in',
    may: 'read',
    answers: { 200: KeptSettings },
    handle: async () => ({ status: 200, body: await readSettings(needs.store.db) }),
  })
  route(api, {
    method: 'put',
    path: '/api/faces/settings',
    summary: 'Changes them, as they were read at a revision',
    access: 'signed-in',
    may: 'settings',
    body: SettingsForm,
    answers: settingsAnswers,
    handle: async ({ body, session }) => {
      const done = await changeSettings(needs, session, body)
      return done.ok ? { status: 200, body: done.value } : no(done)
    },
  })
}
