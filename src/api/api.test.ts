import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { createApi } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import type { LogFacts } from '#kernel/log.ts'

type Who = { name: string }
const fromUs = { 'x-bellwether': '1', 'content-type': 'application/json' }

class TownClosed extends Error {
  override name = 'TownClosed'
}

function testApi(): { api: Api<Who>; lines: { line: string; facts: LogFacts | undefined }[] } {
  const lines: { line: string; facts: LogFacts | undefined }[] = []
  const api = createApi<Who>({
    log: (_level, line, facts) => void lines.push({ line, facts }),
    sessionOf: async (token) => (token === 'good' ? { name: 'Ines' } : undefined),
    sentences: {
      TownClosed: {
        status: 503,
        error: 'town-closed',
        en: 'The town is closed.',
        fr: 'La ville est fermée.',
      },
    },
    strictAnswers: true,
  })
  route(api, {
    method: 'post',
    path: '/api/notes/{id}',
    summary: 'Adds a note',
    access: 'public',
    params: z.object({ id: z.string().max(5) }),
    query: z.object({ loud: z.stringbool().optional() }),
    body: z.object({ text: z.string().trim().min(1).max(10), more: z.unknown().optional() }),
    answers: { 200: z.object({ text: z.string(), id: z.string() }), 409: Problem },
    handle: ({ params, query, body }) => {
      if (body.text === 'twice')
        return refused(409, problem('twice', { en: 'It is there.', fr: 'Elle est là.' }))
      return { status: 200, body: { id: params.id, text: query.loud ? body.text.toUpperCase() : body.text } }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/me',
    summary: 'Who you are',
    access: 'signed-in',
    may: 'self',
    answers: { 200: z.object({ name: z.string() }) },
    handle: ({ session }) => ({ status: 200, body: { name: session.name } }),
  })
  route(api, {
    method: 'get',
    path: '/api/breaks/{how}',
    summary: 'Breaks',
    access: 'public',
    params: z.object({ how: z.string() }),
    answers: { 200: z.object({}) },
    handle: ({ params }) => {
      throw params.how === 'known' ? new TownClosed('secret detail') : new Error('secret detail')
    },
  })
  return { api, lines }
}

async function send(
  api: Api<Who>,
  body: string | undefined,
  headers: Record<string, string> = fromUs,
): Promise<Response> {
  return api.hono.request('/api/notes/n1', {
    method: 'POST',
    headers,
    ...(body === undefined ? {} : { body }),
  })
}

async function errorOf(response: Response): Promise<string> {
  return Problem.parse(await response.json()).error
}

test('one schema reads the address, the query and the body, and types the answer', async () => {
  const { api } = testApi()
  const response = await api.hono.request('/api/notes/n1?loud=true', {
    method: 'POST',
    headers: fromUs,
    body: '{"text":" wet "}',
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ id: 'n1', text: 'WET' })
})

test('an expected refusal comes in both languages with its status', async () => {
  const response = await send(testApi().api, '{"text":"twice"}')
  expect(response.status).toBe(409)
  expect(await response.json()).toEqual({ error: 'twice', en: 'It is there.', fr: 'Elle est là.' })
})

test('a field that cannot be used is named, in words', async () => {
  const response = await send(testApi().api, '{"text":"  "}')
  expect(response.status).toBe(422)
  expect(await response.json()).toMatchObject({
    error: 'not-valid',
    fields: { text: { en: 'Fill this in.', fr: 'Remplissez ce champ.' } },
  })
})

test('a missing field is called missing', async () => {
  expect(await (await send(testApi().api, '{}')).json()).toMatchObject({
    fields: { text: { en: 'This is missing.' } },
  })
})

test('input that cannot be read is refused in words, and nothing is thrown', async () => {
  const { api, lines } = testApi()
  expect(await errorOf(await send(api, '{"text":'))).toBe('not-json')
  expect(await errorOf(await send(api, undefined))).toBe('not-json')
  expect(
    await errorOf(
      await send(api, 'text=a', { ...fromUs, 'content-type': 'application/x-www-form-urlencoded' }),
    ),
  ).toBe('wrong-content-type')
  expect(
    await errorOf(await send(api, `{"text":"a","more":${'['.repeat(400_000)}${']'.repeat(400_000)}}`)),
  ).toBe('too-deep')
  expect(await errorOf(await send(api, '{"text":"a\\u0000b"}'))).toBe('unreadable-text')
  expect(await errorOf(await send(api, JSON.stringify({ text: 'a', more: 'x'.repeat(1024 * 1024) })))).toBe(
    'too-large',
  )
  expect(lines).toEqual([])
})

test('a body that says it is small and is not is still refused', async () => {
  const { api } = testApi()
  const endless = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536).fill(32)),
  })
  const request = new Request('http://localhost/api/notes/n1', {
    method: 'POST',
    headers: fromUs,
    body: endless,
    duplex: 'half',
  } as RequestInit)
  const response = await api.hono.request(request)
  expect(response.status).toBe(413)
})

