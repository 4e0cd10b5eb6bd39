import { getConnInfo } from '@hono/node-server/conninfo'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { compress } from 'hono/compress'
import { countedAddress } from '#api/address.ts'
import type { Assets, ScreenNeeds } from '#api/assets.ts'
import { answerAsset } from '#api/assets.ts'
import { isFromProgram, type ProgramEntry } from '#api/bearer.ts'
import type { Chance } from '#api/chance.ts'
import { randomText, systemChance } from '#api/chance.ts'
import { knownHosts, refusalOf, securityHeaders } from '#api/guard.ts'
import type { KitProblem, PublicSentences } from '#api/problems.ts'
import { kitProblem, sentenceFor } from '#api/problems.ts'
import { assert } from '#kernel/assert.ts'
import type { Log } from '#kernel/log.ts'
import type { Verb } from '#kernel/permission.ts'
import type { Clock } from '#kernel/time.ts'
import { wallClock } from '#kernel/time.ts'

/** The cookie that carries a session's token. */
export const sessionCookie = 'bw_session'

/** What the kit keeps beside each request. */
export type ApiEnv = { Variables: { nonce: string; reference: string; isProxied: boolean } }

/** A request under way, as Hono gives it. */
export type ApiContext = Context<ApiEnv>

/** What an API is made of. `S` is what `sessionOf` knows about whoever is signed in. */
export type ApiNeeds<S> = {
  log: Log
  /** Who a cookie's token belongs to; undefined when nobody. Must not throw for bad tokens. */
  sessionOf: (token: string | undefined) => Promise<S | undefined>
  /** Whom a program's key stands for, sent from that address; missing: there are no keys. */
  programOf?: (key: string, address: string) => Promise<ProgramEntry<S>>
  /** Whether somebody signed in may do this anywhere; missing: nobody may do anything but what is their own. */
  mayDo?: (session: S, verb: Verb) => boolean
  /** Whether they proved who they are a moment ago (step-up); missing: never. */
  isFresh?: (session: S) => boolean
  /** The built screens; missing: an API without pages. */
  assets?: Assets
  /** What they are told besides. */
  screens?: ScreenNeeds
  /** The address people use, when it is not this machine's own name. */
  publicUrl?: string
  /** More host names to answer to. */
  hosts?: readonly string[]
  /** Public sentences for errors that rooms throw, by error name. */
  sentences?: PublicSentences
  version?: string
  clock?: Clock
  chance?: Chance
  /** True in tests: an answer that does not fit its schema is an error instead of a line in the log. */
  strictAnswers?: boolean
}

/** The HTTP side of Bellwether: give it to `route` and `listen`. */
export type Api<S> = {
  hono: OpenAPIHono<ApiEnv>
  needs: ApiNeeds<S> & Required<Pick<ApiNeeds<S>, 'clock' | 'chance' | 'mayDo' | 'isFresh'>>
  isHttps: boolean
  /** Every route known, for 405 and for tests that walk them all. */
  routes: KnownRoute[]
}

/** A route as the kit remembers it. */
export type KnownRoute = {
  method: string
  path: string
  access: 'public' | 'signed-in'
  /** What it takes to enter; missing on public routes. */
  may?: Verb | 'self' | undefined
  fresh?: true
  /** Programs elsewhere call it and prove themselves in their own way; no session is looked up. */
  fromOutside?: true
  /** How long receiving its request may take; missing: 30 s. */
  receiveMs?: number
  matches: (path: string) => boolean
}

/** Builds the API: guards first, then routes as they are added, then the screens. */
export function createApi<S>(needs: ApiNeeds<S>): Api<S> {
  const hono = new OpenAPIHono<ApiEnv>()
  const api: Api<S> = {
    hono,
    needs: {
      ...needs,
      clock: needs.clock ?? wallClock,
      chance: needs.chance ?? systemChance,
      mayDo: needs.mayDo ?? (() => false),
      isFresh: needs.isFresh ?? (() => false),
    },
    isHttps: needs.publicUrl?.startsWith('https:') ?? false,
    routes: [],
  }
  addGuards(api)
  hono.use('/api/*', compress({ threshold: 2048 }))
  hono.onError((thrown, c) => answerThrown(api, c, thrown))
  hono.notFound((c) => answerUnknown(api, c))
  addDescription(api)
  return api
}

