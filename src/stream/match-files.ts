import { z } from 'zod'
import type { Post } from '#kernel/post.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Refusal } from '#stream/rules/refusals.ts'
import type { Rule } from '#stream/rules/rule.ts'

/** Why a line of a rule or post file cannot be used, in both languages. */
export type LineProblem = { en: string; fr: string }

/** A post as its file calls it, and as rules read it. */
export type FilePost = { id: string; post: Post }

/** One line of a post file, read or not. */
export type PostLine = ({ ok: true } & FilePost) | { ok: false; problem: LineProblem }

/** One line of a rule file: read, refused as a rule, or no rule line at all. */
export type RuleLine =
  | { ok: true; id: string; rule: Rule }
  | { ok: false; id: string; text: string; refusals: Refusal[] }
  | { ok: false; problem: LineProblem }

const problems = {
  object: {
    en: 'The line is not a JSON object, such as {"id":"1","text":"…"}.',
    fr: 'La ligne n’est pas un objet JSON, comme {"id":"1","text":"…"}.',
  },
  id: { en: 'The line has no “id”.', fr: 'La ligne n’a pas d’« id ».' },
  text: { en: 'The line has no “text”.', fr: 'La ligne n’a pas de « text ».' },
  rule: { en: 'The line has no “rule”.', fr: 'La ligne n’a pas de « rule ».' },
} as const satisfies Record<string, LineProblem>

const Id = z.union([z.string().min(1).max(500), z.number().transform(String)])
// What is not needed is read where it can be and left out where it cannot: half a post is better than none.
const anyText = z.string().optional().catch(undefined)
const anyId = Id.optional().catch(undefined)
const kinds: Readonly<Record<string, 'image' | 'video' | 'audio'>> = {
  video: 'video',
  gif: 'video',
  audio: 'audio',
}
const Media = z
  .union([z.string(), z.object({ kind: anyText, type: anyText, alt: anyText })])
  .transform((media) =>
    typeof media === 'string' ? { kind: media } : { kind: media.kind ?? media.type, alt: media.alt },
  )
const Link = z.union([z.string(), z.object({ url: z.string() }).transform(({ url }) => url)])
const Author = z.union([
  z.string().transform((handle) => ({ id: undefined, handle, name: undefined })),
  z.object({ id: anyId, handle: anyText, name: anyText }),
])

function listOf<T>(item: z.ZodType<T>) {
  return z
    .array(item.or(z.unknown().transform(() => undefined)))
    .transform((items) => items.filter((each) => each !== undefined))
    .optional()
    .catch(undefined)
}

const Optional = z.object({
  createdAt: anyText,
  author: Author.optional().catch(undefined),
  lang: anyText,
  geo: z
    .object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) })
    .optional()
    .catch(undefined),
  replyTo: anyId,
  repostOf: anyId,
  quoteOf: anyId,
  quotedText: anyText,
  media: listOf(Media),
  links: listOf(Link),
  place: anyText,
  country: anyText,
})

/**
 * Reads a line of a post file, already parsed as JSON: `{"id","text"}` and, where present, `createdAt author lang geo
 * replyTo repostOf quoteOf quotedText media links place country`; null counts as missing.
 */
export function postFromLine(line: unknown): PostLine {
  if (!isObject(line)) return { ok: false, problem: problems.object }
  const id = Id.safeParse(line['id'])
  if (!id.success) return { ok: false, problem: problems.id }
  const text = line['text']
  if (typeof text !== 'string') return { ok: false, problem: problems.text }
  const rest = Optional.parse(line)
  const claimedAtMs = Date.parse(rest.createdAt ?? '')
  const atMs = Number.isNaN(claimedAtMs) ? 0 : claimedAtMs
  const post: Post = {
    id: inFile(id.data),
    network: 'file',
    source: 'file',
    text,
    atMs,
    heardAtMs: atMs,
    ...factsOf(rest),
  }
  return { ok: true, id: id.data, post }
}

/** Ids in a file name no network; ours always do. */
function inFile(id: string): string {
  return `file:${id}`
}

function factsOf(rest: z.infer<typeof Optional>): Partial<Post> {
  const { author, lang, geo, replyTo, repostOf, quoteOf, quotedText, media, links, place, country } = rest
  return withoutMissing({
    lang,
    geo,
    quotedText,
    links,
    place,
    country,
    replyTo: replyTo === undefined ? undefined : inFile(replyTo),
    repostOf: repostOf === undefined ? undefined : inFile(repostOf),
    quoteOf: quoteOf === undefined ? undefined : inFile(quoteOf),
    media: media?.map(({ kind }) => ({ kind: kinds[kind ?? ''] ?? ('image' as const) })),
    author: author
      ? withoutMissing({ id: author.id ?? author.handle ?? '', handle: author.handle, name: author.name })
      : undefined,
  })
}

/** The same without what is undefined, which is what a missing property means here. */
function withoutMissing<T extends object>(facts: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  const entries = Object.entries(facts).filter(([, value]) => value !== undefined)
  // Object.fromEntries forgets the keys' names; they are those of `facts`.
  return Object.fromEntries(entries) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** Reads a line of a rule file, already parsed as JSON: `{"id","rule"}`. */
export function ruleFromLine(line: unknown): RuleLine {
  if (!isObject(line)) return { ok: false, problem: problems.object }
  const id = Id.safeParse(line['id'])
  if (!id.success) return { ok: false, problem: problems.id }
  const text = line['rule']
  if (typeof text !== 'string') return { ok: false, problem: problems.rule }
  const read = parseRule(text)
  if (!read.ok) return { ok: false, id: id.data, text, refusals: read.refusals }
  return { ok: true, id: id.data, rule: read.rule }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Which post fits which rule, by the ids of their files: posts in the order given, rules in theirs. */
export function* matchLines(
  rules: Iterable<{ id: string; rule: Rule }>,
  posts: Iterable<FilePost>,
): Generator<{ post: string; rule: string }> {
  const matcher = new Matcher()
  const order = new Map<string, number>()
  for (const { id, rule } of rules) {
    matcher.add(id, rule)
    if (!order.has(id)) order.set(id, order.size)
  }
  for (const { id, post } of posts) {
    const found = matcher
      .match(post)
      .toSorted((one, other) => (order.get(one) ?? 0) - (order.get(other) ?? 0))
    for (const rule of found) yield { post: id, rule }
  }
}
