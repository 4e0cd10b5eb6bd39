import { getCookie } from 'hono/cookie'
import type { z } from 'zod'
import type { Api, ApiContext } from '#api/api.ts'
import { addressOf, answerProblem, remember, sessionCookie } from '#api/api.ts'
import { bearerOf } from '#api/bearer.ts'
import type { Problem } from '#api/contract.ts'
import { cookieName } from '#api/cookies.ts'
import { fieldProblems } from '#api/fields.ts'
import { kitProblem } from '#api/problems.ts'
import type { RateLimit } from '#api/rate-limit.ts'
import { readJsonBody, unholdable } from '#api/read-body.ts'
import type { Verb } from '#kernel/permission.ts'
import { secondMs } from '#kernel/time.ts'

/** Statuses a route may answer with. */
export type AnswerStatus = 200 | 201 | 202 | 204 | 303 | 400 | 401 | 403 | 404 | 409 | 410 | 422 | 429 | 503

/** What a route may answer, by status; `null` is an answer without a body. */
export type Answers = { readonly [S in AnswerStatus]?: z.ZodType | null }

/** One of the answers a route declared, as its handler returns it. */
export type Answer<A extends Answers> = {
  [S in keyof A & AnswerStatus]: A[S] extends z.ZodType
    ? { status: S; body: z.input<A[S]>; headers?: Readonly<Record<string, string>> }
    : { status: S; headers?: Readonly<Record<string, string>> }
}[keyof A & AnswerStatus]

type Read<T> = T extends z.ZodType ? z.output<T> : undefined
type Who = 'public' | 'signed-in'

/**
 * What a signed-in person must be allowed to do for a route to be entered at all. `self` is what everybody may do with what
 * is their own. Where an act is about one account, language or lane, the handler asks again with these.
 */
export type Need = Verb | 'self'

/** Required where somebody must be signed in, so that nothing is open to whoever has a session by mistake. */
type Asks<W extends Who> = W extends 'signed-in' ? { may: Need } : { may?: undefined }

/** What a handler is given: everything read and checked, and the raw request for the rare case. */
export type Call<S, W extends Who, P, Q, B> = {
  params: Read<P>
  query: Read<Q>
  body: Read<B>
  session: W extends 'signed-in' ? S : S | undefined
  /** Asks again whether whoever called may still do this: for answers that go on for long. */
  isStillWelcome: () => Promise<boolean>
  /** The session cookie's token, as sent. */
  token: string | undefined
  address: string
  /** Aborted when the caller left or the time is over. */
  signal: AbortSignal
  context: ApiContext
}

/** A route as rooms write it: one schema gives the check, the types and the description. */
export type Route<S, W extends Who, P, Q, B, A extends Answers> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** With braces: `/api/stories/{id}/posts`. */
  path: string
  summary: string
  access: W
  /** Asks for a fresh sign-in (step-up): for acts nobody should do with a borrowed browser. */
  fresh?: true
  params?: P
  query?: Q
  body?: B
  answers: A
  /** How often one address may call it; missing: as often as it likes. */
  limit?: RateLimit
  /** Missing: 15 s. */
  timeoutMs?: number
  handle: (call: Call<S, W, P, Q, B>) => Promise<Answer<A>> | Answer<A>
} & Asks<W>

/** A route that answers with its own `Response`: a page, a live stream, a file. */
export type RawRoute<S, W extends Who> = {
  method: 'get' | 'post'
  path: string
  summary: string
  access: W
  fresh?: true
  /** Programs elsewhere call it and prove themselves in their own way; no session is looked up. */
  fromOutside?: true
  /** How long receiving its request may take, ms; missing: 30 s. For large files over slow lines. */
  receiveMs?: number
  limit?: RateLimit
  handle: (call: Call<S, W, undefined, undefined, undefined>) => Promise<Response> | Response
} & Asks<W>

/** Longest a handler may take unless its route says otherwise, ms. */
export const handlerTimeoutMs = 15 * secondMs

/** Adds a route that takes and answers JSON. */
export function route<
  S,
  W extends Who,
  A extends Answers,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(api: Api<S>, r: Route<S, W, P, Q, B, A>): void {
  remember(api, r)
  describe(api, r)
  api.hono.on([r.method.toUpperCase()], [honoPath(r.path)], async (c) => {
    const entry = await enter(api, c, r)
    if (entry instanceof Response) return entry
    const read = await readInputs(c, r)
    if (read instanceof Response) return read
    return answerInTime(api, c, r, { ...read, ...entry })
  })
}

