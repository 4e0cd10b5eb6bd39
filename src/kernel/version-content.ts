import { z } from 'zod'

/** Where the eye should stay when a network shows a part of a picture: 0 is the middle, x -1 left to 1 right, y -1 bottom to 1 top. */
export const FocusPoint = z.object({ x: z.number().min(-1).max(1), y: z.number().min(-1).max(1) })
export type FocusPoint = z.infer<typeof FocusPoint>

/** A picture, film or sound that goes out with a version. `sha256` names the exact bytes of the file. */
export const VersionMedia = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.string().max(100),
  bytes: z.number().int().min(1),
  /** What it shows, in the language of the version; empty only where `decorative` is true. */
  alt: z.string().max(5000),
  decorative: z.boolean(),
  /** The captions of a film or sound: exact bytes of a WebVTT file; `language` is BCP 47. */
  captions: z
    .object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), language: z.string().min(2).max(35) })
    .optional(),
  focus: FocusPoint.optional(),
})
export type VersionMedia = z.infer<typeof VersionMedia>

/** A question people answer by choosing, beside the text. Each network's own limits are checked before approval. */
export const VersionPoll = z.object({
  /** In the order in which they are shown, in the language of the version. */
  options: z.array(z.string().max(500)).min(2).max(20),
  /** Whether more than one may be chosen. */
  multiple: z.boolean(),
  /** How long it is open once it is public, minutes. */
  durationMin: z.number().int().min(1).max(527_040),
})
export type VersionPoll = z.infer<typeof VersionPoll>

/** A link shown as a block under the words, where a network lets its writer say what stands in it. */
export const VersionCard = z.object({
  url: z.string().min(1).max(2000),
  title: z.string().max(300),
  description: z.string().max(1000),
  /** A picture of the block; described like any other. */
  image: VersionMedia.optional(),
})
export type VersionCard = z.infer<typeof VersionCard>

/** The name of a topic in addresses; it stays when the topic is renamed. */
export const TopicId = z.string().regex(/^[a-z0-9](?:-?[a-z0-9]){0,39}$/)

/**
 * What goes out to one account in one language, whole: what a network is given is made from this and nothing else.
 * Limits here are the widest of any network; each network's own are checked before approval.
 */
export const VersionContent = z.object({
  account: z.string().min(1).max(100),
  /** BCP 47. */
  language: z.string().min(2).max(35),
  /** A message goes out as one part, or as a thread of several. */
  parts: z.array(z.string().max(50_000)).min(1).max(50),
  media: z.array(VersionMedia).max(20),
  contentWarning: z.string().max(500).optional(),
  /** The post this answers: network and native id. */
  replyTo: z.string().max(1000).optional(),
  /** The post this quotes: network and native id. */
  quoteOf: z.string().max(1000).optional(),
  /** What was wrong before, where the network shows that beside the words. */
  correction: z.string().max(1000).optional(),
  /** What people are asked to choose from; it goes with the first part. */
  poll: VersionPoll.optional(),
  card: VersionCard.optional(),
  /** Ids of the topics it is about, sorted. Missing: it is for everybody, whatever topics they chose. */
  topics: z.array(TopicId).min(1).max(10).optional(),
})
export type VersionContent = z.infer<typeof VersionContent>

/**
 * The exact bytes that are approved: JSON with sorted keys and nothing between, as UTF-8. Equal content gives equal bytes,
 * whatever order its fields were written in (the rules of RFC 8785 for what stands in here: text, booleans, numbers).
 */
export function versionBytes(content: VersionContent): Uint8Array {
  return new TextEncoder().encode(sortedJson(VersionContent.parse(content)))
}

/** JSON with sorted keys and nothing between; fields that are undefined are left out. */
export function sortedJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  if (Array.isArray(value)) return `[${value.map((one) => sortedJson(one ?? null)).join(',')}]`
  let text = ''
  for (const key of sortedKeys(value)) {
    const one: unknown = Reflect.get(value, key)
    if (one !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${sortedJson(one)}`
  }
  return `{${text}}`
}

/** Keys by UTF-16 code units, as RFC 8785 asks; a comparison by locale would differ between machines. */
export function sortedKeys(value: object): string[] {
  const keys = Object.keys(value)
  // Mostly they are in order already, and a million entries of the archive are hashed this way.
  for (let at = 1; at < keys.length; at++)
    if ((keys[at - 1] ?? '') > (keys[at] ?? '')) return keys.toSorted((a, b) => (a < b ? -1 : Number(a > b)))
  return keys
}
