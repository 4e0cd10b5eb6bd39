import { useQuery } from '@tanstack/react-query'
import { mayDo } from '#kernel/permission.ts'
import { minuteMs } from '#kernel/time.ts'
import { AccountBoard, GoThere, type ConnectForm } from '#sending/contract.ts'
import { call, callQuietly, sessionQuery } from '#web/client.ts'

/**
 * Our accounts with their state, and the networks there are. Part of what is asked anew when the desk tells live that something of
 * sending changed; the time is for what nobody tells, such as an account that somebody else has just noted.
 */
export const boardQuery = {
  queryKey: ['sending', 'connections'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(AccountBoard, { path: '/api/connections', ...(signal ? { signal } : {}) }),
  refetchInterval: 15 * minuteMs,
}

/** Connects an account with what was given: a harmless call first, kept only when it works. */
export function connectAccount(id: string, form: ConnectForm): Promise<AccountBoard> {
  return call(AccountBoard, { method: 'PUT', path: pathOf(id), body: form })
}

/** Begins to sign in at the network of an account; the address to go to. */
export async function goThere(id: string): Promise<string> {
  return (await call(GoThere, { method: 'POST', path: `${pathOf(id)}/sign-in` })).url
}

/** Takes the sign-in that came back from the network. */
export function finishSignIn(id: string): Promise<AccountBoard> {
  return call(AccountBoard, { method: 'POST', path: `${pathOf(id)}/sign-in/finish` })
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
