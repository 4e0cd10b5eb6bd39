import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Approvals } from '#access/approvals/approvals.ts'
import {
  ApprovalList,
  ApprovalReview,
  DelegationList,
  NewDelegation,
  Reason,
  ShownVersion,
} from '#access/approvals/contract.ts'
import { Bell } from '#access/notices/contract.ts'
import { approvalProblem, delegationRefusal, statusOf } from '#access/approvals/problems.ts'
import type { Reviewed } from '#access/approvals/glass.ts'
import { openAccounts } from '#access/people/accounts.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import { mayDo } from '#kernel/permission.ts'
import type { Store } from '#store/store.ts'

const ByItem = z.object({ item: z.string().min(1).max(300) })
const ById = z.object({ id: z.string().min(1).max(100) })
const NoticeId = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const ShownVersions = z.array(ShownVersion).min(1).max(100)
const outcomes = { 204: null, 403: Problem, 404: Problem, 409: Problem } as const

/**
 * The addresses of approvals. Deciding asks for `read` at the door only: a delegated right is not among the grants of a
 * session. What may be decided, and by whom, is asked inside, in the transaction that writes it.
 */
export function approvalRoutes(api: Api<SignedIn>, approvals: Approvals, store: Store): void {
  readingRoutes(api, approvals, store)
  judgingRoutes(api, approvals, store)
  glassRoutes(api, approvals, store)
  delegationRoutes(api, approvals, store)
}

