import type { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { Invitation, Invited, Leaving, Left, PeopleList, PersonPage } from '#access/people/contract.ts'
import type { Ground } from '#access/people/ground.ts'
import { leave, personPage } from '#access/people/leaving.ts'
import { answered, ById, refusedWith } from '#access/people/route-parts.ts'
import { invite, inviteAgain, listPeople, readPerson } from '#access/people/roster.ts'
import type { Ruled } from '#access/people/rules.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { route } from '#api/route.ts'

/** Who is here: the list, invitations, one person, leaving. */
export function rosterRoutes(api: Api<SignedIn>, people: Ground): void {
  listRoutes(api, people)
  invitationRoutes(api, people)
  leavingRoute(api, people)
}

function listRoutes(api: Api<SignedIn>, people: Ground): void {
  route(api, {
    method: 'get',
    path: '/api/people',
    summary: 'Everybody here, the last who left, and whether changes need a second person',
    access: 'signed-in',
    may: 'people',
    answers: { 200: PeopleList },
    handle: async () => ({ status: 200, body: await listPeople(people) }),
  })
  route(api, {
    method: 'get',
    path: '/api/people/{id}',
    summary: 'One person: what they look after, and whether they can leave',
    access: 'signed-in',
    may: 'people',
    params: ById,
    answers: { 200: PersonPage, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, session }) => {
      const page = await personPage(people, session.personId, params.id)
      return page === undefined ? refusedWith('no-such-person') : { status: 200, body: page }
    },
  })
}

function invitationRoutes(api: Api<SignedIn>, people: Ground): void {
  type Made = Ruled<{ personId: string; token: string; endsAtMs: number }>
  const invited = async (base: string, made: Made): Promise<Ruled<z.input<typeof Invited>>> => {
    if (!made.ok) return made
    const { personId, token, endsAtMs } = made.value
    const person = await readPerson(people.db, personId, people.clock.nowMs())
    if (person === undefined) return { ok: false, why: 'no-such-person' }
    const link = `${base}/sign-in/${token}`
    return { ok: true, value: { person, link, linkEndsAt: new Date(endsAtMs).toISOString() } }
  }
  // The guard has let this host in, so it is one of ours.
  const baseOf = (url: string): string => (api.needs.publicUrl ?? new URL(url).origin).replace(/\/+$/, '')
  route(api, {
    method: 'post',
    path: '/api/people',
    summary: 'Invites somebody, who is in no team yet; the link is shown this once',
    access: 'signed-in',
    may: 'people',
    body: Invitation,
    answers: { 201: Invited, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ session, body, context }) =>
      answered(201, await invited(baseOf(context.req.url), await invite(people, session, body))),
  })
  route(api, {
    method: 'post',
    path: '/api/people/{id}/link',
    summary: 'A new link for somebody who never signed in; the one before is void',
    access: 'signed-in',
    may: 'people',
    fresh: true,
    params: ById,
    answers: { 201: Invited, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ session, params, context }) =>
      answered(201, await invited(baseOf(context.req.url), await inviteAgain(people, session, params.id))),
  })
}

function leavingRoute(api: Api<SignedIn>, people: Ground): void {
  route(api, {
    method: 'post',
    path: '/api/people/{id}/leave',
    summary:
      'Somebody leaves: what they look after goes to somebody else, and nothing opens for them any more',
    access: 'signed-in',
    may: 'people',
    fresh: true,
    params: ById,
    body: Leaving,
    answers: { 200: Left, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ session, params, body }) =>
      answered(200, await leave(people, session, { ...body, personId: params.id })),
  })
}
