import { isUrl } from '#kernel/url.ts'
import type { KitProblem } from '#api/problems.ts'

/** What the guard looks at in a request. */
export type Asked = {
  method: string
  host: string
  /** Header values; missing when not sent. */
  origin?: string | undefined
  fetchSite?: string | undefined
  bellwether?: string | undefined
  /** It carries no cookie of ours, so no browser was tricked into it: a program with a key, or an address for programs. */
  isCookieless?: boolean
}

/** Names we answer to besides this machine's own. */
export type KnownHosts = { hosts: readonly string[]; origins: readonly string[] }

/** Host and origin of the address people use, as the guard wants them. */
export function knownHosts(publicUrl: string | undefined, extra: readonly string[] = []): KnownHosts {
  if (!publicUrl || !isUrl(publicUrl)) return { hosts: extra, origins: [] }
  const url = new URL(publicUrl)
  return { hosts: [url.hostname, ...extra], origins: [url.origin] }
}

const ownNames = new Set(['localhost', '127.0.0.1', '[::1]', '::1'])
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Why a request may not go on, before any route is looked at; undefined when it may.
 * The host check stops DNS rebinding; the rest stops requests forged by other sites (CSRF).
 */
export function refusalOf(
  asked: Asked,
  known: KnownHosts,
): { status: 403 | 421; error: KitProblem } | undefined {
  if (!isOurHost(asked.host, known)) return { status: 421, error: 'wrong-host' }
  if (safeMethods.has(asked.method) || asked.isCookieless === true) return undefined
  return isFromUs(asked, known) ? undefined : { status: 403, error: 'other-site' }
}

function isOurHost(host: string, known: KnownHosts): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, '')
  return ownNames.has(name) || known.hosts.some((ours) => ours.toLowerCase() === name)
}

function isFromUs(asked: Asked, known: KnownHosts): boolean {
  if (asked.bellwether !== '1') return false
  if (asked.fetchSite !== undefined && asked.fetchSite !== 'same-origin' && asked.fetchSite !== 'none')
    return false
  if (asked.origin === undefined || known.origins.includes(asked.origin)) return true
  return isUrl(asked.origin) && new URL(asked.origin).host === asked.host.toLowerCase()
}

/**
 * Headers every answer carries. Styles: our own files, and the one `<style>` React Aria adds for touch, by nonce.
 * React sets `style={}` through the CSSOM, which a policy without 'unsafe-inline' allows.
 */
export function securityHeaders(o: {
  nonce: string
  isPage: boolean
  isHttps: boolean
}): Record<string, string> {
  return {
    'content-security-policy': o.isPage ? pagePolicy(o.nonce) : dataPolicy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy':
      'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
    ...(o.isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
}

// What is no page loads nothing, sends nothing and is shown in no frame, should a browser ever take it for one.
const dataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

function pagePolicy(nonce: string): string {
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}
