import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { createApi } from '#api/api.ts'
import { openAssets } from '#api/assets.ts'
import type { Listening } from '#api/listen.ts'
import { listen } from '#api/listen.ts'
import { liveHub } from '#api/live.ts'
import { rawRoute } from '#api/route.ts'

const toEnd: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const end of toEnd.splice(0)) await end()
})

async function screens(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'bw-assets-'))
  toEnd.push(() => rm(folder, { recursive: true }))
  await mkdir(join(folder, 'web', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(
    join(folder, 'web', 'index.html'),
    '<!doctype html><html><head><title>B</title></head></html>',
  )
  await writeFile(join(folder, 'web', 'assets', 'app-1a2b3c4d.js'), `export const a = '${'x'.repeat(5000)}'`)
  await writeFile(join(folder, 'web', 'assets', 'app-1a2b3c4d.js.map'), '{}')
  await symlink(join(folder, 'secret.txt'), join(folder, 'web', 'leak.txt'))
  return join(folder, 'web')
}

async function serve(lines: string[] = []): Promise<Listening> {
  const assets = await openAssets(await screens())
  const api = createApi<object>({
    log: (_level, line) => void lines.push(line),
    sessionOf: async () => undefined,
    assets,
  })
  const listening = await listen(api, { port: 0, host: '127.0.0.1' })
  toEnd.push(() => listening.close(0))
  return listening
}

type Raw = { status: number | undefined; headers: NodeJS.Dict<string | string[]>; body: Buffer }

// Not `fetch`: it tidies paths such as /../ away before they reach us.
function get(port: number, path: string, headers: Record<string, string> = {}): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () =>
        resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks) }),
      )
    })
    asked.on('error', reject).end()
  })
}

test('a file with a hash in its name is zipped and kept for good', async () => {
  const { port } = await serve()
  const answer = await get(port, '/assets/app-1a2b3c4d.js', { 'accept-encoding': 'gzip, br' })
  expect(answer.headers['content-encoding']).toBe('gzip')
  expect(answer.headers['cache-control']).toContain('immutable')
  expect(gunzipSync(answer.body).toString()).toContain('xxxx')
  const again = await get(port, '/assets/app-1a2b3c4d.js', {
    'if-none-match': String(answer.headers['etag']),
  })
  expect(again.status).toBe(304)
  expect((await get(port, '/assets/app-1a2b3c4d.js')).headers['content-encoding']).toBeUndefined()
})

test('any other address is the start page, with a fresh nonce that its policy names', async () => {
  const { port } = await serve()
  const nonces = []
  for (const path of ['/', '/index.html', '/now/stories/s1?x=1']) {
    const answer = await get(port, path)
    const nonce = /<meta property="csp-nonce" nonce="([^"]+)">/.exec(answer.body.toString())?.[1]
    expect(String(answer.headers['content-security-policy'])).toContain(`style-src 'self' 'nonce-${nonce}'`)
    expect(String(answer.headers['content-security-policy'])).not.toContain('unsafe')
    expect(answer.headers['cache-control']).toBe('no-store')
    nonces.push(nonce)
  }
  expect(new Set(nonces).size).toBe(3)
})

test('no address reaches outside the screens', async () => {
  const { port } = await serve()
  const paths = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/leak.txt',
    '/assets/%00',
    '/assets/app-1a2b3c4d.js.map',
    '/%ff',
    '//etc/passwd',
  ]
  for (const path of paths) expect((await get(port, path)).body.toString()).not.toContain('secret')
  expect((await get(port, '/assets/gone-00000000.js')).status).toBe(404)
  expect((await get(port, '/favicon.ico')).status).toBe(404)
})

test('screens that are not built are said so', async () => {
  const assets = await openAssets(join(tmpdir(), 'bw-not-there'))
  const api = createApi<object>({ log: () => undefined, sessionOf: async () => undefined, assets })
  const answer = await api.hono.request('/')
  expect([answer.status, await answer.json()]).toMatchObject([503, { error: 'not-built' }])
})

test('a taken port is not the end: the next free one is used, and it is known which', async () => {
  const blocker = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => blocker.once('listening', resolve))
  toEnd.push(() => new Promise((resolve) => blocker.close(resolve)))
  const taken = (blocker.address() as { port: number }).port
  const api = createApi<object>({ log: () => undefined, sessionOf: async () => undefined })
  const listening = await listen(api, { port: taken, host: '127.0.0.1' })
  toEnd.push(() => listening.close(0))
  expect(listening.port).toBeGreaterThan(taken)
  expect(listening.movedFrom).toBe(taken)
  expect((await get(listening.port, '/openapi.json')).status).toBe(200)
})

test('a live stream reaches a real socket as it happens and closing does not hang on it', async () => {
  const hub = liveHub<{ story: { id: string } }>({ kinds: { story: {} }, nowMs: () => 0, run: 'r' })
  const api = createApi<object>({ log: () => undefined, sessionOf: async () => undefined })
  rawRoute(api, {
    method: 'get',
    path: '/api/live',
    summary: 'Live',
    access: 'public',
    handle: ({ signal, context }) =>
      hub.connect({ signal, lastEventId: context.req.header('last-event-id') }) ??
      new Response(null, { status: 503 }),
  })
  const listening = await listen(api, { port: 0, host: '127.0.0.1' })
  const heard = await new Promise<string>((resolve) => {
    let text = ''
    request(
      { host: '127.0.0.1', port: listening.port, path: '/api/live', headers: { 'accept-encoding': 'gzip' } },
      (answer) => {
        answer.on('error', () => undefined)
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString()
          if (text.startsWith('retry') && !text.includes('story')) hub.publish('story', { id: 's' })
          if (text.includes('"s"')) resolve(text)
        })
      },
    ).end()
  })
  expect(heard).toContain('id: r-1')
  hub.close()
  await listening.close(500)
  expect(hub.health().clients).toBe(0)
})
