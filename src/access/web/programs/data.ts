import type { z } from 'zod'
import { MadeHook, MadeKey, ProgramList, type NewHook, type NewKey } from '#access/people/contract.ts'
import { call, callQuietly } from '#web/client.ts'

/** Keys of programs, and our accounts. */
export const keysQuery = {
  queryKey: ['programs', 'keys'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(ProgramList, { path: '/api/programs', ...(signal ? { signal } : {}) }),
}

/** A key just made, with its text, which is shown this once. */
export type Made = z.infer<typeof MadeKey>

/** Makes a key; the client asks for a passkey on the way. */
export function makeKey(body: NewKey): Promise<Made> {
  return call(MadeKey, { method: 'POST', path: '/api/programs/keys', body })
}

/** Ends a key at once. */
export function endKey(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/programs/keys/${encodeURIComponent(id)}` })
}

/** An address just made, with its secret, which is shown this once. */
export type MadeAddress = z.infer<typeof MadeHook>

/** Makes an address at which a program tells us something; the client asks for a passkey on the way. */
export function makeHook(body: NewHook): Promise<MadeAddress> {
  return call(MadeHook, { method: 'POST', path: '/api/programs/hooks', body })
}

/** Ends an address at once. */
export function endHook(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/programs/hooks/${encodeURIComponent(id)}` })
}
