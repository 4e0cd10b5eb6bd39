import type { Access, SignedIn } from '#access/access.ts'
import { deviceRoutes } from '#access/sign-in/device-routes.ts'
import type { SignInGround } from '#access/sign-in/ground.ts'
import { passkeyRoutes } from '#access/sign-in/passkey-routes.ts'
import { signInRoutes, stepUpRoutes, type Providers } from '#access/sign-in/sign-in-routes.ts'
import type { SignInTables } from '#access/sign-in/tables.ts'
import type { Api } from '#api/api.ts'
import type { Log } from '#kernel/log.ts'
import type { Store } from '#store/store.ts'

/** What signing in needs of the desk. */
export type SignInNeeds = {
  store: Store
  access: Access
  log: Log
  /** Providers by which somebody can sign in too (OIDC); missing: none. */
  providers?: Providers
  /** The desk practises: its people are kept apart from those of the live one. */
  isPractice?: boolean
}

const command = 'npm run -s bellwether -- sign-in-link'

/** Adds everything about how people sign in: the ways, passkeys, step-up, devices. Time and chance are the API's own. */
export function waysInRoutes(api: Api<SignedIn>, needs: SignInNeeds): void {
  const { store, access, log } = needs
  const { clock, chance } = api.needs
  const ground: SignInGround = {
    store,
    db: store.db.withTables<SignInTables>(),
    access,
    log,
    clock,
    chance,
  }
  const providers = needs.providers ?? (() => [])
  signInRoutes(api, ground, {
    providers,
    command: needs.isPractice === true ? `${command} --practice` : command,
  })
  stepUpRoutes(api, ground)
  passkeyRoutes(api, ground, providers)
  deviceRoutes(api, access)
}
