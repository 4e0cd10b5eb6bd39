import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { PostPage } from '#listening/contract.ts'
import { pageSize } from '#listening/post-page.ts'
import { postView, readPageMark } from '#listening/post-view.ts'
import {
  Dashboard,
  DashboardChange,
  DashboardInput,
  DashboardList,
  ReactionPostsQuery,
  Series,
  SeriesQuery,
} from '#roles/reactions/boards/contract.ts'
import {
  isRange,
  readDashboard,
  readDashboards,
  removeDashboard,
  saveDashboard,
} from '#roles/reactions/boards/dashboards.ts'
import { problems } from '#roles/reactions/problems.ts'
import {
  ById,
  done,
  DoneAnswer,
  doerOf,
  type ReactionsRoutes,
  type SignedIn,
} from '#roles/reactions/routes-kit.ts'
import { readPostsBehind, readSeries } from '#roles/reactions/boards/series.ts'

/** Saved sets of watches, their series, and the posts behind any point of them. */
export function dashboardRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  listRoutes(api, needs)
  oneRoutes(api, needs)
  figureRoutes(api, needs)
}

function listRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { ground } = needs.reactions
  route(api, {
    method: 'get',
    path: '/api/dashboards',
    summary: 'Dashboards, by name',
    access: 'signed-in',
    may: 'read',
    answers: { 200: DashboardList },
    handle: async () => ({ status: 200, body: { dashboards: await readDashboards(ground) } }),
  })
  route(api, {
    method: 'post',
    path: '/api/dashboards',
    summary: 'Save a set of watches as a dashboard',
    access: 'signed-in',
    may: 'triage',
    body: DashboardInput,
    answers: { 201: Dashboard, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const saved = await saveDashboard(ground, body, { by: doerOf(needs, session) })
      return saved.ok ? { status: 201, body: saved.value } : refused(saved.status, saved.problem)
    },
  })
}

function oneRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { ground } = needs.reactions
  route(api, {
    method: 'get',
    path: '/api/dashboards/{id}',
    summary: 'One dashboard',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: Dashboard, 404: Problem },
    handle: async ({ params }) => {
      const found = await readDashboard(ground, params.id)
      return found === undefined ? refused(404, problems['no-such-dashboard']) : { status: 200, body: found }
    },
  })
  route(api, {
    method: 'put',
    path: '/api/dashboards/{id}',
    summary: 'Change a dashboard as it was read',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: DashboardChange,
    answers: { 200: Dashboard, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const { revision, ...input } = body
      const change = { id: params.id, revision }
      const saved = await saveDashboard(ground, input, { by: doerOf(needs, session), change })
      return saved.ok ? { status: 200, body: saved.value } : refused(saved.status, saved.problem)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/dashboards/{id}',
    summary: 'Remove a dashboard; its watches go on',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    answers: { 200: DoneAnswer, 404: Problem },
    handle: async ({ params }) =>
      (await removeDashboard(ground, params.id)) ? done : refused(404, problems['no-such-dashboard']),
  })
}

function figureRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { ground } = needs.reactions
  route(api, {
    method: 'get',
    path: '/api/series',
    summary: 'Posts a bucket of watches, in a bounded number of points',
    access: 'signed-in',
    may: 'read',
    query: SeriesQuery,
    answers: { 200: Series, 422: Problem },
    handle: async ({ query }) =>
      isRange(Date.parse(query.from), Date.parse(query.to))
        ? { status: 200, body: await readSeries(ground, query) }
        : refused(422, problems['no-range']),
  })
  route(api, {
    method: 'get',
    path: '/api/reactions/posts',
    summary: 'The posts behind a number or a point, newest first',
    access: 'signed-in',
    may: 'read',
    query: ReactionPostsQuery,
    answers: { 200: PostPage, 422: Problem },
    handle: async ({ query }) => {
      if (!isRange(Date.parse(query.from), Date.parse(query.to))) return refused(422, problems['no-range'])
      const page = { before: readPageMark(query.before), limit: pageSize }
      const { posts, next } = await readPostsBehind(ground.listening.db, query, page)
      const goesOn = next === undefined ? {} : { next: `${new Date(next.atMs).toISOString()}~${next.id}` }
      const coverage = ground.listening.note(Date.parse(query.from))
      return { status: 200, body: { posts: posts.map(postView), coverage, ...goesOn } }
    },
  })
}
