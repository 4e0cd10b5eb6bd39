import { secondMs } from '#kernel/time.ts'
import { PollResults } from '#sending/polls/contract.ts'
import { call, pathWith } from '#web/client.ts'

/** How the polls of a message stand, as they were read last. The live link tells of new counts; this is beside it. */
export function pollsQuery(messageId: string) {
  const item = `message:${messageId}`
  return {
    queryKey: ['sending', 'polls', item],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(PollResults, { path: pathWith('/api/polls', { item }), signal }),
    refetchInterval: 30 * secondMs,
  }
}
