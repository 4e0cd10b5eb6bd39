import { expect, test } from 'vitest'
import { createApi } from '#api/api.ts'
import { pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'
import { silentLog } from '#kernel/log.ts'

/** The language a page is answered in: at `/page`, which both share, or at `/la-page`, which is French. */
async function answered(path: string, accepted?: string): Promise<string> {
  const api = createApi({ log: silentLog, sessionOf: async () => undefined })
  const limit = rateLimit({ burst: 10, perMin: 10 })
  for (const [at, usual] of [['/page'], ['/la-page', 'fr']] as const)
    rawRoute(api, {
      ...{ method: 'get', path: at, summary: 'A page', access: 'public', limit },
      handle: ({ context }) => context.text(pageLanguage(context, usual)),
    })
  const headers = accepted === undefined ? {} : { 'accept-language': accepted }
  return (await api.hono.request(path, { headers })).text()
}

test.each([
  ['/page', undefined, 'en'],
  ['/page', 'de', 'en'],
  ['/page', 'de, fr', 'fr'],
  ['/page', 'de-CH, fr-CA;q=0.8, en;q=0.5', 'fr'],
  ['/page', 'en;q=0.2, fr', 'fr'],
  ['/page', 'fr;q=0, en', 'en'],
  ['/page', ';;,=fr<script>', 'en'],
  ['/page?lang=en', 'fr', 'en'],
  ['/page?lang=de', 'fr', 'fr'],
  ['/page?lang=fr&lang=en', 'en', 'fr'],
  ['/la-page', 'en', 'fr'],
  ['/la-page?lang=en', 'fr', 'en'],
  ['/la-page?lang=de', 'en', 'fr'],
])('%s, for a browser that says %s, is answered in %s', async (path, accepted, language) => {
  expect(await answered(path, accepted)).toBe(language)
})
