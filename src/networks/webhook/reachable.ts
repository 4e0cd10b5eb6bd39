import { guardedFetch } from '#networks/http.ts'
import type { Connection, SenderHealth, SendingLimits, SendingNeeds } from '#networks/sender.ts'
import { readKept, withoutSecrets } from '#networks/webhook/secrets.ts'

type Ill = Extract<SenderHealth, { ok: false }>

/**
 * Whether somebody is there. Receivers have no harmless question: a GET tells that a server answers, and nothing about the
 * secret. Most answer it with 404 or 405, so any answer is a good one but those that say that the place is closed (410, as
 * Standard Webhooks has it) or out of order.
 */
export async function askReachable(
  { credentials, handle, allowPrivateNetworks = false }: Connection,
  limits: SendingLimits,
  { timeoutMs, ...needs }: SendingNeeds & { timeoutMs: number },
): Promise<SenderHealth> {
  const secrets = await readKept(credentials)
  if (secrets === undefined)
    return { ok: false, why: 'revoked', detail: 'the address or the secret is missing', isTransient: false }
  const ill = (o: Omit<Ill, 'ok'>): Ill => ({ ok: false, ...withoutSecrets(o, secrets) })
  const asked = {
    url: secrets.url,
    method: 'GET',
    statusOnly: true,
    limits: { timeoutMs, redirectsMax: 0 },
  } as const
  const fetched = await guardedFetch({ ...asked, allowPrivateNetworks, ...needs })
  if (fetched.kind === 'failed') {
    const { why, detail } = fetched
    if (why === 'private-address' || why === 'bad-url') return ill({ why, detail, isTransient: false })
    // A place that sends readers elsewhere is there.
    if (why === 'too-many-redirects') return { ok: true, handle, limits }
    const word = why === 'timeout' || why === 'stopped' ? why : 'unreachable'
    return ill({ why: word, detail, isTransient: true })
  }
  if (fetched.status === 410) return ill({ why: 'not-found', detail: 'it says 410', isTransient: false })
  if (fetched.status >= 500)
    return ill({ why: 'server-error', detail: `it says ${fetched.status}`, isTransient: true })
  return { ok: true, handle, limits }
}