/** Adds a route whose handler builds the `Response` itself. It has no time limit, so that it can stream. */
export function rawRoute<S, W extends Who>(api: Api<S>, r: RawRoute<S, W>): void {
  remember(api, r)
  describe(api, { ...r, answers: {} })
  api.hono.on([r.method.toUpperCase()], [honoPath(r.path)], async (c) => {
    const entry = await enter(api, c, r)
    if (entry instanceof Response) return entry
    const signal = c.req.raw.signal
    // The conditional type of `session` holds by `enter`: a signed-in route never gets here without one.
    const call = {
      ...entry,
      params: undefined,
      query: undefined,
      body: undefined,
      address: addressOf(c),
      signal,
      context: c,
    }
    return r.handle(call as Call<S, W, undefined, undefined, undefined>)
  })
}

function honoPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

type Entry<S> = {
  session: S | undefined
  token: string | undefined
  isStillWelcome: () => Promise<boolean>
}

async function enter<S>(
  api: Api<S>,
  c: ApiContext,
  r: { access: Who; may?: Need | undefined; fresh?: true; fromOutside?: true; limit?: RateLimit },
): Promise<Entry<S> | Response> {
  const turn = r.limit?.take(addressOf(c), api.needs.clock.nowMs())
  if (turn?.ok === false) return answerTooMany(c, turn.waitMs)
  if (r.fromOutside === true)
    return { session: undefined, token: undefined, isStillWelcome: async () => true }
  const key = bearerOf(c)
  if (key !== undefined) return enterWithKey(api, c, r, key)
  const token = getCookie(c, cookieName(sessionCookie, api.isHttps))
  const session = await api.needs.sessionOf(token)
  if (r.access === 'signed-in' && session === undefined) return answerProblem(c, 401, 'signed-out')
  const refusal = session !== undefined && r.access === 'signed-in' ? refusalFor(api, session, r) : undefined
  if (refusal !== undefined) return answerProblem(c, 403, refusal)
  const isStillWelcome = async (): Promise<boolean> => isWelcome(api, await api.needs.sessionOf(token), r)
  return { session, token, isStillWelcome }
}

function answerTooMany(c: ApiContext, waitMs: number): Response {
  c.header('retry-after', String(Math.ceil(waitMs / secondMs)))
  return answerProblem(c, 429, 'too-many')
}

/** A program enters where its key's rights reach; never where somebody acts for themselves or must be here in person. */
async function enterWithKey<S>(
  api: Api<S>,
  c: ApiContext,
  r: { access: Who; may?: Need | undefined; fresh?: true },
  key: string,
): Promise<Entry<S> | Response> {
  const found = (await api.needs.programOf?.(key, addressOf(c))) ?? { kind: 'unknown' }
  if (found.kind === 'too-many') return answerTooMany(c, found.waitMs)
  if (found.kind === 'unknown') return answerProblem(c, 401, 'signed-out')
  if (r.access === 'signed-in' && (r.may === 'self' || r.fresh === true))
    return answerProblem(c, 403, 'not-for-programs')
  const refusal = r.access === 'signed-in' ? refusalFor(api, found.session, r) : undefined
  if (refusal !== undefined) return answerProblem(c, 403, refusal)
  const isStillWelcome = async (): Promise<boolean> => {
    const again = await api.needs.programOf?.(key, addressOf(c))
    return again?.kind === 'too-many' || isWelcome(api, again?.kind === 'in' ? again.session : undefined, r)
  }
  return { session: found.session, token: undefined, isStillWelcome }
}

function isWelcome<S>(
  api: Api<S>,
  session: S | undefined,
  r: { access: Who; may?: Need | undefined },
): boolean {
  // Freshness is asked at the door only: it would end a long answer in the middle.
  return (
    r.access === 'public' || (session !== undefined && refusalFor(api, session, { may: r.may }) === undefined)
  )
}

function refusalFor<S>(
  api: Api<S>,
  session: S,
  r: { may?: Need | undefined; fresh?: true },
): 'not-allowed' | 'not-fresh' | undefined {
  // A route without a need would be open to anybody signed in: the types refuse it, and so do we.
  if (r.may === undefined || (r.may !== 'self' && !api.needs.mayDo(session, r.may))) return 'not-allowed'
  return r.fresh === true && !api.needs.isFresh(session) ? 'not-fresh' : undefined
}

type Inputs = { params: unknown; query: unknown; body: unknown }
type Schemas = { params?: z.ZodType | undefined; query?: z.ZodType | undefined; body?: z.ZodType | undefined }

async function readInputs(c: ApiContext, schemas: Schemas): Promise<Inputs | Response> {
  const body = schemas.body ? await readJsonBody(c.req.raw) : ({ ok: true, value: undefined } as const)
  if (!body.ok) return answerProblem(c, body.status, body.error)
  const sent: Inputs = { params: c.req.param(), query: queryOf(c), body: body.value }
  const unheld = unholdable(sent)
  if (unheld) return answerProblem(c, 422, unheld)
  const read: Inputs = { params: undefined, query: undefined, body: undefined }
  for (const part of ['params', 'query', 'body'] as const) {
    const result = schemas[part]?.safeParse(sent[part], { reportInput: true })
    if (result?.success === false)
      return c.json(kitProblem('not-valid', fieldProblems(result.error.issues)), 422)
    read[part] = result?.data
  }
  return read
}

