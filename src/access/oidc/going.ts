import { askingUrl, isOrBecause } from '#access/oidc/asking.ts'
import { beginFlow } from '#access/oidc/flows.ts'
import type { OidcGround } from '#access/oidc/ground.ts'
import { ProviderUnreachable } from '#access/oidc/guarded.ts'
import { oidcPages } from '#access/oidc/pages.ts'
import { flowCookie, lineNamed, originOf, type OidcPlace, type OpenCall } from '#access/oidc/place.ts'
import { oidcLimits } from '#access/oidc/rules.ts'
import type { FlowPurpose } from '#access/oidc/tables.ts'
import type { ApiContext } from '#api/api.ts'
import { answerWordsPage } from '#api/page.ts'
import { ownPath } from '#kernel/own-path.ts'

/** Sends a browser to a provider, with a cookie by which it is known when it comes back. */
export async function go(place: OidcPlace, call: OpenCall): Promise<Response> {
  const { api, ground } = place
  const c = call.context
  const line = lineNamed(place, c)
  if (line === undefined) return answerWordsPage(c, 404, oidcPages.noProvider)
  const purpose = purposeOf(c.req.query('for'))
  const { session } = call
  if (purpose !== 'sign-in' && session === undefined) return answerWordsPage(c, 401, oidcPages.signInFirst)
  if (purpose === 'link' && (session?.freshUntilMs ?? 0) <= ground.clock.nowMs())
    return answerWordsPage(c, 403, oidcPages.proveFirst)
  const token = await beginFlow(ground.db, {
    provider: line.provider.id,
    purpose,
    sessionId: purpose === 'sign-in' ? null : (session?.sessionId ?? null),
    back: ownPath(c.req.query('back')),
    nowMs: ground.clock.nowMs(),
    chance: ground.chance,
  })
  try {
    const redirectUri = `${originOf(api, c)}/sign-in/from/${line.provider.id}`
    const url = await askingUrl(line, { token, redirectUri, anew: purpose === 'step-up' })
    c.header('set-cookie', flowCookie(api, token, oidcLimits.flowMs))
    return c.redirect(url.href, 303)
  } catch (error) {
    return notAnswering(ground, c, error)
  }
}

function purposeOf(asked: string | undefined): FlowPurpose {
  return asked === 'link' || asked === 'step-up' ? asked : 'sign-in'
}

function notAnswering(ground: OidcGround, c: ApiContext, error: unknown): Response {
  const why = error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'unknown'
  const isDown = isOrBecause(error, ProviderUnreachable)
  ground.log('warn', isDown ? 'a provider does not answer' : 'a provider describes itself wrongly', { why })
  return answerWordsPage(c, 502, isDown ? oidcPages.unreachable : oidcPages.refused)
}
