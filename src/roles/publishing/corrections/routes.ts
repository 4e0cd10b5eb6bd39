import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { Conflict, Message } from '#roles/publishing/contract.ts'
import { CorrectionBoard, CorrectionEnd, CorrectionForm } from '#roles/publishing/corrections/contract.ts'
import type { Written } from '#roles/publishing/drafting.ts'
import { refusalProblem } from '#roles/publishing/problems.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of corrections: what there is of a message, begin one or say it otherwise, end it. */
export function correctionRoutes(
  api: Api<SignedIn>,
  publishing: Publishing,
  written: (done: Written) => WrittenAnswer,
): void {
  route(api, {
    method: 'get',
    path: '/api/messages/{id}/corrections',
    summary: 'Corrections of a message, and how each place of it would be corrected now',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: CorrectionBoard, 404: Problem },
    handle: async ({ params, session }) => {
      const board = await publishing.corrections(session, params.id)
      return board === undefined
        ? refused(404, refusalProblem('no-such-message'))
        : { status: 200, body: board }
    },
  })
  route(api, {
    method: 'put',
    path: '/api/messages/{id}/correction',
    summary: 'Begins a correction of what is public of a message, or says otherwise what an open one says',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: CorrectionForm,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Conflict, 422: Problem },
    handle: async ({ params, body, session }) => written(await publishing.correct(session, params.id, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/correction/end',
    summary: 'Ends an open correction: gives it up where nothing of it went out',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: CorrectionEnd,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Conflict, 422: Problem },
    handle: async ({ params, body, session }) =>
      written(await publishing.endCorrection(session, params.id, body)),
  })
}

/** What came of a change, as it is answered. */
type WrittenAnswer =
  | { status: 200; body: Message }
  | { status: 403 | 404 | 409 | 422; body: Problem }
  | { status: 409; body: z.infer<typeof Conflict> }
