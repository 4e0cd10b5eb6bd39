import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownCard } from '#roles/publishing/own-pages/card-route.ts'
import type { Site } from '#roles/publishing/own-pages/site.ts'
import { openSite, testOrigin } from '#roles/publishing/own-pages/test-site.ts'

let office: Awaited<ReturnType<typeof openSite>>
let site: Site
beforeAll(async () => {
  office = await openSite()
  site = {
    ...{ store: office.store, nowMs: () => office.time.nowMs, origin: () => testOrigin },
    ...{ timeZone: () => 'America/Toronto', isPractice: false, hubs: [] },
  }
  await office.say('Road closed\n\nKing Street is closed until six.', { key: 'd1-0' })
  await office.say('King Street is closed.', { key: 'd2-0', contentWarning: 'Flood' })
  await office.say('A mistake.', { key: 'd3-0' })
  await office.sender.remove?.(
    { nativeId: 'd3-0' },
    {
      clock: { nowMs: () => office.time.nowMs, sleep: () => new Promise(() => undefined) },
      signal: new AbortController().signal,
    },
  )
})
afterAll(() => office.store.close())

test('a page of ours says its heading and its beginning', async () => {
  expect(await ownCard(site, ` ${testOrigin}/p/d1-0?from=mail `)).toEqual({
    title: 'Road closed',
    description: 'King Street is closed until six.',
  })
})

test('what stands behind a warning is not said, and what was withdrawn is nothing', async () => {
  expect(await ownCard(site, `${testOrigin}/p/d2-0`)).toEqual({ title: 'Flood', description: '' })
  expect(await ownCard(site, `${testOrigin}/p/d3-0`)).toBeUndefined()
})

test.each([
  'https://elsewhere.example/p/d1-0',
  'http://havre-clair.example/p/d1-0',
  `${testOrigin}/p`,
  `${testOrigin}/p/d1-0/files/0`,
  `${testOrigin}/p/nothing`,
  `${testOrigin}/p/%00`,
  'javascript:alert(1)',
  'no address',
])('%s is no page of ours', async (url) => {
  expect(await ownCard(site, url)).toBeUndefined()
})

test('nobody asks without a sign-in', async () => {
  const asked = await office.ask(`/api/own-card?url=${encodeURIComponent(`${testOrigin}/p/d1-0`)}`)
  expect(asked.status).toBe(401)
})