function addGuards<S>(api: Api<S>): void {
  const known = knownHosts(api.needs.publicUrl, api.needs.hosts)
  api.hono.use(async (c, next) => {
    c.set('isProxied', api.isHttps)
    c.set('nonce', randomText(api.needs.chance, 16))
    c.set('reference', randomText(api.needs.chance, 6))
    const refusal = refusalOf(askedOf(api, c), known)
    if (refusal) c.res = answerProblem(c, refusal.status, refusal.error)
    else await next()
    addHeaders(api, c)
  })
}

function askedOf<S>(api: Api<S>, c: ApiContext): Parameters<typeof refusalOf>[0] {
  return {
    method: c.req.method,
    host: c.req.header('host') ?? new URL(c.req.url).host,
    origin: c.req.header('origin'),
    fetchSite: c.req.header('sec-fetch-site'),
    bellwether: c.req.header('x-bellwether'),
    isCookieless: isFromProgram(c) || isForPrograms(api, c),
  }
}

function isForPrograms<S>(api: Api<S>, c: ApiContext): boolean {
  return api.routes.some((route) => route.fromOutside === true && route.matches(c.req.path))
}

function addHeaders<S>(api: Api<S>, c: ApiContext): void {
  const isPage = (c.res.headers.get('content-type') ?? '').startsWith('text/html')
  const headers = securityHeaders({ nonce: c.get('nonce'), isPage, isHttps: api.isHttps })
  for (const [name, value] of Object.entries(headers))
    if (!c.res.headers.has(name)) c.res.headers.set(name, value)
  if (!c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
}

/** Answers with one of the kit's own refusals. */
export function answerProblem(
  c: ApiContext,
  status: 400 | 401 | 403 | 404 | 405 | 413 | 415 | 421 | 422 | 429 | 503 | 504,
  error: KitProblem,
): Response {
  return c.json(kitProblem(error), status)
}

function answerThrown<S>(api: Api<S>, c: ApiContext, thrown: Error): Response {
  const reference = c.get('reference')
  const sentence = sentenceFor(thrown, api.needs.sentences ?? {}, reference)
  const level = sentence.status >= 500 ? 'error' : 'warn'
  api.needs.log(level, `${c.req.method} ${c.req.routePath} failed`, {
    reference,
    name: thrown.name,
    why: thrown.message,
    stack: thrown.stack,
  })
  return c.json({ error: sentence.error, en: sentence.en, fr: sentence.fr }, sentence.status)
}

async function answerUnknown<S>(api: Api<S>, c: ApiContext): Promise<Response> {
  const allowed = api.routes
    .filter((route) => route.matches(c.req.path))
    .map((route) => route.method.toUpperCase())
  if (allowed.length > 0) {
    c.header('allow', [...new Set(allowed)].join(', '))
    return answerProblem(c, 405, 'method-not-allowed')
  }
  const isScreen = (c.req.method === 'GET' || c.req.method === 'HEAD') && !isApiPath(c.req.path)
  if (isScreen && api.needs.assets) return answerAsset(c, api.needs.assets, api.needs.screens)
  return answerProblem(c, 404, 'not-found')
}

function isApiPath(path: string): boolean {
  return path === '/api' || path.startsWith('/api/')
}

function addDescription<S>(api: Api<S>): void {
  const info = { title: 'Bellwether', version: api.needs.version ?? '0' }
  let described: unknown
  api.hono.get('/openapi.json', (c) => {
    // Built at the first request: by then every room has added its routes.
    described ??= api.hono.getOpenAPI31Document({ openapi: '3.1.0', info })
    return c.json(described as object)
  })
}

/** Remembers a route. A path is written with braces: `/api/stories/{id}`. */
export function remember<S>(api: Api<S>, route: Omit<KnownRoute, 'matches'>): void {
  assert(
    !/[:*?]/.test(route.path),
    `a path is written with braces, so ${route.path} should not hold : * or ?`,
  )
  const pattern = new RegExp(`^${route.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`)
  const isNew = !api.routes.some((known) => known.path === route.path && known.method === route.method)
  assert(isNew, `${route.method} ${route.path} should be added once`)
  api.routes.push({ ...route, matches: (path) => pattern.test(path) })
}

/** The address a request came from, for limits; `unknown` where there is no socket (tests). */
export function addressOf(c: ApiContext): string {
  const hasSocket = typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
  return countedAddress({
    peer: hasSocket ? getConnInfo(c).remote.address : undefined,
    isProxied: c.get('isProxied'),
    forwarded: c.req.header('x-forwarded-for'),
  })
}
