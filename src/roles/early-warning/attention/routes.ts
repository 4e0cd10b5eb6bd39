import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import {
  AttentionOverview,
  AttentionSettings,
  BudgetTrial,
  Teaching,
} from '#roles/early-warning/attention/contract.ts'
import type { EarlyWarning } from '#roles/early-warning/early-warning.ts'
import { writerOf } from '#roles/early-warning/register/ground.ts'

const weeksMax = 8

const problems = {
  noStory: {
    error: 'no-such-story',
    en: 'This story is no longer kept, so nothing can be learned from it.',
    fr: 'Ce sujet n’est plus conservé; il n’y a plus rien à en apprendre.',
  },
  notInStory: {
    error: 'not-in-story',
    en: 'This story does not have that word, place or source. Choose one that it has.',
    fr: 'Ce sujet ne comporte ni ce mot, ni ce lieu, ni cette source. Choisissez-en un qui en fait partie.',
  },
  tooMuch: {
    error: 'source-is-most',
    en: 'This source brings most of what is heard, or is the only one. Without it you would hear nothing: end it under Sources instead.',
    fr: 'Cette source apporte l’essentiel de ce qui est entendu, ou elle est la seule. Sans elle, vous n’entendriez plus rien : retirez-la plutôt sous Sources.',
  },
  noLesson: {
    error: 'no-such-lesson',
    en: 'This is not held back any more.',
    fr: 'Ceci n’est plus retenu.',
  },
} as const satisfies Record<string, Problem>

/** The addresses of attention: the budget, what it did, what is held back. */
export function attentionRoutes(api: Api<SignedIn>, role: EarlyWarning): void {
  overviewRoutes(api, role)
  lessonRoutes(api, role)
}

function overviewRoutes(api: Api<SignedIn>, role: EarlyWarning): void {
  route(api, {
    method: 'get',
    path: '/api/attention',
    summary: 'How often stories may interrupt, which did, which waited, and what is held back',
    access: 'signed-in',
    may: 'read',
    answers: { 200: AttentionOverview },
    handle: async () => ({ status: 200, body: await role.attention.overview() }),
  })
  route(api, {
    method: 'put',
    path: '/api/attention/settings',
    summary: 'Set how often stories may interrupt, and when not',
    access: 'signed-in',
    may: 'settings',
    body: AttentionSettings,
    answers: { 200: AttentionOverview },
    handle: async ({ body, session }) => {
      await role.attention.change(body, writerOf(session))
      return { status: 200, body: await role.attention.overview() }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/attention/try',
    summary: 'What would have interrupted in past weeks with other settings',
    access: 'signed-in',
    may: 'read',
    body: z.object({ settings: AttentionSettings, weeks: z.number().int().min(1).max(weeksMax) }),
    answers: { 200: BudgetTrial },
    handle: async ({ body }) => ({
      status: 200,
      body: await role.attention.tryBudget(body.settings, body.weeks),
    }),
  })
}

function lessonRoutes(api: Api<SignedIn>, role: EarlyWarning): void {
  route(api, {
    method: 'post',
    path: '/api/attention/lessons',
    summary: 'Hold back stories about a word, from a source or at a place of this story',
    access: 'signed-in',
    may: 'triage',
    body: Teaching,
    answers: { 200: AttentionOverview, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      const done = await role.teach(body, writerOf(session))
      if (done === 'no-such-story') return refused(404, problems.noStory)
      if (done === 'not-in-story') return refused(409, problems.notInStory)
      if (done === 'too-much') return refused(409, problems.tooMuch)
      return { status: 200, body: await role.attention.overview() }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/attention/lessons/{id}',
    summary: 'No longer hold that back',
    access: 'signed-in',
    may: 'triage',
    params: z.object({ id: z.string().min(1).max(300) }),
    answers: { 200: AttentionOverview, 404: Problem },
    handle: async ({ params, session }) => {
      const found = await role.takeBack(params.id, writerOf(session))
      return found ? { status: 200, body: await role.attention.overview() } : refused(404, problems.noLesson)
    },
  })
}
