import type { SignatureClaim, SignedRequest } from '#networks/activitypub/signature-claim.ts'
import { secondMs } from '#kernel/time.ts'

/** The first signature of a request in the newer form. Others beside it are of no use to us. */
export function messageClaim(
  { input, signature }: { input: string; signature: string },
  request: SignedRequest,
): SignatureClaim | undefined {
  const found = /^\s*([a-z*][a-z0-9_.*-]{0,60})=(\(([^()]{0,2000})\)(;[^,]{0,2000})?)/.exec(input)
  const [, label = '', whole = '', inside = '', tail = ''] = found ?? []
  const names = componentsOf(inside)
  const bytes = signatureOf(label, signature)
  const keyId = /;keyid="([^"\\]{1,1000})"/.exec(tail)?.[1]
  if (found === null || names === undefined || bytes === undefined || keyId === undefined) return undefined
  const lines = names.map((name) => lineOf(name, request))
  if (lines.includes(undefined)) return undefined
  const created = /;created=(\d{1,12})(?=;|$)/.exec(tail)?.[1]
  const expires = /;expires=(\d{1,12})(?=;|$)/.exec(tail)?.[1]
  return {
    ...{ keyId, covers: olderNames(names), signature: bytes },
    digestHeader: 'content-digest',
    text: [...lines, `"@signature-params": ${whole.trimEnd()}`].join('\n'),
    atMs: created === undefined ? undefined : Number(created) * secondMs,
    ...(expires !== undefined && { expiresMs: Number(expires) * secondMs }),
  }
}

/** Names in quotes, each once. One with parameters means something else than the plain header, and is not read. */
function componentsOf(inside: string): string[] | undefined {
  const parts = inside.split(' ').filter((part) => part !== '')
  const names = parts.map((part) => /^"(@?[a-z0-9-]{1,60})"$/.exec(part)?.[1] ?? '')
  return names.includes('') || new Set(names).size !== names.length ? undefined : names
}

function signatureOf(label: string, header: string): Buffer | undefined {
  for (const part of header.split(',')) {
    const found = /^\s*([a-z*][a-z0-9_.*-]{0,60})=:([A-Za-z0-9+/=]{1,3000}):\s*$/.exec(part)
    if (found !== null && found[1] === label) return Buffer.from(found[2] ?? '', 'base64')
  }
  return undefined
}

function lineOf(name: string, { method, url, headers }: SignedRequest): string | undefined {
  const derived: Readonly<Record<string, string>> = {
    '@method': method.toUpperCase(),
    '@target-uri': url.href,
    '@authority': url.host,
    '@scheme': url.protocol.slice(0, -1),
    '@path': url.pathname,
    '@query': url.search === '' ? '?' : url.search,
    '@request-target': `${url.pathname}${url.search}`,
  }
  if (name === 'host') return `"host": ${url.host}`
  const value = name.startsWith('@') ? derived[name] : headers.get(name)?.trim()
  return value === undefined ? undefined : `"${name}": ${value}`
}

/** What these cover, in the words of the older form, in which it is asked for. */
function olderNames(names: readonly string[]): Set<string> {
  const has = new Set(names)
  const covers = new Set(names.filter((name) => !name.startsWith('@') && name !== 'digest'))
  const isWhole = has.has('@target-uri')
  if (has.has('@method') && (isWhole || has.has('@path') || has.has('@request-target')))
    covers.add('(request-target)')
  if (isWhole || has.has('@authority')) covers.add('host')
  if (has.has('content-digest')) covers.add('digest')
  return covers
}
