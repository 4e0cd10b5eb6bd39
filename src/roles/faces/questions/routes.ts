import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import {
  approveAnswer,
  draftAnswer,
  publishAnswer,
  sortQuestion,
  withdrawAnswer,
} from '#roles/faces/questions/answering.ts'
import {
  ApproveForm,
  DraftForm,
  HeardForm,
  questionLimits,
  Queue,
  ReasonForm,
  SessionChange,
  SessionForm,
  SessionList,
  SortForm,
} from '#roles/faces/questions/contract.ts'
import type { Doer, Done, QuestionsNeeds } from '#roles/faces/questions/ground.ts'
import { questionProblem, questionStatus, type QuestionRefusal } from '#roles/faces/questions/problems.ts'
import { readQueue } from '#roles/faces/questions/queue.ts'
import { questionsPublicRoutes } from '#roles/faces/questions/public-routes.ts'
import { cancelSession, changeSession, makeSession } from '#roles/faces/questions/sessions.ts'
import { countsOf, listSessions, sessionView } from '#roles/faces/questions/store.ts'
import type { QuestionTables } from '#roles/faces/questions/tables.ts'
import { noteQuestion } from '#roles/faces/questions/taking.ts'

const ById = z.object({ id: z.string().min(1).max(100) })
const Made = z.object({ id: z.string() })
const Finished = z.object({ done: z.literal(true) })
const refusals = { 403: Problem, 404: Problem, 409: Problem, 422: Problem } as const
const madeAnswers = { 200: Made, ...refusals } as const
const finishedAnswers = { 200: Finished, ...refusals } as const

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function no({ why, field }: { why: QuestionRefusal; field?: string }): No {
  return refused(questionStatus(why), questionProblem(why, field))
}

function finished<T>(done: Done<T>): { status: 200; body: { done: true } } | No {
  return done.ok ? { status: 200, body: { done: true } } : no(done)
}

function made(done: Done<string>): { status: 200; body: { id: string } } | No {
  return done.ok ? { status: 200, body: { id: done.value } } : no(done)
}

/** The addresses of sessions of questions and answers: at the desk, and for everybody. */
export function questionsRoutes(api: Api<SignedIn>, needs: QuestionsNeeds): void {
  sessionRoutes(api, needs)
  queueRoutes(api, needs)
  answerRoutes(api, needs)
  questionsPublicRoutes(api, needs)
}

function sessionRoutes(api: Api<SignedIn>, needs: QuestionsNeeds): void {
  route(api, {
    ...{ method: 'get', path: '/api/question-sessions', access: 'signed-in', may: 'read' },
    summary: 'Sessions of questions and answers, newest first',
    answers: { 200: SessionList },
    handle: async () => {
      const db = needs.store.db.withTables<QuestionTables>()
      const rows = await listSessions(db, questionLimits.sessionsMax)
      const counts = await countsOf(
        db,
        rows.map(({ id }) => id),
      )
      const nowMs = needs.clock.nowMs()
      const { timeZone } = await needs.desk()
      const sessions = rows.map((row) => sessionView(row, counts.get(row.id), nowMs))
      return { status: 200, body: { sessions, timeZone, at: new Date(nowMs).toISOString() } }
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/question-sessions', access: 'signed-in', may: 'publish' },
    summary: 'Announces a session',
    body: SessionForm,
    answers: madeAnswers,
    handle: async ({ body, session }) => made(await makeSession(needs, session, body)),
  })
  route(api, {
    ...{ method: 'put', path: '/api/question-sessions/{id}', access: 'signed-in', may: 'publish' },
    summary: 'Changes its words or times',
    params: ById,
    body: SessionChange,
    answers: madeAnswers,
    handle: async ({ params, body, session }) => made(await changeSession(needs, session, params.id, body)),
  })
  route(api, {
    ...{ method: 'post', path: '/api/question-sessions/{id}/cancel', access: 'signed-in', may: 'publish' },
    summary: 'Cancels it, with a reason everybody reads',
    params: ById,
    body: ReasonForm,
    answers: madeAnswers,
    handle: async ({ params, body, session }) =>
      made(await cancelSession(needs, session, params.id, body.reason)),
  })
}

function queueRoutes(api: Api<SignedIn>, needs: QuestionsNeeds): void {
  route(api, {
    ...{ method: 'get', path: '/api/question-sessions/{id}', access: 'signed-in', may: 'read' },
    summary: 'A session with its questions',
    params: ById,
    answers: { 200: Queue, 404: Problem },
    handle: async ({ params, session }) => {
      const queue = await readQueue(needs, session, params.id)
      return queue === undefined
        ? refused(404, questionProblem('no-such-session'))
        : { status: 200, body: queue }
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/question-sessions/{id}/questions', access: 'signed-in', may: 'write' },
    summary: 'Notes a question that was heard elsewhere',
    params: ById,
    body: HeardForm,
    answers: finishedAnswers,
    handle: async ({ params, body, session }) =>
      finished(await noteQuestion(needs, session, params.id, body)),
  })
}

type Act<F> = (needs: QuestionsNeeds, who: Doer, id: string, form: F) => Promise<Done<null>>

function answerRoutes(api: Api<SignedIn>, needs: QuestionsNeeds): void {
  const on = <S extends z.ZodType>(
    path: string,
    may: 'write' | 'approve' | 'publish',
    o: { summary: string; body: S; act: Act<z.output<S>> },
  ): void =>
    route(api, {
      ...{ method: 'post', path: `/api/questions/{id}/${path}`, access: 'signed-in', may },
      ...{ summary: o.summary, params: ById, body: o.body, answers: finishedAnswers },
      handle: async ({ params, body, session }) =>
        finished(await o.act(needs, session, params.id, body as z.output<S>)), // read by the same schema
    })
  on('answer', 'write', {
    ...{ summary: 'Keeps an answer and asks for its approval', body: DraftForm, act: draftAnswer },
  })
  on('approve', 'approve', {
    ...{ summary: 'Approves the answer shown, and lets it out', body: ApproveForm },
    act: (all, who, id, { shown }) => approveAnswer(all, who, id, shown),
  })
  on('publish', 'publish', {
    ...{ summary: 'Lets an approved answer out', body: z.object({}) },
    act: (all, who, id) => publishAnswer(all, who, id),
  })
  on('sort', 'write', {
    ...{ summary: 'Sets a question aside, merges it, or takes it back', body: SortForm, act: sortQuestion },
  })
  on('withdraw', 'publish', {
    ...{ summary: 'Takes an answer off the page, with its reason', body: ReasonForm },
    act: (all, who, id, { reason }) => withdrawAnswer(all, who, id, reason),
  })
}
