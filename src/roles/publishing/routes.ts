import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { Account } from '#access/people/contract.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem, problem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import { minuteMs } from '#kernel/time.ts'
import type { ContentProblem } from '#networks/sender.ts'
import {
  AccountForm,
  AskedAbout,
  AskForm,
  CannotGoOut,
  Conflict,
  Message,
  MessageChange,
  MessageList,
  MessageToBegin,
  OwnAccounts,
  PublishedNote,
  Released,
  ReleaseQuery,
  SendForm,
  TakenDownNote,
  WhichTime,
  type VersionProblem,
} from '#roles/publishing/contract.ts'
import { calendarRoutes } from '#roles/publishing/calendar/routes.ts'
import { campaignRoutes } from '#roles/publishing/campaigns/routes.ts'
import { checkRoute } from '#roles/publishing/check-route.ts'
import { correctionRoutes } from '#roles/publishing/corrections/routes.ts'
import type { Written } from '#roles/publishing/drafting.ts'
import { importRoute } from '#roles/publishing/import-route.ts'
import { plainRoute } from '#roles/publishing/plain-route.ts'
import { refusalProblem, statusOf, type Refusal, type Ruled } from '#roles/publishing/problems.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import { recurringRoutes } from '#roles/publishing/recurring/routes.ts'
import { templateRoutes } from '#roles/publishing/templates/routes.ts'
import { bylineRoute } from '#roles/publishing/writing/byline-routes.ts'
import { mentionRoutes } from '#roles/publishing/writing/mentions/routes.ts'
import { jargonRoutes } from '#roles/publishing/writing/plain/routes.ts'

/** Longest a message with pictures may take: each is made to fit each account, most of them at once from what was made before. */
const fittingMsMax = 2 * minuteMs

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of publishing: messages, what was published by hand, accounts, import. */
export function publishingRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  accountRoutes(api, publishing)
  importRoute(api, publishing)
  plainRoute(api, publishing)
  jargonRoutes(api, publishing)
  mentionRoutes(api, publishing)
  bylineRoute(api, publishing)
  checkRoute(api, publishing)
  readingRoutes(api, publishing)
  draftRoutes(api, publishing)
  askingRoutes(api, publishing)
  byHandRoutes(api, publishing)
  sendingRoute(api, publishing)
  correctionRoutes(api, publishing, written)
  calendarRoutes(api, publishing.planning)
  campaignRoutes(api, publishing.campaigns, written)
  templateRoutes(api, publishing.templates)
  recurringRoutes(api, publishing.recurring)
}

function readingRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'get',
    path: '/api/messages',
    summary: 'Messages, last changed first: those not out yet, or those that are',
    access: 'signed-in',
    may: 'read',
    query: z.object({
      show: z.enum(['open', 'out']).default('open'),
      before: z
        .string()
        .regex(/^\d{1,15} [\w-]{1,100}$/u)
        .optional(),
    }),
    answers: { 200: MessageList },
    handle: async ({ query }) => {
      const [at, id] = (query.before ?? '').split(' ')
      const before = id === undefined ? undefined : { atMs: Number(at), id }
      return { status: 200, body: await publishing.list({ isOut: query.show === 'out', before }) }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/messages/{id}',
    summary: 'One message: its texts, where its approval stands, what is public of it',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: Message, 404: Problem },
    handle: async ({ params, session }) => {
      const message = await publishing.one(session, params.id)
      return message === undefined
        ? refused(404, refusalProblem('no-such-message'))
        : { status: 200, body: message }
    },
  })
}

function draftRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'post',
    path: '/api/messages',
    summary: 'Begins a message',
    access: 'signed-in',
    may: 'write',
    body: MessageToBegin,
    timeoutMs: fittingMsMax,
    answers: { 201: Message, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const made = await publishing.create(session, body)
      return made.ok ? { status: 201, body: made.value } : no(made.why)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/messages/{id}',
    summary: 'Changes a message as it was read at a revision; voids what was asked or approved of it',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: MessageChange,
    timeoutMs: fittingMsMax,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Conflict, 422: Problem },
    handle: async ({ params, body, session }) => written(await publishing.change(session, params.id, body)),
  })
  route(api, {
    method: 'delete',
    path: '/api/messages/{id}',
    summary: 'Deletes a draft that was never asked about',
    access: 'signed-in',
    may: 'write',
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, session }) => {
      const done = await publishing.remove(session, params.id)
      return done.ok ? { status: 204 } : no(done.why)
    },
  })
}

function askingRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/ask',
    summary: 'Asks for approval of a message exactly as it was read',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: AskForm,
    timeoutMs: fittingMsMax,
    answers: { 200: AskedAbout, 403: Problem, 404: Problem, 409: Conflict, 422: CannotGoOut },
    handle: async ({ params, body, session }) => {
      const asked = await publishing.ask(session, params.id, body)
      if (!asked.ok) {
        if ('problems' in asked) return cannotGoOut(asked.problems)
        return 'current' in asked ? conflict(asked) : no(asked.why)
      }
      if (!('approvers' in asked.value)) throw new TypeError('what was asked has its approvers')
      const { message, deadlineMs, approvers } = asked.value
      return { status: 200, body: { message, approvers, deadline: new Date(deadlineMs).toISOString() } }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/take-back',
    summary: 'Takes the question back, for its writers and whoever asked',
    access: 'signed-in',
    may: 'write',
    params: ById,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, session }) =>
      session.program === undefined
        ? ruled(await publishing.takeBack(session, params.id))
        : refused(403, kitProblem('not-for-programs')),
  })
}

/** What is done by hand is noted by whoever did it: a person. */
function sendingRoute(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/send',
    summary: 'Puts what is approved into the outbox: now, or at a wall time in a zone',
    access: 'signed-in',
    may: 'publish',
    params: ById,
    body: SendForm,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Problem, 422: WhichTime },
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const sent = await publishing.send(session, params.id, body)
      if (sent.ok) return { status: 200, body: sent.value }
      if ('problem' in sent) return { status: 422, body: { ...unfit(sent.problem).body, times: [] } }
      const times = (sent.timesMs ?? []).map((ms) => new Date(ms).toISOString())
      const { status, body: why } = no(sent.why)
      return status === 422 ? { status, body: { ...why, times } } : { status, body: why }
    },
  })
}

/** That versions could not go out as they stand: the first reason in words, and all of them beside it. */
function cannotGoOut(problems: VersionProblem[]): { status: 422; body: z.infer<typeof CannotGoOut> } {
  const [first] = problems
  if (first === undefined) throw new TypeError('what cannot go out has its reasons')
  const more = problems.length - 1
  const en = `${first.where.en}: ${first.words.en}`
  const fr = `${first.where.fr} : ${first.words.fr}`
  const words =
    more === 0
      ? { en, fr }
      : {
          en: `${en} ${more === 1 ? 'One more thing is' : `${more} more things are`} in the way.`,
          fr: `${fr} ${more === 1 ? 'Un autre point bloque' : `${more} autres points bloquent`} la demande.`,
        }
  return { status: 422, body: { ...problem(first.why, words), problems } }
}

/** That a version could not go out as it stands, in the words of its network. */
function unfit({ why, words }: ContentProblem): { status: 422; body: Problem } {
  return { status: 422, body: problem(why, words) }
}

function byHandRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'get',
    path: '/api/messages/{id}/text',
    summary: 'The exact text of an approved version, to be published by hand',
    access: 'signed-in',
    may: 'publish',
    params: ById,
    query: ReleaseQuery,
    answers: { 200: Released, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, query, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const released = await publishing.release(session, params.id, query)
      return released.ok ? { status: 200, body: released.value } : no(released.why)
    },
  })
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/published',
    summary: 'Notes that an approved version was published by hand, and where',
    access: 'signed-in',
    may: 'publish',
    params: ById,
    body: PublishedNote,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) =>
      session.program === undefined
        ? ruled(await publishing.notePublished(session, params.id, body))
        : refused(403, kitProblem('not-for-programs')),
  })
  route(api, {
    method: 'post',
    path: '/api/messages/{id}/taken-down',
    summary: 'Notes that a post of ours was taken down by hand, and why',
    access: 'signed-in',
    may: 'publish',
    params: ById,
    body: TakenDownNote,
    answers: { 200: Message, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) =>
      session.program === undefined
        ? ruled(await publishing.noteTakenDown(session, params.id, body))
        : refused(403, kitProblem('not-for-programs')),
  })
}

function accountRoutes(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'get',
    path: '/api/accounts',
    summary: 'The accounts we own',
    access: 'signed-in',
    may: 'read',
    answers: { 200: OwnAccounts },
    handle: async ({ session }) => ({
      status: 200,
      body: { accounts: await publishing.accounts(), mayAdd: mayDo(session.grants, 'accounts') },
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/accounts',
    summary: 'Notes an account we own, by hand; nothing is connected by it',
    access: 'signed-in',
    may: 'accounts',
    body: AccountForm,
    answers: { 201: Account, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const made = await publishing.addAccount(session, body)
      return made.ok ? { status: 201, body: made.value } : no(made.why)
    },
  })
}

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function no(why: Refusal): No {
  return refused(statusOf(why), refusalProblem(why))
}

function ruled(done: Ruled<Message>): { status: 200; body: Message } | No {
  return done.ok ? { status: 200, body: done.value } : no(done.why)
}

type TooLate = { status: 409; body: z.infer<typeof Conflict> }

function written(done: Written): { status: 200; body: Message } | No | TooLate {
  if (done.ok) return { status: 200, body: done.value }
  return 'current' in done ? conflict(done) : no(done.why)
}

function conflict({ why, current }: { why: Refusal; current: Message }): TooLate {
  // Who may write nothing of it is not shown it here: the right to read is asked for elsewhere.
  return { status: 409, body: { ...refusalProblem(why), ...(current.may.write ? { current } : {}) } }
}
