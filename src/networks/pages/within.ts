import type { NotSent } from '#networks/call.ts'
import type { SendingNeeds } from '#networks/sender.ts'

type Needs = SendingNeeds & { timeoutMs: number }

/**
 * Does some work with our own store, and says what is known when it fails. What was begun may have been done, so it is `unknown`;
 * only what was never begun is `wait`. Errors are told by name: their text can hold what was said.
 */
export async function within<T>(
  work: () => Promise<T>,
  { clock, signal, timeoutMs }: Needs,
): Promise<{ kind: 'done'; value: T } | Exclude<NotSent, { kind: 'refused' }>> {
  if (signal.aborted) return { kind: 'wait', why: 'stopped', detail: 'stopped by us' }
  const ended = new AbortController()
  const stop = AbortSignal.any([signal, ended.signal])
  const given = clock.sleep(timeoutMs, stop).then(() => 'given up' as const)
  try {
    const value = await Promise.race([work().then((done) => ({ done })), given])
    if (value !== 'given up') return { kind: 'done', value: value.done }
    return signal.aborted
      ? { kind: 'unknown', why: 'stopped', detail: 'stopped by us' }
      : { kind: 'unknown', why: 'timeout', detail: 'the store did not answer in time' }
  } catch (error) {
    const name = error instanceof Error ? error.name : 'something'
    return { kind: 'unknown', why: 'server-error', detail: `the store failed: ${name}` }
  } finally {
    ended.abort()
  }
}
