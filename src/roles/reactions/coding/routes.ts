import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { CodingGiven, CodingItems, CodingRound, CodingState } from '#roles/reactions/coding/contract.ts'
import { codingItems, codingState, drawRound, giveLabel } from '#roles/reactions/coding/coding.ts'
import { ById, doerOf, type ReactionsRoutes, type SignedIn } from '#roles/reactions/routes-kit.ts'

/** The monthly check by hand. */
export function codingRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { ground } = needs.reactions
  route(api, {
    method: 'get',
    path: '/api/coding',
    summary: 'How the monthly check stands, and what it says of the tool',
    access: 'signed-in',
    may: 'read',
    answers: { 200: CodingState },
    handle: async () => ({ status: 200, body: await codingState(ground) }),
  })
  route(api, {
    method: 'get',
    path: '/api/coding/items',
    summary: 'The posts of this month’s check',
    access: 'signed-in',
    may: 'triage',
    answers: { 200: CodingItems },
    handle: async () => {
      // Drawn for whoever asks first, so that a new desk need not wait for the night.
      await drawRound(ground, 'a-person')
      return { status: 200, body: await codingItems(ground) }
    },
  })
  route(api, {
    method: 'put',
    path: '/api/coding/items/{id}',
    summary: 'Say what a post is',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: CodingGiven,
    answers: { 200: CodingRound, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const given = await giveLabel(ground, params.id, { label: body.label, by: doerOf(needs, session) })
      return given.ok ? { status: 200, body: given.value } : refused(given.status, given.problem)
    },
  })
}
