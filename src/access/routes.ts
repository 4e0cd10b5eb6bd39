import type { Access, SignedIn } from '#access/access.ts'
import { Session, SessionChange } from '#access/contract.ts'
import { accessLimits } from '#access/rules.ts'
import { sessionCookieOf } from '#access/session-cookie.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { answerWordsPage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import type { Call } from '#api/route.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { ownPath } from '#kernel/own-path.ts'

/** Adds signing in, the session and signing out. */
export function accessRoutes(api: Api<SignedIn>, access: Access): void {
  addSignIn(api, access)
  route(api, {
    method: 'get',
    path: '/api/session',
    summary: 'Who is signed in, and the settings of the desk',
    access: 'signed-in',
    may: 'self',
    answers: { 200: Session },
    handle: async ({ session, token }) => {
      // Asked at each opening of a page: the moment at which a browser is given another token, once a day.
      const renewed = token === undefined ? undefined : await access.renew(session, token)
      return {
        status: 200,
        body: session.session,
        ...(renewed === undefined
          ? {}
          : { headers: { 'set-cookie': sessionCookieOf(renewed.token, renewed.lastsMs, api.isHttps) } }),
      }
    },
  })
  route(api, {
    method: 'patch',
    path: '/api/session',
    summary: 'Changes the person and, for the owner, the desk',
    access: 'signed-in',
    may: 'self',
    body: SessionChange,
    answers: { 200: Session, 403: Problem, 422: Problem },
    handle: async ({ session, body }) => {
      const changed = await access.change(session, body)
      if (changed.ok) return { status: 200, body: changed.session }
      return refused(changed.problem.error === 'not-the-owner' ? 403 : 422, changed.problem)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/session',
    summary: 'Signs out',
    access: 'signed-in',
    may: 'self',
    answers: { 204: null },
    handle: async ({ session }) => {
      await access.signOut(session.sessionId)
      return { status: 204, headers: { 'set-cookie': sessionCookieOf('', 0, api.isHttps) } }
    },
  })
}

type SignInCall = Call<SignedIn, 'public', undefined, undefined, undefined>

function addSignIn(api: Api<SignedIn>, access: Access): void {
  // Slows guessing; nobody is locked out: after a burst there is a turn every second, and the link stays good meanwhile.
  const guesses = rateLimit({ burst: 20, perMin: 60 })
  rawRoute(api, {
    method: 'get',
    path: '/sign-in/{token}',
    summary: 'Redeems a one-time sign-in link',
    access: 'public',
    handle: async (call) => {
      const c = call.context
      if (!isRealVisit(c)) return c.body(null, 204)
      if (!guesses.take(call.address, api.needs.clock.nowMs()).ok)
        return answerWordsPage(c, 429, tooManyTries)
      return signIn(api, access, call)
    },
  })
}

// A preview or a browser's guess at the next page must not use the link up.
function isRealVisit(c: ApiContext): boolean {
  return (
    c.req.method !== 'HEAD' &&
    !/prefetch|prerender/.test(`${c.req.header('sec-purpose') ?? ''} ${c.req.header('purpose') ?? ''}`)
  )
}

async function signIn(api: Api<SignedIn>, access: Access, call: SignInCall): Promise<Response> {
  const c = call.context
  const result = await access.signIn(c.req.param('token') ?? '', {
    browser: c.req.header('user-agent'),
    earlier: call.token,
  })
  if (!result.ok && call.session === undefined) return answerWordsPage(c, 410, spentLink)
  if (result.ok) c.header('set-cookie', sessionCookieOf(result.token, accessLimits.sessionMs, api.isHttps))
  c.header('referrer-policy', 'no-referrer')
  return c.redirect(ownPath(c.req.query('to')), 303)
}

const spentLink = {
  title: { en: 'This link no longer works', fr: 'Ce lien ne fonctionne plus' },
  body: {
    en: 'A sign-in link works once, within 15 minutes. Start Bellwether again, or ask whoever runs it for a new link.',
    fr: 'Un lien de connexion fonctionne une seule fois, pendant 15 minutes. Redémarrez Bellwether, ou demandez un nouveau lien à la personne qui l’exploite.',
  },
}

const tooManyTries = {
  title: { en: 'Too many tries', fr: 'Trop d’essais' },
  body: {
    en: 'Wait a few seconds, then open your link again. It still works.',
    fr: 'Attendez quelques secondes, puis ouvrez de nouveau votre lien. Il fonctionne toujours.',
  },
}
