import { z } from 'zod'
import type { Access, SignedIn } from '#access/access.ts'
import { browserSaid } from '#access/sign-in/browser-words.ts'
import { Devices, SignedOutDevices, type Device } from '#access/sign-in/contract.ts'
import { signInProblems } from '#access/sign-in/problems.ts'
import { signInLimits } from '#access/sign-in/rules.ts'
import type { ListedSession } from '#access/session-list.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'

/** Adds the devices a person is signed in with: listed, signed out one by one or all but this one. */
export function deviceRoutes(api: Api<SignedIn>, access: Access): void {
  route(api, {
    method: 'get',
    path: '/api/devices',
    summary: 'Where you are signed in',
    access: 'signed-in',
    may: 'self',
    answers: { 200: Devices },
    handle: async ({ session }) => {
      const sessions = await access.sessionsOf(session.personId)
      return { status: 200, body: { devices: sessions.map((one) => deviceOf(one, session.sessionId)) } }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/devices/{id}',
    summary: 'Signs one of your devices out',
    access: 'signed-in',
    may: 'self',
    params: z.object({ id: z.string().min(1).max(40) }),
    answers: { 204: null, 404: Problem },
    handle: async ({ session, params }) =>
      (await access.signOutDevice(session.personId, params.id))
        ? { status: 204 }
        : refused(404, signInProblems.noDevice),
  })
  route(api, {
    method: 'delete',
    path: '/api/devices',
    summary: 'Signs you out everywhere else',
    access: 'signed-in',
    may: 'self',
    answers: { 200: SignedOutDevices },
    handle: async ({ session }) => ({
      status: 200,
      body: { ended: await access.signOutElsewhere(session.personId, session.sessionId) },
    }),
  })
}

function deviceOf(session: ListedSession, thisId: string): Device {
  const { browser, system } = browserSaid(session.browser)
  const seenAtMs = session.seenAtMs - (session.seenAtMs % signInLimits.seenMs)
  return {
    id: session.id,
    ...(browser === undefined ? {} : { browser }),
    ...(system === undefined ? {} : { system }),
    way: session.way,
    begunAt: new Date(session.begunAtMs).toISOString(),
    seenAt: new Date(Math.max(seenAtMs, session.begunAtMs)).toISOString(),
    isThis: session.id === thisId,
  }
}
