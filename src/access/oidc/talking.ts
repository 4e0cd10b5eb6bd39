import { readFile } from 'node:fs/promises'
import * as openid from 'openid-client'
import { guardedToward } from '#access/oidc/guarded.ts'
import { oidcLimits, type Provider } from '#access/oidc/rules.ts'
import type { Vault } from '#access/vault/vault.ts'
import { secondMs, type Clock } from '#kernel/time.ts'

/** What talking to providers stands on. */
export type Talking = { clock: Clock; vault: Pick<Vault, 'get'> }

/** Reads what a provider says of itself, and speaks to it. */
export type ProviderLine = {
  provider: Provider
  /** Ready to speak; its keys are read anew by whoever checks a token, so that a changed key is known at once. */
  configuration(): Promise<openid.Configuration>
}

/** A line to a provider. What it says of itself is kept for ten minutes. */
export function lineTo(provider: Provider, talking: Talking): ProviderLine {
  let described: { atMs: number; metadata: openid.ServerMetadata } | undefined
  const fetching = guardedToward({
    clock: talking.clock,
    allowPrivateNetworks: provider.allowPrivateNetworks,
  })
  const describe = async (): Promise<openid.ServerMetadata> => {
    const nowMs = talking.clock.nowMs()
    if (described === undefined || nowMs - described.atMs > oidcLimits.describedMs)
      described = { atMs: nowMs, metadata: await discover(provider, fetching) }
    return described.metadata
  }
  return {
    provider,
    async configuration() {
      const metadata = await describe()
      const secret = await secretOf(provider, talking.vault)
      // A copy of its own: the library keeps the keys it read with the object it was given.
      const configuration = new openid.Configuration(
        structuredClone(metadata),
        provider.clientId,
        { ...(secret === undefined ? {} : { client_secret: secret }), [openid.clockTolerance]: skewS },
        authenticationWith(secret, metadata),
      )
      configuration[openid.customFetch] = fetching
      configuration.timeout = oidcLimits.requestMs / secondMs
      if (isPlain(provider)) openid.allowInsecureRequests(configuration)
      // The signature is checked although the token comes to us directly: a lying middle is refused too.
      openid.enableNonRepudiationChecks(configuration)
      return configuration
    },
  }
}

const skewS = oidcLimits.skewMs / secondMs

function isPlain(provider: Provider): boolean {
  return provider.issuer.startsWith('http:')
}

/** Reads the description. The library refuses one whose issuer is not the one asked for. */
async function discover(provider: Provider, fetching: openid.CustomFetch): Promise<openid.ServerMetadata> {
  const found = await openid.discovery(
    new URL(provider.issuer),
    provider.clientId,
    undefined,
    openid.None(),
    {
      [openid.customFetch]: fetching,
      timeout: oidcLimits.requestMs / secondMs,
      execute: isPlain(provider) ? [openid.allowInsecureRequests] : [],
    },
  )
  return { ...found.serverMetadata() }
}

function authenticationWith(secret: string | undefined, metadata: openid.ServerMetadata): openid.ClientAuth {
  if (secret === undefined) return openid.None()
  // Without a list it is the basic way (OpenID Connect Discovery 1.0, section 3).
  const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return ways.includes('client_secret_basic')
    ? openid.ClientSecretBasic(secret)
    : openid.ClientSecretPost(secret)
}

/** Read each time, so that a changed secret counts without a new start. */
async function secretOf(provider: Provider, vault: Talking['vault']): Promise<string | undefined> {
  if (provider.clientSecret !== undefined) return provider.clientSecret
  if (provider.clientSecretFile !== undefined)
    return (await readFile(provider.clientSecretFile, 'utf8')).trim()
  return vault.get(`oidc:${provider.id}`)
}
