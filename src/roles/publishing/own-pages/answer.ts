import { createHash } from 'node:crypto'
import type { ApiContext } from '#api/api.ts'
import { answerWordsPage } from '#api/page.ts'
import { secondMs } from '#kernel/time.ts'
import { pageStyle } from '#networks/pages/style.ts'
import { pageWords } from '#networks/pages/words.ts'
import { noSuchTopic, nothingHere, siteWords } from '#roles/publishing/own-pages/words.ts'

/** What is answered to everybody alike, and may be kept by caches. */
export type Shared = {
  body: string
  type: string
  status?: 200 | 410
  /** When it came to be as it is, epoch ms. */
  changedMs: number
  headers?: Readonly<Record<string, string>>
}

/** A correction has to be seen soon, and a surge of readers has to be borne: caches may keep a page for this long. */
export const cacheForS = 30

/**
 * Answers with something public: with its mark and its time, or with 304 where the caller has it. What was withdrawn answers 410.
 */
export function answerShared(
  c: ApiContext,
  { body, type, status = 200, changedMs, headers }: Shared,
): Response {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`
  const told = {
    'cache-control': `public, max-age=${cacheForS}`,
    'last-modified': new Date(changedMs).toUTCString(),
    etag,
    ...headers,
  }
  if (status === 200 && isKnown(c, { etag, changedMs })) return c.body(null, 304, told)
  return c.body(body, status, { ...told, 'content-type': type })
}

/** Whether the caller has it already. Source: RFC 9110, 13.1: the time counts only where no mark was sent. */
export function isKnown(c: ApiContext, { etag, changedMs }: { etag: string; changedMs: number }): boolean {
  const marks = c.req.header('if-none-match')
  if (marks !== undefined)
    return marks.split(',').some((mark) => ['*', etag].includes(mark.trim().replace(/^W\//u, '')))
  const sinceMs = Date.parse(c.req.header('if-modified-since') ?? '')
  return Math.floor(changedMs / secondMs) * secondMs <= sinceMs
}

/** The one style of our pages, by its hash, so that the same page is the same bytes for everybody. */
const styleHash = createHash('sha256').update(pageStyle).digest('base64')

/** What a page of our own site may do: show its style, and files of this site. No script, no frame, no form. */
export const pageHeaders = headersWith("form-action 'none'")

/** The same for lists, which have a form: words are looked for on this site and nowhere else. */
export const archiveHeaders = headersWith("form-action 'self'")

function headersWith(forms: string): { 'content-security-policy': string } {
  return {
    'content-security-policy': [
      ...["default-src 'none'", `style-src 'sha256-${styleHash}'`, "img-src 'self'", "media-src 'self'"],
      ...["base-uri 'none'", forms, "frame-ancestors 'none'"],
    ].join('; '),
  }
}

/** Answers that there is nothing at this address, in both languages. */
export function answerNothing(c: ApiContext): Response {
  return answerWordsPage(c, 404, nothingHere)
}

/** Answers that there is no such topic, in both languages. */
export function answerNoTopic(c: ApiContext): Response {
  return answerWordsPage(c, 404, noSuchTopic)
}

/** Answers that what was here is taken back, in both languages. */
export function answerWithdrawn(c: ApiContext): Response {
  return answerWordsPage(c, 410, { title: pageWords.withdrawn, body: siteWords.withdrawn })
}
