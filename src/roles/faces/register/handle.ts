import { Resolver } from 'node:dns/promises'
import { secondMs, type Clock } from '#kernel/time.ts'
import { guardedFetch } from '#networks/http.ts'
import type { Found } from '#roles/faces/register/rules.ts'

/** What one place said about whose a name is: a DID, that it says nothing, or that it did not answer. */
export type Said =
  | { kind: 'says'; did: string }
  | { kind: 'nothing' }
  | { kind: 'unanswered'; detail: string }

/** The two places at which a handle of the AT Protocol says whose it is. */
export type HandleLookups = {
  dns(host: string): Promise<Said>
  file(host: string, signal: AbortSignal): Promise<Said>
}

/** Names that Bluesky itself gives out: they are looked after there. */
const networkNames = /\.bsky\.(social|team)$/iu
const didMax = 300

/**
 * Asks the internet, about names of accounts this desk was told are its own, and no others.
 *
 * @param o.fileUrl where the file of a host is; missing: as the protocol says
 *
 * Source: https://atproto.com/specs/handle#handle-resolution (read 2026-11)
 */
export function handleLookups(o: {
  clock: Clock
  allowPrivateNetworks: boolean
  resolver?: { resolveTxt(name: string): Promise<string[][]> }
  fileUrl?: (host: string) => string
}): HandleLookups {
  const resolver = o.resolver ?? new Resolver({ timeout: 5000, tries: 2 })
  const fileUrl = o.fileUrl ?? ((host) => `https://${host}/.well-known/atproto-did`)
  return {
    async dns(host) {
      try {
        const texts = (await resolver.resolveTxt(`_atproto.${host}`)).map((parts) => parts.join(''))
        const dids = [...new Set(texts.flatMap((text) => /^did=(did:\S+)$/.exec(text.trim())?.[1] ?? []))]
        // Two different answers are none: the protocol says so too.
        return dids.length === 1
          ? { kind: 'says', did: (dids[0] ?? '').slice(0, didMax) }
          : { kind: 'nothing' }
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'failed'
        if (code === 'ENODATA' || code === 'ENOTFOUND') return { kind: 'nothing' }
        return { kind: 'unanswered', detail: code }
      }
    },
    async file(host, signal) {
      const fetched = await guardedFetch({
        ...{ url: fileUrl(host), clock: o.clock, signal, allowPrivateNetworks: o.allowPrivateNetworks },
        limits: { bytesMax: 4096, timeoutMs: 10 * secondMs, redirectsMax: 3 },
      })
      if (fetched.kind === 'failed') return { kind: 'unanswered', detail: fetched.why }
      if (fetched.status >= 500) return { kind: 'unanswered', detail: `http ${fetched.status}` }
      const did = /^(did:[a-z0-9]+:[\w.:%-]{1,250})\s*$/.exec(fetched.body.toString('utf8').trim())?.[1]
      return fetched.status === 200 && did !== undefined ? { kind: 'says', did } : { kind: 'nothing' }
    },
  }
}

/** The host of a handle that is a domain name; undefined for what is none. */
export function hostOfHandle(handle: string): string | undefined {
  const host = handle.trim().replace(/^@/, '').toLowerCase()
  return /^(?=.{3,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}$/.test(host)
    ? host
    : undefined
}

/** What both places say, held against whose account it is. */
export function judgeHandle(host: string, did: string, said: { dns: Said; file: Said }): Found {
  if (networkNames.test(host)) return { state: 'advice', code: 'name-of-network', facts: { host } }
  const places = [
    ['dns', said.dns],
    ['file', said.file],
  ] as const
  const others = places.flatMap(([, one]) => (one.kind === 'says' && one.did !== did ? [one.did] : []))
  if (others.length > 0)
    return { state: 'bad', code: 'name-of-another', facts: { host, says: others[0] ?? '' } }
  const ours = places.flatMap(([place, one]) => (one.kind === 'says' ? [place] : []))
  if (ours.length === 2) return { state: 'ok', code: 'name-both', facts: { host } }
  if (ours.length === 1)
    return { state: 'ok', code: ours[0] === 'dns' ? 'name-dns' : 'name-file', facts: { host } }
  if (places.some(([, one]) => one.kind === 'unanswered'))
    return { state: 'unknown', code: 'unanswered', facts: { host, detail: detailOf(said) } }
  return { state: 'bad', code: 'name-lost', facts: { host } }
}

function detailOf({ dns, file }: { dns: Said; file: Said }): string {
  const told = [dns, file].map((one) => (one.kind === 'unanswered' ? one.detail : ''))
  return told.filter(Boolean).join(', ').slice(0, 200)
}
