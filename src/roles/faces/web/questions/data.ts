import { useMutation, useQueryClient } from '@tanstack/react-query'
import { z } from 'zod'
import {
  Queue,
  SessionList,
  type ApproveForm,
  type DraftForm,
  type HeardForm,
  type SessionForm,
  type SortForm,
} from '#roles/faces/questions/contract.ts'
import { call } from '#web/client.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Signal = { signal?: AbortSignal }

const Made = z.object({ id: z.string() })
const Done = z.object({ done: z.literal(true) })

const sessions = '/api/question-sessions'
const oneSession = (id: string): string => `${sessions}/${encodeURIComponent(id)}`
const oneQuestion = (id: string): string => `/api/questions/${encodeURIComponent(id)}`

/** Sessions, newest first. */
export const sessionsQuery = {
  queryKey: ['question-sessions'],
  queryFn: ({ signal }: Signal) => call(SessionList, { path: sessions, ...(signal && { signal }) }),
}

/** One with its questions. */
export function queueQuery(id: string) {
  return {
    queryKey: ['question-sessions', id],
    queryFn: ({ signal }: Signal) => call(Queue, { path: oneSession(id), ...(signal && { signal }) }),
  }
}

/** Announces a session, or changes it. */
export function keepSession(
  form: SessionForm,
  before?: { id: string; revision: number },
): Promise<{ id: string }> {
  if (before === undefined) return call(Made, { method: 'POST', path: sessions, body: form })
  const body = { ...form, revision: before.revision }
  return call(Made, { method: 'PUT', path: oneSession(before.id), body })
}

/** Cancels a session. */
export function cancelSession(id: string, reason: string): Promise<unknown> {
  return call(Made, { method: 'POST', path: `${oneSession(id)}/cancel`, body: { reason } })
}

/** Notes a question that was heard elsewhere. */
export function noteQuestion(id: string, form: HeardForm): Promise<unknown> {
  return call(Done, { method: 'POST', path: `${oneSession(id)}/questions`, body: form })
}

/** What can be done about a question. */
export const questionActs = {
  answer: (id: string, form: DraftForm): Promise<unknown> => post(id, 'answer', form),
  approve: (id: string, form: ApproveForm): Promise<unknown> => post(id, 'approve', form),
  publish: (id: string): Promise<unknown> => post(id, 'publish', {}),
  sort: (id: string, form: SortForm): Promise<unknown> => post(id, 'sort', form),
  withdraw: (id: string, reason: string): Promise<unknown> => post(id, 'withdraw', { reason }),
}

function post(id: string, what: string, body: object): Promise<unknown> {
  return call(Done, { method: 'POST', path: `${oneQuestion(id)}/${what}`, body })
}

/** Something done about sessions or questions: afterwards they are read anew, and it is said that it was done. */
export function useQuestionAct<T, R>(
  act: (given: T) => Promise<R>,
  o: { said: string; onDone?: (came: R) => void },
) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: act,
    onSuccess: async (came) => {
      o.onDone?.(came)
      toasts.say({ text: o.said })
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
}
