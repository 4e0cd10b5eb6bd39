import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { pageLanguage } from '#api/page.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, route } from '#api/route.ts'
import { PublicSearch } from '#listening/contract.ts'
import type { ListeningRoutesNeeds } from '#listening/routes.ts'
import { answerSearchesPage } from '#listening/searches/public-page.ts'
import { publicSearches } from '#listening/searches/public-list.ts'
import { readClock } from '#records/retention/clocks.ts'

/** The list of live searches for everybody: a page to read, and the same as data. */
export function publicSearchRoutes<S>(api: Api<S>, needs: ListeningRoutesNeeds<S>): void {
  const limit = rateLimit({ burst: 30, perMin: 60 })
  const { listening } = needs
  rawRoute(api, {
    method: 'get',
    path: '/searches',
    summary: 'The public page of live searches',
    access: 'public',
    limit,
    handle: async ({ context }) =>
      answerSearchesPage(context, {
        searches: await publicSearches(listening.db, needs),
        lang: pageLanguage(context),
        isPractice: listening.mode !== 'live',
        timeZone: needs.timeZone(),
        keptDays: (await readClock(needs.store.db, 'listening')).days,
      }),
  })
  route(api, {
    method: 'get',
    path: '/api/searches',
    summary: 'Live searches: purpose, who answers for them, since and until when',
    access: 'public',
    limit,
    answers: { 200: z.object({ searches: z.array(PublicSearch) }) },
    handle: async () => ({
      status: 200,
      body: { searches: await publicSearches(listening.db, needs) },
    }),
  })
}
