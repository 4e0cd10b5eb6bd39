import { isUrl } from '#kernel/url.ts'

/** Longest path somebody is taken back to after signing in; what is longer was not one of our pages. */
const ownPathMax = 2000

/**
 * The page of ours that somebody wanted, or `/` where what they asked for could lead anywhere else: another host
 * (`//evil`, `/\evil`), a script, a control character that browsers drop, an address of the API, something very long.
 *
 * @returns path and query, ready for a Location header or a router
 */
export function ownPath(wanted: unknown): string {
  if (typeof wanted !== 'string' || wanted.length > ownPathMax) return '/'
  // One slash, then something that is neither a slash nor a backslash, which browsers read as one.
  if (!/^\/(?![/\\])[\x21-\x7e]*$/.test(wanted) || wanted.includes('\\')) return '/'
  const base = 'http://own.invalid'
  if (!isUrl(wanted, base)) return '/'
  const url = new URL(wanted, base)
  if (url.origin !== base || url.pathname.startsWith('//')) return '/'
  return isPage(url.pathname) ? `${url.pathname}${url.search}` : '/'
}

/** Signing in again, or an answer for programs, is nothing to come back to. */
function isPage(pathname: string): boolean {
  return !/^\/(api|sign-in)(\/|$)/i.test(pathname) && !/%(2f|5c|00)/i.test(pathname)
}
