import type { Words } from '#kernel/words.ts'
import { actorOrigins } from '#sending/federation/actors.ts'
import type { Store } from '#store/store.ts'
import type { Config } from '#app/config-schema.ts'
import type { Finding } from '#app/commands/doctor-hearing.ts'
import { federationOrigin, notOfferedWords } from '#app/federation-origin.ts'

const what: Words = { en: 'ActivityPub', fr: 'ActivityPub' }

/** Whether this desk can have actors of its own on the fediverse, and whether those it has are still where they were. */
export async function federationFinding(
  store: Store,
  config: Pick<Config, 'publicUrl' | 'allowPrivateNetworks'>,
): Promise<Finding> {
  return federationSaid(config, await actorOrigins(store.db))
}

/** @param origins addresses of the desk at which it has actors */
export function federationSaid(
  config: Pick<Config, 'publicUrl' | 'allowPrivateNetworks'>,
  origins: readonly string[],
): Finding {
  const at = federationOrigin(config)
  const now = at.kind === 'origin' ? at.origin : undefined
  const lost = origins.filter((origin) => origin !== now)
  if (lost.length > 0) return { what, state: 'wrong', said: movedWords(lost.join(', '), now) }
  // No actor is needed: a desk works without any.
  if (at.kind !== 'origin') return { what, state: 'fine', said: notOfferedWords[at.why] }
  return {
    ...{ what, state: 'fine' },
    said: {
      en: `other servers reach our actors at ${at.origin}; note an account of the network activitypub to have one`,
      fr: `les autres serveurs joignent nos acteurs à ${at.origin} ; notez un compte du réseau activitypub pour en avoir un`,
    },
  }
}

function movedWords(before: string, now: string | undefined): Words {
  return {
    en: `our actors are at ${before}, and this desk is ${now === undefined ? 'reached at no address of its own' : `at ${now}`}: who follows them hears nothing. Set --public-url back, unless you mean to begin anew`,
    fr: `nos acteurs sont à ${before}, et ce poste ${now === undefined ? 'n’a pas d’adresse à lui' : `est à ${now}`} : qui les suit n’entend rien. Remettez --public-url, sauf si vous voulez recommencer`,
  }
}