test('an address that is not there, and a method it does not take, are told apart', async () => {
  const { api } = testApi()
  const missing = await api.hono.request('/api/nothing')
  expect([missing.status, await errorOf(missing)]).toEqual([404, 'not-found'])
  const wrong = await api.hono.request('/api/notes/n1')
  expect([wrong.status, wrong.headers.get('allow'), await errorOf(wrong)]).toEqual([
    405,
    'POST',
    'method-not-allowed',
  ])
})

test('signed out means 401 in words; a session opens the door', async () => {
  const { api } = testApi()
  const out = await api.hono.request('/api/me')
  expect([out.status, await errorOf(out)]).toEqual([401, 'signed-out'])
  const tampered = await api.hono.request('/api/me', { headers: { cookie: 'bw_session=gooe' } })
  expect(tampered.status).toBe(401)
  const signedIn = await api.hono.request('/api/me', { headers: { cookie: 'bw_session=good' } })
  expect(await signedIn.json()).toEqual({ name: 'Ines' })
})

test('a known error becomes its public sentence, an unknown one a reference; neither shows its message', async () => {
  const { api, lines } = testApi()
  const known = await api.hono.request('/api/breaks/known')
  expect([known.status, await known.json()]).toEqual([
    503,
    { error: 'town-closed', en: 'The town is closed.', fr: 'La ville est fermée.' },
  ])
  const unknown = await api.hono.request('/api/breaks/unknown')
  const text = await unknown.text()
  expect(unknown.status).toBe(500)
  expect(text).not.toContain('secret')
  expect(text).toContain(String(lines[1]?.facts?.['reference']))
  expect(lines[1]?.facts?.['why']).toBe('secret detail')
})

test('a request forged by another site changes nothing', async () => {
  const { api } = testApi()
  const forged = [
    { 'content-type': 'application/json' },
    { ...fromUs, origin: 'https://evil.example' },
    { ...fromUs, origin: 'null' },
    { ...fromUs, 'sec-fetch-site': 'cross-site' },
    { ...fromUs, 'sec-fetch-site': 'same-site' },
  ]
  for (const headers of forged) {
    const response = await send(api, '{"text":"a"}', headers)
    expect([response.status, await errorOf(response)]).toEqual([403, 'other-site'])
  }
  const own = await send(api, '{"text":"a"}', {
    ...fromUs,
    origin: 'http://localhost',
    'sec-fetch-site': 'same-origin',
  })
  expect(own.status).toBe(200)
})

test('a host name we do not know is refused, so that DNS rebinding finds nothing', async () => {
  const { api } = testApi()
  const response = await api.hono.request('/api/me', {
    headers: { host: 'rebind.example:8080', cookie: 'bw_session=good' },
  })
  expect([response.status, await errorOf(response)]).toEqual([421, 'wrong-host'])
  for (const host of ['localhost:8080', '127.0.0.1', '[::1]:8080']) {
    expect((await api.hono.request('/api/me', { headers: { host } })).status).toBe(401)
  }
})

