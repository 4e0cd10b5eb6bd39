import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { pingHub, topicsMax, type PingNeeds } from '#networks/pages/websub.ts'

const needs: PingNeeds = {
  clock: wallClock,
  signal: new AbortController().signal,
  allowPrivateNetworks: true,
  timeoutMs: 800,
}
const topic = 'https://havre-clair.example/messages/atom?lang=fr&x=1'

type Hub = { url: string; told: { type: string; form: URLSearchParams }[]; close(): Promise<void> }

/** A hub that answers with this, or lets the line drop. */
async function openHub(status: number | 'drop', headers: Record<string, string> = {}): Promise<Hub> {
  const told: Hub['told'] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      told.push({ type: request.headers['content-type'] ?? '', form: new URLSearchParams(body) })
      if (status === 'drop') request.socket.destroy()
      else response.writeHead(status, headers).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> => new Promise((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, told, close } // a TCP server has one
}

test('a hub is told which feeds changed, in the form that hubs take', async () => {
  const hub = await openHub(204)
  expect(await pingHub(hub.url, [topic, 'https://havre-clair.example/messages/rss'], needs)).toEqual({
    kind: 'told',
  })
  expect(hub.told[0]?.type).toBe('application/x-www-form-urlencoded')
  const form = hub.told[0]?.form
  expect(form?.get('hub.mode')).toBe('publish')
  expect(form?.getAll('hub.url')).toEqual([topic, 'https://havre-clair.example/messages/rss'])
  expect(form?.getAll('hub.topic')).toEqual(form?.getAll('hub.url'))
})

test('nothing changed, nobody is told; very much changed, and one ping holds a limit', async () => {
  const hub = await openHub(202)
  expect(await pingHub(hub.url, [], needs)).toEqual({ kind: 'told' })
  expect(hub.told).toEqual([])
  await pingHub(
    hub.url,
    Array.from({ length: 500 }, (_, n) => `${topic}${n}`),
    needs,
  )
  expect(hub.told[0]?.form.getAll('hub.url')).toHaveLength(topicsMax)
})

test.each([
  [429, { 'retry-after': '60' }, { kind: 'wait', why: 'rate-limited', retryInMs: 60_000 }],
  [400, {}, { kind: 'refused', why: 'not-accepted' }],
  [503, {}, { kind: 'unknown', why: 'server-error' }],
  ['drop' as const, {}, { kind: 'unknown', why: 'unreachable' }],
])('a hub that says %s is told later or not at all, as it says', async (status, headers, expected) => {
  const hub = await openHub(status, headers)
  expect(await pingHub(hub.url, [topic], needs)).toMatchObject(expected)
})

test('a hub that is not there, or inside our own network, is not told', async () => {
  const hub = await openHub(204)
  await hub.close()
  expect(await pingHub(hub.url, [topic], needs)).toMatchObject({ kind: 'wait', why: 'unreachable' })
  const inside = await pingHub(hub.url, [topic], { ...needs, allowPrivateNetworks: false })
  expect(inside).toMatchObject({ kind: 'refused', why: 'private-address' })
  expect(await pingHub('not an address', [topic], needs)).toMatchObject({ kind: 'refused', why: 'bad-url' })
})
