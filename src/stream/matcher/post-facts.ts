import { primaryLanguage } from '#language/language-id-tags.ts'
import { languageOf } from '#language/language-id.ts'
import { spokenWords, type Token, tokens } from '#language/tokens.ts'
import { hash32 } from '#kernel/hash.ts'
import type { RuledPost } from '#stream/matcher/ruled-post.ts'
import { foldedHandle, wordsIn, wordsInAddress } from '#stream/rules/read-words.ts'
import type { HasWhat, IsWhat } from '#stream/rules/rule.ts'

/** Stands between words that no phrase may join: at a link, and between a text and the text it quotes. */
export const gap = ''

/** Everything rules ask of a post, read once. Texts are folded; `words`, `linkWords` and `placeWords` keep their order. */
export type PostFacts = {
  words: readonly string[]
  tags: readonly string[]
  mentions: readonly string[]
  cashtags: readonly string[]
  /** Names the author answers to; the same for whom it is addressed to and whom it reposts. */
  from: readonly string[]
  to: readonly string[]
  repostsOf: readonly string[]
  /** Ids in full (`network:nativeId`) and native alone. */
  replyTo: readonly string[]
  repostOf: readonly string[]
  quoteOf: readonly string[]
  conversation: readonly string[]
  links: readonly string[]
  linkWords: readonly string[]
  placeWords: readonly string[]
  country: string | undefined
  geo: { lat: number; lon: number } | undefined
  has: ReadonlySet<HasWhat>
  is: ReadonlySet<IsWhat>
  /** The declared primary tag, else our own reading where it is sure, else `und`. Read when first asked. */
  lang(): string
  /** 0 to 99, by the post's id. */
  samplePlace: number
}

/** Reads a post for rules: its own text and the quoted one count alike, as on X. Never throws. */
export function postFacts(post: RuledPost): PostFacts {
  const own = tokens(post.text)
  const quoted = post.quotedText === undefined ? [] : tokens(post.quotedText)
  const all = [...own, ...quoted]
  const links = linksOf(post, all)
  return {
    words: quoted.length > 0 ? [...wordsWithGaps(own), gap, ...wordsWithGaps(quoted)] : wordsWithGaps(own),
    tags: textsOf(all, 'tag'),
    mentions: textsOf(all, 'mention').flatMap(namesFor),
    cashtags: textsOf(all, 'cashtag'),
    ...people(post, own),
    ...relatives(post),
    links,
    linkWords: links.flatMap((link) => [gap, ...wordsInAddress(link)]),
    placeWords: wordsIn(post.place ?? ''),
    country: post.country?.toLowerCase(),
    geo: post.geo,
    has: hasOf(post, all, links),
    is: isOf(post),
    lang: once(() => langOf(post)),
    samplePlace: hash32(post.id, 7) % 100,
  }
}

function textsOf(all: readonly Token[], kind: Token['kind']): string[] {
  return all.filter((token) => token.kind === kind).map((token) => token.text)
}

function wordsWithGaps(all: readonly Token[]): string[] {
  return all.flatMap((token) => (token.kind === 'link' ? [gap] : spokenWords(token)))
}

/**
 * A handle with a domain (`city.example`, `city@town.example`) also answers to its first part, so that a rule written
 * for X hears the same name elsewhere. A rule that names the domain hears only that one.
 */
export function namesFor(handle: string): string[] {
  const folded = foldedHandle(handle)
  if (folded.startsWith('did:')) return [folded]
  const first = folded.split(/[.@]/, 1)[0] ?? ''
  return first === folded || first === '' ? [folded] : [folded, first]
}

function people(post: RuledPost, own: readonly Token[]): Pick<PostFacts, 'from' | 'to' | 'repostsOf'> {
  const author = post.author
  const from = [
    ...(author?.handle ? namesFor(author.handle) : []),
    ...(author ? [author.id.toLowerCase()] : []),
  ]
  return {
    from,
    to: [...textsOf(leading(own), 'mention').flatMap(namesFor), ...authorInId(post.replyTo)],
    repostsOf: post.repostOf === undefined ? [] : [...repostedName(own), ...authorInId(post.repostOf)],
  }
}

/** The mentions a text begins with: to whom it speaks. */
function leading(own: readonly Token[]): readonly Token[] {
  const end = own.findIndex((token) => token.kind !== 'mention')
  return end === -1 ? own : own.slice(0, end)
}

/** `RT @name: …`, the old way of naming whose post it is. */
function repostedName(own: readonly Token[]): string[] {
  const [first, second] = own
  return first?.text === 'rt' && second?.kind === 'mention' ? namesFor(second.text) : []
}

/** An AT Protocol address names its author: `at://did:plc:…/collection/key`. */
export function authorInId(id: string | undefined): string[] {
  const found = /at:\/\/(did:[^/]+)\//.exec(id ?? '')?.[1]
  return found ? [found.toLowerCase()] : []
}

/** An id in full (`network:nativeId`) and native alone; none for none. */
export function idForms(id: string | undefined): string[] {
  if (id === undefined) return []
  const colon = id.indexOf(':')
  return colon === -1 ? [id] : [id, id.slice(colon + 1)]
}

function relatives(post: RuledPost): Pick<PostFacts, 'replyTo' | 'repostOf' | 'quoteOf' | 'conversation'> {
  return {
    replyTo: idForms(post.replyTo),
    repostOf: idForms(post.repostOf),
    quoteOf: idForms(post.quoteOf),
    // The root and direct answers: no network tells a whole conversation with each post.
    conversation: [...idForms(post.id), ...idForms(post.replyTo)],
  }
}

function linksOf(post: RuledPost, all: readonly Token[]): string[] {
  return [...new Set([...textsOf(all, 'link'), ...(post.links ?? []).map((link) => link.toLowerCase())])]
}

function hasOf(post: RuledPost, all: readonly Token[], links: readonly string[]): ReadonlySet<HasWhat> {
  const media = post.media ?? []
  const holds: Record<HasWhat, boolean> = {
    hashtags: all.some((token) => token.kind === 'tag'),
    cashtags: all.some((token) => token.kind === 'cashtag'),
    mentions: all.some((token) => token.kind === 'mention'),
    links: links.length > 0,
    media: media.length > 0,
    images: media.some((each) => each.kind === 'image'),
    video_link: media.some((each) => each.kind === 'video'),
    geo: post.geo !== undefined || post.place !== undefined || post.country !== undefined,
  }
  return trueOnes(holds)
}

function isOf(post: RuledPost): ReadonlySet<IsWhat> {
  const kind = post.author?.kind
  return trueOnes({
    retweet: post.repostOf !== undefined,
    reply: post.replyTo !== undefined,
    quote: post.quoteOf !== undefined || post.quotedText !== undefined,
    // Who is who is said by our own configuration, never by a badge.
    verified: kind === 'official' || kind === 'media',
    nullcast: false,
  })
}

function trueOnes<K extends string>(claims: Record<K, boolean>): ReadonlySet<K> {
  const holding = new Set<K>()
  for (const claim in claims) if (claims[claim]) holding.add(claim)
  return holding
}

/** The declared primary tag, else our own reading where it is sure, else `und`. */
export function langOf(post: RuledPost): string {
  const declared = primaryLanguage(post.lang ?? '')
  if (declared !== '') return declared
  const read = languageOf(post.text)
  return read.sure ? read.lang : 'und'
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => (made ??= { value: make() }).value
}
