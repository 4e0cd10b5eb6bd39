import type { Api, ApiContext } from '#api/api.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'
import { siteAccount } from '#roles/publishing/own-pages/addresses.ts'
import { answerArchive } from '#roles/publishing/own-pages/archive-answer.ts'
import { answerFeed } from '#roles/publishing/own-pages/feed-answer.ts'
import { answerFile } from '#roles/publishing/own-pages/file-answer.ts'
import { answerPage } from '#roles/publishing/own-pages/page-answer.ts'
import { answerPicture } from '#roles/publishing/own-pages/picture-answer.ts'
import type { Site } from '#roles/publishing/own-pages/site.ts'

type Answering = (c: ApiContext) => Promise<Response>

/** Adds the pages and feeds of our own site: for everybody, without a sign-in. */
export function ownPagesRoutes<S>(api: Api<S>, site: Site): void {
  // Many people can stand behind one address, and a warning is read by all of them at once.
  const limit = rateLimit({ burst: 300, perMin: 1200 })
  const add = (path: string, summary: string, answer: Answering): void =>
    rawRoute(api, {
      ...{ method: 'get', path, summary, access: 'public', limit },
      handle: ({ context }) => answer(context),
    })
  add('/p', 'All that we said, newest first, as a page without script', (c) =>
    answerArchive(c, site, siteAccount),
  )
  add('/p/accounts/{account}', 'All that one account of our site said', (c) =>
    answerArchive(c, site, param(c, 'account')),
  )
  add('/p/{key}', 'One message in one language, as a page without script', (c) =>
    answerPage(c, site, param(c, 'key')),
  )
  add('/p/{key}/picture.png', 'The picture that networks show beside a link to a message', (c) =>
    answerPicture(c, site, param(c, 'key')),
  )
  add('/p/{key}/files/{number}', 'A file of a message', (c) =>
    answerFile(c, site, { kind: 'file', key: param(c, 'key'), at: numberOf(param(c, 'number')) }),
  )
  add('/p/{key}/files/{number}/captions.vtt', 'The captions of a film of a message', (c) =>
    answerFile(c, site, { kind: 'captions', key: param(c, 'key'), at: numberOf(param(c, 'number')) }),
  )
  add('/p/{key}/link-picture', 'The picture of the link that a message shows as a block', (c) =>
    answerFile(c, site, { kind: 'link-picture', key: param(c, 'key') }),
  )
  add('/feeds/{file}', 'All that we said, as a feed: en.rss, fr.atom, en.json', (c) =>
    answerFeed(c, site, { account: siteAccount, file: param(c, 'file') }),
  )
  add('/feeds/{account}/{file}', 'All that one account of our site said, as a feed', (c) =>
    answerFeed(c, site, { account: param(c, 'account'), file: param(c, 'file') }),
  )
}

/** A part of the address; what the store cannot hold names nothing. */
function param(c: ApiContext, name: string): string {
  const value = c.req.param(name) ?? ''
  return /^[\w.@-]{1,100}$/u.test(value) ? value : ''
}

/** From 0; no other spelling of a number names a file. */
function numberOf(text: string): number {
  return /^\d{1,2}$/u.test(text) ? Number(text) : -1
}
