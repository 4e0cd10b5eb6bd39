import type { z } from 'zod'
import {
  AccountBoard,
  DeliveryList,
  DeliverySteps,
  Pause,
  SendingState,
  type ActForm,
  type PauseForm,
} from '#sending/contract.ts'
import { AnswerList, ReachView, type ReachForm } from '#sending/to-many/contract.ts'
import { call, callQuietly, pathWith } from '#web/client.ts'

type Signal = { signal: AbortSignal }

/** Pauses that hold, whether sending answers, how much waits for somebody. */
export const stateQuery = {
  queryKey: ['sending', 'state'],
  queryFn: ({ signal }: Signal) => call(SendingState, { path: '/api/sending', signal }),
} as const

/** The outbox: what is not done, or what is. */
export function outboxQuery(show: 'open' | 'done') {
  return {
    queryKey: ['sending', 'outbox', show],
    queryFn: ({ signal }: Signal) =>
      call(DeliveryList, { path: pathWith('/api/deliveries', { show }), signal }),
  }
}

/** Everything that was put into the outbox of one item, such as `message:ID`. */
export function itemQuery(item: string) {
  return {
    queryKey: ['sending', 'item', item],
    queryFn: ({ signal }: Signal) =>
      call(DeliveryList, { path: pathWith('/api/deliveries', { item }), signal }),
  }
}

/** What happened to one delivery, step by step. */
export function stepsQuery(id: string) {
  return {
    queryKey: ['sending', 'steps', id],
    queryFn: ({ signal }: Signal) => call(DeliverySteps, { path: `${pathOf(id)}/steps`, signal }),
  }
}

/** Our accounts, whether they can speak, and the networks there are. */
export const boardQuery = {
  queryKey: ['sending', 'connections'],
  queryFn: ({ signal }: Signal) => call(AccountBoard, { path: '/api/connections', signal }),
} as const

/** How far a message to subscribers has come. */
export function reachQuery(id: string) {
  return {
    queryKey: ['sending', 'reach', id],
    queryFn: ({ signal }: Signal) => call(ReachView, { path: `${pathOf(id)}/reach`, signal }),
  }
}

/** What people answered to it by mail. */
export function answersQuery(id: string) {
  return {
    queryKey: ['sending', 'answers', id],
    queryFn: ({ signal }: Signal) => call(AnswerList, { path: `${pathOf(id)}/answers`, signal }),
  }
}

/** Lets a message to subscribers go on, or stops it. */
export function decideReach(id: string, body: ReachForm): Promise<void> {
  return callQuietly({ method: 'POST', path: `${pathOf(id)}/reach`, body })
}

/** Decides about a delivery. */
export function decide(id: string, body: ActForm): Promise<void> {
  return callQuietly({ method: 'POST', path: `${pathOf(id)}/acts`, body })
}

/** Stops sending. */
export function pauseSending(body: PauseForm): Promise<z.infer<typeof Pause>> {
  return call(Pause, { method: 'POST', path: '/api/pauses', body })
}

/** Ends a pause. */
export function endPause(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/pauses/${encodeURIComponent(id)}` })
}

function pathOf(id: string): string {
  return `/api/deliveries/${encodeURIComponent(id)}`
}
