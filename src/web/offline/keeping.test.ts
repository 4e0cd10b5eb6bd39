import { expect, test } from 'vitest'
import {
  activate,
  answerFile,
  answerOlderFile,
  answerPage,
  answerPlainFile,
  cachePrefix,
  install,
  keepRest,
} from '#web/offline/keeping.ts'
import { builtAs, groundOn, ours, TestCaches, type Server } from '#web/offline/test-browser.ts'

const asked = (path: string): Request => new Request(new URL(path, 'https://desk.example'))
const offline: Server = new Map()

async function installed(name = 'b1') {
  const caches = new TestCaches()
  const { build, server, page } = builtAs(name)
  await install(groundOn({ caches, server, build }))
  return { caches, build, server, page }
}

test('what the desk needs to open is kept, the rest when there is time, and it opens without a network', async () => {
  const { caches, build, server, page } = await installed()
  expect(caches.pathsOf('b1')).toEqual(['/assets/frame-b1.js', '/icon.svg', '/index.html', '/layers.css'])
  await keepRest(groundOn({ caches, server, build }))
  expect(caches.pathsOf('b1')).toContain('/assets/Later-b1.js')
  const away = groundOn({ caches, server: offline, build })
  expect(await (await answerPage(away, asked('/publish/new'))).text()).toBe(page)
  expect(await (await answerFile(away, asked('/assets/Later-b1.js'))).text()).toBe('later of b1')
  expect(await (await answerPlainFile(away, asked('/layers.css'))).text()).toBe('@layer a;')
})

test('with a network a page is always the desk’s own answer, also a refusal, a broken one and a way to sign in', async () => {
  const { caches, build } = await installed()
  const answers: [string, () => Response][] = [
    ['/now', () => new Response('new build')],
    ['/broken', () => new Response('broke', { status: 500 })],
    ['/refused', () => new Response('no', { status: 403 })],
    ['/elsewhere', () => new Response(null, { status: 302, headers: { location: '/login' } })],
  ]
  const ground = groundOn({ caches, server: new Map(answers), build })
  for (const [path, answer] of answers)
    expect((await answerPage(ground, asked(path))).status).toBe(answer().status)
  expect(await (await answerPage(ground, asked('/now'))).text()).toBe('new build')
  // Nothing of it was kept.
  expect(caches.pathsOf('b1')).not.toContain('/now')
})

test('where something in front of the desk answers in its place, or nothing comes in time, the page that is kept opens', async () => {
  const { caches, build, page } = await installed()
  for (const status of [502, 503, 504]) {
    const server: Server = new Map([['/now', () => new Response('gateway', { status })]])
    expect(await (await answerPage(groundOn({ caches, server, build }), asked('/now'))).text()).toBe(page)
  }
  const server: Server = new Map([['/now', () => new Response('late')]])
  const slow = groundOn({ caches, server, build, isSlow: true })
  expect(await (await answerPage(slow, asked('/now'))).text()).toBe(page)
})

test('where nothing is kept, whatever the network says is the answer, late or bad as it is', async () => {
  const { build } = builtAs('b1')
  const caches = new TestCaches()
  const gateway: Server = new Map([['/now', () => new Response('gateway', { status: 502 })]])
  expect((await answerPage(groundOn({ caches, server: gateway, build }), asked('/now'))).status).toBe(502)
  const late: Server = new Map([['/now', () => new Response('late')]])
  const slow = groundOn({ caches, server: late, build, isSlow: true })
  expect(await (await answerPage(slow, asked('/now'))).text()).toBe('late')
  expect((await answerPage(groundOn({ caches, server: offline, build }), asked('/now'))).type).toBe('error')
})

