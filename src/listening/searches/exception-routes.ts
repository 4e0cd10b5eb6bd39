import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { ExceptionInput, Watch, WatchException } from '#listening/contract.ts'
import type { ListeningRoutesNeeds } from '#listening/routes.ts'
import { checkSearch, needsException } from '#listening/rule-check.ts'
import {
  allowException,
  askException,
  closeException,
  listExceptions,
} from '#listening/searches/exceptions.ts'
import { cannotDecideWords, type CannotDecide } from '#listening/searches/exception-rules.ts'
import {
  forPersonsOnly,
  noNeedForException,
  noSuchException,
  noSuchWatch,
  ruleRefused,
  tooManyExceptions,
} from '#listening/searches/problems.ts'
import { watch } from '#listening/watches.ts'

const ById = z.object({ id: z.string().min(1).max(200) })
const Answered = { 200: WatchException, 404: Problem, 409: Problem } as const

/** The addresses of exceptions: asked for by one person, allowed or declined by another. */
export function exceptionRoutes<S>(api: Api<S>, needs: ListeningRoutesNeeds<S>): void {
  listRoute(api, needs)
  askRoute(api, needs)
  allowRoute(api, needs)
  closeRoutes(api, needs)
}

function listRoute<S>(api: Api<S>, { listening, actorOf }: ListeningRoutesNeeds<S>): void {
  route(api, {
    method: 'get',
    path: '/api/watch-exceptions',
    summary: 'Searches that were asked for although the policy refuses them',
    access: 'signed-in',
    may: 'read',
    answers: { 200: z.object({ exceptions: z.array(WatchException) }) },
    handle: async ({ session }) => {
      const nowMs = api.needs.clock.nowMs()
      return {
        status: 200,
        body: { exceptions: await listExceptions(listening.db, actorOf(session), nowMs) },
      }
    },
  })
}

function askRoute<S>(api: Api<S>, needs: ListeningRoutesNeeds<S>): void {
  const { listening, store, actorOf, newId } = needs
  route(api, {
    method: 'post',
    path: '/api/watch-exceptions',
    summary: 'Ask for a search that the policy refuses',
    access: 'signed-in',
    may: 'watch',
    body: ExceptionInput.extend({ watchId: z.string().min(1).max(200).optional() }),
    answers: { 201: WatchException, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const by = actorOf(session)
      if (by.kind !== 'person') return refused(403, forPersonsOnly)
      const check = checkSearch(body.watch.rule, listening.networks, await needs.policy())
      if (check.ok) return refused(409, noNeedForException)
      if (!needsException(check)) return refused(422, ruleRefused(check))
      const { watchId, ...input } = body
      if (watchId !== undefined && (await watch(listening.db, watchId)) === undefined)
        return refused(404, noSuchWatch)
      const refusedBy = [...new Set(check.refusals.map(({ code }) => code))]
      const asked = { id: newId(), watchId: watchId ?? newId(), input, refused: refusedBy }
      const doing = { by, nowMs: api.needs.clock.nowMs() }
      const kept = await store.inTransaction((tx) => askException(tx, asked, doing))
      return kept === 'too-many' ? refused(409, tooManyExceptions) : { status: 201, body: kept }
    },
  })
}

function cannot(why: CannotDecide): Problem {
  return { error: `exception-${why}`, ...cannotDecideWords[why] }
}

function allowRoute<S>(api: Api<S>, { listening, store, actorOf }: ListeningRoutesNeeds<S>): void {
  route(api, {
    method: 'post',
    path: '/api/watch-exceptions/{id}/allow',
    summary: 'Allow a search that the policy refuses, as its named second person',
    access: 'signed-in',
    may: 'watch-exception',
    params: ById,
    answers: { 200: z.object({ exception: WatchException, watch: Watch }), 404: Problem, 409: Problem },
    handle: async ({ params, session }) => {
      const doing = { by: actorOf(session), nowMs: api.needs.clock.nowMs() }
      const done = await store.inTransaction((tx) => allowException(tx, params.id, doing))
      if (done.kind === 'cannot') return refused(409, cannot(done.why))
      if (done.kind === 'no-such' || done.watch === undefined) return refused(404, noSuchException)
      await listening.rulesChanged()
      return { status: 200, body: { exception: done.exception, watch: done.watch } }
    },
  })
}

function closeRoutes<S>(api: Api<S>, { store, actorOf }: ListeningRoutesNeeds<S>): void {
  for (const [to, verb, may, summary] of [
    ['declined', 'decline', 'watch-exception', 'Decline a search that the policy refuses'],
    ['withdrawn', 'withdraw', 'watch', 'Take back what one asked for'],
  ] as const) {
    route(api, {
      method: 'post',
      path: `/api/watch-exceptions/{id}/${verb}`,
      summary,
      access: 'signed-in',
      may,
      params: ById,
      answers: Answered,
      handle: async ({ params, session }) => {
        const doing = { by: actorOf(session), nowMs: api.needs.clock.nowMs() }
        const done = await store.inTransaction((tx) => closeException(tx, params.id, to, doing))
        if (done.kind === 'no-such') return refused(404, noSuchException)
        return done.kind === 'cannot' ? refused(409, cannot(done.why)) : { status: 200, body: done.exception }
      },
    })
  }
}
