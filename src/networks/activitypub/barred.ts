import { domainToASCII } from 'node:url'

/** Somebody elsewhere, or everybody on a server and the servers below it: `zoe@elsewhere.example`, `elsewhere.example`. */
export type Party = { name?: string; host: string }

/** Who does something, as far as it is known. */
export type Somebody = { id: string; handle?: string | undefined }

const hostPattern =
  /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?$/u
const namePattern = /^[^\s@/:\p{C}]{1,100}$/u

/**
 * Reads whom a person means: a server, `@name@server`, or the address of a profile.
 *
 * @returns undefined where it is none of these
 */
export function readParty(text: string): Party | undefined {
  const typed = text.trim().toLowerCase().replace(/^@/u, '')
  const url = /^https?:\/\//u.test(typed) ? URL.parse(typed) : undefined
  if (url === null || typed.length > 400) return undefined
  if (url !== undefined) {
    const last = url.pathname.split('/').findLast((part) => part !== '')
    return partyOf(last?.replace(/^@/u, ''), url.host)
  }
  const [host = '', name, ...more] = typed.split('@').toReversed()
  return more.length > 0 ? undefined : partyOf(name, host)
}

function partyOf(name: string | undefined, typedHost: string): Party | undefined {
  const [bare = '', port] = typedHost.split(':')
  const host = `${domainToASCII(bare)}${port === undefined ? '' : `:${port}`}`
  // One word is no server: "com" would be half of the world.
  if (!hostPattern.test(host) || !/[.:]/u.test(host)) return undefined
  if (name === undefined) return { host }
  return namePattern.test(name) ? { name, host } : undefined
}

/** A party as it is kept and compared. */
export function partyText({ name, host }: Party): string {
  return name === undefined ? host : `${name}@${host}`
}

/** Whether one of these parties, as `partyText` writes them, is that somebody, their server or one above it. */
export function isBarredBy(parties: { has(party: string): boolean }, { id, handle }: Somebody): boolean {
  const host = URL.parse(id)?.host ?? ''
  if (handle !== undefined && parties.has(handle.toLowerCase())) return true
  const labels = host.split('.')
  return labels.some((_, at) => parties.has(labels.slice(at).join('.')))
}
