import { createHmac } from 'node:crypto'

/** The four keys of OAuth 1.0a: of the app, and of the account. */
export type OAuth1Keys = { apiKey: string; apiSecret: string; accessToken: string; accessTokenSecret: string }

/** What is signed: parameters of the query are read from `url`; `form` only where the body is a form. */
export type SignedRequest = {
  method: string
  url: string
  form?: readonly (readonly [name: string, value: string])[]
}

/** What makes one signature unlike the next. `timestampS`: seconds since 1970. */
export type SigningMoment = { nonce: string; timestampS: number }

type Pair = readonly [name: string, value: string]

/**
 * The `Authorization` header of a request, signed with HMAC-SHA1. JSON and multipart bodies are not part of the signature.
 *
 * Source: RFC 5849 section 3; https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/creating-a-signature
 */
export function oauth1Header(request: SignedRequest, keys: OAuth1Keys, moment: SigningMoment): string {
  const own: Pair[] = [
    ['oauth_consumer_key', keys.apiKey],
    ['oauth_nonce', moment.nonce],
    ['oauth_signature_method', 'HMAC-SHA1'],
    ['oauth_timestamp', String(moment.timestampS)],
    ['oauth_token', keys.accessToken],
    ['oauth_version', '1.0'],
  ]
  const signature = hmacSignature(signatureBase(request, own), keys.apiSecret, keys.accessTokenSecret)
  const all: Pair[] = [...own, ['oauth_signature', signature]]
  return `OAuth ${all.map(([name, value]) => `${encode(name)}="${encode(value)}"`).join(', ')}`
}

/** The text that is signed (RFC 5849 section 3.4.1). `own`: the `oauth_` parameters, without the signature. */
export function signatureBase({ method, url, form = [] }: SignedRequest, own: readonly Pair[]): string {
  const address = new URL(url)
  const pairs: Pair[] = [...address.searchParams, ...form, ...own]
  const sorted = pairs
    .map(([name, value]): Pair => [encode(name), encode(value)])
    .sort(([a, x], [b, y]) => order(a, b) || order(x, y))
  const parameters = sorted.map(([name, value]) => `${name}=${value}`).join('&')
  const base = `${address.protocol}//${address.host}${address.pathname}`
  return [method.toUpperCase(), base, parameters].map(encode).join('&')
}

/** Base64 of the HMAC-SHA1 of a signature base. */
export function hmacSignature(base: string, appSecret: string, accountSecret: string): string {
  return createHmac('sha1', `${encode(appSecret)}&${encode(accountSecret)}`)
    .update(base)
    .digest('base64')
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** Percent-encoding that leaves only A-Z a-z 0-9 - . _ ~ (RFC 5849 section 3.6). */
function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
