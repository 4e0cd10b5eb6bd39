import type { Leaf } from '#stream/rules/rule.ts'

/** Addresses at which networks show one account. */
const profileAddress =
  /(?:bsky\.app\/profile|(?:twitter|x|instagram|threads|tiktok|facebook|fb|tumblr)\.(?:com|net)|snapchat\.com\/add|strava\.com\/athletes|pinterest\.com|vk\.com|twitch\.tv|github\.com|linkedin\.com\/in|reddit\.com\/u(?:ser)?|youtube\.com(?=\/@)|t\.me|\/users|\/(?=@))\/?@?([\w.:-]+)/iu

/** The accounts a question follows. */
export function handlesIn(leaf: Leaf): string[] {
  switch (leaf.kind) {
    case 'from':
    case 'to':
    case 'retweets_of':
      return [leaf.who]
    case 'mention':
      return [leaf.name]
    case 'url_contains':
      return profileOf(leaf.part)
    case 'url':
      return profileInWords(leaf.words)
    case 'words':
      // A handle with its domain is one address and no word: `jane.bsky.social`.
      return leaf.words.length > 2 && leaf.words.slice(-2).join('.') === 'bsky.social'
        ? [leaf.words.join('.')]
        : profileInWords(leaf.words)
    default:
      return []
  }
}

function profileOf(address: string): string[] {
  const handle = profileAddress.exec(address)?.[1]
  return handle === undefined || notProfiles.has(handle) ? [] : [handle]
}

const profileHosts = new Set(
  'twitter,x,instagram,threads,tiktok,facebook,fb,snapchat,tumblr,pinterest,youtube,linkedin,reddit,strava,vk,twitch,t'.split(
    ',',
  ),
)
const prefixes = new Set(['in', 'u', 'user', 'users', 'add', 'profile', 'athletes', 'people', 'c', 'channel'])
const notProfiles = new Set(
  'groups,events,pages,watch,hashtag,search,share,r,company,school,jobs,explore,reel,p,home,i,intent,story,stories,marketplace'.split(
    ',',
  ),
)
const ends = new Set(['status', 'statuses', 'posts', 'photos', 'videos', 'reels', 'about', 'with_replies'])

/** The matcher keeps an address as its words; what follows a network's own is an account. */
function profileInWords(words: readonly string[]): string[] {
  const line = words.filter((word) => !['https', 'http', 'www', 'm', 'mobile'].includes(word))
  if (line[0] === 'bsky' && line[1] === 'app' && line[2] === 'profile') return joined(line.slice(3))
  if (!profileHosts.has(line[0] ?? '') || !/^(?:com|net|tv|me)$/u.test(line[1] ?? '')) return []
  const path = line.slice(prefixes.has(line[2] ?? '') ? 3 : 2)
  if (notProfiles.has(path[0] ?? '')) return []
  const end = path.findIndex((word) => ends.has(word))
  return joined(end < 0 ? path : path.slice(0, end))
}

function joined(words: readonly string[]): string[] {
  return words.length === 0 ? [] : [words.join('.')]
}

/** Handles that stand in quotes (`"@jane"`) or as keywords only handles look like (`jane_doe_88`): the tree has their words. */
export function handlesWritten(text: string): string[] {
  const quoted = [...text.matchAll(/(?<!-)"[^"]*?(?<![\p{L}\p{N}.])@([\p{L}\p{N}_][\p{L}\p{N}_.-]{2,60})/gu)]
  const bare = [...text.matchAll(/(?<![\w@:#/.-])([a-z][a-z0-9]*_[a-z0-9_]*\d{2,})(?![\w.@])/giu)]
  const named = [
    ...text.matchAll(
      /(?<![\p{L}\p{N}@:#/._-])(\p{Lu}\p{Ll}{2,}_\p{Lu}\p{Ll}{2,}(?:_\p{L}+)?)(?![\p{L}\p{N}_.@:])/gu,
    ),
    ...text.matchAll(/(?<![\p{L}\p{N}@:#/._-])u\/([\w-]{3,30})/gu),
  ]
  return [...quoted, ...bare, ...named].map((match) => match[1] ?? '').filter((handle) => handle !== '')
}
