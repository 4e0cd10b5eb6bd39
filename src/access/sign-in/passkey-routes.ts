import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { browserOf } from '#access/sign-in/browser-cookie.ts'
import { passkeyName } from '#access/sign-in/browser-words.ts'
import {
  ListedPasskey,
  NewPasskeyAnswer,
  PasskeyName,
  PasskeyOptions,
  Passkeys,
} from '#access/sign-in/contract.ts'
import type { SignInGround } from '#access/sign-in/ground.ts'
import {
  addingProblem,
  addPasskey,
  passkeysOf,
  removePasskey,
  renamePasskey,
} from '#access/sign-in/holding.ts'
import { offerNew } from '#access/sign-in/offering.ts'
import { partyOf } from '#access/sign-in/party-of.ts'
import type { Providers } from '#access/sign-in/sign-in-routes.ts'
import { notHere, signInProblems } from '#access/sign-in/problems.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'

const Id = z.object({ id: z.string().min(1).max(40) })

/** Adds a person's own passkeys: listed, added, renamed, removed. */
export function passkeyRoutes(api: Api<SignedIn>, ground: SignInGround, providers: Providers): void {
  addingRoutes(api, ground)
  route(api, {
    method: 'get',
    path: '/api/passkeys',
    summary: 'Your passkeys',
    access: 'signed-in',
    may: 'self',
    answers: { 200: Passkeys },
    handle: async ({ context, session }) => ({
      status: 200,
      body: await passkeysOf(ground, session, {
        here: partyOf(api, context),
        providers: providers(),
      }),
    }),
  })
  route(api, {
    method: 'patch',
    path: '/api/passkeys/{id}',
    summary: 'Renames one of your passkeys',
    access: 'signed-in',
    may: 'self',
    params: Id,
    body: PasskeyName,
    answers: { 204: null, 404: Problem },
    handle: async ({ params, session, body }) =>
      (await renamePasskey(ground, session, { ...params, ...body }))
        ? { status: 204 }
        : refused(404, signInProblems.gone),
  })
  route(api, {
    method: 'delete',
    path: '/api/passkeys/{id}',
    summary: 'Removes one of your passkeys',
    access: 'signed-in',
    may: 'self',
    fresh: true,
    params: Id,
    answers: { 204: null, 404: Problem, 409: Problem },
    handle: async ({ context, params, session }) => {
      const here = partyOf(api, context)
      const host = here.ok ? here.party.host : undefined
      const came = await removePasskey(ground, session, { ...params, host, providers: providers() })
      if (came === 'not-theirs') return refused(404, signInProblems.gone)
      return came === 'last-way-in' ? refused(409, signInProblems.lastWayIn) : { status: 204 }
    },
  })
}

// Not `fresh` in the law of routes: a first passkey is added after a link. `mayAdd` is the rule.
function addingRoutes(api: Api<SignedIn>, ground: SignInGround): void {
  route(api, {
    method: 'post',
    path: '/api/passkeys/options',
    summary: 'Begins to add a passkey',
    access: 'signed-in',
    may: 'self',
    answers: { 200: PasskeyOptions, 403: Problem, 409: Problem },
    handle: async ({ context, session }) => {
      const here = partyOf(api, context)
      if (!here.ok) return refused(409, notHere(here.why))
      const problem = await addingProblem(ground, session)
      if (problem) return refused(403, problem)
      const from = { c: context, party: here.party, isHttps: api.isHttps }
      return { status: 200, ...(await offerNew(ground, from, session)) }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/passkeys',
    summary: 'Adds a passkey',
    access: 'signed-in',
    may: 'self',
    body: NewPasskeyAnswer,
    answers: { 201: ListedPasskey, 403: Problem, 409: Problem },
    handle: async ({ context, session, body }) => {
      const here = partyOf(api, context)
      if (!here.ok) return refused(409, notHere(here.why))
      const added = await addPasskey(ground, session, {
        answer: body,
        party: here.party,
        browser: browserOf(context, api.isHttps),
        name: passkeyName(context.req.header('user-agent') ?? '', session.session.locale),
      })
      return added.ok ? { status: 201, body: added.passkey } : refused(403, added.problem)
    },
  })
}
