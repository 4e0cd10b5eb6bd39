import { jsonOf } from '#kernel/json.ts'
import type { Clock } from '#kernel/time.ts'
import type { StateWhy } from '#networks/contract.ts'
import { fieldsOf, type UnknownFields } from '#networks/unknown-fields.ts'
import type { XClient, XRequest } from '#networks/x/wire/client.ts'

/** An answer that was read, or why there is none, in the words of readers. */
export type AppRead = { kind: 'read'; body: UnknownFields } | AppFailed

/** Why X did not answer. `said`: what it answered with, where that can be read. */
export type AppFailed = { kind: 'failed'; why: StateWhy; detail: string; retryInMs?: number }

/** Calls X as the app and reads its answer. */
export async function readAsApp(
  client: XClient,
  request: XRequest,
  needs: { clock: Clock; signal: AbortSignal },
): Promise<AppRead> {
  const answer = await client(request, needs)
  if (answer.kind === 'answer') {
    const body = fieldsOf(jsonOf(answer.body.toString('utf8')))
    return body === undefined
      ? { kind: 'failed', why: 'unreadable', detail: 'no JSON' }
      : { kind: 'read', body }
  }
  const { why, detail } = answer
  const retryInMs = answer.kind === 'wait' ? answer.retryInMs : undefined
  return { kind: 'failed', why: stateWhy(why, detail), detail, ...(retryInMs !== undefined && { retryInMs }) }
}

/** Refusals begin with their status. */
function stateWhy(why: string, detail: string): StateWhy {
  if (why === 'rate-limited' || why === 'timeout' || why === 'unreachable' || why === 'stopped') return why
  if (why === 'private-address' || why === 'bad-url') return why
  const status = /^\d{3}(?= |$)/.exec(detail)?.[0]
  return status === undefined ? 'unreadable' : `http-${Number(status)}`
}
