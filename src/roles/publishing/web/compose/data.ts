import { minuteMs } from '#kernel/time.ts'
import { OfferedBylines } from '#roles/publishing/contract.ts'
import { call, pathWith } from '#web/client.ts'

/** The people whose line may stand below words in a language. */
export function bylinesQuery(language: string) {
  return {
    queryKey: ['bylines', language],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(OfferedBylines, { path: pathWith('/api/bylines', { language }), signal }),
    staleTime: minuteMs,
  }
}
