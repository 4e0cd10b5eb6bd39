import { guardedFetch } from '#networks/http.ts'
import { profileLimits, type NetworkProfile } from '#networks/profile.ts'
import type { SendingNeeds } from '#networks/sender.ts'
import { secondMs } from '#kernel/time.ts'

/**
 * Fetches the picture of a profile, if it lies at one of these hosts or below it: where a stranger's profile points to is for
 * the stranger to choose, and we call nobody because they did.
 */
export async function avatarAt(
  { avatarUrl }: NetworkProfile,
  o: { hosts: readonly string[]; allowPrivateNetworks: boolean },
  needs: SendingNeeds,
): Promise<Uint8Array | undefined> {
  if (avatarUrl === undefined || !liesAt(avatarUrl, o.hosts)) return undefined
  const limits = { bytesMax: profileLimits.avatarBytesMax, timeoutMs: 15 * secondMs, redirectsMax: 0 }
  const fetched = await guardedFetch({
    ...{ url: avatarUrl, limits, allowPrivateNetworks: o.allowPrivateNetworks },
    ...needs,
  })
  return fetched.kind === 'answer' && fetched.status === 200 ? fetched.body : undefined
}

/** Whether an address is at one of these hosts (`host:port` too), or at a name below one. */
export function liesAt(address: string, hosts: readonly string[]): boolean {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  return hosts.some((host) => url.host === host || url.hostname.endsWith(`.${host}`))
}
