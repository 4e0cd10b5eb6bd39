import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { dayMs } from '#kernel/time.ts'
import {
  Coverage,
  PostPage,
  RuleCheck,
  Watch,
  WatchInput,
  WatchTone,
  WouldHaveMatched,
} from '#listening/contract.ts'
import type { Listening } from '#listening/listening.ts'
import { pageOf, pageSize } from '#listening/post-page.ts'
import { readPageMark } from '#listening/post-view.ts'
import { postsOfWatch, toneOfWatch } from '#listening/posts.ts'
import type { PolicyNeeds } from '#listening/policy/policy.ts'
import { checkRule, checkSearch, needsException } from '#listening/rule-check.ts'
import { beginSearch, changeSearch, endSearch } from '#listening/searches/acts.ts'
import { exceptionRoutes } from '#listening/searches/exception-routes.ts'
import { noSuchWatch, ruleRefused } from '#listening/searches/problems.ts'
import type { PublicListNeeds } from '#listening/searches/public-list.ts'
import { publicSearchRoutes } from '#listening/searches/public-routes.ts'
import { searchPosts, wouldHaveMatched } from '#listening/search.ts'
import { watch, watchCourses, watches } from '#listening/watches.ts'
import type { RecordActor } from '#records/contract.ts'
import type { Store } from '#store/store.ts'

/** What these routes need beside the listening itself. */
export type ListeningRoutesNeeds<S> = PublicListNeeds & {
  listening: Listening
  store: Store
  /** Who of us, or which program, does it: the archive names them. */
  actorOf: (session: S) => RecordActor
  /** Handles a search may follow beside those that speak for the public by themselves. */
  policy: () => Promise<PolicyNeeds>
  /** A new watch's id. */
  newId: () => string
  /** The start of the desk's own day at this moment. */
  midnightOf: (ms: number) => Date
  /** The desk's own zone, now. */
  timeZone: () => string
}

const ById = z.object({ id: z.string().min(1).max(200) })
const Mark = z.object({ before: z.string().max(800).optional() })
const RuleText = z.string().max(4096)
const WatchWithCourse = Watch.extend({
  today: z.number().int(),
  usualLow: z.number().optional(),
  usualHigh: z.number().optional(),
  course: z.array(z.number().int()),
})

/** The addresses of listening: coverage, watches, posts. */
export function listeningRoutes<S>(api: Api<S>, needs: ListeningRoutesNeeds<S>): void {
  coverageRoute(api, needs)
  watchListRoutes(api, needs)
  watchRoutes(api, needs)
  toneRoute(api, needs)
  ruleRoutes(api, needs)
  postRoutes(api, needs)
  exceptionRoutes(api, needs)
  publicSearchRoutes(api, needs)
}

function coverageRoute<S>(api: Api<S>, { listening }: ListeningRoutesNeeds<S>): void {
  route(api, {
    method: 'get',
    path: '/api/coverage',
    summary: 'How well we hear',
    access: 'signed-in',
    may: 'read',
    answers: { 200: Coverage },
    handle: () => ({ status: 200, body: listening.coverage() }),
  })
}

