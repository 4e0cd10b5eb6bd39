import { Identities } from '#access/oidc/contract.ts'
import { Devices, Passkeys, SignedOutDevices } from '#access/sign-in/contract.ts'
import { call, callQuietly } from '#web/client.ts'

/** The person's own passkeys, for TanStack Query. The invitation asks for the same. */
export const passkeysQuery = {
  queryKey: ['passkeys'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Passkeys, { path: '/api/passkeys', signal }),
} as const

/** Renames a passkey. */
export function renamePasskey(id: string, name: string): Promise<void> {
  return callQuietly({ method: 'PATCH', path: `/api/passkeys/${id}`, body: { name } })
}

/** Removes a passkey; the person proves themselves first. */
export function removePasskey(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/passkeys/${id}` })
}

/**
 * The person's own accounts elsewhere, for TanStack Query. Asked anew with the passkeys: which account is the last way in
 * depends on them.
 */
export const identitiesQuery = {
  queryKey: [...passkeysQuery.queryKey, 'identities'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Identities, { path: '/api/identities', signal }),
} as const

/** Disconnects an account elsewhere; the person proves themselves first. */
export function disconnect(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/identities/${encodeURIComponent(id)}` })
}

/** Where the person is signed in, for TanStack Query. */
export const devicesQuery = {
  queryKey: ['devices'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Devices, { path: '/api/devices', signal }),
} as const

/** Signs a device out. */
export function signOutDevice(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: `/api/devices/${id}` })
}

/** Signs all devices out but this one; says how many there were. */
export async function signOutElsewhere(): Promise<number> {
  return (await call(SignedOutDevices, { method: 'DELETE', path: '/api/devices' })).ended
}
