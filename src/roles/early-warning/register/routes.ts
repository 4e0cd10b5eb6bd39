import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { Issue } from '#roles/early-warning/contract.ts'
import {
  DeskPeople,
  FactChange,
  IssueChange,
  IssueInFull,
  MessageLink,
  MessagesToLink,
  NewDecision,
  NewFact,
  OpenByHand,
  PostLink,
  ResponseNote,
  Rota,
  RotaForm,
  TakeOn,
} from '#roles/early-warning/register/contract.ts'
import type { Done } from '#roles/early-warning/register/ground.ts'
import { refusalOf, takenBy } from '#roles/early-warning/register/problems.ts'
import type { Register } from '#roles/early-warning/register/register.ts'
import type { EarlyWarning } from '#roles/early-warning/early-warning.ts'

const ById = z.object({ id: z.string().min(1).max(200) })
const refusals = { 404: Problem, 409: Problem, 422: Problem }

/** The register, and how the whole role takes a story on: screens hear of it too. */
export type RegisterPorts = { register: Register; takeOn: EarlyWarning['takeOn'] }

/** The addresses of the register: issues, their facts, decisions and posts, and who is told when nobody looks. */
export function registerRoutes(api: Api<SignedIn>, { register, takeOn }: RegisterPorts): void {
  takingOn(api, register, takeOn)
  issueRoutes(api, register)
  factRoutes(api, register)
  postRoutes(api, register)
  messageRoutes(api, register)
  answerRoutes(api, register)
  rotaRoutes(api, register)
}

function takingOn(api: Api<SignedIn>, register: Register, takeOn: RegisterPorts['takeOn']): void {
  route(api, {
    method: 'post',
    path: '/api/stories/{id}/take-on',
    summary: 'Take a story on as an issue',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: TakeOn,
    answers: { 201: Issue, ...refusals },
    handle: async ({ params, body, session }) => {
      const done = await takeOn(params.id, session, body)
      if (!done.ok) return refusalOf(done.why)
      const { kind, issue } = done.value
      return kind === 'taken' ? refused(409, takenBy(issue)) : { status: 201, body: issue }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/issues',
    summary: 'Open an issue by hand, without a story: a call, a rumour',
    access: 'signed-in',
    may: 'triage',
    body: OpenByHand,
    answers: { 201: Issue, ...refusals },
    handle: async ({ body, session }) => {
      const done = await register.openByHand(session, body)
      return done.ok ? { status: 201, body: done.value } : refusalOf(done.why)
    },
  })
}

function issueRoutes(api: Api<SignedIn>, register: Register): void {
  route(api, {
    method: 'get',
    path: '/api/issues',
    summary: 'Issues, open ones first, by their next review',
    access: 'signed-in',
    may: 'read',
    answers: { 200: z.object({ issues: z.array(Issue) }) },
    handle: async () => ({ status: 200, body: { issues: await register.list() } }),
  })
  route(api, {
    method: 'get',
    path: '/api/issues/{id}',
    summary: 'One issue whole: facts, decisions, messages, posts',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params }) => {
      const issue = await register.one(params.id)
      return issue === undefined ? refusalOf('no-such-issue') : { status: 200, body: issue }
    },
  })
  route(api, {
    method: 'patch',
    path: '/api/issues/{id}',
    summary: 'Add a note, hand over, say how bad it is, set the next review, close or open again',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: IssueChange,
    answers: { 200: Issue, ...refusals },
    handle: async ({ params, body, session }) => {
      const done = await register.change(session, params.id, body)
      return done.ok ? { status: 200, body: done.value } : refusalOf(done.why)
    },
  })
}

type Answer = { status: 200; body: IssueInFull } | ReturnType<typeof refusalOf>

/** The issue as it stands after an act, or why there was none. */
async function after(register: Register, id: string, done: Done<unknown>): Promise<Answer> {
  if (!done.ok) return refusalOf(done.why)
  const issue = await register.one(id)
  return issue === undefined ? refusalOf('no-such-issue') : { status: 200, body: issue }
}

