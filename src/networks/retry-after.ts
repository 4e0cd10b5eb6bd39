import { dayMs, secondMs } from '#kernel/time.ts'

/** The headers of an answer, by their names in small letters. */
type Headers = Readonly<Record<string, string>>

/** No wait that a server asks for is believed beyond this: the longest window any of them has. */
const waitMsMax = dayMs

/** By these servers say when a new budget begins: Mastodon and its like, X, AT Protocol servers and the draft of the IETF. */
const resetHeaders = ['x-ratelimit-reset', 'x-rate-limit-reset', 'ratelimit-reset'] as const

/**
 * Reads a `Retry-After` header (RFC 9110), seconds or a date.
 *
 * @returns ms from now, 0 or more; undefined when there is none or it cannot be read
 */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text) * secondMs
  const atMs = /[a-z]{3}/i.test(text) ? Date.parse(text) : NaN
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - nowMs)
}

/**
 * When an answer says to come back: `Retry-After`, else the header by which a server tells its new budget.
 *
 * @returns ms from now, 0 to a day; undefined where it does not say, or nobody can read it
 */
export function comeBackMs(headers: Headers, nowMs: number): number | undefined {
  const asked = retryAfterMs(headers['retry-after'], theirNowMs(headers) ?? nowMs)
  if (asked !== undefined) return Math.min(asked, waitMsMax)
  return resetHeaders.map((name) => resetMs(headers, name, nowMs)).find((ms) => ms !== undefined)
}

/**
 * How long until the moment in a header: ISO 8601 (Mastodon), seconds since 1970 (X, GoToSocial, AT Protocol), or seconds from now.
 * Counted from the `Date` of the same answer where there is one, so that a wrong clock on either side does not matter.
 *
 * @returns ms, 0 to a day; undefined where there is none or it cannot be read
 * Source: https://docs.joinmastodon.org/api/rate-limits/, https://docs.x.com/x-api/fundamentals/rate-limits
 */
export function resetMs(headers: Headers, name: string, nowMs: number): number | undefined {
  const text = headers[name]?.trim() ?? ''
  if (/^\d{1,8}$/.test(text)) return Math.min(Number(text) * secondMs, waitMsMax)
  const atMs = momentOf(text)
  if (atMs === undefined) return undefined
  return Math.min(Math.max(0, atMs - (theirNowMs(headers) ?? nowMs)), waitMsMax)
}

function theirNowMs(headers: Headers): number | undefined {
  return momentOf(headers['date']?.trim() ?? '')
}

function momentOf(text: string): number | undefined {
  if (/^\d{9,11}$/.test(text)) return Number(text) * secondMs
  const ms = /^(?:\d{4}-\d\d-\d\dT|[A-Z][a-z]{2}, )/.test(text) ? Date.parse(text) : NaN
  return Number.isFinite(ms) ? ms : undefined
}
