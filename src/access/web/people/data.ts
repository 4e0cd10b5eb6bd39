import type { z } from 'zod'
import {
  Changed,
  Invited,
  Left,
  LookedAt,
  PeopleList,
  PersonPage,
  Proposal,
  ProposalList,
  TeamList,
  WhoMay,
  type AskedChange,
  type Invitation,
} from '#access/people/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import { call, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

const given = ({ signal }: Signal): Signal => (signal ? { signal } : {})

/** Everybody here. */
export const peopleQuery = {
  queryKey: ['people', 'list'],
  queryFn: (o: Signal) => call(PeopleList, { path: '/api/people', ...given(o) }),
}

/** One person with what they look after. */
export function personQuery(id: string) {
  return {
    queryKey: ['people', 'one', id],
    queryFn: (o: Signal) => call(PersonPage, { path: `/api/people/${encodeURIComponent(id)}`, ...given(o) }),
  }
}

/** Teams and our accounts. */
export const teamsQuery = {
  queryKey: ['people', 'teams'],
  queryFn: (o: Signal) => call(TeamList, { path: '/api/teams', ...given(o) }),
}

/** Changes that wait for a second person, and the last that were decided. */
export const proposalsQuery = {
  queryKey: ['people', 'proposals'],
  queryFn: (o: Signal) => call(ProposalList, { path: '/api/permissions/proposals', ...given(o) }),
}

/** Where somebody asks who could publish. */
export type Spot = { account?: string | undefined; language?: string | undefined; lane?: Lane | undefined }

/** Who could do what there right now. */
export function whoMayQuery(spot: Spot) {
  return {
    queryKey: ['people', 'who-may', spot],
    queryFn: (o: Signal) => call(WhoMay, { path: pathWith('/api/who-may', spot), ...given(o) }),
  }
}

/** Invites somebody. */
export function invite(body: z.input<typeof Invitation>): Promise<Invited> {
  return call(Invited, { method: 'POST', path: '/api/people', body })
}

/** A new link for somebody who never signed in. */
export function inviteAgain(personId: string): Promise<Invited> {
  return call(Invited, { method: 'POST', path: `/api/people/${encodeURIComponent(personId)}/link` })
}

/** Ends somebody's access; what they look after goes to somebody else. */
export function leave(personId: string, handOverTo: string | undefined): Promise<Left> {
  const body = handOverTo === undefined ? {} : { handOverTo }
  return call(Left, { method: 'POST', path: `/api/people/${encodeURIComponent(personId)}/leave`, body })
}

/** What a change would do. */
export function lookAt(body: AskedChange): Promise<LookedAt> {
  return call(LookedAt, { method: 'POST', path: '/api/permissions/look', body })
}

/** Makes a change, or proposes it. */
export function askFor(body: AskedChange): Promise<Changed> {
  return call(Changed, { method: 'POST', path: '/api/permissions/changes', body })
}

/** Confirms a proposal of somebody else, or takes one's own back. */
export function decide(id: string, act: 'confirm' | 'withdraw'): Promise<Proposal> {
  return call(Proposal, {
    method: 'POST',
    path: `/api/permissions/proposals/${encodeURIComponent(id)}/${act}`,
  })
}
