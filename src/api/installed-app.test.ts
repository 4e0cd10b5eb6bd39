import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApi } from '#api/api.ts'
import { openAssets, type ScreenNeeds } from '#api/assets.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bw-app-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><html><head></head></html>')
})
afterAll(() => rm(folder, { recursive: true }))

async function ask(path: string, o: { screens?: ScreenNeeds; headers?: Record<string, string> } = {}) {
  const api = createApi<object>({
    log: () => undefined,
    sessionOf: async () => undefined,
    assets: await openAssets(folder),
    ...(o.screens ? { screens: o.screens } : {}),
  })
  return api.hono.request(path, { headers: o.headers ?? {} })
}

test('the manifest names the place it serves, in the language that is asked for', async () => {
  const screens = { placeName: async () => 'Havre-Clair' }
  const [en, fr] = await Promise.all([
    ask('/desk.webmanifest', { screens }),
    ask('/desk.webmanifest?lang=fr', { screens }),
  ])
  expect(en.headers.get('content-type')).toBe('application/manifest+json')
  expect(await en.json()).toMatchObject({
    ...{
      name: 'Havre-Clair · Social desk',
      lang: 'en-CA',
      start_url: '/now',
      scope: '/',
      display: 'standalone',
    },
    icons: [{ sizes: '192x192' }, { sizes: '512x512', purpose: 'any' }, { purpose: 'maskable' }],
  })
  expect(await fr.json()).toMatchObject({
    name: 'Havre-Clair · Bureau des médias sociaux',
    lang: 'fr-CA',
    id: '/now',
  })
  const preferred = await ask('/desk.webmanifest', {
    headers: { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' },
  })
  expect(await preferred.json()).toMatchObject({ name: 'Bellwether · Bureau des médias sociaux' })
})

test('a place with an odd name stays text, and is not endless', async () => {
  const screens = { placeName: async () => `"</script>${'x'.repeat(500)}` }
  const { name } = (await (await ask('/desk.webmanifest', { screens })).json()) as { name: string }
  expect(name.startsWith('"</script>xxx')).toBe(true)
  expect(name.length).toBeLessThan(100)
})

test('the worker may ask us and nobody else, and is asked for anew each time', async () => {
  await writeFile(join(folder, 'desk-worker.js'), 'const here = 1')
  const answer = await ask('/desk-worker.js?places=now.publish')
  expect(await answer.text()).toBe('const here = 1')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; connect-src 'self';/)
  expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/)
  await rm(join(folder, 'desk-worker.js'))
})

test('where a desk has no worker, or must not have one, a browser that kept one is rid of it', async () => {
  const none = await (await ask('/desk-worker.js')).text()
  await writeFile(join(folder, 'desk-worker.js'), 'const here = 1')
  const off = await ask('/desk-worker.js', { screens: { onlineOnly: true } })
  await rm(join(folder, 'desk-worker.js'))
  expect(off.headers.get('cache-control')).toBe('no-cache')
  expect(await off.text()).toBe(none)
  const kept = new Set(['bw-desk b1', 'bw-desk b2', 'somebody else’s'])
  const done: Promise<unknown>[] = []
  const acts = new Map<string, (event: object) => void>()
  let isGone = false
  const self = {
    addEventListener: (kind: string, act: (event: object) => void) => acts.set(kind, act),
    skipWaiting: async () => undefined,
    registration: { unregister: async () => (isGone = true) },
  }
  const caches = { keys: async () => [...kept], delete: async (name: string) => kept.delete(name) }
  runInNewContext(none, { self, caches })
  acts.get('install')?.({})
  acts.get('activate')?.({ waitUntil: (one: Promise<unknown>) => done.push(one) })
  await Promise.all(done)
  expect([...kept]).toEqual(['somebody else’s'])
  expect(isGone).toBe(true)
  expect([...acts.keys()]).not.toContain('fetch')
})
