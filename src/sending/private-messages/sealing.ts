import { createHmac } from 'node:crypto'
import type { Kysely } from 'kysely'
import { opened, sealed, secretsKey, type SecretsKey } from '#access/vault/sealing.ts'
import type { Vault } from '#access/vault/vault.ts'
import { systemChance, type Chance } from '#api/chance.ts'

/**
 * What private messages of one account are sealed with: a key of its own that the vault keeps as a secret. The vault seals texts of
 * 8 kB at most and 10,000 of them; this way it seals one, and a new key for the vault leaves every message as it is.
 */
export type MessageKey = {
  seal(name: string, value: unknown): Buffer
  /** Undefined when it was sealed under another name or key, or changed since. */
  open(name: string, box: Buffer): unknown
  /** Stands for an id of the network: the same for the same, and nobody learns the id from it. */
  hashOf(nativeId: string): Buffer
}

const keyBytes = 32

/** The name under which the vault keeps the key of an account. */
function secretOf(account: string): string {
  return `private-messages:${account}`
}

/** The key of an account; undefined where nothing was ever sealed for it. @throws SecretNotOpened when the vault cannot open it */
export async function keyOf(vault: Vault, account: string): Promise<MessageKey | undefined> {
  const kept = await vault.get(secretOf(account))
  return kept === undefined ? undefined : messageKey(Buffer.from(kept, 'base64'))
}

/** Makes the key of an account where it has none. Whoever calls holds the account's row, so that nobody else makes another. */
export async function ensureKey(
  vault: Vault,
  tx: Kysely<unknown>,
  o: { account: string; chance: Chance },
): Promise<void> {
  const name = secretOf(o.account)
  if ((await vault.get(name)) !== undefined) return
  await vault.put(tx, name, Buffer.from(o.chance.bytes(keyBytes)).toString('base64'))
}

function messageKey(bytes: Buffer): MessageKey {
  const key: SecretsKey = secretsKey(bytes)
  return {
    seal: (name, value) => sealed(key, { name, text: JSON.stringify(value), chance: systemChance }),
    open(name, box) {
      const text = opened(key, { name, sealed: box })
      return text === undefined ? undefined : (JSON.parse(text) as unknown)
    },
    hashOf: (nativeId) => createHmac('sha256', bytes).update(`id\n${nativeId}`).digest(),
  }
}
