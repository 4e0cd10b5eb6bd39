import type { Kysely } from 'kysely'
import { newSecretsKey, readKeys, readOrMakeKeys, replaceKeys } from '#access/vault/key-file.ts'
import { opened, type SecretsKey } from '#access/vault/sealing.ts'
import type { NewRecord } from '#records/contract.ts'
import { keepRecord } from '#records/records.ts'
import { holdKeys, sealedRow, secretsOf, vaultLimits, type VaultGround } from '#access/vault/vault.ts'

/** What came of changing the key: how many secrets were sealed anew, and the names of those no key opens. */
export type Rotated = { resealed: number; notOpened: string[]; keyId: string }

/**
 * Gives all secrets a new key. The order makes it safe to be killed at any point, and a running desk goes on meanwhile:
 * the new key is in the file, beside the old ones, before any row needs it; all rows change in one transaction, while
 * nobody seals; old keys leave the file only when no row needs them.
 */
export async function rotateSecrets(ground: VaultGround): Promise<Rotated> {
  const rotated = await ground.store.inTransaction(async (tx) => {
    await holdKeys(tx)
    await readOrMakeKeys(ground.keyFile, ground.chance)
    // Before the new key is added, so that rotations that were killed again and again do not fill the file.
    const old = await dropUnusedKeys(ground, tx)
    const key = newSecretsKey(ground.chance)
    await replaceKeys(ground.keyFile, [key, ...old])
    const done = { ...(await reseal(ground, tx, { key, old })), keyId: key.id }
    await keepRecord(tx, recordOf(done), ground.clock.nowMs())
    return done
  })
  await ground.store.inTransaction(async (tx) => {
    await holdKeys(tx)
    await dropUnusedKeys(ground, tx)
  })
  return rotated
}

async function reseal(
  ground: VaultGround,
  tx: Kysely<unknown>,
  { key, old }: { key: SecretsKey; old: readonly SecretsKey[] },
): Promise<Omit<Rotated, 'keyId'>> {
  const rows = await secretsOf(tx).selectFrom('secrets').selectAll().limit(vaultLimits.secretsMax).execute()
  const done: Omit<Rotated, 'keyId'> = { resealed: 0, notOpened: [] }
  for (const { name, ...row } of rows) {
    const itsKey = old.find(({ id }) => id === row.key_id)
    const text = itsKey && opened(itsKey, { name, sealed: row.sealed })
    if (text === undefined) done.notOpened.push(name)
    else {
      const { key_id, sealed } = sealedRow(ground, key, { name, text })
      await secretsOf(tx).updateTable('secrets').set({ key_id, sealed }).where('name', '=', name).execute()
      done.resealed += 1
    }
  }
  return done
}

/** Keys that no row needs leave the file; the first stays. What a killed rotation left behind goes with the next. */
async function dropUnusedKeys(ground: VaultGround, tx: Kysely<unknown>): Promise<SecretsKey[]> {
  const keys = (await readKeys(ground.keyFile)) ?? []
  const rows = await secretsOf(tx).selectFrom('secrets').select('key_id').distinct().execute()
  const used = new Set(rows.map((row) => row.key_id))
  const kept = keys.filter(({ id }, i) => i === 0 || used.has(id))
  if (kept.length < keys.length) await replaceKeys(ground.keyFile, kept)
  return kept
}

function recordOf(done: Rotated): NewRecord {
  const facts = { name: 'key of secrets', resealed: done.resealed, notOpened: done.notOpened.slice(0, 100) }
  return { kind: 'key-made', by: { kind: 'desk' }, subject: `secrets-key:${done.keyId}`, facts }
}
