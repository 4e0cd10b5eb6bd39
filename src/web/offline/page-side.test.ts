import { expect, test } from 'vitest'
import { ProblemError } from '#web/client.ts'
import { cachePrefix } from '#web/offline/keeping.ts'
import { forgetPerson, lastPerson, rememberPerson } from '#web/offline/last-person.ts'
import { keepDesk, letGoOfDesk } from '#web/offline/register.ts'
import { isPartGone, whyGone } from '#web/offline/renewed.ts'
import { isFromDesk } from '#web/offline/use-desk-again.ts'

type Given = Parameters<typeof keepDesk>[0]

function shelf(): Storage {
  const kept = new Map<string, string>()
  const acts = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  }
  return acts as Storage
}

/** A browser's workers, with what was asked of them. */
function container(o: { register?: () => Promise<unknown>; scripts?: readonly string[] } = {}) {
  const said: string[] = []
  const registrations = (o.scripts ?? []).map((script) => ({
    active: { scriptURL: `https://desk.example${script}` },
    unregister: async () => said.push(`gone ${script}`),
  }))
  const acts = {
    register: (address: string, how: object) => {
      said.push(`${address} ${JSON.stringify(how)}`)
      return o.register?.() ?? Promise.resolve({})
    },
    ready: Promise.resolve({ active: { postMessage: (text: string) => said.push(text) } }),
    getRegistrations: async () => registrations,
  }
  return { given: acts as unknown as Given, said }
}

test('the worker is registered for the places of the router, and told to keep the rest unless data is to be saved', async () => {
  const paths = ['/', '/now', '/publish/$id']
  const { given, said } = container()
  await keepDesk(given, { paths, isSaving: false })
  expect(said).toEqual([
    '/desk-worker.js?places=now.publish {"scope":"/","updateViaCache":"none"}',
    'keep-rest',
  ])
  const saving = container()
  await keepDesk(saving.given, { paths, isSaving: true })
  expect(saving.said).toHaveLength(1)
})

test('a browser that has no workers, or refuses them, opens the desk all the same', async () => {
  const o = { paths: ['/now'], isSaving: false }
  await keepDesk(undefined, o)
  await keepDesk(
    container({ register: () => Promise.reject(new DOMException('no', 'SecurityError')) }).given,
    o,
  )
  await letGoOfDesk({ container: undefined, caches: undefined })
})

test('signing out takes the desk’s worker and what it kept, and nothing of others', async () => {
  const { given, said } = container({ scripts: ['/push/worker.js', '/desk-worker.js?places=now'] })
  const caches = new Set([`${cachePrefix}b1`, `${cachePrefix}b2`, 'somebody else’s'])
  await letGoOfDesk({
    container: given,
    caches: { keys: async () => [...caches], delete: async (name) => caches.delete(name) },
  })
  expect(said).toEqual(['gone /desk-worker.js?places=now'])
  expect([...caches]).toEqual(['somebody else’s'])
})

test('who was here last is known until they leave; what is spoiled is nobody', () => {
  const storage = shelf()
  expect(lastPerson(storage)).toBeUndefined()
  rememberPerson(storage, { id: 'p1', writes: true })
  expect(lastPerson(storage)).toEqual({ id: 'p1', writes: true })
  forgetPerson(storage)
  expect(lastPerson(storage)).toBeUndefined()
  for (const spoiled of ['', '{', 'null', '{"id":""}', '{"id":"p1"}', '[]', '{"id":7,"writes":true}']) {
    storage.setItem('bw-person', spoiled)
    expect(lastPerson(storage)).toBeUndefined()
  }
  const full = {
    setItem: () => {
      throw new DOMException('full', 'QuotaExceededError')
    },
  }
  rememberPerson(full, { id: 'p1', writes: true })
})

test('a part that is gone is told from what broke, in the words of each browser', () => {
  const words = [
    'Failed to fetch dynamically imported module: https://desk.example/assets/Palette-1.js',
    'error loading dynamically imported module: https://desk.example/assets/Palette-1.js',
    'Importing a module script failed.',
    'Unable to preload CSS for /assets/Palette-1.css',
  ]
  for (const text of words) expect(isPartGone(new TypeError(text))).toBe(true)
  for (const other of [
    new Error('x is undefined'),
    undefined,
    'Failed to fetch',
    new TypeError('Failed to fetch'),
  ])
    expect(isPartGone(other)).toBe(false)
})

test('it is said why: another build at the desk, no desk, or neither', async () => {
  const scripts = ['/assets/frame-1.js', '/assets/libraries-1.js']
  const at = (answer: () => Promise<Response>) => whyGone({ scripts, fetch: answer })
  const page =
    (text: string, status = 200) =>
    () =>
      Promise.resolve(new Response(text, { status }))
  expect(await at(page(scripts.join(' ')))).toBe('unknown')
  expect(await at(page('/assets/frame-2.js /assets/libraries-1.js'))).toBe('renewed')
  expect(await at(page('', 502))).toBe('away')
  expect(await at(() => Promise.reject(new TypeError('Failed to fetch')))).toBe('away')
  // A browser's own `fetch` asks to be called without an owner.
  async function strict(this: unknown): Promise<Response> {
    if (this !== undefined) throw new TypeError('Illegal invocation')
    return new Response(scripts.join(' '))
  }
  expect(await whyGone({ scripts, fetch: strict })).toBe('unknown')
})

test('the desk answers when it is itself that answers, if only to say that nobody is signed in', () => {
  const problem = { error: 'not-signed-in', en: 'Sign in.', fr: 'Connectez-vous.' }
  expect(isFromDesk(new ProblemError(401, problem))).toBe(true)
  for (const status of [0, 502, 503, 504]) expect(isFromDesk(new ProblemError(status, problem))).toBe(false)
  // A page of the hotel, with a status of its own.
  expect(isFromDesk(new ProblemError(200, { ...problem, error: 'unreadable-answer' }))).toBe(false)
  expect(isFromDesk(new TypeError('x'))).toBe(false)
})
