import type { Approvals } from '#access/approvals/approvals.ts'
import type { Vault } from '#access/vault/vault.ts'
import type { Clock } from '#kernel/time.ts'
import type { OwnPages } from '#roles/publishing/own-pages/own-pages.ts'
import { facesPhotosInUse } from '#roles/faces/faces.ts'
import { sentPorts } from '#roles/publishing/jobs.ts'
import type { SendingPorts } from '#sending/ground.ts'
import { Sending } from '#sending/sending.ts'
import { manyNetworks, ToMany, waysOf } from '#sending/to-many/to-many.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import type { Federation } from '#app/federation.ts'
import { networksOf } from '#app/live-networks.ts'

/** Opens sending with every network this desk speaks on, and the way to many; both begin when they are started. */
export function openSending(
  {
    store,
    vault,
    approvals,
    ownPages,
    federation,
  }: {
    store: Store
    vault: Vault
    approvals: Approvals
    ownPages: OwnPages
    federation: Federation | undefined
  },
  needs: DeskNeeds,
  clock: Clock,
): { sending: Sending; toMany: ToMany } {
  const { log } = needs
  const toManyConfig = needs.plan.mode === 'live' ? { mail: needs.mail, publicUrl: needs.publicUrl } : {}
  const ways = waysOf(toManyConfig, { store, vault })
  const sending = new Sending({
    ...{ store, vault, clock, log, approvals, ports: withPhotos(sentPorts(store), store) },
    // Our own site needs no other network; a desk that practises has one of its own.
    networks: [
      ...networksOf(needs.plan, { x: needs.x, db: store.db, clock }),
      ownPages.network,
      ...(federation === undefined ? [] : [federation.network]),
      ...manyNetworks(store, ways),
    ],
    allowPrivateNetworks: needs.allowPrivateNetworks ?? false,
  })
  const toMany = new ToMany({ sending: sending.ground, vault, ways, config: toManyConfig })
  return { sending, toMany }
}

/** The same ports, with the pictures of people among the files in use. */
function withPhotos(ports: SendingPorts, store: Store): SendingPorts {
  return {
    ...ports,
    inUse: async (sha256s) => {
      const used = await Promise.all([ports.inUse?.(sha256s), facesPhotosInUse(store.db, sha256s)])
      return new Set(used.flatMap((one) => [...(one ?? [])]))
    },
  }
}
