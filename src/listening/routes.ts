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
import { checkRule } from '#listening/rule-check.ts'
import { searchPosts, wouldHaveMatched } from '#listening/search.ts'
import { addWatch, changeWatch, endWatch, watch, watchCourses, watches } from '#listening/watches.ts'

/** What these routes need beside the listening itself. */
export type ListeningRoutesNeeds = {
  listening: Listening
  /** A new watch's id. */
  newId: () => string
  /** The start of the desk's own day at this moment. */
  midnightOf: (ms: number) => Date
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

const noSuchWatch: Problem = {
  error: 'no-such-watch',
  en: 'There is no such watch. It may have been removed; the list of watches shows what is there.',
  fr: 'Cette veille n’existe pas. Elle a peut-être été retirée ; la liste des veilles montre ce qui existe.',
}

function ruleRefused(check: RuleCheck): Problem {
  const en = check.refusals.map((refusal) => refusal.en).join(' ')
  const fr = check.refusals.map((refusal) => refusal.fr).join(' ')
  return { error: 'rule-refused', en, fr, fields: { rule: { en, fr } } }
}

/** The addresses of listening: coverage, watches, posts. */
export function listeningRoutes<S>(api: Api<S>, needs: ListeningRoutesNeeds): void {
  coverageRoute(api, needs)
  watchListRoutes(api, needs)
  watchRoutes(api, needs)
  toneRoute(api, needs)
  ruleRoutes(api, needs)
  postRoutes(api, needs)
}

function coverageRoute<S>(api: Api<S>, { listening }: ListeningRoutesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/coverage',
    summary: 'How well we hear',
    access: 'signed-in',
    answers: { 200: Coverage },
    handle: () => ({ status: 200, body: listening.coverage() }),
  })
}

function watchListRoutes<S>(api: Api<S>, { listening, newId, midnightOf }: ListeningRoutesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/watches',
    summary: 'Watches, and how each has been going',
    access: 'signed-in',
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
    body: WatchInput,
    answers: { 201: Watch, 422: Problem },
    handle: async ({ body }) => {
      const check = checkRule(body.rule, listening.networks)
      if (!check.ok) return refused(422, ruleRefused(check))
      const added = await addWatch(listening.db, newId(), body, new Date(api.needs.clock.nowMs()))
      await listening.rulesChanged()
      return { status: 201, body: added }
    },
  })
}

function watchRoutes<S>(api: Api<S>, { listening }: ListeningRoutesNeeds): void {
  route(api, {
    method: 'put',
    path: '/api/watches/{id}',
    summary: 'Change a watch; an ended one begins again',
    access: 'signed-in',
    params: ById,
    body: WatchInput,
    answers: { 200: Watch, 404: Problem, 422: Problem },
    handle: async ({ params, body }) => {
      const check = checkRule(body.rule, listening.networks)
      if (!check.ok) return refused(422, ruleRefused(check))
      const changed = await changeWatch(listening.db, params.id, body)
      if (changed === undefined) return refused(404, noSuchWatch)
      await listening.rulesChanged()
      return { status: 200, body: changed }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/watches/{id}',
    summary: 'End a watch',
    access: 'signed-in',
    params: ById,
    answers: { 200: Watch, 404: Problem },
    handle: async ({ params }) => {
      const ended = await endWatch(listening.db, params.id)
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

function toneRoute<S>(api: Api<S>, { listening }: ListeningRoutesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/watches/{id}/tone',
    summary: 'How the posts of a watch sounded in the last 24 hours, as counts',
    access: 'signed-in',
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

function ruleRoutes<S>(api: Api<S>, { listening }: ListeningRoutesNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/watches/check',
    summary: 'Whether a rule can be used, and how it is read',
    access: 'signed-in',
    body: z.object({ rule: RuleText }),
    answers: { 200: RuleCheck },
    handle: ({ body }) => ({ status: 200, body: checkRule(body.rule, listening.networks) }),
  })
  route(api, {
    method: 'post',
    path: '/api/watches/try',
    summary: 'What a rule would have matched among the posts we kept',
    access: 'signed-in',
    body: z.object({ rule: RuleText, days: z.number().int().min(1).max(30) }),
    answers: { 200: WouldHaveMatched, 422: Problem },
    handle: async ({ body }) => {
      const check = checkRule(body.rule, listening.networks)
      if (!check.ok) return refused(422, ruleRefused(check))
      return { status: 200, body: await wouldHaveMatched(listening, body.rule, body.days * dayMs) }
    },
  })
}

function postRoutes<S>(api: Api<S>, { listening }: ListeningRoutesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/posts',
    summary: 'Search the posts we kept, newest first',
    access: 'signed-in',
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
