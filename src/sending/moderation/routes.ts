import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { pageLanguage } from '#api/page.ts'
import { kitProblem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import { actingPerson } from '#sending/delivery-routes.ts'
import { Barred, BarForm, BarredList, LiftForm, PublicModeration } from '#sending/moderation/contract.ts'
import type { Moderation } from '#sending/moderation/moderation.ts'
import { answerHouseRules, publicModeration } from '#sending/moderation/public-page.ts'
import { sendingProblem } from '#sending/problems.ts'
import type { Store } from '#store/store.ts'

type Needs = { moderation: Moderation; store: Store; isPractice: boolean }

/** The addresses of moderation: who may not speak to our actors, and for everybody the rules and how often they were used. */
export function moderationRoutes(api: Api<SignedIn>, { moderation, store, isPractice }: Needs): void {
  route(api, {
    method: 'get',
    path: '/api/barred',
    summary: 'Who may not speak to our own actors, under which rule, why and until when',
    access: 'signed-in',
    may: 'read',
    answers: { 200: BarredList },
    handle: async ({ session }) => ({
      status: 200,
      body: { barred: await moderation.list(), mayBar: mayDo(session.grants, 'accounts') },
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/barred',
    summary: 'Bars somebody, or a server, from speaking to our own actors for a time',
    access: 'signed-in',
    may: 'accounts',
    body: BarForm,
    answers: { 201: Barred, 403: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const by = { kind: 'person', ...actingPerson(session) } as const
      const came = await store.inTransaction((tx) => moderation.bar(tx, body, by))
      if (came === 'nobody') return refused(422, sendingProblem('names-nobody'))
      return came === 'again' ? refused(409, sendingProblem('barred-already')) : { status: 201, body: came }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/barred/{id}/lift',
    summary: 'Lets somebody who was barred speak again',
    access: 'signed-in',
    may: 'accounts',
    params: z.object({ id: z.string().min(1).max(100) }),
    body: LiftForm,
    answers: { 204: null, 403: Problem, 404: Problem },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const by = { kind: 'person', ...actingPerson(session) } as const
      const came = await store.inTransaction((tx) => moderation.lift(tx, { id: params.id, ...body, by }))
      return came ? { status: 204 } : refused(404, sendingProblem('not-barred'))
    },
  })
  const limit = rateLimit({ burst: 30, perMin: 60 })
  rawRoute(api, {
    method: 'get',
    path: '/house-rules',
    summary: 'The public page of house rules, and how often they were used',
    access: 'public',
    limit,
    handle: async ({ context }) =>
      answerHouseRules(context, {
        ...publicModeration(await moderation.list()),
        lang: pageLanguage(context),
        isPractice,
      }),
  })
  route(api, {
    method: 'get',
    path: '/api/house-rules',
    summary: 'The house rules, and how many are barred under each',
    access: 'public',
    limit,
    answers: { 200: PublicModeration },
    handle: async () => ({ status: 200, body: publicModeration(await moderation.list()) }),
  })
}
