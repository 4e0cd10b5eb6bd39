import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { route } from '#api/route.ts'
import { descriptionOf, shownAt } from '#networks/pages/structured-data.ts'
import { headed, titleOf } from '#networks/pages/titles.ts'
import { OwnCardAnswer, publishingLimits, type OwnCard } from '#roles/publishing/contract.ts'
import { publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import { readPage } from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, type Site } from '#roles/publishing/own-pages/site.ts'

/** The address that says what the card of a page of ours would say. No page of anybody else is ever fetched for it. */
export function cardRoute<S>(api: Api<S>, site: Site): void {
  route(api, {
    ...{ method: 'get', path: '/api/own-card' },
    summary:
      'Title and beginning of a page of our own site, for the card of a link to it; nothing for any other address',
    access: 'signed-in',
    may: 'write',
    limit: rateLimit({ burst: 120, perMin: 120 }),
    query: z.object({ url: z.string().min(1).max(publishingLimits.urlLengthMax) }),
    answers: { 200: OwnCardAnswer },
    handle: async ({ query }) => {
      const card = await ownCard(site, query.url)
      return { status: 200, body: card === undefined ? {} : { card } }
    },
  })
}

/** What the card of a link to a page of ours says; undefined where the address is no such page, or it was withdrawn. */
export async function ownCard(site: Site, url: string): Promise<OwnCard | undefined> {
  const asked = URL.parse(url.trim())
  const [, key] = /^\/p\/([\w.@-]{1,100})$/u.exec(asked?.pathname ?? '') ?? []
  if (asked?.origin !== new URL(site.origin()).origin || key === undefined) return undefined
  const row = await readPage(site.store.db, key)
  if (row === undefined || row.removedMs !== undefined) return undefined
  const shown = shownAt(publicPage(row, { addresses: addressesOf(site) }))
  const { heading, body } = headed(shown)
  // Without a heading the title is the beginning of the text already.
  return { title: titleOf(shown), description: heading === undefined ? '' : descriptionOf(body) }
}
