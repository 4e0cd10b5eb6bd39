import { sql, type Kysely } from 'kysely'
import { join } from 'node:path'
import { SecretNotOpened } from '#access/vault/errors.ts'
import { readKeys, readOrMakeKeys, secretsKeyFile } from '#access/vault/key-file.ts'
import { opened, sealed, type SecretsKey } from '#access/vault/sealing.ts'
import type { VaultTables } from '#access/vault/tables.ts'
import { systemChance, type Chance } from '#api/chance.ts'
import type { Clock } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'

/** Limits of secrets. */
export const vaultLimits = {
  nameLengthMax: 200,
  textBytesMax: 8192,
  secretsMax: 10_000,
  openingTriesMax: 4,
} as const

/** What the vault stands on. */
export type VaultGround = { store: Store; clock: Clock; chance: Chance; keyFile: string }

/** Secrets that must be known again (a password is not one of them). In the database they are sealed. */
export type Vault = {
  /** Keeps a secret under a name, in the transaction that needs it; one that is there is replaced. */
  put(tx: Kysely<unknown>, name: string, text: string): Promise<void>
  /**
   * The secret of that name; undefined when there is none.
   * @throws SecretNotOpened when no key here opens it
   */
  get(name: string): Promise<string | undefined>
  /** Forgets a secret; forgetting it twice is harmless. Says whether there was one. */
  forget(tx: Kysely<unknown>, name: string): Promise<boolean>
}

/** Advisory lock: whoever seals shares it, whoever changes keys has it alone. */
const vaultLock = 7_240_583

/**
 * Opens the vault of a desk; its key is made on first start.
 *
 * @throws SecretsKeyUnfit when the file of keys cannot be used
 */
export async function openVault(o: {
  store: Store
  clock: Clock
  dataDir: string
  chance?: Chance
}): Promise<Vault & { ground: VaultGround }> {
  const chance = o.chance ?? systemChance
  const keyFile = join(o.dataDir, 'keys', secretsKeyFile)
  await readOrMakeKeys(keyFile, chance)
  const ground: VaultGround = { store: o.store, clock: o.clock, chance, keyFile }
  return {
    ground,
    put: (tx, name, text) => put(ground, tx, { name, text }),
    get: (name) => get(ground, name),
    async forget(tx, name) {
      const gone = await secretsOf(tx).deleteFrom('secrets').where('name', '=', name).executeTakeFirst()
      return gone.numDeletedRows > 0n
    },
  }
}

/** A database with the table of secrets. */
export function secretsOf(db: Kysely<unknown>): Kysely<VaultTables> {
  return db.withTables<VaultTables>()
}

async function put(
  ground: VaultGround,
  anyTx: Kysely<unknown>,
  o: { name: string; text: string },
): Promise<void> {
  if (o.name.length > vaultLimits.nameLengthMax || Buffer.byteLength(o.text) > vaultLimits.textBytesMax)
    throw new RangeError(`a secret is at most ${vaultLimits.textBytesMax} bytes under a name of at most 200`)
  // Shared until the transaction ends: keys do not change between reading them here and our row being seen by all.
  await sql`select pg_advisory_xact_lock_shared(${vaultLock})`.execute(anyTx)
  const [key] = await readOrMakeKeys(ground.keyFile, ground.chance)
  if (key === undefined) throw new SecretNotOpened(o.name, 'none')
  const row = sealedRow(ground, key, o)
  await secretsOf(anyTx)
    .insertInto('secrets')
    .values({ name: o.name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}

/** A secret as its row keeps it, sealed with that key now. */
export function sealedRow(ground: VaultGround, key: SecretsKey, o: { name: string; text: string }) {
  const box = sealed(key, { ...o, chance: ground.chance })
  return { key_id: key.id, sealed: box, kept_at: new Date(ground.clock.nowMs()) }
}

async function get(ground: VaultGround, name: string): Promise<string | undefined> {
  let last = ''
  // Again: between reading the row and the file, all rows may have got another key.
  for (let tries = 0; tries < vaultLimits.openingTriesMax; tries++) {
    const row = await secretsOf(ground.store.db)
      .selectFrom('secrets')
      .select(['key_id', 'sealed'])
      .where('name', '=', name)
      .executeTakeFirst()
    if (row === undefined) return undefined
    const key = (await readKeys(ground.keyFile))?.find(({ id }) => id === row.key_id)
    const text = key && opened(key, { name, sealed: row.sealed })
    if (text !== undefined) return text
    last = row.key_id
  }
  throw new SecretNotOpened(name, last)
}

/** Takes the keys for this transaction alone: nobody seals meanwhile. */
export async function holdKeys(tx: Kysely<unknown>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${vaultLock})`.execute(tx)
}
