import type { Kysely } from 'kysely'
import type { Access } from '#access/access.ts'
import type { Provider } from '#access/oidc/rules.ts'
import type { OidcTables } from '#access/oidc/tables.ts'
import { lineTo, type ProviderLine } from '#access/oidc/talking.ts'
import type { Vault } from '#access/vault/vault.ts'
import type { Chance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'

/** What everything about providers stands on. */
export type OidcGround = {
  store: Store
  db: Kysely<OidcTables>
  access: Access
  clock: Clock
  chance: Chance
  log: Log
  /** A line to each provider, in the order of the settings. */
  lines: readonly ProviderLine[]
}

/** Makes the lines to the providers of the settings. Nobody is called before somebody wants to sign in. */
export function oidcGround(o: {
  store: Store
  access: Access
  clock: Clock
  chance: Chance
  log: Log
  vault: Pick<Vault, 'get'>
  providers: readonly Provider[]
}): OidcGround {
  const { vault, providers, ...rest } = o
  const lines = providers.map((provider) => lineTo(provider, { clock: o.clock, vault }))
  return { ...rest, db: o.store.db.withTables<OidcTables>(), lines }
}

/** A provider as the pages of signing in know it. */
export type ProviderShown = Pick<Provider, 'id' | 'issuer'> & { name: string }

/** The providers by which somebody can sign in, for the first page. */
export function providersShown(providers: readonly Provider[], locale: 'en' | 'fr'): ProviderShown[] {
  return providers.map(({ id, issuer, name }) => ({ id, issuer, name: name[locale] }))
}
