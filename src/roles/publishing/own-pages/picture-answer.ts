import type { ApiContext } from '#api/api.ts'
import { asLine } from '#networks/pages/html.ts'
import { shownAt } from '#networks/pages/structured-data.ts'
import { titleOf } from '#networks/pages/titles.ts'
import { pageWords, wordsLanguage } from '#networks/pages/words.ts'
import type { PublicPage } from '#networks/pages/public-page.ts'
import { answerNothing, answerWithdrawn, cacheForS } from '#roles/publishing/own-pages/answer.ts'
import {
  drawLinkPicture,
  linkPictureHash,
  type LinkPicture,
} from '#roles/publishing/own-pages/link-picture.ts'
import { publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import { readPage } from '#roles/publishing/own-pages/read-pages.ts'
import { addressesOf, practiceHeaders, type Site } from '#roles/publishing/own-pages/site.ts'

/** What the picture of a page shows. */
export function linkPictureOf(
  page: PublicPage,
  site: Pick<Site, 'timeZone' | 'origin' | 'isPractice'>,
): LinkPicture {
  const language = wordsLanguage(page.language)
  const day = new Intl.DateTimeFormat(`${language}-CA`, { dateStyle: 'long', timeZone: site.timeZone() })
  const title = asLine(titleOf(shownAt(page)))
  const practice = pageWords.practice[language]
  return {
    ...{ language, name: asLine(page.from.name) },
    title:
      title === '' ? pageWords.messageFrom[language].replace('{name}', () => asLine(page.from.name)) : title,
    foot: `${day.format(page.publishedMs)} · ${new URL(site.origin()).host}`,
    ...(site.isPractice ? { practice } : {}),
  }
}

/** Pictures kept in memory, the ones asked for last: some 30 kB each. */
const keptMax = 200
const kept = new Map<string, Promise<Buffer>>()

/** Draws a picture once, however many ask for it at the same time. */
function drawn(picture: LinkPicture): Promise<Buffer> {
  const hash = linkPictureHash(picture)
  const before = kept.get(hash)
  kept.delete(hash)
  const png = before ?? inTurn(() => drawLinkPicture(picture))
  kept.set(hash, png)
  // What failed is tried again when somebody asks again; whoever asked now is told.
  if (before === undefined) png.catch(() => kept.delete(hash))
  for (const oldest of kept.keys()) {
    if (kept.size <= keptMax) break
    kept.delete(oldest)
  }
  return png
}

let before: Promise<unknown> = Promise.resolve()

/** One after the other: a rush for many pages at once leaves the processor to those who read. */
function inTurn(draw: () => Promise<Buffer>): Promise<Buffer> {
  const mine = before.then(draw)
  before = mine.catch(() => undefined)
  return mine
}

/** Answers with the picture that networks show beside a link to a page; known by what it shows, so a caller that has it gets 304. */
export async function answerPicture(c: ApiContext, site: Site, key: string): Promise<Response> {
  const row = await readPage(site.store.db, key)
  if (row === undefined) return answerNothing(c)
  if (row.removedMs !== undefined) return answerWithdrawn(c)
  const picture = linkPictureOf(publicPage(row, { addresses: addressesOf(site) }), site)
  const told = {
    'cache-control': `public, max-age=${cacheForS}`,
    etag: `"${linkPictureHash(picture)}"`,
    // Any site may show it beside a link.
    'cross-origin-resource-policy': 'cross-origin',
    ...practiceHeaders(site),
  }
  const marks = c.req.header('if-none-match')?.split(',') ?? []
  if (marks.some((mark) => mark.trim().replace(/^W\//u, '') === told.etag)) return c.body(null, 304, told)
  return c.body(new Uint8Array(await drawn(picture)), 200, { ...told, 'content-type': 'image/png' })
}
