import { checkContent } from '#networks/check-content.ts'
import type { Sender, SendingCapabilities, SendingNetwork } from '#networks/sender.ts'
import type { ManySender } from '#networks/to-many.ts'
import type { Store } from '#store/store.ts'
import type { ManyWay } from '#sending/to-many/ground.ts'
import { handedOver, handOver } from '#sending/to-many/handing-over.ts'
import { takeBack } from '#sending/to-many/taking-back.ts'

/** A sender that stands for many people: to send is to hand over, and `many` tells them one by one. */
export type ManyLine = Sender & { many: ManySender }

/** The way to tell people one by one; undefined for a sender that has none. */
export function manyOf(sender: Sender): ManySender | undefined {
  return 'many' in sender ? (sender as ManyLine).many : undefined // only `manyNetwork` adds it
}

/**
 * A way to many people as a network of the outbox. A part is sent when it is handed over, in one transaction, with everybody who is
 * subscribed at that moment: handing it over again changes nothing, and whether it was can always be looked up.
 */
export function manyNetwork(store: Store, way: ManyWay): SendingNetwork {
  const capabilities = capabilitiesOf(way)
  return {
    ...{ capabilities, connectFields: way.connectFields },
    open: (connection): ManyLine => {
      const { limits, measure } = way
      const many = way.open(connection)
      return {
        ...{ capabilities, limits, measure, many },
        check: (content) => checkContent(content, { capabilities, limits, measure }),
        send: (part, { clock }) => handOver(store, part, clock.nowMs()),
        readBack: (part) => handedOver(store, part),
        remove: (posted, { clock }) => takeBack(store, posted.nativeId, clock.nowMs()),
        async health(needs) {
          const health = await many.health(needs)
          // It is our own account, whatever the server calls whoever signs in.
          return health.ok ? { ok: true, handle: connection.handle, limits } : health
        },
      }
    },
  }
}

function capabilitiesOf({ capabilities }: ManyWay): SendingCapabilities {
  const { network, name } = capabilities
  return {
    ...{ network, name, threads: false, replies: false, quotes: false, images: false, video: false },
    ...{ altText: false, contentWarning: false, languageTags: true, edits: false },
    // What nobody was told yet can still be taken back.
    deletes: true,
    repeats: 'message-id',
    readsBack: true,
  }
}
