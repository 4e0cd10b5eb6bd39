import type { SignedIn } from '#access/access.ts'
import { openAccounts } from '#access/people/accounts.ts'
import { MadeKey, NewKey, ProgramList } from '#access/people/contract.ts'
import type { Ground } from '#access/people/ground.ts'
import { answered, ById, refusedWith } from '#access/people/route-parts.ts'
import { endKey, listKeys, makeKey } from '#access/programs/keys.ts'
import { hookRoutes } from '#access/programs/hook-routes.ts'
import { listHooks, type HookGround } from '#access/programs/hooks.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { route } from '#api/route.ts'

/** The addresses of what programs come with: keys, and addresses at which they tell us something. */
export function programRoutes(api: Api<SignedIn>, hooks: HookGround): void {
  const ground = hooks.people
  route(api, {
    method: 'get',
    path: '/api/programs',
    summary: 'Keys of programs and addresses for them, without their secrets',
    access: 'signed-in',
    may: 'people',
    answers: { 200: ProgramList },
    handle: async () => ({
      status: 200,
      body: {
        keys: await listKeys(ground.db, ground.clock.nowMs()),
        hooks: await listHooks(ground.db, ground.clock.nowMs()),
        hookKinds: hooks.kinds.map(({ kind }) => kind),
        accounts: await openAccounts(ground.store.db),
      },
    }),
  })
  addMaking(api, ground)
  addEnding(api, ground)
  hookRoutes(api, hooks)
}

function addMaking(api: Api<SignedIn>, ground: Ground): void {
  route(api, {
    method: 'post',
    path: '/api/programs/keys',
    summary: 'Makes a key for a program; it is shown once',
    access: 'signed-in',
    may: 'people',
    fresh: true,
    body: NewKey,
    answers: { 201: MadeKey, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ body, session }) => {
      return answered(201, await makeKey(ground, session, body))
    },
  })
}

// No fresh proof is asked: whoever sees a key misused ends it now.
function addEnding(api: Api<SignedIn>, ground: Ground): void {
  route(api, {
    method: 'delete',
    path: '/api/programs/keys/{id}',
    summary: 'Ends a key at once',
    access: 'signed-in',
    may: 'people',
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem },
    handle: async ({ params, session }) => {
      const ended = await endKey(ground, session, params.id)
      return ended.ok ? { status: 204 } : refusedWith(ended.why)
    },
  })
}
