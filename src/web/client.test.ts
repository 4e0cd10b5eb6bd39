import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { call, callQuietly, pathWith, ProblemError } from '#web/client.ts'

const Answer = z.object({ count: z.number() })

function answering(status: number, body: string): { asked: RequestInit[] } {
  const asked: RequestInit[] = []
  vi.stubGlobal('fetch', async (_path: string, init: RequestInit) => {
    asked.push(init)
    return new Response(body === '' ? null : body, { status })
  })
  return { asked }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

async function problemOf(promise: Promise<unknown>): Promise<ProblemError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw new Error('a ProblemError was expected', { cause: error })
  return error
}

test('a refusal comes through as the sentence the server found for it', async () => {
  answering(409, JSON.stringify({ error: 'taken', en: 'Amélie has it.', fr: 'Amélie s’en occupe.' }))
  const error = await problemOf(call(Answer, { path: '/api/x', method: 'POST', body: {} }))
  expect(error.problem.fr).toBe('Amélie s’en occupe.')
})

test('an answer that is not what the contract says is a problem in words, not a blank screen', async () => {
  for (const body of ['{"count":"many"}', '<html>', '{"count"']) {
    answering(200, body)
    expect((await problemOf(call(Answer, { path: '/api/x' }))).problem.error).toBe('unreadable-answer')
  }
})

test('an error page of a proxy is a problem in words too', async () => {
  answering(502, '{"message":"bad gateway"}')
  expect((await problemOf(callQuietly({ path: '/api/x', method: 'DELETE' }))).problem.error).toBe(
    'unreadable-answer',
  )
})

test('a server that is gone is said so', async () => {
  vi.stubGlobal('fetch', async () => {
    throw new TypeError('failed to fetch')
  })
  expect((await problemOf(call(Answer, { path: '/api/x' }))).status).toBe(0)
})

test('a change carries the header that stops forged forms, a question does not', async () => {
  const { asked } = answering(200, '{"count":1}')
  await call(Answer, { path: '/api/x' })
  await call(Answer, { path: '/api/x', method: 'PUT', body: {} })
  expect(asked.map((init) => new Headers(init.headers).get('x-bellwether'))).toEqual([null, '1'])
})

test('an address leaves out what is not asked for', () => {
  expect(pathWith('/api/posts', { q: 'eau brune', from: undefined, to: '' })).toBe('/api/posts?q=eau+brune')
})

test('where proof is asked and there is no passkey, the sentence that says so comes through and nothing is sent again', async () => {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return path === '/api/step-up/options'
      ? new Response(JSON.stringify({ error: 'no-passkey', en: 'Add one.', fr: 'Ajoutez-en une.' }), {
          status: 409,
        })
      : new Response(JSON.stringify({ error: 'not-fresh', en: 'Prove it.', fr: 'Prouvez-le.' }), {
          status: 403,
        })
  })
  const [one, two] = await Promise.all([
    problemOf(callQuietly({ method: 'POST', path: '/api/x' })),
    problemOf(callQuietly({ method: 'POST', path: '/api/y' })),
  ])
  expect([one.problem.en, two.problem.en]).toEqual(['Add one.', 'Add one.'])
  // Both asked the person once.
  expect(asked.toSorted()).toEqual(['/api/step-up/options', '/api/x', '/api/y'])
})

test('a refusal that proof would not change is passed on at once', async () => {
  const { asked } = answering(403, JSON.stringify({ error: 'not-allowed', en: 'No.', fr: 'Non.' }))
  expect((await problemOf(callQuietly({ method: 'POST', path: '/api/x' }))).problem.en).toBe('No.')
  expect(asked).toHaveLength(1)
})
