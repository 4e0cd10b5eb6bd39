import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { PostPage } from '#listening/contract.ts'
import { pageFrom } from '#listening/post-page.ts'
import { readPageMark } from '#listening/post-view.ts'
import type { Listening } from '#listening/listening.ts'
import { Issue, IssueChange, StoryCard, StoryList, TakeOn } from '#roles/early-warning/contract.ts'
import type { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { changeIssue, issues } from '#roles/early-warning/store.ts'

/** What a route must know of who is signed in. */
export type SignedIn = { session: { person: { name: string } } }

const ById = z.object({ id: z.string().min(1).max(200) })

const noSuchStory: Problem = {
  error: 'no-such-story',
  en: 'This story is no longer kept. Go back to Now for what is rising.',
  fr: 'Ce sujet n’est plus conservé. Revenez à Maintenant pour voir ce qui monte.',
}

const noSuchIssue: Problem = {
  error: 'no-such-issue',
  en: 'There is no such issue. The list of issues shows what is open.',
  fr: 'Ce dossier n’existe pas. La liste des dossiers montre ce qui est ouvert.',
}

function takenBy(issue: Issue): Problem {
  return {
    error: 'taken-on-already',
    en: `${issue.owner} has already taken this story on. Open the issue to add to it.`,
    fr: `${issue.owner} s’occupe déjà de ce sujet. Ouvrez le dossier pour y ajouter.`,
  }
}

/** The addresses of early warning: stories and issues. */
export function earlyWarningRoutes<S extends SignedIn>(
  api: Api<S>,
  role: EarlyWarning,
  listening: Listening,
): void {
  storyRoutes(api, role, listening)
  decisionRoutes(api, role)
  issueRoutes(api, role)
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

function decisionRoutes<S extends SignedIn>(api: Api<S>, role: EarlyWarning): void {
  route(api, {
    method: 'post',
    path: '/api/stories/{id}/take-on',
    summary: 'Take a story on as an issue',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: TakeOn,
    answers: { 201: Issue, 404: Problem, 409: Problem },
    handle: async ({ params, body, session }) => {
      const done = await role.takeOn(params.id, session.session.person, body)
      if (done.kind === 'no-such-story') return refused(404, noSuchStory)
      return done.kind === 'taken' ? refused(409, takenBy(done.issue)) : { status: 201, body: done.issue }
    },
  })
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
        const story = await role.setMuted(params.id, muted, session.session.person)
        return story === undefined ? refused(404, noSuchStory) : { status: 200, body: story }
      },
    })
  }
}

function issueRoutes<S extends SignedIn>(api: Api<S>, role: EarlyWarning): void {
  route(api, {
    method: 'get',
    path: '/api/issues',
    summary: 'Issues, open ones first, by their next review',
    access: 'signed-in',
    may: 'read',
    answers: { 200: z.object({ issues: z.array(Issue) }) },
    handle: async () => ({ status: 200, body: { issues: await issues(role.db) } }),
  })
  route(api, {
    method: 'patch',
    path: '/api/issues/{id}',
    summary: 'Add a note, hand over, set the next review, close or open again',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: IssueChange,
    answers: { 200: Issue, 404: Problem },
    handle: async ({ params, body, session }) => {
      const { nextReviewAt, ...rest } = body
      const change = {
        ...rest,
        ...(nextReviewAt === undefined ? {} : { nextReviewAt: new Date(nextReviewAt) }),
      }
      const by = { name: session.session.person.name, at: new Date(api.needs.clock.nowMs()) }
      const found = await changeIssue(role.db, params.id, change, by)
      const [issue] = found ? await issues(role.db, { id: params.id }) : []
      return issue === undefined ? refused(404, noSuchIssue) : { status: 200, body: issue }
    },
  })
}
