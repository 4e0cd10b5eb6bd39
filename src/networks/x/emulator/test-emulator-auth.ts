import { randomBytes } from 'node:crypto'
import { hmacSignature, signatureBase, type OAuth1Keys } from '#networks/x/wire/oauth1.ts'

/** Who calls: one of our accounts, the app itself, or nobody X knows. */
export type Caller = 'user' | 'app' | undefined

/** The keys the emulated X gave out, and the tokens that are good now. */
export type Keys = {
  oauth1: OAuth1Keys
  bearerToken: string
  client: { clientId: string; clientSecret: string }
  refreshToken: string
  accessToken: string | undefined
  /** Refresh tokens that were used: one of them again revokes everything, as for a stolen one. */
  used: Set<string>
  isRevoked: boolean
  nonces: Set<string>
  renewals: number
}

/** Keys of a new app. */
export function newKeys(): Keys {
  const secret = (name: string): string => `${name}-${randomBytes(12).toString('hex')}`
  return {
    oauth1: {
      ...{ apiKey: secret('api'), apiSecret: secret('apisecret') },
      ...{ accessToken: secret('access'), accessTokenSecret: secret('accesssecret') },
    },
    bearerToken: secret('bearer'),
    client: { clientId: secret('client'), clientSecret: secret('clientsecret') },
    ...{ refreshToken: secret('refresh'), accessToken: undefined, used: new Set(), isRevoked: false },
    ...{ nonces: new Set(), renewals: 0 },
  }
}

/** Who made a request, by its `Authorization` header. */
export function callerOf(
  keys: Keys,
  request: { method: string; url: string; authorization: string },
): Caller {
  const bearer = /^Bearer (\S+)$/.exec(request.authorization)?.[1]
  if (bearer === keys.bearerToken) return 'app'
  if (keys.isRevoked) return undefined
  if (bearer !== undefined) return bearer === keys.accessToken ? 'user' : undefined
  return request.authorization.startsWith('OAuth ') && isSignedWell(keys, request) ? 'user' : undefined
}

function isSignedWell(
  { oauth1, nonces }: Keys,
  { method, url, authorization }: { method: string; url: string; authorization: string },
): boolean {
  const pairs = [...authorization.matchAll(/(\w+)="([^"]*)"/g)].map(
    ({ 1: name = '', 2: value = '' }) => [name, decodeURIComponent(value)] as const,
  )
  const of = new Map(pairs)
  const nonce = of.get('oauth_nonce') ?? ''
  const isNow = Math.abs(Number(of.get('oauth_timestamp')) * 1000 - Date.now()) < 300_000
  if (nonce === '' || nonces.has(nonce) || !isNow) return false
  nonces.add(nonce)
  const unsigned = pairs.filter(([name]) => name !== 'oauth_signature')
  const base = signatureBase({ method, url }, unsigned)
  const isOurs =
    of.get('oauth_consumer_key') === oauth1.apiKey && of.get('oauth_token') === oauth1.accessToken
  return (
    isOurs && of.get('oauth_signature') === hmacSignature(base, oauth1.apiSecret, oauth1.accessTokenSecret)
  )
}

/** Renews tokens as X does: each refresh token once. Undefined: refused. */
export function renew(
  keys: Keys,
  asked: { authorization: string; form: URLSearchParams },
): Record<string, unknown> | undefined {
  const { clientId, clientSecret } = keys.client
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  const token = asked.form.get('refresh_token') ?? ''
  if (keys.used.has(token)) keys.isRevoked = true
  const isGood = asked.authorization === basic && asked.form.get('grant_type') === 'refresh_token'
  if (!isGood || keys.isRevoked || token !== keys.refreshToken) return undefined
  keys.used.add(token)
  keys.renewals += 1
  return { ...newTokens(keys), scope: 'tweet.read tweet.write users.read media.write offline.access' }
}

/** Gives out new tokens; those before are good no more. */
export function newTokens(keys: Keys) {
  keys.refreshToken = `refresh-${randomBytes(12).toString('hex')}`
  keys.accessToken = `user-${randomBytes(12).toString('hex')}`
  return {
    ...{ token_type: 'bearer', expires_in: 7200 },
    ...{ access_token: keys.accessToken, refresh_token: keys.refreshToken },
  }
}
