import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
// @ts-expect-error -- the package has no types
import { PushApiModel } from 'web-push-testing/src/PushApiModel.js'
// @ts-expect-error -- the package has no types
import TestingServer from 'web-push-testing/src/server.js'
import { wallClock } from '#kernel/time.ts'
import type { ManyOutcome } from '#networks/to-many.ts'
import { WebPushSettings } from './settings.ts'
import { vapidKeys } from './vapid.ts'
import { webPushToMany } from './webpush.ts'

type Model = {
  notifyUrl: string
  subscribe(options: object): Promise<{ endpoint: string; keys: object; clientHash: string }>
  expireSubscription(clientHash: string): void
  getNotifications(asked: object): { messages: string[] }
}

test('a push service that others wrote opens what we seal, and tells when a browser has left', async () => {
  const model = new PushApiModel() as Model // as its source says
  const service = new TestingServer(model, 0) as { _app: RequestListener; setRequestHandlers(): void }
  service.setRequestHandlers()
  // Its own start listens on every address of the machine.
  const server = createServer(service._app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  model.notifyUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/notify/`
  let kept: unknown
  const credentials = {
    read: () => Promise.resolve(kept),
    write: (value: unknown) => Promise.resolve(void (kept = value)),
  }
  const applicationServerKey = (await vapidKeys(credentials))?.publicKey
  const { endpoint, keys, clientHash } = await model.subscribe({
    userVisibleOnly: 'true',
    applicationServerKey,
  })
  const settings = WebPushSettings.parse({ contact: 'mailto:desk@city.example', allowPrivateNetworks: true })
  const outcomes: ManyOutcome[] = []
  const push = (): Promise<unknown> =>
    webPushToMany.open(settings, credentials).sendAll(
      {
        ...{ key: 'm1', atMs: 0, topic: 'area', isUrgent: true },
        versions: [{ language: 'fr', title: 'Alerte', text: 'Été 水' }],
      },
      [{ id: 'r1', address: JSON.stringify({ endpoint, keys }), language: 'fr', unsubscribeUrl: '' }],
      { clock: wallClock, signal: new AbortController().signal },
      (outcome) => Promise.resolve(void outcomes.push(outcome)),
    )
  await push()
  expect(JSON.parse(model.getNotifications({ clientHash }).messages[0] ?? '')).toMatchObject({
    body: 'Été 水',
  })
  model.expireSubscription(clientHash)
  await push()
  expect(outcomes).toMatchObject([{ kind: 'sent' }, { kind: 'refused', why: 'gone', isPermanent: true }])
})
