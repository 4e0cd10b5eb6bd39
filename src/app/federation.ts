import type { Vault } from '#access/vault/vault.ts'
import type { Api } from '#api/api.ts'
import { systemChance } from '#api/chance.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'
import type { Clock } from '#kernel/time.ts'
import { deliverQueued } from '#networks/activitypub/deliver.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { activitypubReader } from '#networks/activitypub/reader.ts'
import { activitypubNetwork } from '#networks/activitypub/sender.ts'
import { federationRoutes, serveFederation } from '#networks/activitypub/serve.ts'
import type { Reader } from '#networks/contract.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import { FederationActors, actorOrigins } from '#sending/federation/actors.ts'
import { federationFileRoute, filesPath } from '#sending/federation/file-route.ts'
import { federationStore } from '#sending/federation/federation-store.ts'
import type { Moderation } from '#sending/moderation/moderation.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { federationOrigin } from '#app/federation-origin.ts'

/** Our own server on the fediverse, as the rooms of a desk take it. */
export type Federation = {
  network: SendingNetwork
  reader: Reader
  /** Adds what other servers ask for, and the files of notes: for everybody, without a sign-in. */
  addRoutes<S>(api: Api<S>): void
  /** Delivers what waits, until stopped. */
  start(): { stop(): Promise<void> }
  /** Gives up whatever is under way. */
  close(): Promise<void>
}

type Needs = Pick<DeskNeeds, 'plan' | 'publicUrl' | 'allowPrivateNetworks' | 'log'>

/**
 * Opens our own actors on the fediverse; undefined where there can be none: a desk that practises or replays reaches no other
 * server (promise 9), and one without an address that others reach cannot be followed.
 */
export async function openFederation(
  { store, vault, moderation }: { store: Store; vault: Vault; moderation: Pick<Moderation, 'isBarred'> },
  { plan, log, ...needs }: Needs,
  clock: Clock,
): Promise<Federation | undefined> {
  const at = federationOrigin(needs)
  if (plan.mode !== 'live' || at.kind !== 'origin') return undefined
  const { origin } = at
  const others = (await actorOrigins(store.db)).filter((other) => other !== origin)
  if (others.length > 0)
    log('warn', 'the address of the desk was changed: who followed our actors at the old one hears nothing', {
      ...{ now: origin, before: others.join(' ') },
    })
  const actors = new FederationActors({
    ...{ store, vault, clock, log, origin },
    pageOf: (language) => `${origin}/p?lang=${language}`,
  })
  await actors.start()
  const ended = new AbortController()
  const desk: FederationDesk = {
    ...{ origin, clock, log, signal: ended.signal, version: '0' },
    actors: () => actors.all(),
    ensureActors: (wish) => actors.ensure(wish),
    store: federationStore({ store, clock, log }),
    isBarred: (who) => moderation.isBarred(who),
    mediaUrl: ({ sha256 }) => `${origin}${filesPath}/${sha256}`,
    allowPrivateNetworks: needs.allowPrivateNetworks ?? false,
  }
  return {
    network: activitypubNetwork(desk),
    reader: activitypubReader(desk),
    addRoutes: (api) => addRoutes(api, desk, store),
    start() {
      const delivering = deliverQueued(desk, { chance })
      return {
        async stop() {
          ended.abort()
          await delivering
        },
      }
    },
    async close() {
      ended.abort()
      await actors.stop()
    },
  }
}

/** Whole servers stand behind one address; what they cost us is bounded by the inbox itself as well. */
const rate = { burst: 600, perMin: 3000 }

function addRoutes<S>(api: Api<S>, desk: FederationDesk, store: Store): void {
  const answer = serveFederation(desk)
  const limit = rateLimit(rate)
  for (const route of federationRoutes)
    rawRoute(api, {
      ...{ ...route, access: 'public', fromOutside: true, limit },
      handle: ({ context }) => answer(context.req.raw),
    })
  federationFileRoute(api, store.db)
}

function chance(): number {
  return Buffer.from(systemChance.bytes(4)).readUInt32LE() / 2 ** 32
}
