import { useQuery } from '@tanstack/react-query'
import { mayDo } from '#kernel/permission.ts'
import { minuteMs } from '#kernel/time.ts'
import { AccountBoard, type ConnectForm } from '#sending/contract.ts'
import { call, callQuietly, sessionQuery } from '#web/client.ts'

/** Our accounts with their state, and the networks there are; asked again every minute, since workers look at them too. */
export const boardQuery = {
  queryKey: ['connections'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(AccountBoard, { path: '/api/connections', ...(signal ? { signal } : {}) }),
  refetchInterval: minuteMs,
}

/** Connects an account with what was given: a harmless call first, kept only when it works. */
export function connectAccount(id: string, form: ConnectForm): Promise<AccountBoard> {
  return call(AccountBoard, { method: 'PUT', path: pathOf(id), body: form })
}

/** Makes the harmless call now. */
export function checkAccount(id: string): Promise<AccountBoard> {
  return call(AccountBoard, { method: 'POST', path: `${pathOf(id)}/check` })
}

/** Forgets the sign-in of an account. */
export function disconnectAccount(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: pathOf(id) })
}

/** Whether whoever looks may connect accounts: for showing buttons; the server asks again. */
export function useMayConnect(): boolean {
  return mayDo(useQuery(sessionQuery).data?.grants ?? [], 'accounts')
}

function pathOf(id: string): string {
  return `/api/connections/${encodeURIComponent(id)}`
}
