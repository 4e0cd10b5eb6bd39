import type { CustomFetch } from 'openid-client'
import { oidcLimits } from '#access/oidc/rules.ts'
import type { Clock } from '#kernel/time.ts'
import { guardedFetch } from '#networks/http.ts'

/** A provider could not be reached, or took too long. */
export class ProviderUnreachable extends Error {
  override name = 'ProviderUnreachable'
}

/**
 * The one way to a provider: through the guard that keeps us out of our own network, with an end in time and size, and
 * without following redirects, as the specification asks.
 *
 * @throws ProviderUnreachable when nothing came back
 */
export function guardedToward(o: { clock: Clock; allowPrivateNetworks: boolean }): CustomFetch {
  return async (url, options) => {
    const fetched = await guardedFetch({
      url,
      headers: options.headers,
      // What we send is always a form.
      ...(options.body instanceof URLSearchParams ? { body: options.body.toString() } : {}),
      limits: {
        redirectsMax: 0,
        timeoutMs: oidcLimits.requestMs,
        bytesMax: oidcLimits.answerBytesMax,
      },
      allowPrivateNetworks: o.allowPrivateNetworks,
      clock: o.clock,
      signal: options.signal ?? new AbortController().signal,
    })
    if (fetched.kind === 'failed') throw new ProviderUnreachable(`${fetched.why}: ${fetched.detail}`)
    const { 'content-encoding': _, ...headers } = fetched.headers
    const isEmpty = [204, 205, 304].includes(fetched.status)
    return new Response(isEmpty ? null : new Uint8Array(fetched.body), { status: fetched.status, headers })
  }
}
