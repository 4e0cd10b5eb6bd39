import { createHmac, timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import { opened, sealed, secretsKey } from '#access/vault/sealing.ts'
import type { Vault } from '#access/vault/vault.ts'
import { randomText, systemChance } from '#api/chance.ts'
import type { Store } from '#store/store.ts'

/** What is known about subscribers only with the key of this desk, which the vault keeps. */
export type SubscriberKeys = {
  /** The same for the same address; without the key it says nothing about it. */
  hash(address: string): Buffer
  seal(id: string, address: string): Buffer
  /** @throws SubscriberNotOpened when it was sealed with another key */
  open(id: string, box: Buffer): string
  /** Stands in links that end a subscription, and in nothing else. */
  token(id: string): string
  /** Whose subscription a token ends; undefined for one that is not ours. */
  idOf(token: string): string | undefined
  /** Stands in the link that says yes to a subscription somebody asked for, and in nothing else. */
  confirmToken(askId: string): string
  /** Which asking a token confirms; undefined for one that is not ours. */
  askOf(token: string): string | undefined
}

/** What is kept of a subscriber was sealed with another key. */
export class SubscriberNotOpened extends Error {
  override name = 'SubscriberNotOpened'
  constructor(id: string) {
    super(`the address of subscriber ${id} was sealed with another key: bring back the one of this database`)
  }
}

const secretName = 'subscribers'
/** Advisory lock: the key is made once, whoever comes first. */
const keyLock = 7_240_613

/** The keys of this desk, made at the first use. */
export async function subscriberKeys({
  store,
  vault,
}: {
  store: Store
  vault: Vault
}): Promise<SubscriberKeys> {
  const kept = await vault.get(secretName)
  if (kept !== undefined) return keysFrom(kept)
  return store.inTransaction(async (tx) => {
    await sql`select pg_advisory_xact_lock(${keyLock})`.execute(tx)
    const byOther = await vault.get(secretName)
    if (byOther !== undefined) return keysFrom(byOther)
    const made = randomText(systemChance, 32)
    await vault.put(tx, secretName, made)
    return keysFrom(made)
  })
}

/** Keys from one secret: each purpose has its own. */
export function keysFrom(secret: string): SubscriberKeys {
  const keyFor = (purpose: string): Buffer => createHmac('sha256', secret).update(purpose).digest()
  const hashKey = keyFor('address')
  const [leaving, confirming] = [tokensWith(keyFor('unsubscribe')), tokensWith(keyFor('confirm'))]
  const sealKey = secretsKey(keyFor('seal'))
  return {
    hash: (address) => createHmac('sha256', hashKey).update(address).digest(),
    seal: (id, address) => sealed(sealKey, { name: nameOf(id), text: address, chance: systemChance }),
    open(id, box) {
      const address = opened(sealKey, { name: nameOf(id), sealed: box })
      if (address === undefined) throw new SubscriberNotOpened(id)
      return address
    },
    ...{ token: leaving.make, idOf: leaving.read, confirmToken: confirming.make, askOf: confirming.read },
  }
}

function tokensWith(key: Buffer): { make(id: string): string; read(token: string): string | undefined } {
  const macOf = (id: string): string => createHmac('sha256', key).update(id).digest('base64url').slice(0, 27)
  return {
    make: (id) => `${id}.${macOf(id)}`,
    read(token) {
      const [, id = '', mac = ''] = /^([a-z0-9-]{1,36})\.([\w-]{27})$/.exec(token) ?? []
      if (id === '') return undefined
      return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(id))) ? id : undefined
    },
  }
}

function nameOf(id: string): string {
  return `subscriber:${id}`
}
