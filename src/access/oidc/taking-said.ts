import { getCookie } from 'hono/cookie'
import type { SignedIn } from '#access/access.ts'
import { takeProof, type Flow } from '#access/oidc/flows.ts'
import { knownPerson, linkIdentity } from '#access/oidc/identities.ts'
import { oidcPages } from '#access/oidc/pages.ts'
import { flowCookie, flowCookieName, type OidcPlace, type OpenCall } from '#access/oidc/place.ts'
import type { Identity } from '#access/oidc/rules.ts'
import { sessionCookieOf } from '#access/session-cookie.ts'
import type { ApiContext } from '#api/api.ts'
import { answerWordsPage } from '#api/page.ts'

type Said = { flow: Flow; identity: Identity }

/** Takes what a provider said, for the session that asked: adds the identity, or makes the session fresh. */
export async function takeSaid(place: OidcPlace, call: OpenCall): Promise<Response> {
  const { api, ground } = place
  const c = call.context
  const { session, token = '' } = call
  if (session === undefined) return answerWordsPage(c, 401, oidcPages.signInFirst)
  const nowMs = ground.clock.nowMs()
  const said = await takeProof(ground.db, getCookie(c, flowCookieName(api)), {
    sessionId: session.sessionId,
    nowMs,
  })
  c.header('set-cookie', flowCookie(api, '', 0))
  if (said === undefined) return answerWordsPage(c, 410, oidcPages.over)
  return said.flow.purpose === 'link'
    ? link(place, c, { ...said, session })
    : stepUp(place, c, { ...said, session, token })
}

async function link(
  { ground }: OidcPlace,
  c: ApiContext,
  o: Said & { session: SignedIn },
): Promise<Response> {
  const { person } = o.session.session
  const nowMs = ground.clock.nowMs()
  const linked = await linkIdentity(ground, {
    identity: o.identity,
    provider: o.flow.provider,
    person: { id: person.id, name: person.name },
    nowMs,
  })
  if (linked === 'of-somebody-else') return answerWordsPage(c, 403, oidcPages.taken)
  if (linked === 'enough') return answerWordsPage(c, 403, oidcPages.enough)
  return c.redirect(o.flow.back, 303)
}

async function stepUp(
  { api, ground }: OidcPlace,
  c: ApiContext,
  o: Said & { session: SignedIn; token: string },
): Promise<Response> {
  const nowMs = ground.clock.nowMs()
  const whose = await knownPerson(ground.db, { identity: o.identity, nowMs })
  const renewed = whose === o.session.personId ? await ground.access.makeFresh(o.session, o.token) : undefined
  if (renewed === undefined) return answerWordsPage(c, 403, oidcPages.refused)
  c.header('set-cookie', sessionCookieOf(renewed.token, renewed.lastsMs, api.isHttps), { append: true })
  return c.redirect(o.flow.back, 303)
}