test('the public address is answered to, with its own origin behind a proxy', async () => {
  const api = createApi<Who>({
    log: () => undefined,
    sessionOf: async () => undefined,
    publicUrl: 'https://desk.havre-clair.example/',
  })
  const response = await api.hono.request('/openapi.json', { headers: { host: 'desk.havre-clair.example' } })
  expect(response.status).toBe(200)
  expect(response.headers.get('strict-transport-security')).toContain('max-age')
})

test('every answer carries the safety headers, also refusals', async () => {
  const { api } = testApi()
  for (const path of ['/api/me', '/api/nothing', '/api/breaks/x', '/openapi.json']) {
    const { headers } = await api.hono.request(path)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('cache-control')).toBe('no-store')
  }
})

test('a handler that takes too long is stopped and said so', async () => {
  const { api } = testApi()
  let wasStopped = false
  route(api, {
    method: 'get',
    path: '/api/slow',
    summary: 'Slow',
    access: 'public',
    answers: { 200: z.object({}) },
    timeoutMs: 5,
    handle: ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          wasStopped = true
          resolve({ status: 200, body: {} })
        })
      }),
  })
  const response = await api.hono.request('/api/slow')
  expect([response.status, await errorOf(response), wasStopped]).toEqual([503, 'too-slow', true])
})

test('a limit answers 429 with when to come back', async () => {
  const { api } = testApi()
  const limit = rateLimit({ burst: 1, perMin: 1 })
  rawRoute(api, {
    method: 'get',
    path: '/once',
    summary: 'Once',
    access: 'public',
    limit,
    handle: () => new Response('here'),
  })
  expect((await api.hono.request('/once')).status).toBe(200)
  const again = await api.hono.request('/once')
  expect([again.status, again.headers.get('retry-after')]).toEqual([429, '60'])
})

test('an answer that does not fit its schema is logged and still given, except in tests', async () => {
  const { api, lines } = testApi()
  api.needs.strictAnswers = false
  route(api, {
    method: 'get',
    path: '/api/odd',
    summary: 'Odd',
    access: 'public',
    answers: { 200: z.object({ age: z.number().max(3) }) },
    handle: () => ({ status: 200, body: { age: 9 } }),
  })
  expect(await (await api.hono.request('/api/odd')).json()).toEqual({ age: 9 })
  expect(lines[0]?.facts).toEqual({ at: 'age' })
  api.needs.strictAnswers = true
  expect((await api.hono.request('/api/odd')).status).toBe(500)
})

test('the description lists every route with its schemas', async () => {
  const { api } = testApi()
  const described = (await (await api.hono.request('/openapi.json')).json()) as {
    paths: Record<string, object>
  }
  expect(Object.keys(described.paths).sort()).toEqual(api.routes.map((known) => known.path).sort())
  expect(JSON.stringify(described.paths['/api/notes/{id}'])).toContain('"maxLength":10')
})

test('a long answer is zipped, a short one is not', async () => {
  const { api } = testApi()
  const bodyOf = (words: number): { text: string } => ({ text: 'rain '.repeat(words) })
  for (const [path, words] of [
    ['/api/short', 3],
    ['/api/long', 3000],
  ] as const) {
    const answers = { 200: z.object({ text: z.string() }) }
    const handle = (): { status: 200; body: { text: string } } => ({ status: 200, body: bodyOf(words) })
    route(api, { method: 'get', path, summary: path, access: 'public', answers, handle })
  }
  const headers = { 'accept-encoding': 'gzip' }
  const short = await api.hono.request('/api/short', { headers })
  const long = await api.hono.request('/api/long', { headers })
  expect([short.headers.get('content-encoding'), long.headers.get('content-encoding')]).toEqual([
    null,
    'gzip',
  ])
  expect((await long.arrayBuffer()).byteLength).toBeLessThan(1000)
})

test('the same route cannot be added twice', () => {
  const { api } = testApi()
  const again = {
    method: 'get',
    path: '/api/me',
    summary: '',
    access: 'public',
    handle: () => new Response(''),
  } as const
  expect(() => rawRoute(api, again)).toThrow('added once')
})
