import type { SignedIn } from '#access/access.ts'
import type { OidcGround } from '#access/oidc/ground.ts'
import type { ProviderLine } from '#access/oidc/talking.ts'
import type { Api, ApiContext } from '#api/api.ts'
import type { Call } from '#api/route.ts'
import { cookieName } from '#api/cookies.ts'
import { secondMs } from '#kernel/time.ts'
import { serialize } from 'hono/utils/cookie'

/** A visit to one of the addresses of providers: anybody's, with a session where there is one. */
export type OpenCall = Call<SignedIn, 'public', undefined, undefined, undefined>

/** Where a visit is answered. */
export type OidcPlace = { api: Api<SignedIn>; ground: OidcGround }

/** The provider an address names; undefined when there is none. */
export function lineNamed({ ground }: OidcPlace, c: ApiContext): ProviderLine | undefined {
  return ground.lines.find(({ provider }) => provider.id === c.req.param('provider'))
}

/** The address people use. The guard has checked the host already. */
export function originOf(api: Api<SignedIn>, c: ApiContext): string {
  return (api.needs.publicUrl ?? new URL(c.req.url).origin).replace(/\/+$/, '')
}

/** Name of the cookie of somebody on the way. */
export function flowCookieName(api: Api<SignedIn>): string {
  return cookieName('bw_provider', api.isHttps)
}

/** Lax, so that it comes back with the browser from the provider's site; it opens nothing by itself. */
export function flowCookie(api: Api<SignedIn>, token: string, lastsMs: number): string {
  return serialize(flowCookieName(api), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    maxAge: lastsMs / secondMs,
    secure: api.isHttps,
  })
}
