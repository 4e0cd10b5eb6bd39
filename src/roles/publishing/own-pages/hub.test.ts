import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'
import type { Worker } from '#store/work-jobs.ts'

/** A hub that answers with these statuses, one after the other, the last one again and again. */
async function openHub(...statuses: number[]): Promise<{ url: string; topics: string[][] }> {
  const topics: string[][] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      topics.push(new URLSearchParams(body).getAll('hub.url'))
      response.writeHead(statuses[topics.length - 1] ?? statuses.at(-1) ?? 204).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => new Promise<void>((resolve) => void server.close(() => resolve())))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, topics } // a TCP server has one
}

async function openTold(webSubHub: string | undefined, allowPrivateNetworks = true) {
  const office = await openSite({ webSubHub, allowPrivateNetworks, clock: wallClock })
  onTestFinished(() => office.store.close())
  return office
}

function working(worker: Worker): void {
  onTestFinished(() => worker.stop())
}

async function waiting(office: Awaited<ReturnType<typeof openSite>>): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`select state from jobs where kind = 'publishing-hub'`.execute(
    office.store.db,
  )
  return rows.map(({ state }) => state)
}

const english = ['rss', 'atom', 'json'].map((format) => `${testOrigin}/feeds/en.${format}`)

test('a hub hears which feeds changed: after a page, once for the same one, and after it was taken down', async () => {
  const hub = await openHub(204)
  const office = await openTold(hub.url)
  working(office.site.start(testOrigin))
  await office.say('Until six.')
  await expect.poll(() => hub.topics).toEqual([english])
  await office.say('Until six.')
  expect(await waiting(office)).toEqual([])
  const signal = new AbortController().signal
  await office.sender.remove?.({ nativeId: 'd1-0' }, { clock: wallClock, signal })
  await expect.poll(() => hub.topics).toEqual([english, english])
})

test('a hub that fails is told again, and holds up nothing', async () => {
  const hub = await openHub(503, 204)
  const office = await openTold(hub.url)
  expect(await office.say('Until six.')).toMatchObject({ kind: 'sent' })
  working(office.site.start(testOrigin))
  await expect.poll(() => hub.topics.length, { timeout: 15_000 }).toBe(2)
  await expect.poll(() => waiting(office)).toEqual([])
})

test('a hub that refuses, or stands inside our own network, is not asked again and again', async () => {
  const hub = await openHub(400)
  const office = await openTold(hub.url)
  await office.say('Until six.')
  working(office.site.start(testOrigin))
  await expect.poll(() => waiting(office)).toEqual([])
  expect(hub.topics).toHaveLength(1)
  const inside = await openTold(hub.url, false)
  await inside.say('Until six.')
  working(inside.site.start(testOrigin))
  await expect.poll(() => waiting(inside)).toEqual([])
  expect(hub.topics).toHaveLength(1)
})

test('without a hub nobody is told', async () => {
  const office = await openTold(undefined)
  await office.say('Until six.')
  expect(await waiting(office)).toEqual([])
})