function factRoutes(api: Api<SignedIn>, register: Register): void {
  route(api, {
    method: 'post',
    path: '/api/issues/{id}/facts',
    summary: 'Note something known, or something that must be found out',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: NewFact,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, body, session }) =>
      after(register, id, await register.addFact(session, id, body)),
  })
  route(api, {
    method: 'patch',
    path: '/api/issues/{id}/facts/{fact}',
    summary: 'An unknown becomes known, or a fact is withdrawn',
    access: 'signed-in',
    may: 'triage',
    params: ById.extend({ fact: z.coerce.number().int().min(1).max(2_147_483_647) }),
    body: FactChange,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id, fact }, body, session }) =>
      after(register, id, await register.changeFact(session, id, { factId: fact, change: body })),
  })
  route(api, {
    method: 'post',
    path: '/api/issues/{id}/decisions',
    summary: 'Write a decision down; it never changes and is on record',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: NewDecision,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, body, session }) =>
      after(register, id, await register.decide(session, id, body)),
  })
}

function postRoutes(api: Api<SignedIn>, register: Register): void {
  route(api, {
    method: 'post',
    path: '/api/issues/{id}/posts',
    summary: 'Link a post that is kept here',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: PostLink,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, body, session }) =>
      after(register, id, await register.linkPost(session, id, body.postId)),
  })
  route(api, {
    method: 'delete',
    path: '/api/issues/{id}/posts',
    summary: 'Take such a link away',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    query: PostLink,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, query, session }) =>
      after(register, id, await register.unlinkPost(session, id, query.postId)),
  })
}

function messageRoutes(api: Api<SignedIn>, register: Register): void {
  const path = '/api/issues/{id}/messages'
  route(api, {
    method: 'get',
    path,
    summary: 'Messages of ours that can be linked to this issue, last changed first',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    answers: { 200: MessagesToLink, ...refusals },
    handle: async ({ params }) => {
      const messages = await register.messagesToLink(params.id)
      return messages === undefined ? refusalOf('no-such-issue') : { status: 200, body: { messages } }
    },
  })
  route(api, {
    method: 'post',
    path,
    summary: 'Link a message of ours to this issue',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: MessageLink,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, body, session }) =>
      after(register, id, await register.linkMessage(session, id, body.messageId)),
  })
  route(api, {
    method: 'delete',
    path,
    summary: 'Take such a link away; that is on record',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    query: MessageLink,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, query, session }) =>
      after(register, id, await register.unlinkMessage(session, id, query.messageId)),
  })
}

function answerRoutes(api: Api<SignedIn>, register: Register): void {
  route(api, {
    method: 'post',
    path: '/api/issues/{id}/response',
    summary: 'Note how we answered first, where no message of ours did',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    body: ResponseNote,
    answers: { 200: IssueInFull, ...refusals },
    handle: async ({ params: { id }, body, session }) =>
      after(register, id, await register.answered(session, id, body)),
  })
}

function rotaRoutes(api: Api<SignedIn>, register: Register): void {
  route(api, {
    method: 'get',
    path: '/api/issue-people',
    summary: 'Who may own an issue',
    access: 'signed-in',
    may: 'read',
    answers: { 200: DeskPeople },
    handle: async () => ({ status: 200, body: { people: await register.people() } }),
  })
  route(api, {
    method: 'get',
    path: '/api/issue-rota',
    summary: 'Who is told after the owner when a review is overdue',
    access: 'signed-in',
    may: 'read',
    answers: { 200: Rota },
    handle: async () => ({ status: 200, body: await register.rota() }),
  })
  route(api, {
    method: 'put',
    path: '/api/issue-rota',
    summary: 'Set who is told after the owner, in order, and the wait',
    access: 'signed-in',
    may: 'settings',
    body: RotaForm,
    answers: { 200: Rota, ...refusals },
    handle: async ({ body, session }) => {
      const done = await register.setRota(session, body)
      return done.ok ? { status: 200, body: done.value } : refusalOf(done.why)
    },
  })
}
