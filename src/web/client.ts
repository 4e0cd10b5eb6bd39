import type { z } from 'zod'
import { Session, type SessionChange } from '#access/contract.ts'
import { Problem } from '#api/contract.ts'
import { Coverage } from '#listening/contract.ts'
import { isFromInFront } from '#web/offline/worker-rules.ts'

/** An answer that is not the one hoped for, as the public sentence the server (or we) found for it. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number
  readonly problem: Problem
  /** The whole answer, for those few that say more than a sentence; unread, so it has to be looked at with care. */
  readonly answer: unknown
  constructor(status: number, problem: Problem, options?: ErrorOptions & { answer?: unknown }) {
    super(`${status} ${problem.error}`, options)
    this.status = status
    this.answer = options?.answer
    this.problem = problem
  }
}

const unreachable: Problem = {
  error: 'unreachable',
  en: 'The desk does not answer. What you see is still safe to read. We keep trying.',
  fr: 'Le bureau ne répond pas. Ce que vous voyez reste fiable à la lecture. Nous réessayons.',
}

const unreadable: Problem = {
  error: 'unreadable-answer',
  en: 'The desk answered in a way this page does not understand. Reload the page; if it stays, tell who runs the desk.',
  fr: 'Le bureau a répondu d’une manière que cette page ne comprend pas. Rechargez la page; si cela persiste, avisez la personne qui gère le bureau.',
}

/** One request to our own API. `body` makes it JSON, a Blob goes as it is; a change carries the header that stops forged forms. */
export type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body?: unknown
  signal?: AbortSignal
  /** Longest wait; beyond it the desk counts as unreachable. */
  withinMs?: number
}

/**
 * Asks the server and reads the answer with its contract.
 *
 * @throws ProblemError when it is refused, unreachable or not what the contract says
 */
export async function call<S extends z.ZodType>(schema: S, request: Call): Promise<z.output<S>> {
  const answer = await sendAsMe(request)
  const json: unknown = await readJson(answer)
  if (!answer.ok) throw new ProblemError(answer.status, readProblem(json), { answer: json })
  const read = schema.safeParse(json)
  if (!read.success) throw new ProblemError(answer.status, unreadable, { cause: read.error })
  return read.data
}

/** Whether the desk was not reached, or a thing in front of it answered in its place. */
export function isUnreached(error: unknown): boolean {
  return error instanceof ProblemError && (error.status === 0 || isFromInFront(error.status))
}

/** The same as `call` for answers without content. */
export async function callQuietly(request: Call): Promise<void> {
  const answer = await sendAsMe(request)
  if (!answer.ok) throw new ProblemError(answer.status, readProblem(await readJson(answer)))
}

/** The proof that is being asked for now: several requests at once ask the person once. */
let proving: Promise<void> | undefined

/** Sends a request; where the server wants proof that it is really this person, asks for their passkey and sends it once more. */
async function sendAsMe(request: Call): Promise<Response> {
  const answer = await send(request)
  if (answer.status !== 403 || readProblem(await readJson(answer.clone())).error !== 'not-fresh')
    return answer
  // Loaded when it is needed, so that the first page stays small.
  proving ??= import('#web/sign-in/passkeys.ts')
    .then(({ proveItIsMe }) => proveItIsMe())
    .finally(() => (proving = undefined))
  await proving
  return send(request)
}

async function send({ method = 'GET', path, body, signal, withinMs }: Call): Promise<Response> {
  const headers: Record<string, string> = { accept: 'application/json' }
  if (method !== 'GET') headers['x-bellwether'] = '1'
  if (body !== undefined) headers['content-type'] = body instanceof Blob ? body.type : 'application/json'
  const ends = withinMs === undefined ? signal : endOf(signal, withinMs)
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: body instanceof Blob ? body : JSON.stringify(body) }),
      ...(ends === undefined ? {} : { signal: ends }),
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new ProblemError(0, unreachable, { cause: error })
  }
}

/** Ends with the signal, or after so long. */
function endOf(signal: AbortSignal | undefined, withinMs: number): AbortSignal {
  const end = new AbortController()
  setTimeout(() => end.abort(), withinMs)
  signal?.addEventListener('abort', () => end.abort(), { once: true })
  return end.signal
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new ProblemError(answer.status, unreadable, { cause: error })
  }
}

function readProblem(json: unknown): Problem {
  const read = Problem.safeParse(json)
  return read.success ? read.data : unreadable
}

/** A path with its query; undefined and empty values are left out. */
export function pathWith(path: string, query: Record<string, string | undefined>): string {
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))
  const text = new URLSearchParams(pairs).toString()
  return text === '' ? path : `${path}?${text}`
}

/** Nobody looks at an empty page for longer, on a line that lost everything. */
const sessionWithinMs = 8000

/** Who is signed in, for TanStack Query. */
export const sessionQuery = {
  queryKey: ['session'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call(Session, { path: '/api/session', signal, withinMs: sessionWithinMs }),
  // A browser that thinks it is offline is not believed: the desk may stand on the same machine.
  networkMode: 'always',
  // The page that says so asks again by itself.
  retry: false,
  staleTime: Infinity,
  // Signed out is an answer, not a failure to repeat.
  retryOnMount: false,
} as const

/** How well we hear; kept fresh by the live link. */
export const coverageQuery = {
  queryKey: ['coverage'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Coverage, { path: '/api/coverage', signal }),
  staleTime: Infinity,
} as const

/** Changes the person or the desk. */
export function changeSession(change: SessionChange): Promise<Session> {
  return call(Session, { method: 'PATCH', path: '/api/session', body: change })
}

/** Ends the session. */
export function signOut(): Promise<void> {
  return callQuietly({ method: 'DELETE', path: '/api/session' })
}
