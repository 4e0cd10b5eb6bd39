import { readFileSync } from 'node:fs'
import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'

type Shown = { title: string; tag: string; data: { key?: string; url?: string }; [more: string]: unknown }

/** The worker in front of an invented browser. */
function openWorker(open: string[] = []) {
  const script = readFileSync(new URL('./worker-script.js', import.meta.url), 'utf8')
  const listeners = new Map<string, (event: object) => void>()
  const notifications: Shown[] = []
  const asked: unknown[] = []
  const answer = { on: true }
  const opened: string[] = []
  const focused: string[] = []
  const self = {
    location: new URL('https://city.example/push/worker.js'),
    addEventListener: (name: string, listener: (event: object) => void) => listeners.set(name, listener),
    skipWaiting: () => undefined,
    registration: {
      scope: 'https://city.example/push/a%20b/',
      pushManager: { subscribe: () => Promise.resolve(subscription('again')) },
      getNotifications: ({ tag }: { tag: string }) =>
        Promise.resolve(notifications.filter((one) => one.tag === tag)),
      showNotification: (title: string, options: Omit<Shown, 'title'>) =>
        Promise.resolve(void notifications.push({ title, ...options } as Shown)),
    },
    clients: {
      matchAll: () =>
        Promise.resolve(open.map((url) => ({ url, focus: () => Promise.resolve(void focused.push(url)) }))),
      openWindow: (url: string) => Promise.resolve(void opened.push(url)),
    },
  }
  const dropped: string[] = []
  const subscription = (endpoint: string): object => ({
    ...{ endpoint, options: {}, toJSON: () => ({ endpoint }) },
    unsubscribe: () => Promise.resolve(void dropped.push(endpoint)),
  })
  const fetch = (path: string, { body }: { body: string }): Promise<object> => {
    asked.push(path, JSON.parse(body))
    return Promise.resolve({ json: () => Promise.resolve(answer) })
  }
  runInContext(script, createContext({ self, URL, fetch }))
  const fire = async (name: string, event: object): Promise<void> => {
    let work: Promise<unknown> = Promise.resolve()
    listeners.get(name)?.({ ...event, waitUntil: (one: Promise<unknown>) => (work = one) })
    await work
  }
  return {
    ...{ notifications, opened, focused, asked, answer, dropped },
    change: (before?: string, after?: string) =>
      fire('pushsubscriptionchange', {
        oldSubscription: before === undefined ? null : subscription(before),
        newSubscription: after === undefined ? null : subscription(after),
      }),
    push: (payload: unknown) =>
      fire('push', { data: payload === undefined ? null : { json: () => payload } }),
    pushUnreadable: () =>
      fire('push', {
        data: {
          json: () => {
            throw new SyntaxError('not JSON')
          },
        },
      }),
    press: (url: unknown) =>
      fire('notificationclick', { notification: { close: () => undefined, data: { url } } }),
  }
}

const message = {
  ...{ key: 'k1', title: 'L’eau est coupée', body: 'Jusqu’à 18 h.', lang: 'fr', tag: 'message:1' },
  url: 'https://city.example/p/abc',
}

test('what is shown has title, text and language, and pressing it opens our page', async () => {
  const worker = openWorker()
  await worker.push(message)
  expect(worker.notifications).toMatchObject([
    {
      ...{ title: 'L’eau est coupée', body: 'Jusqu’à 18 h.', lang: 'fr', dir: 'auto', tag: 'message:1' },
      ...{ renotify: true, requireInteraction: false, data: { url: message.url } },
    },
  ])
  await worker.press(message.url)
  expect(worker.opened).toEqual(['https://city.example/p/abc'])
})

test('the same message again makes no sound; another about the same thing does, and a warning stays', async () => {
  const worker = openWorker()
  await worker.push(message)
  await worker.push(message)
  await worker.push({ ...message, key: 'k2', isUrgent: true })
  expect(worker.notifications.map(({ silent, renotify }) => [silent, renotify])).toEqual([
    [undefined, true],
    [true, undefined],
    [undefined, true],
  ])
  expect(worker.notifications[2]?.['requireInteraction']).toBe(true)
})

test('only pages of our own are opened, whatever a message says', async () => {
  const worker = openWorker()
  for (const url of [
    'https://evil.example/p',
    'javascript:alert(1)',
    '//evil.example',
    'http://city.example/p',
    undefined,
    7,
    'https://[',
  ])
    await worker.press(url)
  expect(new Set(worker.opened)).toEqual(new Set(['https://city.example/p', 'https://city.example/7']))
  await worker.press('/p/abc?lang=fr')
  expect(worker.opened.at(-1)).toBe('https://city.example/p/abc?lang=fr')
})

test('a page that is open already is shown, and not opened twice', async () => {
  const worker = openWorker(['https://city.example/p', message.url])
  await worker.press(message.url)
  expect([worker.focused, worker.opened]).toEqual([[message.url], []])
})

test('something is shown also for what cannot be read: browsers ask for it', async () => {
  const worker = openWorker()
  await worker.push(undefined)
  await worker.pushUnreadable()
  for (const odd of [null, 'text', 7, [], { title: 9, body: {}, tag: '', lang: null, url: {} }])
    await worker.push(odd)
  expect(worker.notifications).toHaveLength(7)
  for (const { title, body, tag } of worker.notifications)
    expect([title, body, tag]).toEqual(['New message · Nouveau message', '', 'bellwether'])
})

test('a browser that got another address tells us; where messages are off, it lets go of it', async () => {
  const worker = openWorker()
  await worker.change()
  expect(worker.asked).toEqual([])
  await worker.change('before', 'after')
  await worker.change('before')
  const moved = (endpoint: string): object => ({
    list: 'a b',
    endpoint: 'before',
    subscription: { endpoint },
  })
  expect(worker.asked).toEqual(['/api/push/renew', moved('after'), '/api/push/renew', moved('again')])
  expect(worker.dropped).toEqual([])
  worker.answer.on = false
  await worker.change('before', 'after')
  expect(worker.dropped).toEqual(['after'])
})
