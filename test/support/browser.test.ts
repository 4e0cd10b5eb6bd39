import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  axeViolations,
  BrowserMissing,
  inBothThemes,
  launchBrowser,
  openPage,
  orMissing,
  overflowAt320,
  useBrowser,
} from './browser.ts'

const good = `<!doctype html><html lang="en"><head><title>Good</title></head><body><main><h1>Good</h1></main></body></html>`
const bad = `<!doctype html><html><head><title>Bad</title></head><body><main><h1>Bad</h1><img src="/x.png">
<div class="wide" style="width: 700px">wide</div><script>console.error('planted'); fetch('http://example.org/').catch(() => 0)</script></main></body></html>`
const faint = `<!doctype html><html lang="en"><head><title>Faint</title><meta name="color-scheme" content="light dark">
<style>p { color: light-dark(#222, #333); background: light-dark(#fff, #000) }</style></head>
<body><main><h1>Faint</h1><p>Only in the dark</p></main></body></html>`
const pages: Readonly<Record<string, string>> = { '/bad': bad, '/faint': faint }

let browser: Browser | BrowserMissing
let server: Server
let origin: string

beforeAll(async () => {
  browser = await launchBrowser().catch(orMissing)
  server = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/x.png' ? 'image/png' : 'text/html')
    response.end(pages[request.url ?? ''] ?? good)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // a TCP server always has one
})

afterAll(async () => {
  if (!(browser instanceof BrowserMissing)) await browser.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('a page without faults passes every guard, in both themes', async (context) => {
  const { page, problems, close } = await openPage(useBrowser(browser, context), origin)
  await page.goto('/')
  expect(await inBothThemes(page, axeViolations)).toEqual([])
  expect(await overflowAt320(page)).toEqual([])
  expect(problems()).toEqual([])
  await close()
})

test('in the dark theme colours that are too faint are found, and only they', async (context) => {
  const { page, close } = await openPage(useBrowser(browser, context), origin)
  await page.goto('/faint')
  const inDark = await inBothThemes(page, axeViolations)
  expect(inDark).toHaveLength(1)
  expect(inDark[0]).toMatch(/^dark: color-contrast .*at p/u)
  await close()
})

test('planted faults are found: no language, no text for an image, too wide, an error, a request outside', async (context) => {
  const { page, problems, close } = await openPage(useBrowser(browser, context), origin)
  await page.goto('/bad')
  const violations = (await axeViolations(page)).join('\n')
  expect(violations).toContain('html-has-lang')
  expect(violations).toContain('image-alt')
  expect(await overflowAt320(page)).toContain('div.wide')
  await expect.poll(() => problems().join('\n')).toContain('console: planted')
  await expect.poll(() => problems().join('\n')).toContain('request to http://example.org/')
  await close()
})
