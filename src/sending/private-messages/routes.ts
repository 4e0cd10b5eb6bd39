import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import { actingPerson } from '#sending/delivery-routes.ts'
import {
  ConversationDetail,
  ConversationExport,
  ConversationList,
  ConversationQuery,
  HandledForm,
  PrivateReason,
  ReadingBoard,
  ReadingForm,
} from '#sending/private-messages/contract.ts'
import { deleteConversation, exportConversation, markHandled } from '#sending/private-messages/acts.ts'
import { listConversations, openOne } from '#sending/private-messages/listing.ts'
import type { PrivateNeeds } from '#sending/private-messages/needs.ts'
import { readingBoard, switchReading } from '#sending/private-messages/switching.ts'
import { sendingProblem } from '#sending/problems.ts'

const ById = z.object({ id: z.string().min(1).max(100) })
const noProgram = () => refused(403, kitProblem('not-for-programs'))
const nothingThere = () => refused(404, sendingProblem('no-such-conversation'))

/**
 * The addresses of private messages. The verb at the door is not enough: every one asks in its own transaction whether whoever calls
 * was named for the account. No program reads what people wrote in private.
 */
export function privateMessageRoutes(api: Api<SignedIn>, needs: PrivateNeeds): void {
  readingRoutes(api, needs)
  conversationRoutes(api, needs)
}

function readingRoutes(api: Api<SignedIn>, needs: PrivateNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/private-reading',
    summary: 'For which accounts private messages are read, what for, by whom, and how that stands',
    access: 'signed-in',
    may: 'read',
    answers: { 200: ReadingBoard },
    handle: async ({ session }) => ({ status: 200, body: await readingBoard(needs, session.personId) }),
  })
  route(api, {
    method: 'put',
    path: '/api/private-reading/{id}',
    summary: 'Switches reading the private messages of an account on or off, on record',
    access: 'signed-in',
    may: 'accounts',
    fresh: true,
    params: ById,
    body: ReadingForm,
    answers: { 200: ReadingBoard, 403: Problem, 404: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const came = await switchReading(needs, actingPerson(session), { account: params.id, form: body })
      if (came === 'gone') return refused(404, sendingProblem('no-private-messages'))
      if (came === 'no-right') return refused(403, sendingProblem('no-right'))
      if (came === 'not-theirs') return refused(422, sendingProblem('reader-may-not-speak'))
      return { status: 200, body: await readingBoard(needs, session.personId) }
    },
  })
}

function conversationRoutes(api: Api<SignedIn>, needs: PrivateNeeds): void {
  const access = 'signed-in'
  const may = 'write'
  route(api, {
    ...{ method: 'get', path: '/api/conversations', access, may },
    summary: 'Private conversations with citizens, for those who were named to read them',
    query: ConversationQuery,
    answers: { 200: ConversationList, 403: Problem },
    handle: async ({ query, session }) =>
      session.program !== undefined
        ? noProgram()
        : { status: 200, body: await listConversations(needs, session.personId, query) },
  })
  route(api, {
    ...{ method: 'get', path: '/api/conversations/{id}', access, may },
    summary: 'One private conversation; who opened it last is noted, unless their window is out of sight',
    params: ById,
    query: z.object({ away: z.literal('yes').optional() }),
    answers: { 200: ConversationDetail, 403: Problem, 404: Problem },
    handle: async ({ params, query, session }) => {
      if (session.program !== undefined) return noProgram()
      const found = await openOne(needs, actingPerson(session), params.id, query.away === 'yes')
      return found === undefined ? nothingThere() : { status: 200, body: found }
    },
  })
  route(api, {
    ...{ method: 'put', path: '/api/conversations/{id}/handled', access, may },
    summary: 'Says that a private conversation was dealt with, or that it waits again',
    params: ById,
    body: HandledForm,
    answers: { 204: null, 403: Problem, 404: Problem },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return noProgram()
      const done = await markHandled(needs, actingPerson(session), { id: params.id, ...body })
      return done ? { status: 204 } : nothingThere()
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/conversations/{id}/delete', access, may },
    summary: 'Deletes a private conversation on request, with a reason on record',
    params: ById,
    body: PrivateReason,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return noProgram()
      const came = await deleteConversation(needs, actingPerson(session), { id: params.id, ...body })
      if (came === 'done') return { status: 204 }
      return came === 'gone' ? nothingThere() : refused(409, sendingProblem('conversation-on-hold'))
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/conversations/{id}/export', access, may },
    summary: 'A private conversation as JSON, for whoever has a right to it; on record',
    params: ById,
    body: PrivateReason,
    answers: { 200: ConversationExport, 403: Problem, 404: Problem },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return noProgram()
      const made = await exportConversation(needs, actingPerson(session), { id: params.id, ...body })
      return made === undefined ? nothingThere() : { status: 200, body: made }
    },
  })
}
