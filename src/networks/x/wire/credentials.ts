import { z } from 'zod'
import type { ConnectField } from '#networks/sender.ts'

const secret = z.string().trim().min(1).max(2000)

const OAuth1 = z.object({ apiKey: secret, apiSecret: secret, accessToken: secret, accessTokenSecret: secret })

const OAuth2 = z.looseObject({
  clientId: secret,
  clientSecret: z.string().trim().max(2000).optional(),
  refreshToken: secret,
  /** What the last renewal gave; missing at first. */
  bearerToken: secret.optional(),
  bearerEndsAtMs: z.number().optional(),
})
/** The tokens of an account, and the app they were given to. */
export type OAuth2 = z.infer<typeof OAuth2>

/** How an account signs in: with four keys that never end, or with a token that is renewed every two hours. */
export type SignIn = { kind: 'oauth1'; keys: z.infer<typeof OAuth1> } | { kind: 'oauth2'; tokens: OAuth2 }

/** Reads what is kept of a sign-in; undefined when it is neither kind. Fields left empty count as missing. */
export function signInOf(kept: unknown): SignIn | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const filled = Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== ''))
  const keys = OAuth1.safeParse(filled)
  if (keys.success) return { kind: 'oauth1', keys: keys.data }
  const tokens = OAuth2.safeParse(filled)
  return tokens.success ? { kind: 'oauth2', tokens: tokens.data } : undefined
}

/** What somebody is asked for: the four keys of X's developer portal, or, for apps that sign in with OAuth 2, three others. */
export const connectFields: readonly ConnectField[] = [
  field('apiKey', 'API key', 'Clé d’API', {
    en: 'X developer portal, Keys and tokens. Fill in these four, or the three for OAuth 2 below.',
    fr: 'Portail des développeurs de X, Keys and tokens. Remplissez ces quatre champs, ou les trois pour OAuth 2.',
  }),
  field('apiSecret', 'API key secret', 'Secret de la clé d’API'),
  field('accessToken', 'Access token', 'Jeton d’accès'),
  field('accessTokenSecret', 'Access token secret', 'Secret du jeton d’accès'),
  field('clientId', 'OAuth 2: client ID', 'OAuth 2 : identifiant client', {
    en: 'The app needs the scopes tweet.read, tweet.write, users.read, media.write and offline.access; dm.read too, to read private messages.',
    fr: 'L’application doit avoir les autorisations tweet.read, tweet.write, users.read, media.write et offline.access ; et dm.read pour lire les messages privés.',
  }),
  field('clientSecret', 'OAuth 2: client secret', 'OAuth 2 : secret client'),
  field('refreshToken', 'OAuth 2: refresh token', 'OAuth 2 : jeton de renouvellement'),
]

function field(name: string, en: string, fr: string, hint?: ConnectField['words']): ConnectField {
  return { name, words: { en, fr }, ...(hint !== undefined && { hint }), isSecret: true, isOptional: true }
}