function queryOf(c: ApiContext): Record<string, string | string[]> {
  const entries = Object.entries(c.req.queries())
  return Object.fromEntries(
    entries.map(([key, values]) => [key, values.length === 1 ? (values[0] ?? '') : values]),
  )
}

async function answerInTime<S, W extends Who, P, Q, B, A extends Answers>(
  api: Api<S>,
  c: ApiContext,
  r: Route<S, W, P, Q, B, A>,
  entry: Entry<S> & Inputs,
): Promise<Response> {
  const over = new AbortController()
  const handled = new AbortController()
  const call = {
    ...entry,
    address: addressOf(c),
    signal: AbortSignal.any([c.req.raw.signal, over.signal]),
    context: c,
  }
  const late = api.needs.clock
    .sleep(r.timeoutMs ?? handlerTimeoutMs, handled.signal)
    .then(() => 'late' as const)
  try {
    // The types of `call` hold because the schemas have just read it.
    const work = Promise.resolve(r.handle(call as Call<S, W, P, Q, B>))
    const answer = await Promise.race([work, late])
    if (answer !== 'late') return writeAnswer(api, c, r, answer)
    over.abort()
    const reference = c.get('reference')
    api.needs.log('warn', `${r.method} ${r.path} took too long`, { reference })
    // Its caller is gone, but why it failed in the end is still worth knowing.
    work.catch((why: unknown) =>
      api.needs.log('warn', `${r.method} ${r.path} failed later`, { reference, why: String(why) }),
    )
    return answerProblem(c, 503, 'too-slow')
  } finally {
    handled.abort()
  }
}

function writeAnswer<S, A extends Answers>(
  api: Api<S>,
  c: ApiContext,
  r: { method: string; path: string; answers: A },
  answer: { status: AnswerStatus; body?: unknown; headers?: Readonly<Record<string, string>> },
): Response {
  for (const [name, value] of Object.entries(answer.headers ?? {})) c.header(name, value, { append: true })
  const schema = r.answers[answer.status]
  if (!schema) return c.body(null, answer.status as 204)
  const fits = schema.safeParse(answer.body)
  if (fits.success) return writeJson(c, answer.status, fits.data)
  if (api.needs.strictAnswers) throw fits.error
  // People are better served by an answer with one odd field than by none; the log has what is odd.
  api.needs.log('error', `${r.method} ${r.path} answered what its schema does not allow`, {
    at: fits.error.issues
      .map((issue) => issue.path.map(String).join('.'))
      .join(' ')
      .slice(0, 500),
  })
  return writeJson(c, answer.status, answer.body)
}

// The length is told so that short answers are not zipped: that costs five times what the answer does.
function writeJson(c: ApiContext, status: AnswerStatus, value: unknown): Response {
  const text = JSON.stringify(value)
  const headers = { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }
  return c.body(text, status as 200, headers)
}

type Described = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  path: string
  summary: string
  access: Who
  answers: Answers
} & Schemas

function describe<S>(api: Api<S>, r: Described): void {
  const responses = Object.entries(r.answers).map(
    ([status, schema]) => [status, describeAnswer(status, schema)] as const,
  )
  const request = {
    ...(r.params ? { params: r.params } : {}),
    ...(r.query ? { query: r.query } : {}),
    ...describeBody(r.body),
  }
  api.hono.openAPIRegistry.registerPath({
    method: r.method,
    path: r.path,
    summary: r.summary,
    // The registry wants objects for params and query; ours are, and it says so itself when one is not.
    request: request as Parameters<typeof api.hono.openAPIRegistry.registerPath>[0]['request'] & {},
    responses: Object.fromEntries(
      responses.length > 0 ? responses : [['200', { description: 'See the summary' }]],
    ),
    ...(r.access === 'signed-in' ? { security: [{ [sessionCookie]: [] }] } : {}),
  })
}

function describeBody(body: z.ZodType | undefined): object {
  return body ? { body: { required: true, content: { 'application/json': { schema: body } } } } : {}
}

function describeAnswer(status: string, schema: z.ZodType | null | undefined): { description: string } {
  const description = status.startsWith('2') ? 'Done' : 'Refused, in words'
  return schema
    ? Object.assign({ description }, { content: { 'application/json': { schema } } })
    : { description }
}

/** An answer with a problem in words, for the statuses a route declares as `Problem`. */
export function refused<T extends AnswerStatus>(status: T, body: Problem): { status: T; body: Problem } {
  return { status, body }
}
