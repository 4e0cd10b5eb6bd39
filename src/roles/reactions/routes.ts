import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { Analysis } from '#roles/reactions/analysis/contract.ts'
import {
  Announcement,
  AnnouncementChange,
  AnnouncementInput,
  AnnouncementList,
  Annotation,
  AnnotationInput,
  AnsweredForm,
  OfferList,
} from '#roles/reactions/contract.ts'
import { codingRoutes } from '#roles/reactions/coding/routes.ts'
import { addNote, removeNote } from '#roles/reactions/boards/dashboards.ts'
import { dashboardRoutes } from '#roles/reactions/boards/routes.ts'
import { evidenceRoutes } from '#roles/reactions/evidence/routes.ts'
import { readOffers, setAside } from '#roles/reactions/offers.ts'
import { problems } from '#roles/reactions/problems.ts'
import {
  ById,
  done,
  DoneAnswer,
  doerOf,
  type ReactionsRoutes,
  type SignedIn,
} from '#roles/reactions/routes-kit.ts'

/** The addresses of reactions: announcements, their evidence, dashboards, the monthly check. */
export function reactionsRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  // Before `{id}`, or it would be taken for one.
  offerRoutes(api, needs)
  listRoutes(api, needs)
  oneRoutes(api, needs)
  questionRoutes(api, needs)
  noteRoutes(api, needs)
  evidenceRoutes(api, needs)
  dashboardRoutes(api, needs)
  codingRoutes(api, needs)
}

function offerRoutes<S extends SignedIn>(api: Api<S>, { reactions }: ReactionsRoutes<S>): void {
  route(api, {
    method: 'get',
    path: '/api/announcements/offers',
    summary: 'Messages that went out lately and are not followed yet',
    access: 'signed-in',
    may: 'read',
    answers: { 200: OfferList },
    handle: async () => ({ status: 200, body: { offers: await readOffers(reactions.ground) } }),
  })
  route(api, {
    method: 'post',
    path: '/api/announcements/offers/{id}/not-needed',
    summary: 'Offer a message no more',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    answers: { 200: DoneAnswer },
    handle: async ({ params }) => {
      await setAside(reactions.ground, params.id)
      return done
    },
  })
}

function listRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { reactions } = needs
  route(api, {
    method: 'get',
    path: '/api/announcements',
    summary: 'Announcements that are or were followed, newest first',
    access: 'signed-in',
    may: 'read',
    answers: { 200: AnnouncementList },
    handle: async () => ({ status: 200, body: await reactions.list() }),
  })
  route(api, {
    method: 'post',
    path: '/api/announcements',
    summary: 'Follow how something we said is received',
    access: 'signed-in',
    may: 'triage',
    body: AnnouncementInput,
    // A month of a busy watch is counted once, here.
    timeoutMs: 60_000,
    answers: { 201: Announcement, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const mayWatch = api.needs.mayDo(session, 'watch')
      const made = await reactions.create(body, { by: doerOf(needs, session), mayWatch })
      return made.ok ? { status: 201, body: made.value } : refused(made.status, made.problem)
    },
  })
}

function oneRoutes<S extends SignedIn>(api: Api<S>, { reactions }: ReactionsRoutes<S>): void {
  route(api, {
    method: 'get',
    path: '/api/announcements/{id}',
    summary: 'One announcement',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: Announcement, 404: Problem },
    handle: async ({ params }) => {
      const found = await reactions.announcement(params.id)
      return found === undefined
        ? refused(404, problems['no-such-announcement'])
        : { status: 200, body: found }
    },
  })
  route(api, {
    method: 'patch',
    path: '/api/announcements/{id}',
    summary: 'Change its words, its kind or how long it is followed',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: AnnouncementChange,
    answers: { 200: Announcement, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body }) => {
      const changed = await reactions.change(params.id, body)
      return changed.ok ? { status: 200, body: changed.value } : refused(changed.status, changed.problem)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/announcements/{id}',
    summary: 'Follow it no more; frozen evidence stays',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    answers: { 200: DoneAnswer, 404: Problem },
    handle: async ({ params }) =>
      (await reactions.remove(params.id)) ? done : refused(404, problems['no-such-announcement']),
  })
  route(api, {
    method: 'get',
    path: '/api/announcements/{id}/analysis',
    summary: 'How it landed, each number with its trace',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: Analysis, 404: Problem },
    timeoutMs: 60_000,
    handle: async ({ params }) => {
      const analysis = await reactions.analysis(params.id)
      return analysis === undefined
        ? refused(404, problems['no-such-announcement'])
        : { status: 200, body: analysis }
    },
  })
}

const Question = z.object({ id: z.string().min(1).max(200), question: z.string().min(1).max(600) })

function questionRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { reactions } = needs
  route(api, {
    method: 'post',
    path: '/api/announcements/{id}/questions/{question}/answered',
    summary: 'Say where a question was answered',
    access: 'signed-in',
    may: 'triage',
    params: Question,
    body: AnsweredForm,
    answers: { 200: DoneAnswer, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const mark = { url: body.url, by: doerOf(needs, session) }
      const marked = await reactions.answered(params.id, params.question, mark)
      return marked.ok ? done : refused(marked.status, marked.problem)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/announcements/{id}/questions/{question}/answered',
    summary: 'Take that back',
    access: 'signed-in',
    may: 'triage',
    params: Question,
    answers: { 200: DoneAnswer, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params }) => {
      const marked = await reactions.answered(params.id, params.question, undefined)
      return marked.ok ? done : refused(marked.status, marked.problem)
    },
  })
}

const Note = z.object({ id: z.string().min(1).max(200), annotation: z.string().min(1).max(200) })

function noteRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { ground } = needs.reactions
  for (const [where, on] of [
    ['announcements', (id: string) => ({ announcement: id })],
    ['dashboards', (id: string) => ({ dashboard: id })],
  ] as const) {
    route(api, {
      method: 'post',
      path: `/api/${where}/{id}/annotations`,
      summary: 'Note a moment on the time axis',
      access: 'signed-in',
      may: 'triage',
      params: ById,
      body: AnnotationInput,
      answers: { 201: Annotation, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
      handle: async ({ params, body, session }) => {
        const added = await addNote(ground, on(params.id), { ...body, by: doerOf(needs, session) })
        return added.ok ? { status: 201, body: added.value } : refused(added.status, added.problem)
      },
    })
    route(api, {
      method: 'delete',
      path: `/api/${where}/{id}/annotations/{annotation}`,
      summary: 'Take a note away again',
      access: 'signed-in',
      may: 'triage',
      params: Note,
      answers: { 200: DoneAnswer, 404: Problem },
      handle: async ({ params }) =>
        (await removeNote(ground, on(params.id), params.annotation))
          ? done
          : refused(404, problems['no-such-note']),
    })
  }
}
