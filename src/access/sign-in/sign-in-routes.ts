import type { SignedIn } from '#access/access.ts'
import { Session } from '#access/contract.ts'
import type { ProviderShown } from '#access/oidc/ground.ts'
import { accessLimits } from '#access/rules.ts'
import { sessionCookieOf } from '#access/session-cookie.ts'
import { browserOf } from '#access/sign-in/browser-cookie.ts'
import { Fresh, PasskeyAnswer, PasskeyOptions, SignInWays } from '#access/sign-in/contract.ts'
import { enterByPasskey, stepUp } from '#access/sign-in/entering.ts'
import type { SignInGround } from '#access/sign-in/ground.ts'
import { offerSignIn, offerStepUp } from '#access/sign-in/offering.ts'
import { partyOf } from '#access/sign-in/party-of.ts'
import { notHere, signInProblems } from '#access/sign-in/problems.ts'
import { signInLimits } from '#access/sign-in/rules.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { refused, route } from '#api/route.ts'

/** Other ways in that this desk offers. */
export type Providers = () => ProviderShown[]

/** Adds what there is before anybody is known: the ways in, and signing in with a passkey. */
export function signInRoutes(
  api: Api<SignedIn>,
  ground: SignInGround,
  o: { providers: Providers; command: string },
): void {
  route(api, {
    method: 'get',
    path: '/api/sign-in/ways',
    summary: 'How somebody can sign in at this address',
    access: 'public',
    answers: { 200: SignInWays },
    handle: ({ context }) => {
      const here = partyOf(api, context)
      const why = here.ok ? {} : { why: here.why }
      const body = { passkeys: here.ok, ...why, providers: o.providers(), command: o.command }
      return { status: 200, body }
    },
  })
  const offers = rateLimit(signInLimits.tries)
  route(api, {
    method: 'post',
    path: '/api/sign-in/passkey/options',
    summary: 'Begins to sign in with a passkey',
    access: 'public',
    limit: offers,
    answers: { 200: PasskeyOptions, 409: Problem },
    handle: async ({ context }) => {
      const here = partyOf(api, context)
      if (!here.ok) return refused(409, notHere(here.why))
      const from = { c: context, party: here.party, isHttps: api.isHttps }
      return { status: 200, ...(await offerSignIn(ground, from)) }
    },
  })
  // No limit of its own: each answer uses up a challenge, and those are limited where they are given. So whoever has
  // begun can finish, however many others come from the same address meanwhile.
  route(api, {
    method: 'post',
    path: '/api/sign-in/passkey',
    summary: 'Signs in with a passkey',
    access: 'public',
    body: PasskeyAnswer,
    answers: { 200: Session, 403: Problem, 409: Problem, 410: Problem },
    handle: async ({ context, body, token }) => {
      const here = partyOf(api, context)
      if (!here.ok) return refused(409, notHere(here.why))
      const proof = { answer: body, party: here.party, browser: browserOf(context, api.isHttps) }
      const from = { userAgent: context.req.header('user-agent'), earlier: token }
      const entered = await enterByPasskey(ground, proof, from)
      if (!entered.ok) return refused(statusOf(entered.problem), entered.problem)
      const cookie = sessionCookieOf(entered.token, accessLimits.sessionMs, api.isHttps)
      return { status: 200, body: entered.signedIn.session, headers: { 'set-cookie': cookie } }
    },
  })
}

/** Adds step-up: a fresh proof of who somebody signed in is. */
export function stepUpRoutes(api: Api<SignedIn>, ground: SignInGround): void {
  route(api, {
    method: 'post',
    path: '/api/step-up/options',
    summary: 'Begins to prove with a passkey who is signed in',
    access: 'signed-in',
    may: 'self',
    answers: { 200: PasskeyOptions, 409: Problem },
    handle: async ({ context, session }) => {
      const here = partyOf(api, context)
      if (!here.ok) return refused(409, notHere(here.why))
      const offer = await offerStepUp(
        ground,
        { c: context, party: here.party, isHttps: api.isHttps },
        session,
      )
      return offer === undefined ? refused(409, signInProblems.noPasskey) : { status: 200, ...offer }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/step-up',
    summary: 'Proves with a passkey who is signed in; acts that ask for it are open for five minutes',
    access: 'signed-in',
    may: 'self',
    body: PasskeyAnswer,
    answers: { 200: Fresh, 403: Problem, 409: Problem, 410: Problem },
    handle: async ({ context, session, body, token = '' }) => {
      const here = partyOf(api, context)
      if (!here.ok) return refused(409, notHere(here.why))
      const proof = { answer: body, party: here.party, browser: browserOf(context, api.isHttps) }
      const done = await stepUp(ground, proof, { session, token })
      if (!done.ok) return refused(statusOf(done.problem), done.problem)
      const freshUntil = new Date(ground.clock.nowMs() + accessLimits.freshMs).toISOString()
      const cookie = sessionCookieOf(done.token, done.lastsMs, api.isHttps)
      return { status: 200, body: { freshUntil }, headers: { 'set-cookie': cookie } }
    },
  })
}

function statusOf(problem: Problem): 403 | 410 {
  return problem.error === signInProblems.over.error ? 410 : 403
}
