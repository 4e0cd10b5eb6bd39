import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Vault } from '#access/vault/vault.ts'
import { jsonOf } from '#kernel/json.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { ActorsMade, ActorWish, OurActor } from '#networks/activitypub/desk.ts'
import { keyPairOf } from '#networks/activitypub/key-pairs.ts'
import type { Credentials } from '#networks/sender.ts'
import { planActors, type KeptActor } from '#sending/federation/actor-rules.ts'
import type { FederationTables } from '#sending/federation/tables.ts'
import type { Store } from '#store/store.ts'
import { storableText } from '#store/storable.ts'

/** On which processes hear that actors changed. */
const actorsChannel = 'sending_federation_actors'

/** What our actors stand on. `origin`: where the desk is reached; `pageOf`: the page for people about what is said in a language. */
export type ActorNeeds = {
  store: Store
  vault: Vault
  clock: Clock
  log: Log
  origin: string
  pageOf(language: string): string
}

/** Our actors: kept for ever under their names, in memory until one changes. Their keys stand in the vault, apart from sign-ins. */
export class FederationActors {
  readonly #needs: ActorNeeds
  readonly #credentials = new Map<string, Credentials>()
  #known: Promise<readonly OurActor[]> | undefined
  #stop: () => Promise<void> = () => Promise.resolve()

  constructor(needs: ActorNeeds) {
    this.#needs = needs
  }

  /** Hears of changes made on other processes, until stopped. */
  async start(): Promise<void> {
    const forget = (): void => void (this.#known = undefined)
    this.#stop = await this.#needs.store.listen(actorsChannel, forget, forget)
  }

  /** Hears nothing more. */
  async stop(): Promise<void> {
    await this.#stop()
  }

  /** All of them. */
  all(): Promise<readonly OurActor[]> {
    const reading = (this.#known ??= this.#read())
    // What could not be read is read anew by whoever asks next.
    reading.catch(() => (this.#known === reading ? (this.#known = undefined) : undefined))
    return reading
  }

  /** Makes the actors an account is to have, with their keys, or says why not. The same wish again changes nothing. */
  async ensure(wish: ActorWish): Promise<ActorsMade> {
    const { store, origin, clock } = this.#needs
    const came = await store.inTransaction(async (tx) => {
      const db = tx.withTables<FederationTables>()
      await sql`lock table federation_actors in share row exclusive mode`.execute(tx)
      const planned = planActors(wish, await readKept(db, origin))
      if (planned.kind !== 'write') return planned
      const changed = await write(db, planned.actors, { origin, atMs: clock.nowMs() })
      if (changed > 0n) await store.notify(actorsChannel, '', tx)
      return planned
    })
    if (came.kind !== 'write') return came
    this.#known = undefined
    const actors = (await this.all()).filter(({ account }) => account === wish.account)
    for (const actor of actors) await keyPairOf(actor)
    return { kind: 'there', actors }
  }

  async #read(): Promise<readonly OurActor[]> {
    const { store, origin } = this.#needs
    const kept = await readKept(store.db.withTables<FederationTables>(), origin)
    return kept.map((actor) => this.#actorOf(actor))
  }

  #actorOf({ name, account, language, displayName, summary }: KeptActor): OurActor {
    const url = this.#needs.pageOf(language)
    const fields = [{ name: language === 'fr' ? 'Tous les messages' : 'All messages', value: url }]
    const credentials = this.#credentialsOf(account)
    return { name, account, language, displayName, summary, url, fields, credentials }
  }

  /** One keeper an account, so that keys made at once are written one after the other. */
  #credentialsOf(account: string): Credentials {
    const { store, vault } = this.#needs
    const secret = `actor-keys:${account}`
    const kept = this.#credentials.get(account) ?? {
      read: async () => jsonOf((await vault.get(secret)) ?? '{}'),
      write: (value) => store.inTransaction((tx) => vault.put(tx, secret, JSON.stringify(value))),
    }
    this.#credentials.set(account, kept)
    return kept
  }
}

/** At which addresses of the desk there are actors: more than one, where its address was changed. */
export async function actorOrigins(anyDb: Kysely<unknown>): Promise<string[]> {
  const rows = await anyDb
    .withTables<FederationTables>()
    .selectFrom('federation_actors')
    .select('origin')
    .distinct()
    .orderBy('origin')
    .execute()
  return rows.map(({ origin }) => origin)
}

async function readKept(db: Kysely<FederationTables>, origin: string): Promise<KeptActor[]> {
  const rows = await db
    .selectFrom('federation_actors')
    .select(['name', 'account', 'language', 'base', 'display_name', 'summary'])
    .where('origin', '=', origin)
    .orderBy('made_at')
    .orderBy('name')
    .execute()
  return rows.map(({ display_name: displayName, ...actor }) => ({ ...actor, displayName }))
}

async function write(
  db: Kysely<FederationTables>,
  actors: readonly KeptActor[],
  o: { origin: string; atMs: number },
): Promise<bigint> {
  const rows = actors.map(({ displayName, summary, ...actor }) => ({
    ...{ ...actor, origin: o.origin, made_at: new Date(o.atMs) },
    ...{ display_name: storableText(displayName), summary: storableText(summary) },
  }))
  if (rows.length === 0) return 0n
  const done = await db
    .insertInto('federation_actors')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['origin', 'name'])
        .doUpdateSet((row) => ({
          display_name: row.ref('excluded.display_name'),
          summary: row.ref('excluded.summary'),
        }))
        .where((where) =>
          where.or([
            where('federation_actors.display_name', '!=', where.ref('excluded.display_name')),
            where('federation_actors.summary', '!=', where.ref('excluded.summary')),
          ]),
        ),
    )
    .executeTakeFirst()
  return done.numInsertedOrUpdatedRows ?? 0n
}
