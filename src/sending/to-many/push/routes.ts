import { readFileSync } from 'node:fs'
import type { SignedIn } from '#access/access.ts'
import type { Api, ApiContext } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { sendingProblem } from '#sending/problems.ts'
import type { ToManyGround } from '#sending/to-many/ground.ts'
import { PushJoin, PushPlace, PushRenewal, PushState } from '#sending/to-many/push/contract.ts'
import {
  joinPush,
  leavePush,
  pushLists,
  pushPath,
  renewPush,
  statePush,
} from '#sending/to-many/push/joining.ts'
import { noPushPage, pushPage } from '#sending/to-many/push/page.ts'
import { readRate } from '#sending/to-many/subscribe-routes.ts'
import { siteName } from '#sending/to-many/subscribing.ts'
import { topicsInLink } from '#sending/to-many/topic-choice.ts'
import { readTopics } from '#sending/topics/store.ts'

/** A household turns a few lists on, changes its mind, and tries its other devices. */
const joinRate = { burst: 20, perMin: 2 }

/**
 * Our own page to get messages in a browser, for everybody: no cookie, no sign-in. What changes something is asked with a header that
 * only our own pages can send, so that no other site turns anything on or off.
 */
export function pushRoutes(api: Api<SignedIn>, { ground }: { ground: ToManyGround }): void {
  pageRoutes(api, ground)
  scriptRoutes(api)
  actRoutes(api, ground)
}

function pageRoutes(api: Api<SignedIn>, ground: ToManyGround): void {
  const limit = rateLimit(readRate)
  const show = (path: string, usual?: 'fr'): void =>
    rawRoute(api, {
      ...{ method: 'get', path, summary: 'The page to get messages in a browser', access: 'public', limit },
      async handle({ context }) {
        const locale = pageLanguage(context, usual)
        const lists = await pushLists(ground)
        if (lists.length === 0) return noPushPage(context, { locale })
        const topics = await readTopics(ground.store.db)
        const chosen = topicsInLink(context.req.queries('topic') ?? [], topics)
        return pushPage(context, { locale, lists, topics, chosen, from: await siteName(ground) })
      },
    })
  show(pushPath)
  show('/abonnement/navigateur', 'fr')
}

/** Files of ours, read once. */
const [pageScript, workerScript] = [
  readFileSync(new URL('./page-script.js', import.meta.url), 'utf8'),
  readFileSync(new URL('./worker-script.js', import.meta.url), 'utf8'),
]

const scriptPolicy =
  "default-src 'none'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The worker may ask nobody but us; it lies below `/push/`, so that it has nothing to do with any page of the desk. */
function scriptRoutes(api: Api<SignedIn>): void {
  const limit = rateLimit(readRate)
  const script = (path: string, summary: string, text: string): void =>
    rawRoute(api, {
      ...{ method: 'get', path, summary, access: 'public', limit },
      handle: ({ context }) => answerScript(context, text),
    })
  script('/push/page.js', 'The script of the page to get messages in a browser', pageScript)
  script('/push/worker.js', 'What shows our messages in a browser', workerScript)
}

function answerScript(c: ApiContext, text: string): Response {
  c.header('content-security-policy', scriptPolicy)
  c.header('cache-control', 'no-cache')
  return c.body(text, 200, { 'content-type': 'text/javascript; charset=utf-8' })
}

function actRoutes(api: Api<SignedIn>, ground: ToManyGround): void {
  const answers = { 200: PushState, 404: Problem, 422: Problem }
  route(api, {
    ...{ method: 'post', path: '/api/push/join', summary: 'Turns messages on in a browser' },
    ...{ access: 'public', limit: rateLimit(joinRate), body: PushJoin, answers },
    handle: async ({ body }) => {
      const came = await joinPush(ground, body)
      if (came === 'no-such-list') return refused(404, sendingProblem(came))
      if (came === 'no-subscription' || came === 'no-such-topic') return refused(422, sendingProblem(came))
      return { status: 200, body: came }
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/push/renew', summary: 'Follows a browser to its new address' },
    ...{ access: 'public', limit: rateLimit(joinRate), body: PushRenewal, answers },
    handle: async ({ body }) => {
      const came = await renewPush(ground, body)
      return typeof came === 'string' ? refused(422, sendingProblem(came)) : { status: 200, body: came }
    },
  })
  route(api, {
    ...{ method: 'post', path: '/api/push/state', summary: 'Whether messages are on in a browser' },
    ...{ access: 'public', limit: rateLimit(readRate), body: PushPlace, answers: { 200: PushState } },
    handle: async ({ body }) => ({ status: 200, body: await statePush(ground, body) }),
  })
  // As often as one reads: nobody who wants to leave is made to wait.
  route(api, {
    ...{ method: 'post', path: '/api/push/leave', summary: 'Turns messages off in a browser' },
    ...{ access: 'public', limit: rateLimit(readRate), body: PushPlace, answers: { 200: PushState } },
    handle: async ({ body }) => ({ status: 200, body: await leavePush(ground, body) }),
  })
}
