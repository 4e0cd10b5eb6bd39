import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { Identities } from '#access/oidc/contract.ts'
import { disconnect, identitiesOf } from '#access/oidc/disconnecting.ts'
import type { OidcGround } from '#access/oidc/ground.ts'
import { oidcProblems } from '#access/oidc/problems.ts'
import { partyOf } from '#access/sign-in/party-of.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'

/** Adds a person's own accounts elsewhere: listed, disconnected. They are connected by walking to the provider. */
export function identityRoutes(api: Api<SignedIn>, ground: OidcGround): void {
  const hostOf = (c: ApiContext): string | undefined => {
    const here = partyOf(api, c)
    return here.ok ? here.party.host : undefined
  }
  route(api, {
    method: 'get',
    path: '/api/identities',
    summary: 'Your accounts elsewhere that sign you in here',
    access: 'signed-in',
    may: 'self',
    answers: { 200: Identities },
    handle: async ({ context, session }) => {
      const whose = { personId: session.personId, host: hostOf(context) }
      return { status: 200, body: { identities: await identitiesOf(ground, whose) } }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/identities/{id}',
    summary: 'Disconnects one of your accounts elsewhere',
    access: 'signed-in',
    may: 'self',
    fresh: true,
    params: z.object({ id: z.string().min(1).max(40) }),
    answers: { 204: null, 404: Problem, 409: Problem },
    handle: async ({ context, session, params }) => {
      const came = await disconnect(ground, session, { ...params, host: hostOf(context) })
      if (came === 'not-theirs') return refused(404, oidcProblems.gone)
      return came === 'last-way-in' ? refused(409, oidcProblems.lastWayIn) : { status: 204 }
    },
  })
}
