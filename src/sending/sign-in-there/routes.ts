import { z } from 'zod'
import type { SignedIn as Session } from '#access/access.ts'
import { originOf } from '#access/oidc/place.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { answerWordsPage } from '#api/page.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { accountBoard } from '#sending/connection-routes.ts'
import { notConnected } from '#sending/connect-problems.ts'
import { AccountBoard, GoThere } from '#sending/contract.ts'
import { actingPerson } from '#sending/delivery-routes.ts'
import { accountOf, type LineNeeds } from '#sending/lines.ts'
import { sendingProblem } from '#sending/problems.ts'
import { comeBackAddress, comeBackPath } from '#sending/sign-in-there/come-back.ts'
import { noteCameBack, signInThereLimits, type Said } from '#sending/sign-in-there/flows.ts'
import { goThere, signInThere } from '#sending/sign-in-there/signing-in.ts'
import { nobodyWaits, signInProblem } from '#sending/sign-in-there/words.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** Connecting an account by signing in at its network: going there, coming back, and what came of it. */
export function signInThereRoutes(api: Api<Session>, needs: LineNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/connections/{id}/sign-in',
    summary: 'Begins to connect an account by signing in at its network: where the browser goes',
    access: 'signed-in',
    may: 'accounts',
    fresh: true,
    params: ById,
    answers: { 200: GoThere, 403: Problem, 404: Problem },
    handle: async ({ params, session, context }) => {
      const network = await networkOf(needs, params.id)
      const redirectUri = comeBackAddress(originOf(api, context), network ?? '')
      const o = { account: params.id, sessionId: session.sessionId, redirectUri, chance: api.needs.chance }
      const going = await goThere(needs, actingPerson(session), o)
      if (going.kind === 'go') return { status: 200, body: { url: going.url } }
      return going.kind === 'gone'
        ? refused(404, sendingProblem('no-such-account'))
        : refused(403, sendingProblem('no-right'))
    },
  })
  route(api, {
    method: 'post',
    path: '/api/connections/{id}/sign-in/finish',
    summary:
      'Takes the sign-in that came back from the network: a harmless call first, kept only when it works',
    access: 'signed-in',
    may: 'accounts',
    params: ById,
    timeoutMs: 60_000,
    answers: { 200: AccountBoard, 403: Problem, 404: Problem, 409: Problem, 410: Problem },
    handle: async ({ params, session, signal }) => {
      const o = { account: params.id, sessionId: session.sessionId, signal }
      const came = await signInThere(needs, actingPerson(session), o)
      switch (came.kind) {
        case 'connected':
          return { status: 200, body: await accountBoard(needs) }
        case 'refused':
          return refused(409, notConnected(came.health, []))
        case 'other-account':
          return refused(409, sendingProblem('other-account'))
        case 'said-no':
        case 'trouble':
        case 'not-taken':
          return refused(409, signInProblem(came.kind))
        case 'over':
          return refused(410, signInProblem('over'))
        case 'no-right':
          return refused(403, sendingProblem('no-right'))
        case 'gone':
          return refused(404, sendingProblem('no-such-account'))
      }
    },
  })
  comeBackRoute(api, needs)
}

// A browser on its way back from another site brings no strict cookie along, so here nothing is done but noting what it said: the
// screen it is sent on to asks for the rest, as the session that began.
function comeBackRoute(api: Api<Session>, needs: LineNeeds): void {
  rawRoute(api, {
    method: 'get',
    path: comeBackPath,
    summary: 'Comes back from a network where somebody signed in to an account of ours',
    access: 'public',
    handle: async ({ context: c }) => {
      c.header('referrer-policy', 'no-referrer')
      // A preview or a browser's guess at the next page must not use anything up.
      if (c.req.method === 'HEAD' || /prefetch|prerender/.test(c.req.header('sec-purpose') ?? ''))
        return c.body(null, 204)
      const state = c.req.query('state') ?? ''
      const noted = await noteCameBack(
        needs,
        state,
        saidIn((name) => c.req.query(name)),
      )
      if (noted === undefined) return answerWordsPage(c, 410, nobodyWaits)
      return c.redirect(`/publish/accounts/${encodeURIComponent(noted.account)}/connect?back=true`, 303)
    },
  })
}

/** What a network sent a browser back with (RFC 6749, 4.1.2). */
function saidIn(query: (name: string) => string | undefined): Said {
  const [code = '', error] = [query('code'), query('error')]
  if (error !== undefined) return { kind: error === 'access_denied' ? 'no' : 'trouble' }
  return code === '' || code.length > signInThereLimits.codeLengthMax
    ? { kind: 'trouble' }
    : { kind: 'yes', code }
}

async function networkOf({ store }: LineNeeds, id: string): Promise<string | undefined> {
  return (await accountOf(store.db, id))?.network
}