function watchListRoutes<S>(api: Api<S>, needs: ListeningRoutesNeeds<S>): void {
  const { listening, store, newId, midnightOf } = needs
  route(api, {
    method: 'get',
    path: '/api/watches',
    summary: 'Watches, and how each has been going',
    access: 'signed-in',
    may: 'read',
    answers: { 200: z.object({ watches: z.array(WatchWithCourse) }) },
    handle: async () => {
      const nowMs = listening.streamNowMs
      const courses = await watchCourses(listening.db, new Date(nowMs), midnightOf(nowMs))
      const unheard = { today: 0, course: [] }
      const all = (await watches(listening.db)).map((one) =>
        Object.assign({}, one, courses.get(one.id) ?? unheard),
      )
      return { status: 200, body: { watches: all } }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/watches',
    summary: 'Begin a watch',
    access: 'signed-in',
    may: 'watch',
    body: WatchInput,
    answers: { 201: Watch, 422: Problem },
    handle: async ({ body, session }) => {
      const check = checkSearch(body.rule, listening.networks, await needs.policy())
      if (!check.ok) return refused(422, ruleRefused(check))
      const doing = { by: needs.actorOf(session), nowMs: api.needs.clock.nowMs() }
      const added = await store.inTransaction((tx) => beginSearch(tx, { id: newId(), input: body }, doing))
      await listening.rulesChanged()
      return { status: 201, body: added }
    },
  })
}

function watchRoutes<S>(api: Api<S>, needs: ListeningRoutesNeeds<S>): void {
  const { listening, store } = needs
  route(api, {
    method: 'put',
    path: '/api/watches/{id}',
    summary: 'Change a watch; an ended one begins again',
    access: 'signed-in',
    may: 'watch',
    params: ById,
    body: WatchInput,
    answers: { 200: Watch, 404: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const check = checkSearch(body.rule, listening.networks, await needs.policy())
      if (!check.ok && !needsException(check)) return refused(422, ruleRefused(check))
      const doing = { by: needs.actorOf(session), nowMs: api.needs.clock.nowMs() }
      const change = { id: params.id, input: body, isAllowed: check.ok }
      const done = await store.inTransaction((tx) => changeSearch(tx, change, doing))
      if (done.kind === 'no-such-watch') return refused(404, noSuchWatch)
      if (done.kind === 'needs-exception') return refused(422, ruleRefused(check))
      await listening.rulesChanged()
      return { status: 200, body: done.watch }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/watches/{id}',
    summary: 'End a watch',
    access: 'signed-in',
    may: 'watch',
    params: ById,
    answers: { 200: Watch, 404: Problem },
    handle: async ({ params, session }) => {
      const doing = { by: needs.actorOf(session), nowMs: api.needs.clock.nowMs() }
      const ended = await store.inTransaction((tx) => endSearch(tx, params.id, doing))
      if (ended === undefined) return refused(404, noSuchWatch)
      await listening.rulesChanged()
      return { status: 200, body: ended }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/watches/{id}/posts',
    summary: 'Posts that fit a watch, newest first',
    access: 'signed-in',
    may: 'read',
    params: ById,
    query: Mark,
    answers: { 200: PostPage, 404: Problem },
    handle: async ({ params, query }) => {
      if ((await watch(listening.db, params.id)) === undefined) return refused(404, noSuchWatch)
      const found = await postsOfWatch(listening.db, params.id, {
        before: readPageMark(query.before),
        limit: pageSize,
      })
      return { status: 200, body: pageOf(found, listening) }
    },
  })
}

function toneRoute<S>(api: Api<S>, { listening }: ListeningRoutesNeeds<S>): void {
  route(api, {
    method: 'get',
    path: '/api/watches/{id}/tone',
    summary: 'How the posts of a watch sounded in the last 24 hours, as counts',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: WatchTone, 404: Problem },
    handle: async ({ params }) => {
      if ((await watch(listening.db, params.id)) === undefined) return refused(404, noSuchWatch)
      const since = new Date(listening.streamNowMs - dayMs)
      const tone = await toneOfWatch(listening.db, params.id, since)
      const coverage = listening.note(since.getTime())
      return { status: 200, body: { ...tone, since: since.toISOString(), coverage } }
    },
  })
}

function ruleRoutes<S>(api: Api<S>, { listening, policy }: ListeningRoutesNeeds<S>): void {
  route(api, {
    method: 'post',
    path: '/api/watches/check',
    summary: 'Whether a rule can be used, and how it is read',
    access: 'signed-in',
    may: 'read',
    body: z.object({ rule: RuleText }),
    answers: { 200: RuleCheck },
    handle: async ({ body }) => ({
      status: 200,
      body: checkSearch(body.rule, listening.networks, await policy()),
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/watches/try',
    summary: 'What a rule would have matched among the posts we kept',
    access: 'signed-in',
    may: 'watch',
    body: z.object({ rule: RuleText, days: z.number().int().min(1).max(30) }),
    answers: { 200: WouldHaveMatched, 422: Problem },
    handle: async ({ body }) => {
      const check = checkSearch(body.rule, listening.networks, await policy())
      if (!check.ok) return refused(422, ruleRefused(check))
      return { status: 200, body: await wouldHaveMatched(listening, body.rule, body.days * dayMs) }
    },
  })
}

function postRoutes<S>(api: Api<S>, { listening }: ListeningRoutesNeeds<S>): void {
  route(api, {
    method: 'get',
    path: '/api/posts',
    summary: 'Search the posts we kept, newest first',
    access: 'signed-in',
    may: 'read',
    query: Mark.extend({
      q: RuleText,
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
    }),
    answers: { 200: PostPage, 422: Problem },
    handle: async ({ query }) => {
      const check = checkRule(query.q, listening.networks)
      if (!check.ok) return refused(422, ruleRefused(check))
      return { status: 200, body: await searchPosts(listening, query) }
    },
  })
}
