import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { refused, route } from '#api/route.ts'
import { minuteMs } from '#kernel/time.ts'
import { officialBoard } from '#roles/faces/life-cycle/board.ts'
import { askForAccount, closeAccount, decideRequest, nameOwners } from '#roles/faces/life-cycle/acts.ts'
import {
  AcceptForm,
  CloseForm,
  DecideForm,
  OfficialBoard,
  OwnersForm,
  RequestForm,
} from '#roles/faces/life-cycle/contract.ts'
import { accountIdOf } from '#roles/faces/life-cycle/account-id.ts'
import {
  decideLookAlike,
  listLookAlikes,
  noteLookAlike,
  oneLookAlike,
} from '#roles/faces/look-alikes/acts.ts'
import {
  LookAlikeAct,
  LookAlikeForm,
  LookAlikeList,
  LookAlikePage,
  NamesForm,
} from '#roles/faces/look-alikes/contract.ts'
import { lookByName } from '#roles/faces/look-alikes/looking-by-name.ts'
import { switchNames } from '#roles/faces/look-alikes/names.ts'
import { searchFor } from '#roles/faces/look-alikes/searching.ts'
import { EntryForm } from '#roles/faces/register/contract.ts'
import { acceptCheck, writeEntry } from '#roles/faces/register/entries.ts'
import type { OfficialNeeds, Ruled } from '#roles/faces/register/ground.ts'
import { lookAt } from '#roles/faces/register/looking.ts'
import { refusalOf, type Refusal } from '#roles/faces/register/problems.ts'
import { publicRegisterRoutes } from '#roles/faces/register/public-routes.ts'
import { accountRows } from '#roles/faces/register/store.ts'
import { voiceRoutes } from '#roles/faces/voice/routes.ts'

const ById = z.object({ id: z.string().min(1).max(100) })
const refusals = { 403: Problem, 404: Problem, 409: Problem, 422: Problem }
const boardAnswers = { 200: OfficialBoard, ...refusals }

/** Every address of the register, of look-alikes, of the life of accounts and of voice. */
export function officialRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  publicRegisterRoutes(api, needs)
  boardRoutes(api, needs)
  requestRoutes(api, needs)
  accountRoutes(api, needs)
  lookingRoutes(api, needs)
  lookAlikeRoutes(api, needs)
  nameRoutes(api, needs)
  voiceRoutes(api, needs)
}

type Answer = { status: 200; body: OfficialBoard } | ReturnType<typeof refusalOf>

/** The board as it stands after an act, or why there was none. */
async function after(
  needs: OfficialNeeds,
  session: SignedIn,
  done: Ruled<unknown, Refusal>,
): Promise<Answer> {
  return done.ok ? { status: 200, body: await officialBoard(needs, session) } : refusalOf(done.why)
}

function boardRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/official-accounts',
    summary: 'Accounts of ours with their life, what was looked at, who owns them; and what was asked for',
    access: 'signed-in',
    may: 'read',
    answers: { 200: OfficialBoard },
    handle: async ({ session }) => ({ status: 200, body: await officialBoard(needs, session) }),
  })
}

function requestRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/account-requests',
    summary: 'Ask for a new account',
    access: 'signed-in',
    may: 'write',
    body: RequestForm,
    answers: boardAnswers,
    handle: async ({ body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      return after(needs, session, await askForAccount(needs, session, body))
    },
  })
  route(api, {
    method: 'post',
    path: '/api/account-requests/{id}/decide',
    summary: 'Approve a request for an account that somebody else made, refuse it, or take one’s own back',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: DecideForm,
    answers: boardAnswers,
    handle: async ({ params: { id }, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      return after(
        needs,
        session,
        await decideRequest(needs, session, { id, form: body, accountId: accountIdOf }),
      )
    },
  })
}

function accountRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  route(api, {
    method: 'put',
    path: '/api/official-accounts/{id}',
    summary: 'Say what the public is told of an account',
    access: 'signed-in',
    may: 'accounts',
    params: ById,
    body: EntryForm,
    answers: boardAnswers,
    handle: async ({ params, body, session }) =>
      after(needs, session, await writeEntry(needs, session, { account: params.id, form: body })),
  })
  route(api, {
    method: 'put',
    path: '/api/official-accounts/{id}/owners',
    summary: 'Name who owns an account, two people at least',
    access: 'signed-in',
    may: 'accounts',
    params: ById,
    body: OwnersForm,
    answers: boardAnswers,
    handle: async ({ params, body, session }) =>
      after(needs, session, await nameOwners(needs, session, { account: params.id, owners: body.owners })),
  })
  route(api, {
    method: 'post',
    path: '/api/official-accounts/{id}/close',
    summary: 'Close an account for good, with a record of what becomes of it',
    access: 'signed-in',
    may: 'accounts',
    fresh: true,
    params: ById,
    body: CloseForm,
    answers: boardAnswers,
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      return after(needs, session, await closeAccount(needs, session, { account: params.id, form: body }))
    },
  })
}