function readingRoutes(api: Api<SignedIn>, approvals: Approvals, store: Store): void {
  route(api, {
    method: 'get',
    path: '/api/approvals',
    summary: 'What waits for approval, what was decided, reviews to be done, and notices',
    access: 'signed-in',
    may: 'read',
    answers: { 200: ApprovalList },
    handle: async ({ session }) => ({
      status: 200,
      body: await store.inTransaction((tx) => approvals.listFor(tx, session.personId)),
    }),
  })
  route(api, {
    method: 'get',
    path: '/api/approvals/{item}',
    summary: 'One item for reviewing: the exact text, and what changed',
    access: 'signed-in',
    may: 'read',
    params: ByItem,
    answers: { 200: ApprovalReview, 404: Problem },
    handle: async ({ params, session }) => {
      const about = { item: params.item, personId: session.personId }
      const review = await store.inTransaction((tx) => approvals.reviewFor(tx, about))
      return review === undefined ? refused(404, approvalProblem('not-asked')) : { status: 200, body: review }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/notices',
    summary: 'One’s own unread notices, and how much waits for one’s approval',
    access: 'signed-in',
    may: 'self',
    answers: { 200: Bell },
    handle: async ({ session }) => ({
      status: 200,
      body: await store.inTransaction((tx) => approvals.bellFor(tx, session.personId)),
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/notices/seen',
    summary: 'Marks one’s own notices as read: these, or all up to that one',
    access: 'signed-in',
    may: 'self',
    body: z.union([z.object({ upTo: NoticeId }), z.object({ ids: z.array(NoticeId).max(100) })]),
    answers: { 204: null },
    handle: async ({ body, session }) => {
      await approvals.noticesSeen(store.db, { personId: session.personId, ...body })
      return { status: 204 }
    },
  })
}

function judgingRoutes(api: Api<SignedIn>, approvals: Approvals, store: Store): void {
  route(api, {
    method: 'post',
    path: '/api/approvals/{item}/approve',
    summary: 'Approves the versions shown, all or none; in the emergency lane with a fresh proof',
    access: 'signed-in',
    may: 'read',
    params: ByItem,
    body: z.object({ versions: ShownVersions }),
    answers: outcomes,
    handle: async ({ params, body, session }) => {
      const isFresh = session.freshUntilMs > api.needs.clock.nowMs()
      const o = { item: params.item, shown: body.versions, by: handOf(session), isFresh }
      const done = await store.inTransaction((tx) => approvals.approve(tx, o))
      if (!done.ok && done.why === 'not-fresh') return refused(403, kitProblem('not-fresh'))
      return answer(done)
    },
  })
  for (const [act, summary] of [
    ['return', 'Gives an item back to its writers, with a reason'],
    ['revoke', 'Takes the approvals of an item back, with a reason'],
  ] as const)
    route(api, {
      method: 'post',
      path: `/api/approvals/{item}/${act}`,
      summary,
      access: 'signed-in',
      may: 'read',
      params: ByItem,
      body: z.object({ reason: Reason }),
      answers: outcomes,
      handle: async ({ params, body, session }) => {
        const o = { item: params.item, by: handOf(session), reason: body.reason }
        const work = act === 'return' ? approvals.giveBack.bind(approvals) : approvals.revoke.bind(approvals)
        return answer(await store.inTransaction((tx) => work(tx, o)))
      },
    })
  route(api, {
    method: 'post',
    path: '/api/approvals/{item}/withdraw',
    summary: 'Takes the question back, for its writers and whoever asked',
    access: 'signed-in',
    may: 'read',
    params: ByItem,
    answers: outcomes,
    handle: async ({ params, session }) =>
      answer(
        await store.inTransaction((tx) => approvals.withdraw(tx, { item: params.item, by: handOf(session) })),
      ),
  })
}

function glassRoutes(api: Api<SignedIn>, approvals: Approvals, store: Store): void {
  route(api, {
    method: 'post',
    path: '/api/approvals/{item}/break-glass',
    summary: 'Lets an item of the emergency lane out with one key, with a reason',
    access: 'signed-in',
    may: 'break-glass',
    fresh: true,
    params: ByItem,
    body: z.object({ versions: ShownVersions, reason: Reason }),
    answers: outcomes,
    handle: async ({ params, body, session }) => {
      const o = { item: params.item, shown: body.versions, by: handOf(session), reason: body.reason }
      return answer(await store.inTransaction((tx) => approvals.breakGlass(tx, o)))
    },
  })
  route(api, {
    method: 'post',
    path: '/api/glass-reviews/{id}',
    summary: 'Closes the review of what was let out with one key',
    access: 'signed-in',
    may: 'approve',
    params: ById,
    body: z.object({ wasRight: z.boolean(), finding: Reason }),
    answers: outcomes,
    handle: async ({ params, body, session }) => {
      const o = { id: params.id, by: handOf(session), ...body }
      return answer(await store.inTransaction((tx) => approvals.reviewGlass(tx, o)))
    },
  })
}

function delegationRoutes(api: Api<SignedIn>, approvals: Approvals, store: Store): void {
  route(api, {
    method: 'get',
    path: '/api/delegations',
    summary: 'Delegations that run: one’s own; for an owner all of them',
    access: 'signed-in',
    may: 'read',
    answers: { 200: DelegationList },
    handle: async ({ session }) => {
      const { delegations, people, me } = await approvals.delegationsFor(store.db, session.personId)
      const others = people.filter(({ id }) => id !== session.personId)
      const mine = (me?.grants ?? []).filter((grant) => mayDo([grant], 'approve'))
      return {
        status: 200,
        body: {
          delegations,
          people: others.map(({ id, name }) => ({ id, name })),
          mine: mine.map(({ account, language, lane }) => ({ account, language, lane })),
          accounts: await openAccounts(store.db),
        },
      }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/delegations',
    summary: 'Hands one’s own right to approve to somebody, until a moment',
    access: 'signed-in',
    may: 'approve',
    fresh: true,
    body: NewDelegation,
    answers: { 201: z.object({ id: z.string() }), 422: Problem },
    handle: async ({ body, session }) => {
      const made = await store.inTransaction((tx) =>
        approvals.delegate(tx, { ...body, from: handOf(session) }),
      )
      return made.ok ? { status: 201, body: { id: made.id } } : refused(422, delegationRefusal(made.why))
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/delegations/{id}',
    summary: 'Ends a delegation early: one’s own; for an owner any',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 204: null, 404: Problem },
    handle: async ({ params, session }) => {
      const o = { id: params.id, by: handOf(session) }
      const ended = await store.inTransaction((tx) => approvals.endDelegation(tx, o))
      return ended ? { status: 204 } : refused(404, kitProblem('not-found'))
    },
  })
}

/** Whoever decides is a person: what came with a program's key, though its maker answers for it, is nobody here. */
function handOf(session: SignedIn): string {
  return session.program === undefined ? session.personId : nobody
}

const nobody = ''

type Outcomes = { status: 204 } | { status: 403 | 404 | 409; body: Problem }

function answer(done: Reviewed): Outcomes {
  return done.ok ? { status: 204 } : refused(statusOf(done.why), approvalProblem(done.why))
}
