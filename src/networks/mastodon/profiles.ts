import { z } from 'zod'
import { cleanText } from '#networks/clean-text.ts'
import { htmlToText } from '#networks/feeds/html-text.ts'
import { signedIn, type SignedIn } from '#networks/mastodon/account.ts'
import { ask, type Unread } from '#networks/mastodon/server.ts'
import { avatarAt } from '#networks/profile-avatar.ts'
import {
  profileLimits,
  type NetworkProfile,
  type ProfileReader,
  type ProfileUnanswered,
} from '#networks/profile.ts'
import type { Connection, SendingWhy } from '#networks/sender.ts'

const limits = profileLimits
const maybeText = z.string().max(100_000).optional().catch(undefined)

const Field = z.object({ name: maybeText, value: maybeText, verified_at: maybeText })
const Entity = z.object({
  id: z.string().min(1).max(200),
  acct: z.string().min(1).max(limits.handleMax),
  uri: maybeText,
  url: z.string().max(limits.urlMax),
  display_name: maybeText,
  note: maybeText,
  avatar_static: maybeText,
  avatar: maybeText,
  suspended: z.boolean().optional().catch(undefined),
  fields: z.array(Field).max(100).optional().catch(undefined),
})
const Found = z.array(z.unknown()).max(500)

/**
 * Profiles on a server with the Mastodon API, read in the name of an account.
 *
 * Source: https://docs.joinmastodon.org/methods/accounts/ (verify_credentials, search), entity Account and its Field.
 */
export function mastodonProfiles(connection: Connection): ProfileReader {
  return {
    async own(needs) {
      const server = await signedIn(connection)
      if ('kind' in server) return unanswered(server)
      const asked = await ask(server, '/api/v1/accounts/verify_credentials', Entity, needs)
      if (asked.kind !== 'answer') return unanswered(asked)
      if (asked.value.suspended === true)
        return { kind: 'gone', detail: 'the server says that it is suspended' }
      return { kind: 'profile', profile: profileOf(asked.value, server) }
    },
    async search(words, needs) {
      const server = await signedIn(connection)
      if ('kind' in server) return unanswered(server)
      const query = new URLSearchParams({ q: words.slice(0, 300), limit: '80', resolve: 'false' })
      const asked = await ask(server, `/api/v1/accounts/search?${query.toString()}`, Found, needs)
      if (asked.kind !== 'answer') return unanswered(asked)
      const profiles = asked.value.flatMap((one) => {
        const read = Entity.safeParse(one)
        return read.success ? [profileOf(read.data, server)] : []
      })
      return { kind: 'found', profiles: profiles.slice(0, limits.foundMax), isWhole: asked.value.length < 80 }
    },
    async avatar(profile, needs) {
      const server = await signedIn(connection)
      if ('kind' in server) return undefined
      // Pictures of people elsewhere are kept by our own server too, at it or at a name below it.
      const { origin, allowPrivateNetworks } = server
      return avatarAt(profile, { hosts: [new URL(origin).host], allowPrivateNetworks }, needs)
    },
  }
}

function profileOf(entity: z.infer<typeof Entity>, { origin }: SignedIn): NetworkProfile {
  const { acct, uri, url, display_name, note, avatar_static, avatar, fields } = entity
  const picture = avatar_static ?? avatar
  const handle = acct.includes('@') ? acct : `${acct}@${hostOf(url) ?? new URL(origin).host}`
  return {
    id: cleanText(uri ?? url, limits.idMax),
    // As it is written: a capital i can stand for a small L.
    handle: cleanText(handle, limits.handleMax),
    name: cleanText(display_name ?? '', limits.nameMax),
    bio: cleanText(htmlToText(note ?? '').text, limits.bioMax),
    url: /^https?:/.test(url) ? url : origin,
    fields: (fields ?? []).slice(0, limits.fieldsMax).map(fieldOf),
    ...(picture === undefined ? {} : { avatarUrl: picture }),
  }
}

function fieldOf({ name, value, verified_at }: z.infer<typeof Field>): NetworkProfile['fields'][number] {
  const read = htmlToText(value ?? '')
  const verifiedAtMs = Date.parse(verified_at ?? '')
  const href = read.links[0]
  return {
    name: cleanText(name ?? '', limits.nameMax),
    text: cleanText(read.text, limits.nameMax),
    ...(href === undefined ? {} : { href: href.slice(0, limits.urlMax) }),
    ...(Number.isNaN(verifiedAtMs) ? {} : { verifiedAtMs }),
  }
}

function hostOf(address: string): string | undefined {
  return URL.parse(address)?.host
}

function unanswered(
  unread: Unread | { kind: 'refused'; why: SendingWhy; detail: string },
): ProfileUnanswered {
  const retryInMs = 'retryInMs' in unread ? unread.retryInMs : undefined
  const { why, detail } = unread
  return { kind: 'unanswered', why, detail, ...(retryInMs === undefined ? {} : { retryInMs }) }
}
