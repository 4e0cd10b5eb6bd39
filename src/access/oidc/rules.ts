import { z } from 'zod'
import { minuteMs, secondMs } from '#kernel/time.ts'

/** Limits of signing in with a provider, all of them. */
export const oidcLimits = {
  /** From leaving for the provider to being back. */
  flowMs: 10 * minuteMs,
  flowsMax: 5000,
  /** Between us and a provider, one request. */
  requestMs: 8 * secondMs,
  answerBytesMax: 512 * 1024,
  /** How far its clock may be from ours. */
  skewMs: 30 * secondMs,
  /** How long what it says of itself is believed before it is read again. Its keys are read at each sign-in. */
  describedMs: 10 * minuteMs,
  /** From being back to the page of ours that takes what was said. */
  proofMs: minuteMs,
  /** Goes of one address. */
  tries: { burst: 20, perMin: 30 },
  identitiesPerPersonMax: 5,
  providersMax: 5,
} as const

const Label = z.string().trim().min(1).max(80)

/** A provider as whoever runs the desk writes it in the settings. */
export const Provider = z
  .strictObject({
    /** Part of its addresses here, and of its secret's name. */
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/),
    /** Shown on the button. */
    name: z.union([Label.transform((name) => ({ en: name, fr: name })), z.object({ en: Label, fr: Label })]),
    issuer: z.url({ protocol: /^https?$/ }).max(500),
    clientId: z.string().min(1).max(300),
    clientSecret: z.string().min(1).max(2000).optional(),
    /** Path of a file that holds it; without both, `bellwether secrets set oidc:ID`. */
    clientSecretFile: z.string().min(1).max(1000).optional(),
    /** The claim that names somebody's address. */
    emailClaim: z.string().min(1).max(60).default('email'),
    /** Where the provider never says `email_verified` because each address is its own. */
    emailIsVerified: z.boolean().default(false),
    /** Only people of these mail domains. */
    domains: z.array(z.string().trim().toLowerCase().min(1).max(253)).max(50).optional(),
    /** It is on this machine or its local network; only then may it be http. */
    allowPrivateNetworks: z.boolean().default(false),
  })
  .refine((provider) => provider.issuer.startsWith('https:') || provider.allowPrivateNetworks, {
    path: ['issuer'],
  })
export type Provider = z.infer<typeof Provider>

/** What is known of somebody after a provider's word was checked. */
export const Identity = z.object({
  issuer: z.string(),
  subject: z.string().min(1).max(255),
  email: z.string().max(254).optional(),
  emailIsVerified: z.boolean(),
  /** When they last proved who they are to the provider, epoch ms. */
  provedAtMs: z.number().optional(),
})
export type Identity = z.infer<typeof Identity>

/** Reads the claims of a checked ID token. Undefined where there is nothing to know somebody by. */
export function identityIn(
  claims: Readonly<Record<string, unknown>>,
  provider: Provider,
): Identity | undefined {
  const email = z.email().max(254).safeParse(claims[provider.emailClaim])
  const isVerified = provider.emailIsVerified || claims['email_verified'] === true
  const provedAt = claims['auth_time']
  const read = Identity.safeParse({
    issuer: claims['iss'],
    subject: claims['sub'],
    ...(email.success ? { email: email.data } : {}),
    emailIsVerified: email.success && isVerified,
    ...(typeof provedAt === 'number' ? { provedAtMs: provedAt * secondMs } : {}),
  })
  return read.success ? read.data : undefined
}

/** Whether somebody of that address may come in by this provider at all. */
export function isOfOurs(identity: Identity, domains: readonly string[] | undefined): boolean {
  if (domains === undefined) return true
  const domain = identity.email?.toLowerCase().split('@').at(-1)
  return identity.emailIsVerified && domain !== undefined && domains.includes(domain)
}

/**
 * Whether the provider asked for the proof anew, after we sent somebody there. A provider that does not say when it did has
 * not shown it.
 */
export function isProvedSince(identity: Identity, begunAtMs: number): boolean {
  return identity.provedAtMs !== undefined && identity.provedAtMs >= begunAtMs - oidcLimits.skewMs
}

/** The provider an identity comes in by: of its name, or of its issuer where whoever runs the desk gave that another name. */
export function providerOf<P extends Pick<Provider, 'id' | 'issuer'>>(
  row: { provider: string; issuer: string },
  providers: readonly P[],
): P | undefined {
  const bare = (issuer: string): string => issuer.replace(/\/+$/, '')
  return (
    providers.find(({ id }) => id === row.provider) ??
    providers.find(({ issuer }) => bare(issuer) === bare(row.issuer))
  )
}

/** What decides whether an identity, or a passkey, is the last way in of its person. */
export type WaysIn = {
  /** Whether it signs anybody in: its provider is still in the settings, or it works at the address they have open. */
  opens: boolean
  /** Passkeys that work at the address they have open. */
  passkeys: number
  /** Further identities that sign them in. */
  others: number
}

/** Whether somebody would be left with no way in of their own. A link counts as none: others must make it for them. */
export function isLastWayIn({ opens, passkeys, others }: WaysIn): boolean {
  return opens && passkeys + others === 0
}
