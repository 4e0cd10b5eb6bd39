import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, rawRoute, route } from '#api/route.ts'
import {
  Ledger as LedgerView,
  LedgerExport,
  LedgerQuery,
  NewsOfStory,
  NewsVerdict,
} from '#roles/early-warning/ledger/contract.ts'
import { ledgerCsv } from '#roles/early-warning/ledger/csv.ts'
import type { Ledger } from '#roles/early-warning/ledger/ledger.ts'

const ById = z.object({ id: z.string().min(1).max(200) })

const noSuchItem: Problem = {
  error: 'no-such-item',
  en: 'This news item is not among those without a signal. Reload the page and look again.',
  fr: 'Cet article ne fait pas partie de ceux qu’aucun signal n’a précédés. Rechargez la page et vérifiez.',
}

/** The addresses of the ledger. */
export function ledgerRoutes(api: Api<SignedIn>, ledger: Ledger, timeZone: () => string): void {
  route(api, {
    method: 'get',
    path: '/api/ledger',
    summary:
      'Lead over the news: measured moments of issues and stories, by quarter and week, and what was missed',
    access: 'signed-in',
    may: 'read',
    query: LedgerQuery,
    answers: { 200: LedgerView },
    handle: async ({ query }) => ({
      status: 200,
      body: await ledger.view({ show: query.show, timeZone: timeZone() }),
    }),
  })
  rawRoute(api, {
    method: 'get',
    path: '/api/ledger/export',
    summary: 'The ledger to take away, as CSV or JSON',
    access: 'signed-in',
    may: 'read',
    handle: async ({ context }) => {
      const read = LedgerExport.safeParse(context.req.query())
      const { show, as } = read.success ? read.data : LedgerExport.parse({})
      const entries = await ledger.entries({ show, timeZone: timeZone() })
      const body = as === 'csv' ? ledgerCsv(entries) : `${JSON.stringify({ entries }, null, 2)}\n`
      const type = as === 'csv' ? 'text/csv; charset=utf-8' : 'application/json; charset=utf-8'
      const disposition = `attachment; filename="lead-time-ledger.${as}"`
      return context.body(body, 200, { 'content-type': type, 'content-disposition': disposition })
    },
  })
  storyRoutes(api, ledger)
}

function storyRoutes(api: Api<SignedIn>, ledger: Ledger): void {
  route(api, {
    method: 'post',
    path: '/api/stories/{id}/seen',
    summary: 'Somebody opened a story: who was first is noted, once',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 204: null },
    handle: async ({ params, session }) => {
      await ledger.seen(params.id, session)
      return { status: 204 }
    },
  })
  route(api, {
    method: 'get',
    path: '/api/stories/{id}/news',
    summary: 'News items about a story, each with its versions',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: NewsOfStory },
    handle: async ({ params }) => ({ status: 200, body: { items: await ledger.newsItems(params.id) } }),
  })
  route(api, {
    method: 'post',
    path: '/api/ledger/news',
    summary: 'Says whether a news item without a signal concerned us',
    access: 'signed-in',
    may: 'triage',
    body: NewsVerdict,
    answers: { 204: null, 404: Problem },
    handle: async ({ body, session }) =>
      (await ledger.judgeNews(body.postId, body.concerns, session))
        ? { status: 204 }
        : refused(404, noSuchItem),
  })
}
