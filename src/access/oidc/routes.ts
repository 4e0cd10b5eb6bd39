import type { SignedIn } from '#access/access.ts'
import { comeBack } from '#access/oidc/coming-back.ts'
import { go } from '#access/oidc/going.ts'
import type { OidcGround } from '#access/oidc/ground.ts'
import { identityRoutes } from '#access/oidc/identity-routes.ts'
import { oidcPages } from '#access/oidc/pages.ts'
import { oidcLimits } from '#access/oidc/rules.ts'
import { takeSaid } from '#access/oidc/taking-said.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { answerWordsPage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'

/** Adds signing in with a provider: the way there, the way back, taking what it said, and a person's own connections. */
export function oidcRoutes(api: Api<SignedIn>, ground: OidcGround): void {
  // Also where no provider is in the settings any more: what it left behind can be put away.
  identityRoutes(api, ground)
  walkRoutes(api, ground)
}

// Pages, not JSON: browsers walk here.
function walkRoutes(api: Api<SignedIn>, ground: OidcGround): void {
  if (ground.lines.length === 0) return
  const place = { api, ground }
  // Slows, never locks out: a flow that was begun can be finished however many others come from the same address.
  const goes = rateLimit(oidcLimits.tries)
  rawRoute(api, {
    method: 'get',
    path: '/sign-in/with/{provider}',
    summary: 'Goes to a provider to sign in, to add it, or to prove who is signed in',
    access: 'public',
    handle: async (call) => {
      if (!isRealVisit(call.context)) return call.context.body(null, 204)
      if (!goes.take(call.address, ground.clock.nowMs()).ok)
        return answerWordsPage(call.context, 429, oidcPages.tooMany)
      return go(place, call)
    },
  })
  rawRoute(api, {
    method: 'get',
    path: '/sign-in/from/{provider}',
    summary: 'Comes back from a provider',
    access: 'public',
    handle: (call) => (isRealVisit(call.context) ? comeBack(place, call) : call.context.body(null, 204)),
  })
  rawRoute(api, {
    method: 'get',
    path: '/sign-in/from/{provider}/said',
    summary: 'Takes what a provider said, for whoever is signed in and asked for it',
    access: 'public',
    handle: (call) => (isRealVisit(call.context) ? takeSaid(place, call) : call.context.body(null, 204)),
  })
}

// A preview or a browser's guess at the next page must not use anything up.
function isRealVisit(c: ApiContext): boolean {
  const purpose = `${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''}`
  return c.req.method !== 'HEAD' && !/prefetch|prerender/.test(purpose)
}
