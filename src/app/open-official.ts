import type { Vault } from '#access/vault/vault.ts'
import type { Access } from '#access/access.ts'
import type { Clock } from '#kernel/time.ts'
import type { Listening } from '#listening/listening.ts'
import { blueskyProfiles } from '#networks/bluesky/profiles.ts'
import { mastodonProfiles } from '#networks/mastodon/profiles.ts'
import { practiceProfiles } from '#networks/practice/profiles.ts'
import type { ProfileReader } from '#networks/profile.ts'
import type { Connection } from '#networks/sender.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'
import { openOfficial, type Official } from '#roles/faces/register/open-official.ts'
import { healthBoard } from '#sending/board.ts'
import { disconnectAccount } from '#sending/connecting.ts'
import { credentialsOf } from '#sending/lines.ts'
import type { Sending } from '#sending/sending.ts'
import type { Store } from '#store/store.ts'
import type { DeskNeeds } from '#app/desk-needs.ts'
import { newId } from '#app/new-id.ts'

type Rooms = {
  store: Store
  vault: Vault
  access: Access
  sending: Sending
  publishing: Publishing
  listening: Pick<Listening, 'note' | 'streamNowMs'>
  origin: () => string
}

/** Opens the register of official accounts. A desk that practises reads profiles of the pretend town and of nobody else. */
export function openOfficialAccounts(rooms: Rooms, needs: DeskNeeds, clock: Clock): Official {
  const { store, vault, access, sending, publishing, listening, origin } = rooms
  const allowPrivateNetworks = needs.allowPrivateNetworks ?? false
  const isPractice = needs.plan.mode !== 'live'
  return openOfficial({
    ...{ store, clock, log: needs.log, newId, isPractice, origin, allowPrivateNetworks },
    desk: () => access.desk(),
    board: () => healthBoard(sending.needs),
    profilesOf: ({ id, network, handle, name, languages }, server): ProfileReader | undefined => {
      if (isPractice) return network === 'practice' ? practiceProfiles({ handle, name }) : undefined
      const connection: Connection = {
        ...{
          account: id,
          handle,
          languages,
          credentials: credentialsOf({ store, vault }, id),
          allowPrivateNetworks,
        },
        ...(server === undefined ? {} : { server }),
      }
      if (network === 'bluesky') return blueskyProfiles(connection)
      if (network === 'mastodon') return mastodonProfiles(connection)
      const spoken = sending.needs.networks.find(({ capabilities }) => capabilities.network === network)
      return spoken?.profiles?.(connection)
    },
    disconnect: async (who, account) => void (await disconnectAccount(sending.needs, who, account)),
    lastSaid: () => publishing.lastSaid(),
    publishedSince: (fromMs) => publishing.saidSince(fromMs),
    heard: { nowMs: () => listening.streamNowMs, coverage: () => listening.note() },
  })
}
