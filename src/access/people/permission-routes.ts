import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { openAccounts } from '#access/people/accounts.ts'
import {
  askForChange,
  confirmProposal,
  listProposals,
  lookAtChange,
  withdrawProposal,
} from '#access/people/changes.ts'
import {
  AskedChange,
  Changed,
  LookedAt,
  Proposal,
  ProposalList,
  TeamList,
  WhoMay,
} from '#access/people/contract.ts'
import type { Ground } from '#access/people/ground.ts'
import { readStanding } from '#access/people/read-standing.ts'
import { answered, ById } from '#access/people/route-parts.ts'
import { readWhoMay } from '#access/people/read-who-may.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { route } from '#api/route.ts'
import { lanes } from '#kernel/permission.ts'

/** Who may what: teams, changes, proposals, and the question who could publish right now. */
export function permissionRoutes(api: Api<SignedIn>, people: Ground): void {
  readingRoutes(api, people)
  changeRoutes(api, people)
  proposalRoutes(api, people)
}

function readingRoutes(api: Api<SignedIn>, people: Ground): void {
  route(api, {
    method: 'get',
    path: '/api/teams',
    summary: 'Teams with what they may do and who is in them, and our accounts',
    access: 'signed-in',
    may: 'people',
    answers: { 200: TeamList },
    handle: async () => {
      const { teams } = await readStanding(people.store.db, people.clock.nowMs())
      return { status: 200, body: { teams: [...teams], accounts: await openAccounts(people.store.db) } }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/who-may',
    summary:
      'Who could do what on one account, in one language and lane, right now; and weak spots everywhere',
    access: 'signed-in',
    may: 'people',
    query: z.object({
      account: z.string().min(1).max(100).optional(),
      language: z.string().min(2).max(35).optional(),
      lane: z.enum(lanes).default('normal'),
    }),
    answers: { 200: WhoMay },
    handle: async ({ query }) => ({ status: 200, body: await readWhoMay(people, query) }),
  })
}

function changeRoutes(api: Api<SignedIn>, people: Ground): void {
  route(api, {
    method: 'post',
    path: '/api/permissions/look',
    summary: 'What a change of permissions would do, without doing it',
    access: 'signed-in',
    may: 'people',
    body: AskedChange,
    answers: { 200: LookedAt, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body }) => answered(200, await lookAtChange(people, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/permissions/changes',
    summary: 'Changes permissions, or proposes the change where a second person must confirm',
    access: 'signed-in',
    may: 'people',
    fresh: true,
    body: AskedChange,
    answers: { 200: Changed, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ session, body }) => answered(200, await askForChange(people, session, body)),
  })
}

function proposalRoutes(api: Api<SignedIn>, people: Ground): void {
  route(api, {
    method: 'get',
    path: '/api/permissions/proposals',
    summary: 'Changes that wait for a second person, and the last that were decided',
    access: 'signed-in',
    may: 'people',
    answers: { 200: ProposalList },
    handle: async ({ session }) => ({
      status: 200,
      body: { proposals: await listProposals(people, session.personId) },
    }),
  })
  for (const [act, summary, work] of [
    ['confirm', 'Confirms a proposal of somebody else; an owner does', confirmProposal],
    ['withdraw', 'Takes one’s own proposal back', withdrawProposal],
  ] as const)
    route(api, {
      method: 'post',
      path: `/api/permissions/proposals/{id}/${act}`,
      summary,
      access: 'signed-in',
      may: 'people',
      ...(act === 'confirm' ? { fresh: true } : {}),
      params: ById,
      answers: { 200: Proposal, 403: Problem, 404: Problem, 409: Problem },
      handle: async ({ session, params }) => answered(200, await work(people, session, params.id)),
    })
}
