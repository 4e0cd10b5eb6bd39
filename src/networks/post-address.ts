/**
 * The names by which answers point at the post of this address: ids (`network:nativeId`), or, where the address does not say
 * whose post it is, `network:/key`. None where the address is not that of a post, or the network is not heard.
 */
export function namesAt(network: string, address: string): string[] {
  const url = URL.parse(address)
  if (url === null) return []
  const parts = url.pathname.split('/').filter((part) => part !== '')
  if (network === 'bluesky') return blueskyNames(parts)
  if (network === 'x') return xNames(parts)
  if (network === 'mastodon') return mastodonNames(url, parts)
  return network === 'practice' ? parts.slice(-1).map((id) => `practice:${id}`) : []
}

/** The names a post answers to when another one points at it by this id. */
export function namesOf(id: string): readonly string[] {
  const slash = id.lastIndexOf('/')
  return slash === -1 ? [id] : [id, `${id.slice(0, id.indexOf(':') + 1)}${id.slice(slash)}`]
}

/** `/profile/…/post/…`, as Bluesky's app and those like it write it; with a DID it says whose post it is, with a handle not. */
function blueskyNames([profile, who = '', post, key = '']: readonly string[]): string[] {
  if (profile !== 'profile' || post !== 'post' || !/^[\w.~:-]{1,512}$/.test(key)) return []
  if (/^did:[a-z0-9]+:[\w.:%-]+$/.test(who)) return [`bluesky:at://${who}/app.bsky.feed.post/${key}`]
  // A key that apps make holds the microsecond it was made in (a TID): no two posts share one by chance. Others are names.
  return /^[234567a-j][2-7a-z]{12}$/.test(key) ? [`bluesky:/${key}`] : []
}

function xNames(parts: readonly string[]): string[] {
  const id = parts[parts.indexOf('status') + 1]
  return parts.includes('status') && id !== undefined && /^\d{1,25}$/.test(id) ? [`x:${id}`] : []
}

/**
 * What a server with the Mastodon API calls a post on all other servers, from its page: `/@who/1`, at GoToSocial `/@who/statuses/1`.
 * A page under the name of another server (`/@who@there/1`) is a copy, and does not say what the post is called.
 */
function mastodonNames({ protocol, origin }: URL, parts: readonly string[]): string[] {
  const [who = '', ...rest] = parts
  if (protocol !== 'https:') return []
  if (who === 'users' && rest.length === 3 && rest[1] === 'statuses')
    return [`mastodon:${origin}/${parts.join('/')}`]
  const id = rest[0] === 'statuses' ? rest[1] : rest[0]
  if (rest.length > 2 || !/^@\w{1,64}$/.test(who) || id === undefined || !/^[0-9A-Z]{1,32}$/.test(id))
    return []
  return [`mastodon:${origin}/users/${who.slice(1)}/statuses/${id}`]
}
