import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import { personActs, takeDownByPerson, type ActingPerson } from '#sending/acts.ts'
import { ActForm, DeliveryList, DeliverySteps } from '#sending/contract.ts'
import { listDeliveries, stepsOf } from '#sending/listing.ts'
import { sendingProblem } from '#sending/problems.ts'
import type { Sending } from '#sending/sending.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** Somebody of us, as acts here name them. */
export function actingPerson({ personId, session }: SignedIn): ActingPerson {
  return { id: personId, name: session.person.name }
}

/** The addresses of deliveries: the outbox, the steps of one, what a person decides. */
export function deliveryRoutes(api: Api<SignedIn>, { ground }: Sending): void {
  route(api, {
    method: 'get',
    path: '/api/deliveries',
    summary:
      'The outbox: what is on its way and what waits for somebody, what is done, or all of one message',
    access: 'signed-in',
    may: 'read',
    query: z.object({
      show: z.enum(['open', 'done']).default('open'),
      item: z.string().min(1).max(300).optional(),
    }),
    answers: { 200: DeliveryList },
    handle: async ({ query, session }) => {
      const grants = await liveGrants(ground.store.db, session.personId)
      const asked = query.item === undefined ? { show: query.show } : { item: query.item }
      return { status: 200, body: { deliveries: await listDeliveries(ground, asked, grants) } }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/deliveries/{id}/steps',
    summary: 'Every step of one delivery, with its reason',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: DeliverySteps, 404: Problem },
    handle: async ({ params }) => {
      const steps = await stepsOf(ground, params.id)
      return steps === undefined
        ? refused(404, sendingProblem('no-such-delivery'))
        : { status: 200, body: { steps } }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/deliveries/{id}/acts',
    summary: 'Decides about a delivery: take it out, let it go on, say that it is there, send it again',
    access: 'signed-in',
    may: 'publish',
    params: ById,
    body: ActForm,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const who = actingPerson(session)
      const came =
        body.does === 'take-down'
          ? await takeDownByPerson(ground, who, { id: params.id, reason: body.reason })
          : await personActs(ground, who, { id: params.id, ...body })
      switch (came) {
        case 'done':
          return { status: 204 }
        case 'gone':
          return refused(404, sendingProblem('no-such-delivery'))
        case 'no-right':
          return refused(403, sendingProblem('no-right'))
        case 'not-now':
          return refused(409, sendingProblem('not-now'))
        case 'replaced':
          return refused(409, sendingProblem('replaced'))
      }
    },
  })
}
