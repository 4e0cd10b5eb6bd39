import type { SignedIn } from '#access/access.ts'
import { MadeHook, NewHook } from '#access/people/contract.ts'
import { answered, ById, refusedWith } from '#access/people/route-parts.ts'
import { hookLimits } from '#access/programs/hook-rules.ts'
import { endHook, makeHook, type HookGround } from '#access/programs/hooks.ts'
import { receive, type Received } from '#access/programs/receiving.ts'
import { answerProblem, type Api, type ApiContext } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { readWithin } from '#api/read-body.ts'
import { rawRoute, route } from '#api/route.ts'

/** Adds the addresses at which programs elsewhere tell us something, and making and ending them. */
export function hookRoutes(api: Api<SignedIn>, ground: HookGround): void {
  addReceiving(api, ground)
  route(api, {
    method: 'post',
    path: '/api/programs/hooks',
    summary: 'Makes an address at which a program tells us something; its secret is shown once',
    access: 'signed-in',
    may: 'people',
    fresh: true,
    body: NewHook,
    answers: { 201: MadeHook, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => answered(201, await makeHook(ground, session, body)),
  })
  route(api, {
    method: 'delete',
    path: '/api/programs/hooks/{id}',
    summary: 'Ends an address for a program at once',
    access: 'signed-in',
    may: 'people',
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, session }) => {
      const ended = await endHook(ground, session, params.id)
      return ended.ok ? { status: 204 } : refusedWith(ended.why)
    },
  })
}

function addReceiving(api: Api<SignedIn>, ground: HookGround): void {
  rawRoute(api, {
    method: 'post',
    path: '/hooks/{id}',
    summary: 'Takes in what a program tells, signed in the manner of Standard Webhooks',
    access: 'public',
    fromOutside: true,
    limit: rateLimit(hookLimits.calls),
    handle: async ({ context: c }) => {
      if (!/^application\/json\b/i.test(c.req.header('content-type') ?? ''))
        return answerProblem(c, 415, 'wrong-content-type')
      const body = await readWithin(c.req.raw.body, hookLimits.bodyBytesMax)
      if (body === undefined) return answerProblem(c, 413, 'too-large')
      const signed = {
        id: c.req.header('webhook-id'),
        timestamp: c.req.header('webhook-timestamp'),
        signature: c.req.header('webhook-signature'),
        body,
      }
      return answer(c, await receive(ground, c.req.param('id') ?? '', signed))
    },
  })
}

function answer(c: ApiContext, received: Received): Response {
  if (received === 'unknown') return answerProblem(c, 404, 'not-found')
  if (received === 'not-json') return answerProblem(c, 400, 'not-json')
  if (received === 'taken' || received === 'nobody') return c.json({ received: 'now' }, 202)
  // A sender whose first answer was lost sends again, and must not be told that it failed.
  if (received === 'again') return c.json({ received: 'before' }, 200)
  const { status, body } = refusals[received]
  return c.json(body, status)
}

const refusals = {
  wrong: {
    status: 401,
    body: problem('wrong-signature', {
      en: 'The signature does not fit, so nothing was taken in. Sign id.timestamp.body with the secret of this address.',
      fr: 'La signature ne convient pas ; rien n’a été reçu. Signez id.horodatage.corps avec le secret de cette adresse.',
    }),
  },
  late: {
    status: 401,
    body: problem('too-late', {
      en: 'This was signed more than five minutes ago, or ahead. Check the clock of the sender, then send it anew.',
      fr: 'Ceci a été signé il y a plus de cinq minutes, ou en avance. Vérifiez l’horloge de l’expéditeur, puis renvoyez-le.',
    }),
  },
  'not-allowed': {
    status: 403,
    body: problem('not-allowed', {
      en: 'Whoever made this address may no longer take this in. Somebody else has to make a new one.',
      fr: 'La personne qui a créé cette adresse n’y est plus autorisée. Quelqu’un d’autre doit en créer une nouvelle.',
    }),
  },
  'not-valid': {
    status: 422,
    body: problem('not-valid', {
      en: 'This is not in the form this address takes: {"text": "…", "link": "/…"}, the text at most 300 characters.',
      fr: 'Ceci n’a pas la forme attendue par cette adresse : {"text": "…", "link": "/…"}, le texte d’au plus 300 caractères.',
    }),
  },
} as const
