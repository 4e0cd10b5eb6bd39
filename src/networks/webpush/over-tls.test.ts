import { createECDH, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { testCertificate } from '#networks/email/test-certificate.ts'
import type { ManyOutcome } from '#networks/to-many.ts'
import { WebPushSettings } from './settings.ts'
import { webPushToMany } from './webpush.ts'

test('over https many are told on few connections, and a certificate nobody vouches for is told nothing', async () => {
  const { key, cert } = testCertificate('localhost')
  const paths: string[] = []
  let connections = 0
  const server = createServer({ key, cert }, (request, response) => {
    paths.push(request.url ?? '')
    request.resume().on('end', () => response.writeHead(201).end())
  })
  server.on('secureConnection', () => (connections += 1))
  server.listen(0, 'localhost')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const origin = `https://localhost:${(server.address() as AddressInfo).port}` // it listens on a port
  const keys = {
    p256dh: createECDH('prime256v1').generateKeys('base64url'),
    auth: randomBytes(16).toString('base64url'),
  }
  const people = Array.from({ length: 40 }, (_, n) => ({
    ...{ id: `r${n}`, language: 'en', unsubscribeUrl: '' },
    address: JSON.stringify({ endpoint: `${origin}/${n}`, keys }),
  }))
  const send = async (more: object): Promise<Set<string>> => {
    let kept: unknown
    const credentials = {
      read: () => Promise.resolve(kept),
      write: (value: unknown) => Promise.resolve(void (kept = value)),
    }
    const settings = WebPushSettings.parse({
      ...{ contact: 'mailto:desk@city.example', allowPrivateNetworks: true, callsMax: 4, ...more },
    })
    const outcomes: ManyOutcome[] = []
    await webPushToMany.open(settings, credentials).sendAll(
      {
        ...{ key: 'm1', atMs: 0, topic: 'area', isUrgent: false },
        versions: [{ language: 'en', title: 'Water', text: 'Off.' }],
      },
      people,
      { clock: wallClock, signal: new AbortController().signal },
      (outcome) => Promise.resolve(void outcomes.push(outcome)),
    )
    expect(outcomes).toHaveLength(people.length)
    return new Set(outcomes.map((one) => (one.kind === 'wait' ? `wait ${one.why}` : one.kind)))
  }
  expect(await send({})).toEqual(new Set(['wait unreachable']))
  expect(paths).toEqual([])
  expect(await send({ certificateAuthority: cert })).toEqual(new Set(['sent']))
  expect(new Set(paths).size).toBe(40)
  expect(paths).toHaveLength(40)
  expect(connections).toBeLessThanOrEqual(4)
})
