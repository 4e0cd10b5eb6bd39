import { Barred, BarredList, type BarForm, type LiftForm } from '#sending/moderation/contract.ts'
import { call, callQuietly } from '#web/client.ts'

/** Who may not speak to us, and with whom that is over. */
export const barredQuery = {
  queryKey: ['sending', 'barred'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(BarredList, { path: '/api/barred', signal }),
} as const

/** Bars somebody. */
export function bar(body: BarForm): Promise<Barred> {
  return call(Barred, { method: 'POST', path: '/api/barred', body })
}

/** Lets somebody speak again. */
export function lift(id: string, body: LiftForm): Promise<void> {
  return callQuietly({ method: 'POST', path: `/api/barred/${encodeURIComponent(id)}/lift`, body })
}
