import { messageClaim } from '#networks/activitypub/signature-message.ts'
import { secondMs } from '#kernel/time.ts'

/** What a request says of its signature, before anything of it is believed. */
export type SignatureClaim = {
  keyId: string
  /** What is signed, by the names of the older form: `(request-target)`, `host`, `digest`, `date`. */
  covers: ReadonlySet<string>
  /** The header that tells the sum of the body in this form. */
  digestHeader: 'digest' | 'content-digest'
  /** When it was signed, epoch ms, by a part that is signed too. */
  atMs: number | undefined
  expiresMs?: number
  /** The exact text that was signed. */
  text: string
  signature: Buffer
}

/** A request as its signature is held against: the address is ours, whatever a proxy in between made of it. */
export type SignedRequest = { method: string; url: URL; headers: Headers }

const headerLengthMax = 4000

/**
 * Reads the signature of a request, in either form; undefined when there is none that can be read. Pure, and never throws.
 *
 * Sources: draft-cavage-http-signatures-12; RFC 9421 (HTTP Message Signatures).
 */
export function readSignature(request: SignedRequest): SignatureClaim | undefined {
  const signature = request.headers.get('signature') ?? ''
  const input = request.headers.get('signature-input') ?? ''
  if (signature === '' || signature.length > headerLengthMax || input.length > headerLengthMax)
    return undefined
  return input === '' ? cavageClaim(signature, request) : messageClaim({ input, signature }, request)
}

function cavageClaim(header: string, request: SignedRequest): SignatureClaim | undefined {
  const fields = new Map<string, string>()
  for (const [, name = '', quoted, plain] of header.matchAll(/([a-zA-Z]{1,20})=(?:"([^"]*)"|(\d{1,20}))/g)) {
    // Said twice, nobody knows which one was meant.
    if (fields.has(name)) return undefined
    fields.set(name, quoted ?? plain ?? '')
  }
  const names = (fields.get('headers') ?? 'date').toLowerCase().split(' ')
  const keyId = fields.get('keyId')
  const signature = fields.get('signature')
  if (keyId === undefined || signature === undefined || new Set(names).size !== names.length) return undefined
  const created = fields.get('created')
  const lines = names.map((name) => cavageLine(name, fields, request))
  if (lines.includes(undefined)) return undefined
  const covers = new Set(names)
  const date = covers.has('date') ? Date.parse(request.headers.get('date') ?? '') : NaN
  const createdMs = covers.has('(created)') ? Number(created) * secondMs : NaN
  const atMs = Number.isNaN(createdMs) ? date : createdMs
  const expiresMs = covers.has('(expires)') ? Number(fields.get('expires')) * secondMs : NaN
  return {
    ...{ keyId, covers, text: lines.join('\n'), signature: Buffer.from(signature, 'base64') },
    digestHeader: 'digest',
    atMs: Number.isNaN(atMs) ? undefined : atMs,
    ...(!Number.isNaN(expiresMs) && { expiresMs }),
  }
}

function cavageLine(
  name: string,
  fields: ReadonlyMap<string, string>,
  { method, url, headers }: SignedRequest,
): string | undefined {
  if (name === '(request-target)') return `${name}: ${method.toLowerCase()} ${url.pathname}${url.search}`
  if (name === '(created)' || name === '(expires)') return timeLine(name, fields.get(name.slice(1, -1)))
  if (name === 'host') return `host: ${url.host}`
  if (!/^[a-z0-9-]{1,60}$/.test(name)) return undefined
  const value = headers.get(name)
  return value === null ? undefined : `${name}: ${value.trim()}`
}

function timeLine(name: string, value: string | undefined): string | undefined {
  return value !== undefined && /^\d{1,12}$/.test(value) ? `${name}: ${value}` : undefined
}
