import { z } from 'zod'
import type { SignedIn as Whole } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { PostPage } from '#listening/contract.ts'
import { pageFrom } from '#listening/post-page.ts'
import { readPageMark } from '#listening/post-view.ts'
import type { Listening } from '#listening/listening.ts'
import type { PolicyNeeds } from '#listening/policy/policy.ts'
import { StoryCard, StoryList } from '#roles/early-warning/contract.ts'
import { attentionRoutes } from '#roles/early-warning/attention/routes.ts'
import type { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { StoryExplained } from '#roles/early-warning/explaining/contract.ts'
import { tryingRoutes } from '#roles/early-warning/trying/routes.ts'
import { ledgerRoutes } from '#roles/early-warning/ledger/routes.ts'
import { writerOf } from '#roles/early-warning/register/ground.ts'
import { registerRoutes } from '#roles/early-warning/register/routes.ts'

/** What a route must know of who is signed in. */
export type SignedIn = { session: { person: { name: string } } }

const ById = z.object({ id: z.string().min(1).max(200) })

const noSuchStory: Problem = {
  error: 'no-such-story',
  en: 'This story is no longer kept. Go back to Now for what is rising.',
  fr: 'Ce sujet n’est plus conservé. Revenez à Maintenant pour voir ce qui monte.',
}

/** The addresses of early warning: stories, what interrupts, issues, the ledger. */
export function earlyWarningRoutes(
  api: Api<Whole>,
  role: EarlyWarning,
  needs: { listening: Listening; timeZone: () => string; policy: () => Promise<PolicyNeeds> },
): void {
  const { listening, timeZone } = needs
  storyRoutes(api, role, listening)
  decisionRoutes(api, role)
  attentionRoutes(api, role)
  tryingRoutes(api, role.trying, needs)
  registerRoutes(api, {
    register: role.register,
    takeOn: (id, who, wish) => role.takeOn(id, who, wish),
  })
  ledgerRoutes(api, role.ledger, timeZone)
}

function storyRoutes<S extends SignedIn>(api: Api<S>, role: EarlyWarning, listening: Listening): void {
  route(api, {
    method: 'get',
    path: '/api/stories',
    summary: 'Stories, ranked',
    access: 'signed-in',
    may: 'read',
    query: z.object({ show: z.enum(['open', 'muted', 'over']).default('open') }),
    answers: { 200: StoryList },
    handle: async ({ query }) => ({ status: 200, body: await role.stories(query.show) }),
  })
  route(api, {
    method: 'get',
    path: '/api/stories/{id}',
    summary: 'One story, explained',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: StoryCard, 404: Problem },
    handle: async ({ params }) => {
      const story = await role.story(params.id)
      return story === undefined ? refused(404, noSuchStory) : { status: 200, body: story }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/stories/{id}/explained',
    summary: 'How the posts of a story sound, its most telling ones and its first',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: StoryExplained, 404: Problem },
    handle: async ({ params }) => {
      const found = await role.explained(params.id)
      return found === undefined ? refused(404, noSuchStory) : { status: 200, body: found }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/stories/{id}/posts',
    summary: 'All posts of a story, newest first',
    access: 'signed-in',
    may: 'read',
    params: ById,
    query: z.object({ before: z.string().max(800).optional() }),
    answers: { 200: PostPage, 404: Problem },
    handle: async ({ params, query }) => {
      const posts = await role.postsOf(params.id)
      if (posts === undefined) return refused(404, noSuchStory)
      return { status: 200, body: pageFrom(posts, readPageMark(query.before), listening) }
    },
  })
}

function decisionRoutes(api: Api<Whole>, role: EarlyWarning): void {
  for (const [method, muted, summary] of [
    ['post', true, 'Call a story not important'],
    ['delete', false, 'Take that back'],
  ] as const) {
    route(api, {
      method,
      path: '/api/stories/{id}/not-important',
      summary,
      access: 'signed-in',
      may: 'triage',
      params: ById,
      answers: { 200: StoryCard, 404: Problem },
      handle: async ({ params, session }) => {
        const story = await role.setMuted(params.id, muted, writerOf(session))
        return story === undefined ? refused(404, noSuchStory) : { status: 200, body: story }
      },
    })
  }
}
