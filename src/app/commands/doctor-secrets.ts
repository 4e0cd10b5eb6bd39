import { join } from 'node:path'
import { SecretsKeyUnfit } from '#access/vault/errors.ts'
import { secretsKeyFile } from '#access/vault/key-file.ts'
import { vaultState, type VaultState } from '#access/vault/state.ts'
import type { Words } from '#kernel/words.ts'
import type { Store } from '#store/store.ts'
import type { Finding } from '#app/commands/doctor-hearing.ts'

const what: Words = { en: 'Secrets', fr: 'Secrets' }

/** Whether the key of secrets can be used, and opens everything sealed with it. Nothing is shown or changed. */
export async function secretsFinding(store: Store, dataDir: string): Promise<Finding> {
  try {
    const keyFile = join(dataDir, 'keys', secretsKeyFile)
    return secretsSaid(await vaultState({ store, keyFile }))
  } catch (error) {
    if (error instanceof SecretsKeyUnfit) return { what, state: 'wrong', said: error.words }
    throw error
  }
}

/** What the state of the vault means for whoever runs the desk. */
export function secretsSaid({ keys, secrets }: VaultState): Finding {
  const closed = secrets.filter(({ opens }) => !opens).map(({ name }) => name)
  if (closed.length > 0) return { what, state: 'wrong', said: closedWords(closed) }
  if (keys > 1)
    return {
      what,
      state: 'look',
      said: {
        en: `all ${secrets.length} open, but an old key was left when a rotation was stopped; run bellwether secrets rotate`,
        fr: `les ${secrets.length} s’ouvrent, mais une ancienne clé est restée après une rotation interrompue ; lancez bellwether secrets rotate`,
      },
    }
  const said = { en: `${secrets.length} kept, each opens`, fr: `${secrets.length} conservés, tous s’ouvrent` }
  return { what, state: 'fine', said }
}

function closedWords(closed: readonly string[]): Words {
  const list = closed.slice(0, 5).join(', ')
  return {
    en: `no key here opens ${closed.length} of them (${list}). Bring back the keys folder that belongs to this database, or set them again with bellwether secrets set`,
    fr: `aucune clé ici n’en ouvre ${closed.length} (${list}). Remettez le dossier des clés qui va avec cette base, ou saisissez-les de nouveau avec bellwether secrets set`,
  }
}
