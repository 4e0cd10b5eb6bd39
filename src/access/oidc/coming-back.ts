import { getCookie } from 'hono/cookie'
import { readAnswer } from '#access/oidc/asking.ts'
import { keepProof, takeFlow, type Flow } from '#access/oidc/flows.ts'
import { personOf } from '#access/oidc/identities.ts'
import { oidcPages } from '#access/oidc/pages.ts'
import {
  flowCookie,
  flowCookieName,
  lineNamed,
  originOf,
  type OidcPlace,
  type OpenCall,
} from '#access/oidc/place.ts'
import { oidcLimits, type Identity } from '#access/oidc/rules.ts'
import { accessLimits } from '#access/rules.ts'
import { sessionCookieOf } from '#access/session-cookie.ts'
import { answerWordsPage } from '#api/page.ts'

/** Takes a browser that comes back: checks what the provider said, and lets in whoever it is, where they are expected. */
export async function comeBack(place: OidcPlace, call: OpenCall): Promise<Response> {
  const { api, ground } = place
  const c = call.context
  const line = lineNamed(place, c)
  if (line === undefined) return answerWordsPage(c, 404, oidcPages.noProvider)
  const token = getCookie(c, flowCookieName(api)) ?? ''
  const nowMs = ground.clock.nowMs()
  const flow = await takeFlow(ground.db, token, { provider: line.provider.id, nowMs })
  c.header('set-cookie', flowCookie(api, '', 0))
  if (flow === undefined) return answerWordsPage(c, 410, oidcPages.over)
  const url = new URL(new URL(c.req.url).search, `${originOf(api, c)}/sign-in/from/${line.provider.id}`)
  const answer = await readAnswer(line, { token, flow, url })
  if (answer.kind === 'cancelled') return answerWordsPage(c, 403, oidcPages.cancelled)
  if (answer.kind === 'unreachable' || answer.kind === 'refused') {
    ground.log('warn', `a provider's answer was ${answer.kind}`, { provider: flow.provider, why: answer.why })
    const isDown = answer.kind === 'unreachable'
    return answerWordsPage(c, isDown ? 502 : 403, isDown ? oidcPages.unreachable : oidcPages.refused)
  }
  return flow.purpose === 'sign-in'
    ? signIn(place, call, { flow, identity: answer.identity })
    : handOn(place, call, { token, flow, identity: answer.identity })
}

type Said = { flow: Flow; identity: Identity }

async function signIn(
  { api, ground }: OidcPlace,
  call: OpenCall,
  { flow, identity }: Said,
): Promise<Response> {
  const c = call.context
  const nowMs = ground.clock.nowMs()
  const person = await personOf(ground, { identity, provider: flow.provider, nowMs })
  const result =
    person &&
    (await ground.access.signInPerson(person.personId, {
      way: 'provider',
      browser: c.req.header('user-agent'),
      earlier: call.token,
    }))
  if (result?.ok !== true) return answerWordsPage(c, 403, oidcPages.uninvited)
  c.header('set-cookie', sessionCookieOf(result.token, accessLimits.sessionMs, api.isHttps), { append: true })
  c.header('referrer-policy', 'no-referrer')
  return c.redirect(flow.back, 303)
}

/**
 * The session's strict cookie did not come along from the provider's site. So what was said is kept for a minute, and a
 * page of ours goes on to where the cookie comes along.
 */
async function handOn(
  { api, ground }: OidcPlace,
  call: OpenCall,
  o: Said & { token: string },
): Promise<Response> {
  const c = call.context
  await keepProof(ground.db, { ...o, nowMs: ground.clock.nowMs() })
  c.header('set-cookie', flowCookie(api, o.token, oidcLimits.proofMs))
  c.header('refresh', `0; url=/sign-in/from/${o.flow.provider}/said`)
  return answerWordsPage(c, 200, oidcPages.goingOn)
}
