import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { healthBoard } from '#sending/board.ts'
import { connect, disconnectAccount } from '#sending/connecting.ts'
import { fieldsMissing, notConnected } from '#sending/connect-problems.ts'
import { AccountBoard, ConnectForm, type NetworkView } from '#sending/contract.ts'
import { spendingThisMonth } from '#sending/spending-shown.ts'
import type { LineNeeds } from '#sending/lines.ts'
import { actingPerson } from '#sending/delivery-routes.ts'
import { checkAccount } from '#sending/health.ts'
import { sendingProblem } from '#sending/problems.ts'
import type { Sending } from '#sending/sending.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** Our accounts: the board, connecting, looking now, disconnecting. */
export function connectionRoutes(api: Api<SignedIn>, { needs, ground }: Sending): void {
  const board = () => accountBoard(needs)
  route(api, {
    method: 'get',
    path: '/api/connections',
    summary: 'Our accounts: whether they can speak, since when and until when; and what each network can do',
    access: 'signed-in',
    may: 'read',
    answers: { 200: AccountBoard },
    handle: async () => ({ status: 200, body: await board() }),
  })
  route(api, {
    method: 'put',
    path: '/api/connections/{id}',
    summary: 'Connects an account: a harmless call first, and the secrets are kept only when it works',
    access: 'signed-in',
    may: 'accounts',
    fresh: true,
    params: ById,
    body: ConnectForm,
    timeoutMs: 60_000,
    answers: { 200: AccountBoard, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session, signal }) => {
      const who = actingPerson(session)
      const came = await connect(needs, who, { account: params.id, form: body, signal })
      switch (came.kind) {
        case 'connected':
          return { status: 200, body: await board() }
        case 'refused':
          return refused(409, notConnected(came.health, came.fields))
        case 'gone':
          return refused(404, sendingProblem('no-such-account'))
        case 'no-right':
          return refused(403, sendingProblem('no-right'))
        case 'missing':
          return refused(422, fieldsMissing(came.names, came.fields))
        case 'other-account':
          return refused(409, sendingProblem('other-account'))
      }
    },
  })
  route(api, {
    method: 'post',
    path: '/api/connections/{id}/check',
    summary: 'Makes the harmless call for an account now',
    access: 'signed-in',
    may: 'accounts',
    params: ById,
    timeoutMs: 60_000,
    answers: { 200: AccountBoard, 404: Problem },
    handle: async ({ params, signal }) => {
      const health = await checkAccount(needs, ground.lines, params.id, signal)
      return health === undefined
        ? refused(404, sendingProblem('not-connected'))
        : { status: 200, body: await board() }
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/connections/{id}',
    summary: 'Forgets the sign-in of an account: nothing goes out there any more',
    access: 'signed-in',
    may: 'accounts',
    fresh: true,
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem },
    handle: async ({ params, session }) => {
      const came = await disconnectAccount(needs, actingPerson(session), params.id)
      if (came === 'done') return { status: 204 }
      return came === 'gone'
        ? refused(404, sendingProblem('not-connected'))
        : refused(403, sendingProblem('no-right'))
    },
  })
}

/** Everything about our accounts that a screen shows at once. */
export async function accountBoard(needs: LineNeeds): Promise<AccountBoard> {
  const spending = await spendingThisMonth(needs)
  return {
    accounts: await healthBoard(needs),
    networks: needs.networks.map(networkView),
    ...(spending.length > 0 && { spending }),
  }
}

function networkView({ capabilities, connectFields, signInThere }: SendingNetwork): NetworkView {
  const { network, name, repeats, polls, readsPrivate, captions, cards, ...rest } = capabilities
  const can = {
    ...{ ...rest, captions: captions === true, cards: cards === 'given' },
    ...{ polls: polls === 'votes', readsPrivate: readsPrivate !== undefined },
  }
  const fields = connectFields.map(({ isOptional = false, ...field }) => ({ ...field, isOptional }))
  return { network, name, repeats, can, fields, ...(signInThere !== undefined && { signsInThere: true }) }
}
