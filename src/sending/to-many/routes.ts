import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import { actingPerson } from '#sending/delivery-routes.ts'
import { sendingProblem } from '#sending/problems.ts'
import { decide } from '#sending/to-many/deciding.ts'
import { readAnswers } from '#sending/to-many/answers.ts'
import { AnswerList, ReachForm, ReachView } from '#sending/to-many/contract.ts'
import { viewReach } from '#sending/to-many/reach.ts'
import { pushRoutes } from '#sending/to-many/push/routes.ts'
import { subscribeRoutes } from '#sending/to-many/subscribe-routes.ts'
import type { ToMany } from '#sending/to-many/to-many.ts'
import { languageOf, unsubscribe } from '#sending/to-many/unsubscribing.ts'
import { askPage, donePage, unknownPage } from '#sending/to-many/unsubscribe-page.ts'
import { readTopics } from '#sending/topics/store.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** The pages to subscribe, the public link at the end of every message, how far a message has come, and what people answered. */
export function toManyRoutes(
  api: Api<SignedIn>,
  toMany: ToMany,
  { isPractice }: { isPractice: boolean },
): void {
  publicRoutes(api, toMany)
  subscribeRoutes(api, { ground: toMany.ground, isPractice })
  pushRoutes(api, toMany)
  reachRoutes(api, toMany)
}

/**
 * RFC 8058: a mail program posts here without asking, a browser is asked first. No sign-in: whoever has the link may end this one
 * subscription, and nothing else. Opening the link alone changes nothing, for programs open links too.
 */
function publicRoutes(api: Api<SignedIn>, { ground }: ToMany): void {
  // Mail providers post for many people from few addresses.
  const limit = rateLimit({ burst: 600, perMin: 600 })
  const path = '/unsubscribe/{token}'
  rawRoute(api, {
    ...{ method: 'get', path, summary: 'Asks whether to end a subscription', access: 'public', limit },
    async handle({ context }) {
      const first = await languageOf(ground, context.req.param('token') ?? '')
      if (first === undefined) return unknownPage(context)
      return askPage(context, { first, hasTopics: await hasTopics(ground) })
    },
  })
  rawRoute(api, {
    ...{ method: 'post', path, summary: 'Ends a subscription (RFC 8058)', access: 'public', limit },
    fromOutside: true,
    async handle({ context }) {
      const first = await unsubscribe(ground, context.req.param('token') ?? '')
      return first === undefined ? unknownPage(context) : donePage(context, { first })
    },
  })
}

async function hasTopics({ store }: ToMany['ground']): Promise<boolean> {
  return (await readTopics(store.db)).some(({ retired }) => !retired)
}

function reachRoutes(api: Api<SignedIn>, { ground }: ToMany): void {
  const path = '/api/deliveries/{id}/reach'
  route(api, {
    ...{ method: 'get', path, summary: 'How many subscribers a delivery has reached', params: ById },
    ...{ access: 'signed-in', may: 'read' },
    answers: { 200: ReachView, 404: Problem },
    handle: async ({ params, session }) => {
      const grants = await liveGrants(ground.store.db, session.personId)
      const body = await viewReach(ground, params.id, { grants, isProgram: session.program !== undefined })
      return body === undefined ? refused(404, sendingProblem('no-such-delivery')) : { status: 200, body }
    },
  })
  route(api, {
    ...{ method: 'get', path: '/api/deliveries/{id}/answers', summary: 'What people answered by mail' },
    ...{ access: 'signed-in', may: 'read', params: ById },
    answers: { 200: AnswerList, 403: Problem, 404: Problem },
    handle: async ({ params, session }) => {
      // Private mail: it is read by people, and by no program.
      if (session.program !== undefined) return refused(403, sendingProblem('no-right'))
      const grants = await liveGrants(ground.store.db, session.personId)
      const body = await readAnswers(ground, { ...params, grants })
      if (body === 'gone') return refused(404, sendingProblem('no-such-delivery'))
      return body === 'no-right' ? refused(403, sendingProblem('no-right')) : { status: 200, body }
    },
  })
  route(api, {
    ...{ method: 'post', path, summary: 'Lets it go on after a pause, or tells nobody else' },
    ...{ access: 'signed-in', may: 'publish', params: ById, body: ReachForm },
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, sendingProblem('no-right'))
      const grants = await liveGrants(ground.store.db, session.personId)
      const came = await decide(ground, {
        ...{ id: params.id, does: body.does, who: actingPerson(session) },
        may: (place) => mayDo(grants, 'publish', place),
      })
      if (came === 'gone') return refused(404, sendingProblem('no-such-delivery'))
      if (came === 'no-right') return refused(403, sendingProblem('no-right'))
      return came === 'done' ? { status: 204 } : refused(409, sendingProblem('not-now'))
    },
  })
}
