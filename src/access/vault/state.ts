import { readKeys } from '#access/vault/key-file.ts'
import { opened } from '#access/vault/sealing.ts'
import { secretsOf, vaultLimits, type VaultGround } from '#access/vault/vault.ts'

/** How the vault stands: secrets by name, whether a key opens each, and how many keys lie in the file. */
export type VaultState = { keys: number; secrets: { name: string; keptAt: Date; opens: boolean }[] }

/**
 * Looks at every secret without showing one.
 *
 * @throws SecretsKeyUnfit when the file of keys cannot be used
 */
export async function vaultState(ground: Pick<VaultGround, 'store' | 'keyFile'>): Promise<VaultState> {
  const keys = (await readKeys(ground.keyFile)) ?? []
  const rows = await secretsOf(ground.store.db)
    .selectFrom('secrets')
    .selectAll()
    .orderBy('name')
    .limit(vaultLimits.secretsMax)
    .execute()
  const secrets = rows.map(({ name, key_id, sealed, kept_at }) => {
    const key = keys.find(({ id }) => id === key_id)
    return { name, keptAt: kept_at, opens: key !== undefined && opened(key, { name, sealed }) !== undefined }
  })
  return { keys: keys.length, secrets }
}