/** Each look calls a network: a person who presses the button often does not make it faster. */
const lookLimit = () => rateLimit({ burst: 30, perMin: 10 })

function lookingRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  route(api, {
    method: 'post',
    path: '/api/official-accounts/{id}/look',
    summary: 'Look at an account now: whether it is still ours, what its profile says',
    access: 'signed-in',
    may: 'accounts',
    params: ById,
    answers: boardAnswers,
    limit: lookLimit(),
    timeoutMs: 2 * minuteMs,
    handle: async ({ params, session, signal }) => {
      const came = await lookAt(needs, params.id, signal)
      const done =
        came === undefined
          ? ({ ok: false, why: 'no-such-account' } as const)
          : ({ ok: true, value: came } as const)
      return after(needs, session, done)
    },
  })
  route(api, {
    method: 'post',
    path: '/api/official-accounts/{id}/accept',
    summary: 'Find right what was warned of, or note that somebody looked where the desk cannot',
    access: 'signed-in',
    may: 'accounts',
    params: ById,
    body: AcceptForm,
    answers: boardAnswers,
    handle: async ({ params, body, session, signal }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const done = await acceptCheck(needs, session, { account: params.id, kind: body.kind })
      if (done.ok && body.kind !== 'by-hand') await lookAt(needs, params.id, signal)
      return after(needs, session, done)
    },
  })
}

function lookAlikeRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  const path = '/api/look-alikes'
  const answers = { 200: LookAlikeList, ...refusals }
  const listAfter = async (session: SignedIn, done: Ruled<unknown, Refusal>) =>
    done.ok ? { status: 200 as const, body: await listLookAlikes(needs, session) } : refusalOf(done.why)
  route(api, {
    ...{ method: 'get', path, access: 'signed-in', may: 'accounts' },
    summary: 'Accounts that imitate ours, and how well each network was searched',
    answers: { 200: LookAlikeList },
    handle: async ({ session }) => ({ status: 200, body: await listLookAlikes(needs, session) }),
  })
  route(api, {
    ...{ method: 'post', path, access: 'signed-in', may: 'accounts', body: LookAlikeForm, answers },
    summary: 'Note an account that imitates ours, where the desk cannot search',
    handle: async ({ body, session }) => listAfter(session, await noteLookAlike(needs, session, body)),
  })
  route(api, {
    ...{ method: 'post', path: `${path}/search`, access: 'signed-in', may: 'accounts' },
    summary: 'Search every network now for accounts that imitate ours',
    answers: { 200: LookAlikeList },
    limit: rateLimit({ burst: 30, perMin: 10 }),
    timeoutMs: 5 * minuteMs,
    handle: async ({ session, signal }) => {
      for (const { id, closedMs } of await accountRows(needs.store.db))
        if (closedMs === undefined) await searchFor(needs, id, signal)
      return { status: 200, body: await listLookAlikes(needs, session) }
    },
  })
  route(api, {
    ...{ method: 'get', path: `${path}/{id}`, access: 'signed-in', may: 'accounts', params: ById },
    summary: 'One account that imitates ours, with a report ready for its network',
    answers: { 200: LookAlikePage, ...refusals },
    handle: async ({ params, session }) => {
      const found = await oneLookAlike(needs, session, params.id)
      return found.ok ? { status: 200, body: found.value } : refusalOf(found.why)
    },
  })
  route(api, {
    ...{ method: 'post', path: `${path}/{id}/acts`, access: 'signed-in', may: 'accounts', params: ById },
    summary: 'Keep one while somebody works on it, let it go, or say that it is no impostor',
    body: LookAlikeAct,
    answers,
    handle: async ({ params, body, session }) =>
      listAfter(session, await decideLookAlike(needs, session, { id: params.id, form: body })),
  })
}

function nameRoutes(api: Api<SignedIn>, needs: OfficialNeeds): void {
  const path = '/api/official-accounts/{id}/names'
  const answers = { 200: LookAlikeList, ...refusals }
  route(api, {
    ...{ method: 'put', path, access: 'signed-in', may: 'accounts', params: ById, body: NamesForm, answers },
    summary:
      'Let the desk look for likely names of impostors where its network takes money for it, or stop that',
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const done = await switchNames(needs, session, { account: params.id, isOn: body.isOn })
      return done.ok ? { status: 200, body: await listLookAlikes(needs, session) } : refusalOf(done.why)
    },
  })
  route(api, {
    ...{ method: 'post', path: `${path}/look`, access: 'signed-in', may: 'accounts', params: ById, answers },
    summary: 'Look for those names now, at the cost that was said',
    limit: rateLimit({ burst: 10, perMin: 2 }),
    timeoutMs: 5 * minuteMs,
    handle: async ({ params, session, signal }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const done = await lookByName(needs, { id: params.id, by: 'person' }, signal)
      return done.ok ? { status: 200, body: await listLookAlikes(needs, session) } : refusalOf(done.why)
    },
  })
}
