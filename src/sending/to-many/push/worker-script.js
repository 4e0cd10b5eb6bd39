// Shows what we push, and opens our page when somebody presses it. It keeps nothing, and tells us only when its browser has got
// another address.
const titleLengthMax = 200

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('push', (event) => event.waitUntil(show(read(event.data))))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(event.notification.data?.url))
})
self.addEventListener('pushsubscriptionchange', (event) => event.waitUntil(renew(event)))

/** What came, or an empty object where it cannot be read: something is shown all the same, as browsers ask. */
function read(data) {
  try {
    const value = data?.json()
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {} // not ours, or cut short on the way
  }
}

function textOf(value) {
  return typeof value === 'string' && value !== '' ? value : undefined
}

async function show(message) {
  const tag = textOf(message.tag) ?? 'bellwether'
  const key = textOf(message.key)
  const shown = await self.registration.getNotifications({ tag })
  // The same message again takes its own place without a sound; another one about the same thing is heard.
  const isRepeat = key !== undefined && shown.some(({ data }) => data?.key === key)
  await self.registration.showNotification(
    (textOf(message.title) ?? 'New message · Nouveau message').slice(0, titleLengthMax),
    {
      body: textOf(message.body) ?? '',
      lang: textOf(message.lang) ?? '',
      dir: 'auto',
      tag,
      ...(isRepeat ? { silent: true } : { renotify: true }),
      requireInteraction: message.isUrgent === true,
      data: { key, url: textOf(message.url) },
    },
  )
}

/** Only pages of our own are opened, whatever a message says; else the list of all messages. */
function ownPage(url) {
  const { origin } = self.location
  try {
    const wanted = new URL(url ?? '/p', origin)
    if (wanted.origin === origin) return wanted.href
  } catch {
    // What is no address leads to the list as well.
  }
  return new URL('/p', origin).href
}

async function open(url) {
  const page = ownPage(url)
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const there = windows.find((one) => one.url === page)
  await (there === undefined ? self.clients.openWindow(page) : there.focus())
}

/** Without this, whoever turned messages on would hear no more of us and never know. */
async function renew({ oldSubscription, newSubscription }) {
  if (!oldSubscription) return
  const { registration } = self
  const fresh = newSubscription ?? (await registration.pushManager.subscribe(oldSubscription.options))
  const list = decodeURIComponent(new URL(registration.scope).pathname.split('/')[2])
  const moved = { list, endpoint: oldSubscription.endpoint, subscription: fresh.toJSON() }
  const headers = { 'content-type': 'application/json', 'x-bellwether': '1' }
  const request = { method: 'POST', credentials: 'omit', headers, body: JSON.stringify(moved) }
  const { on } = await (await fetch('/api/push/renew', request)).json()
  if (on === false) await fresh.unsubscribe()
}
