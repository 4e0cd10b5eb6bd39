import { z } from 'zod'
import { cleanText } from '#networks/clean-text.ts'
import { avatarAt } from '#networks/profile-avatar.ts'
import {
  profileLimits,
  type NetworkProfile,
  type ProfileReader,
  type ProfileRead,
  type ProfilesFound,
  type ProfileUnanswered,
} from '#networks/profile.ts'
import type { Connection, SendingNeeds } from '#networks/sender.ts'
import { openAccount, type Account } from '#networks/bluesky/account.ts'
import { blueskySettings, type BlueskySettings } from '#networks/bluesky/settings.ts'
import { readAnswer, unreadable, type Failed } from '#networks/bluesky/xrpc.ts'

/** Where Bluesky keeps pictures of people. */
const pictureHosts = ['cdn.bsky.app']

const View = z.object({
  did: z.string().regex(/^did:[a-z0-9]+:[\w.:%-]{1,250}$/),
  handle: z.string().min(1).max(253),
  displayName: z.string().max(5000).optional().catch(undefined),
  description: z.string().max(20_000).optional().catch(undefined),
  avatar: z.string().max(2000).optional().catch(undefined),
})
const Actors = z.object({ actors: z.array(z.unknown()).max(500) })

/** Profiles on Bluesky, read in the name of an account. Source: lexicons `app.bsky.actor.getProfile`, `.searchActors` (2026). */
export function blueskyProfiles(
  connection: Connection,
  settings: BlueskySettings = blueskySettings,
): ProfileReader {
  const account = openAccount(connection, settings)
  return {
    own: (needs) => ownProfile(account, needs),
    search: (words, needs) => searchActors(words, account, needs),
    async avatar(profile, needs) {
      const { allowPrivateNetworks } = account
      const session = await account.who(needs)
      const home = 'kind' in session ? [] : [new URL(session.server).host]
      return avatarAt(profile, { hosts: [...pictureHosts, ...home], allowPrivateNetworks }, needs)
    },
  }
}

async function ownProfile(account: Account, needs: SendingNeeds): Promise<ProfileRead> {
  const session = await account.who(needs)
  if ('kind' in session) return unanswered(session)
  const method = 'app.bsky.actor.getProfile'
  const answer = await account.ask({ method, query: [['actor', session.did]] }, needs)
  if (answer.kind !== 'answer')
    return isGone(answer) ? { kind: 'gone', detail: answer.detail } : unanswered(answer)
  const view = readAnswer(View, answer)
  return view === undefined ? unanswered(unreadable(method)) : { kind: 'profile', profile: profileOf(view) }
}

/** The AppView says so in a word of its own; anything else may pass. */
function isGone({ kind, error, detail }: Failed): boolean {
  if (kind !== 'refused') return false
  return /^Account(Takedown|Deactivated|Suspended)$/.test(error ?? '') || /profile not found/i.test(detail)
}

async function searchActors(words: string, account: Account, needs: SendingNeeds): Promise<ProfilesFound> {
  const method = 'app.bsky.actor.searchActors'
  const query = [
    ['q', words.slice(0, 300)],
    ['limit', '100'],
  ] as const
  const answer = await account.ask({ method, query }, needs)
  if (answer.kind !== 'answer') return unanswered(answer)
  const page = readAnswer(Actors, answer)
  if (page === undefined) return unanswered(unreadable(method))
  const profiles = page.actors.flatMap((one) => {
    const view = View.safeParse(one)
    return view.success ? [profileOf(view.data)] : []
  })
  return {
    kind: 'found',
    profiles: profiles.slice(0, profileLimits.foundMax),
    isWhole: page.actors.length < 100,
  }
}

function profileOf({ did, handle, displayName, description, avatar }: z.infer<typeof View>): NetworkProfile {
  return {
    ...{ id: did, handle: cleanText(handle, profileLimits.handleMax).toLowerCase() },
    name: cleanText(displayName ?? '', profileLimits.nameMax),
    bio: cleanText(description ?? '', profileLimits.bioMax),
    // A handle that is not theirs is shown as `handle.invalid`; the DID always leads there.
    url: `https://bsky.app/profile/${handle === 'handle.invalid' ? did : encodeURIComponent(handle)}`,
    fields: [],
    ...(avatar === undefined ? {} : { avatarUrl: avatar }),
  }
}

function unanswered(failed: Failed): ProfileUnanswered {
  const retryInMs = 'retryInMs' in failed ? failed.retryInMs : undefined
  const { why, detail } = failed
  return { kind: 'unanswered', why, detail, ...(retryInMs === undefined ? {} : { retryInMs }) }
}
