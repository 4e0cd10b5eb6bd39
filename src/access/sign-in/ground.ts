import type { Kysely } from 'kysely'
import type { Access } from '#access/access.ts'
import type { SignInTables } from '#access/sign-in/tables.ts'
import type { Chance } from '#api/chance.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'

/** What everything about passkeys stands on. */
export type SignInGround = {
  store: Store
  db: Kysely<SignInTables>
  access: Access
  clock: Clock
  chance: Chance
  log: Log
}
