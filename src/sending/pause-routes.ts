import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { liveGrants } from '#access/people/live-grants.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import type { Grant } from '#kernel/permission.ts'
import { Pause, PauseForm, SendingState } from '#sending/contract.ts'
import { actingPerson } from '#sending/delivery-routes.ts'
import { openPauses, readPause } from '#sending/pauses.ts'
import { pause, resume } from '#sending/pausing.ts'
import { sendingProblem } from '#sending/problems.ts'
import { pulseOf, silentSinceMs } from '#sending/pulse.ts'
import type { Sending } from '#sending/sending.ts'
import { waitingForPeople } from '#sending/for-people.ts'
import type { SendingTables } from '#sending/tables.ts'

/**
 * Whether somebody may stop and let go all that a pause is about: who may pause one language or lane does not end a pause of
 * everything, nor begin one.
 */
function mayPause(grants: readonly Grant[], { scope, value }: Pick<Pause, 'scope' | 'value'>): boolean {
  return grants.some(
    ({ verb, account, language, lane }) =>
      verb === 'pause' &&
      language === '*' &&
      (account === '*' || (scope === 'account' && account === value)) &&
      (lane === '*' || (scope === 'lane' && lane === value)),
  )
}

/** The addresses of pauses, and of what stands at the top of every page. */
export function pauseRoutes(api: Api<SignedIn>, { ground }: Sending): void {
  const db = ground.store.db.withTables<SendingTables>()
  route(api, {
    method: 'get',
    path: '/api/sending',
    summary: 'Pauses that hold, whether sending answers, and how much waits for somebody',
    access: 'signed-in',
    may: 'read',
    answers: { 200: SendingState },
    handle: async () => {
      const [pauses, pulse, forPeople] = await Promise.all([
        openPauses(db),
        pulseOf(ground),
        waitingForPeople(ground),
      ])
      const { isSilent } = pulse
      const silent = isSilent
        ? { silentSince: new Date(silentSinceMs(pulse, ground.clock.nowMs())).toISOString() }
        : {}
      return { status: 200, body: { pauses, isSilent, ...silent, forPeople } }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/pauses',
    summary: 'Stops sending: all of it, a lane, an account or a topic; the emergency lane is exempt',
    access: 'signed-in',
    may: 'pause',
    body: PauseForm,
    answers: { 201: Pause, 403: Problem },
    handle: async ({ body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const who = { kind: 'person', ...actingPerson(session) } as const
      const made = await ground.store.inTransaction(async (tx) =>
        mayPause(await liveGrants(tx, who.id), body) ? pause(ground, tx, { form: body, by: who }) : undefined,
      )
      return made === undefined ? refused(403, sendingProblem('no-right')) : { status: 201, body: made }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/pauses/{id}',
    summary: 'Ends a pause; what it held back waits on a list until somebody has looked at it',
    access: 'signed-in',
    may: 'pause',
    params: z.object({ id: z.string().min(1).max(100) }),
    answers: { 204: null, 403: Problem, 404: Problem },
    handle: async ({ params, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const who = { kind: 'person', ...actingPerson(session) } as const
      const came = await ground.store.inTransaction(async (tx) => {
        const held = await readPause(tx.withTables<SendingTables>(), params.id)
        if (held === undefined) return 'gone'
        if (!mayPause(await liveGrants(tx, who.id), held)) return 'no-right'
        return (await resume(ground, tx, { id: params.id, by: who })) ? 'done' : 'gone'
      })
      if (came === 'done') return { status: 204 }
      return came === 'gone'
        ? refused(404, sendingProblem('no-such-pause'))
        : refused(403, sendingProblem('no-right'))
    },
  })
}
