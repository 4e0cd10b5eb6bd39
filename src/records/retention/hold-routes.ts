import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { nextNightMs } from '#records/night.ts'
import { Holds, HoldPreview, HoldScope, NewHold, WithReason } from '#records/retention/contract.ts'
import { liftHold, listHolds, previewHold, setHold } from '#records/retention/holds.ts'
import { retentionProblems } from '#records/retention/problems.ts'
import type { RetentionRoutes } from '#records/retention/routes.ts'

/** Counting in a large archive takes its time, ms. */
const countingTimeoutMs = 60_000

/** Adds legal holds: list, preview, set, lift. Setting keeps more and is quick; lifting asks for a fresh sign-in. */
export function holdRoutes<S>(api: Api<S>, given: RetentionRoutes<S>): void {
  addLooking(api, given)
  addSetting(api, given)
  addLifting(api, given)
}

function addLooking<S>(api: Api<S>, { archive: { db, clock } }: RetentionRoutes<S>): void {
  route(api, {
    method: 'get',
    path: '/api/records/holds',
    summary: 'Legal holds: those that stand with what they cover, then those that were lifted',
    access: 'signed-in',
    may: 'retention',
    timeoutMs: countingTimeoutMs,
    answers: { 200: Holds },
    handle: async () => ({ status: 200, body: { holds: await listHolds(db) } }),
  })
  route(api, {
    method: 'post',
    path: '/api/records/holds/preview',
    summary: 'How many entries a hold would cover; changes nothing',
    access: 'signed-in',
    may: 'retention',
    timeoutMs: countingTimeoutMs,
    body: HoldScope,
    answers: { 200: HoldPreview },
    handle: async ({ body }) => ({
      status: 200,
      body: await previewHold(db, body, nextNightMs(clock.nowMs())),
    }),
  })
}

function addSetting<S>(api: Api<S>, { archive, actorOf }: RetentionRoutes<S>): void {
  const { db, store, clock } = archive
  route(api, {
    method: 'post',
    path: '/api/records/holds',
    summary: 'Sets a legal hold; itself on record',
    access: 'signed-in',
    may: 'retention',
    timeoutMs: countingTimeoutMs,
    body: NewHold,
    answers: { 201: Holds, 409: Problem },
    handle: async ({ body, session }) => {
      const nowMs = clock.nowMs()
      const o = { by: actorOf(session), nowMs, nightMs: nextNightMs(nowMs) }
      const set = await store.inTransaction((tx) => setHold(tx, body, o))
      if (set === undefined) return refused(409, retentionProblems.tooManyHolds)
      return { status: 201, body: { holds: await listHolds(db) } }
    },
  })
}

function addLifting<S>(api: Api<S>, { archive, actorOf }: RetentionRoutes<S>): void {
  const { db, store, clock } = archive
  route(api, {
    method: 'post',
    path: '/api/records/holds/{id}/lift',
    summary: 'Lifts a legal hold with a reason; itself on record',
    access: 'signed-in',
    may: 'retention',
    fresh: true,
    timeoutMs: countingTimeoutMs,
    params: z.object({ id: z.string().max(60) }),
    body: WithReason,
    answers: { 200: Holds, 404: Problem },
    handle: async ({ params, body, session }) => {
      const o = { id: params.id, reason: body.reason, by: actorOf(session), nowMs: clock.nowMs() }
      if (!(await store.inTransaction((tx) => liftHold(tx, o))))
        return refused(404, retentionProblems.noSuchHold)
      return { status: 200, body: { holds: await listHolds(db) } }
    },
  })
}
