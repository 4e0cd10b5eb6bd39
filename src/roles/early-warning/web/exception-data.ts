import { z } from 'zod'
import { Watch, WatchException, type ExceptionInput } from '#listening/contract.ts'
import { call } from '#web/client.ts'

const Exceptions = z.object({ exceptions: z.array(WatchException) })
const Allowed = z.object({ exception: WatchException, watch: Watch })

/** Searches that were asked for although the policy refuses them. */
export const exceptionsQuery = {
  queryKey: ['watch-exceptions'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(Exceptions, { path: '/api/watch-exceptions', ...(signal ? { signal } : {}) }),
}

/** Asks for one; for a watch there is already, with its id. */
export function askException(body: ExceptionInput & { watchId?: string }): Promise<WatchException> {
  return call(WatchException, { method: 'POST', path: '/api/watch-exceptions', body })
}

/** Allows one as its second person. */
export function allowException(id: string): Promise<z.infer<typeof Allowed>> {
  return call(Allowed, { method: 'POST', path: `/api/watch-exceptions/${encodeURIComponent(id)}/allow` })
}

/** Declines one, or takes one's own back. */
export function closeException(id: string, verb: 'decline' | 'withdraw'): Promise<WatchException> {
  const path = `/api/watch-exceptions/${encodeURIComponent(id)}/${verb}`
  return call(WatchException, { method: 'POST', path })
}