test('a page of somebody else in place of ours is not kept, and the install is given up whole', async () => {
  const portal = ours('<h1>Welcome to the hotel</h1>', 'text/html')
  const bad: [string, () => Response][] = [
    ['/index.html', portal],
    ['/layers.css', portal],
    ['/assets/frame-b1.js', portal],
    ['/assets/frame-b1.js', ours('frame of b1, and more')],
    ['/index.html', ours('<script src="/assets/frame-b2.js"></script>', 'text/html')],
    ['/index.html', ours('<script src="/assets/frame-b1.js"></script>', 'text/html', { redirected: true })],
    ['/assets/frame-b1.js', ours('frame of b1', 'text/javascript', { status: 206 })],
    ['/assets/frame-b1.js', ours('frame of b1', 'text/javascript', { type: 'opaque' })],
    ['/icon.svg', ours('oops', 'image/svg+xml', { status: 500 })],
  ]
  for (const [path, answer] of bad) {
    const caches = new TestCaches()
    const { build, server } = builtAs('b1')
    server.set(path, answer)
    await expect(install(groundOn({ caches, server, build }))).rejects.toThrow(/is not|redirected/)
    expect(await caches.keys()).toEqual([])
  }
})

test('a file that is not what the build says is passed on and never kept', async () => {
  const { caches, build, server } = await installed()
  server.set('/assets/Later-b1.js', ours('<h1>Sign in to the network</h1>', 'text/html'))
  const ground = groundOn({ caches, server, build })
  expect(await (await answerFile(ground, asked('/assets/Later-b1.js'))).text()).toContain('Sign in')
  expect(caches.pathsOf('b1')).not.toContain('/assets/Later-b1.js')
  server.set('/assets/Later-b1.js', ours('later of b1'))
  expect(await (await answerFile(ground, asked('/assets/Later-b1.js'))).text()).toBe('later of b1')
  expect(caches.pathsOf('b1')).toContain('/assets/Later-b1.js')
})

test('a full browser still shows the page, and one that keeps nothing at all too', async () => {
  const { caches, build, server } = await installed()
  caches.hasRoom = false
  const ground = groundOn({ caches, server, build })
  expect(await (await answerFile(ground, asked('/assets/Later-b1.js'))).text()).toBe('later of b1')
  await expect(keepRest(ground)).rejects.toThrow('full')
  caches.refuses = true
  server.set('/now', () => new Response('now'))
  expect(await (await answerPage(ground, asked('/now'))).text()).toBe('now')
  expect(await (await answerFile(ground, asked('/assets/frame-b1.js'))).text()).toBe('frame of b1')
  server.set('/assets/Old-b0.js', ours('old'))
  expect(await (await answerOlderFile(ground, asked('/assets/Old-b0.js'))).text()).toBe('old')
})

test('after a new build an open page of the one before finds its parts; what is older is gone', async () => {
  const caches = new TestCaches()
  await caches.open('somebody else’s')
  const [one, two, three] = [builtAs('b1'), builtAs('b2'), builtAs('b3')]
  for (const { build, server } of [one, two, three]) {
    const ground = groundOn({ caches, server, build })
    await install(ground)
    await keepRest(ground)
    await activate(ground)
  }
  expect(await caches.keys()).toEqual(['somebody else’s', `${cachePrefix}b2`, `${cachePrefix}b3`])
  const ground = groundOn({ caches, server: three.server, build: three.build })
  expect(await (await answerOlderFile(ground, asked('/assets/Later-b2.js'))).text()).toBe('later of b2')
  // Of the first build nothing is left here, nor at the desk: the page says so.
  await expect(answerOlderFile(ground, asked('/assets/Later-b1.js'))).rejects.toThrow('Failed to fetch')
})

test('the same build installed again asks for nothing it has', async () => {
  const { caches, build, page } = await installed()
  const again = builtAs('b1').server
  again.delete('/assets/frame-b1.js')
  await install(groundOn({ caches, server: again, build }))
  expect(await (await answerPage(groundOn({ caches, server: offline, build }), asked('/'))).text()).toBe(page)
})
