import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { refusalProblem, statusOf, type Ruled } from '#roles/publishing/problems.ts'
import { Series, SeriesForm, SeriesList, SkipForm } from '#roles/publishing/recurring/contract.ts'
import type { Recurring } from '#roles/publishing/recurring/recurring.ts'

const ById = z.object({ id: z.string().min(1).max(100) })
const answers = { 200: Series, 403: Problem, 404: Problem, 409: Problem, 422: Problem } as const

/** The addresses of recurring messages: the list, begin one, end it, leave one time out, take it over. */
export function recurringRoutes(api: Api<SignedIn>, recurring: Recurring): void {
  route(api, {
    method: 'get',
    path: '/api/recurring',
    summary: 'Messages that come again, with their next times',
    access: 'signed-in',
    may: 'read',
    answers: { 200: SeriesList },
    handle: async ({ session }) => ({ status: 200, body: await recurring.list(session) }),
  })
  route(api, {
    method: 'post',
    path: '/api/recurring',
    summary: 'Makes a message come again: a draft is made ahead of each time, and nothing is sent by it',
    access: 'signed-in',
    may: 'write',
    body: SeriesForm,
    answers,
    handle: async ({ body, session }) => ruled(await recurring.begin(session, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/recurring/{id}/end',
    summary: 'Ends a recurring message; drafts that were made stay',
    access: 'signed-in',
    may: 'write',
    params: ById,
    answers,
    handle: async ({ params, session }) => ruled(await recurring.end(session, params.id)),
  })
  route(api, {
    method: 'post',
    path: '/api/recurring/{id}/skip',
    summary: 'Leaves out one time whose draft is not made yet',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: SkipForm,
    answers,
    handle: async ({ params, body, session }) => ruled(await recurring.skip(session, params.id, body.wall)),
  })
  route(api, {
    method: 'post',
    path: '/api/recurring/{id}/take-over',
    summary: 'Takes a recurring message over: whoever does is the writer of its drafts from now on',
    access: 'signed-in',
    may: 'write',
    params: ById,
    answers,
    handle: async ({ params, session }) => ruled(await recurring.takeOver(session, params.id)),
  })
}

function ruled(done: Ruled<Series>) {
  return done.ok
    ? ({ status: 200, body: done.value } as const)
    : refused(statusOf(done.why), refusalProblem(done.why))
}
