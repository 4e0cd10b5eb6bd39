import type { z } from 'zod'
import { Issue } from '#roles/early-warning/contract.ts'
import {
  DeskPeople,
  IssueInFull,
  MessagesToLink,
  Rota,
  type FactChange,
  type NewDecision,
  type NewFact,
  type OpenByHand,
  type ResponseNote,
  type RotaForm,
} from '#roles/early-warning/register/contract.ts'
import { call, pathWith } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

function signalOf({ signal }: Signal): Signal {
  return signal ? { signal } : {}
}

function pathOf(id: string): string {
  return `/api/issues/${encodeURIComponent(id)}`
}

/** One issue whole. */
export function issueQuery(id: string) {
  return {
    queryKey: ['issue', id],
    queryFn: (o: Signal) => call(IssueInFull, { path: pathOf(id), ...signalOf(o) }),
  }
}

/** Who may own an issue. */
export const peopleQuery = {
  queryKey: ['issue-people'],
  queryFn: (o: Signal) => call(DeskPeople, { path: '/api/issue-people', ...signalOf(o) }),
}

/** Who is told after the owner. */
export const rotaQuery = {
  queryKey: ['issue-rota'],
  queryFn: (o: Signal) => call(Rota, { path: '/api/issue-rota', ...signalOf(o) }),
}

/** Opens an issue by hand. */
export function openIssue(body: z.input<typeof OpenByHand>): Promise<Issue> {
  return call(Issue, { method: 'POST', path: '/api/issues', body })
}

/** Notes a fact. */
export function addFact(id: string, body: NewFact): Promise<IssueInFull> {
  return call(IssueInFull, { method: 'POST', path: `${pathOf(id)}/facts`, body })
}

/** An unknown becomes known, or a fact is withdrawn. */
export function changeFact(id: string, fact: number, body: FactChange): Promise<IssueInFull> {
  return call(IssueInFull, { method: 'PATCH', path: `${pathOf(id)}/facts/${fact}`, body })
}

/** Writes a decision down. */
export function addDecision(id: string, body: NewDecision): Promise<IssueInFull> {
  return call(IssueInFull, { method: 'POST', path: `${pathOf(id)}/decisions`, body })
}

/** Notes how we answered first. */
export function noteResponse(id: string, body: ResponseNote): Promise<IssueInFull> {
  return call(IssueInFull, { method: 'POST', path: `${pathOf(id)}/response`, body })
}

/** Messages of ours that are not linked to it yet. */
export function messagesToLinkQuery(id: string) {
  return {
    queryKey: ['issue', id, 'messages'],
    queryFn: (o: Signal) => call(MessagesToLink, { path: `${pathOf(id)}/messages`, ...signalOf(o) }),
  }
}

/** Links a message of ours to an issue, or takes the link away. */
export function linkMessage(id: string, messageId: string, isLinked: boolean): Promise<IssueInFull> {
  const path = `${pathOf(id)}/messages`
  return isLinked
    ? call(IssueInFull, { method: 'POST', path, body: { messageId } })
    : call(IssueInFull, { method: 'DELETE', path: pathWith(path, { messageId }) })
}

/** Links a post to an issue, or takes the link away. */
export function linkPost(id: string, postId: string, isLinked: boolean): Promise<IssueInFull> {
  const path = `${pathOf(id)}/posts`
  return isLinked
    ? call(IssueInFull, { method: 'POST', path, body: { postId } })
    : call(IssueInFull, { method: 'DELETE', path: pathWith(path, { postId }) })
}

/** Sets who is told after the owner. */
export function keepRota(body: RotaForm): Promise<Rota> {
  return call(Rota, { method: 'PUT', path: '/api/issue-rota', body })
}
