import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import type { Listening } from '#listening/listening.ts'
import type { PolicyNeeds } from '#listening/policy/policy.ts'
import { checkSearch } from '#listening/rule-check.ts'
import { ruleRefused } from '#listening/searches/problems.ts'
import { TryAsked, TryState } from '#roles/early-warning/trying/contract.ts'
import type { Trying } from '#roles/early-warning/trying/trying.ts'

const ById = z.object({ id: z.uuid() })

const tooMany: Problem = {
  error: 'too-many-trials',
  en: 'Three rules are being tried just now. Wait until one is done, or stop one.',
  fr: 'Trois règles sont déjà à l’essai. Attendez qu’un essai se termine, ou arrêtez-en un.',
}
const gone: Problem = {
  error: 'no-such-trial',
  en: 'This trial is no longer kept. Try the rule again.',
  fr: 'Cet essai n’est plus conservé. Essayez de nouveau la règle.',
}

/** The addresses at which rules are tried on stored weeks. */
export function tryingRoutes<S>(
  api: Api<S>,
  trying: Trying,
  { listening, policy }: { listening: Listening; policy: () => Promise<PolicyNeeds> },
): void {
  route(api, {
    method: 'post',
    path: '/api/watch-trials',
    summary: 'Replay a rule over stored weeks: when it would have interrupted',
    access: 'signed-in',
    may: 'watch',
    body: TryAsked,
    answers: { 202: TryState, 409: Problem, 422: Problem },
    handle: async ({ body }) => {
      const check = checkSearch(body.rule, listening.networks, await policy())
      if (!check.ok) return refused(422, ruleRefused(check))
      const state = trying.begin(body.rule, body.weeks)
      return state === undefined ? refused(409, tooMany) : { status: 202, body: state }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/watch-trials/{id}',
    summary: 'How a trial goes, and what it found',
    access: 'signed-in',
    may: 'watch',
    params: ById,
    answers: { 200: TryState, 404: Problem },
    handle: async ({ params }) => {
      const state = trying.state(params.id)
      return state === undefined ? refused(404, gone) : { status: 200, body: state }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/watch-trials/{id}',
    summary: 'Stop a trial',
    access: 'signed-in',
    may: 'watch',
    params: ById,
    answers: { 200: TryState, 404: Problem },
    handle: async ({ params }) => {
      const state = trying.stop(params.id)
      return state === undefined ? refused(404, gone) : { status: 200, body: state }
    },
  })
}
