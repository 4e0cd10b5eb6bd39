import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { wallClock } from '#kernel/time.ts'
import { pagesStillThere } from '#networks/feeds/still-there.ts'

let base = ''
let called = 0
const server = createServer((request, response) => {
  const [, status = '200'] = (request.url ?? '').split('/')
  called += 1
  if (status === 'hang-up') return void response.destroy()
  const headers = status === '302' ? { location: `${base}/200` } : {}
  response.writeHead(Number(status), headers).write('x'.repeat(100_000))
  // Long pages, and pages that never end, are not read.
  if (status !== '200') response.end()
})

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // `listen` was given a port, so the address is not a path.
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
})

const needs = { clock: wallClock, signal: new AbortController().signal }

test('an item is gone when its own page says so, and in no other case', async () => {
  const pages = ['200', '302', '401', '403', '404', '410', '429', '500', 'hang-up']
  const posts = pages.map((page) => ({ id: `feeds:x/${page}`, url: `${base}/${page}` }))
  const check = pagesStillThere({ allowPrivateNetworks: true })
  expect(await check.ask([...posts, { id: 'feeds:x/no-page' }], needs)).toEqual({
    kind: 'answered',
    gone: ['feeds:x/404', 'feeds:x/410'],
    unanswered: 3,
  })
})

test('an item cannot make us call our own network, or something that is no page', async () => {
  const check = pagesStillThere({ allowPrivateNetworks: false })
  const urls = [`${base}/404`, 'http://169.254.169.254/latest', 'file:///etc/passwd', 'nonsense']
  const posts = urls.map((url, n) => ({ id: `feeds:x/${n}`, url }))
  called = 0
  expect(await check.ask(posts, needs)).toEqual({ kind: 'answered', gone: [], unanswered: 0 })
  expect(called).toBe(0)
})
