import { concernedFrom } from '#stream/trends/reading.ts'
import { keyKinds } from '#stream/trends/terms.ts'
import type { Heard } from '#stream/trends/heard.ts'

const topicKind = keyKinds.indexOf('topic')
const atPlaceKind = keyKinds.indexOf('at-place')
const atPlaceLead = 2

/** A key whose count stands out in its best window. */
export type Seed = {
  row: number
  kind: number
  /** Index into `scalesMin`. */
  scale: number
  count: number
  /** Posts expected to carry it in that window. */
  mean: number
  /** -log10 chance, after counting how many keys were looked at. */
  surprise: number
}

/** Seeds that share posts: what may be a story. */
export type Group = {
  seeds: readonly Seed[]
  /** The window of its strongest seed. */
  scale: number
  /** Distinct posts, those that carry most of the group first. */
  posts: readonly Heard[]
  /** Weight of each seed's row: how far it stands out times how many of the posts carry it, 0 to 1. */
  weights: ReadonlyMap<number, number>
  /** The watch whose own series alarmed, when that is where the group comes from. */
  watch?: string
}

/** How alike two sets of posts must be to be one: shared posts over the smaller set. */
const overlapMin = 0.5
/** The same for a topic, over the larger set. */
const topicOverlapMin = 0.35
/** Fewer distinct posts are no group. */
const groupPostsMin = 3
/** Strongest seeds looked at in one peek. */
const seedsMax = 240

/** Joins seeds that share posts with a stronger seed, strongest first; a seed belongs to one group. */
export function groupsOf(seeds: readonly Seed[], carriers: ReadonlyMap<number, Set<Heard>>): Group[] {
  const ranked = [...seeds].sort(strongestFirst).slice(0, seedsMax)
  const heads: { core: Set<Heard>; seeds: Seed[] }[] = []
  for (const seed of ranked) {
    const posts = carriers.get(seed.row) ?? new Set<Heard>()
    const least = seed.kind === topicKind ? topicOverlapMin : overlapMin
    const home = heads.find((head) => overlap(head.core, posts, seed.kind === topicKind) >= least)
    if (home === undefined) heads.push({ core: posts, seeds: [seed] })
    else home.seeds.push(seed)
  }
  return heads
    .map((head) => groupFrom(head.seeds, carriers))
    .filter((group) => group.posts.length >= groupPostsMin)
}

/** A word at a place leads over the word alone when both stand out about as much: the place is what people need to know. */
function rankOf(seed: Seed): number {
  return seed.surprise + (seed.kind === atPlaceKind ? atPlaceLead : 0)
}

/** Words before topics: a topic is too wide to be what a story is about while anything narrower stands out. */
function strongestFirst(a: Seed, b: Seed): number {
  return Number(a.kind === topicKind) - Number(b.kind === topicKind) || rankOf(b) - rankOf(a) || a.row - b.row
}

/** Shared posts over the smaller set, or over the larger one when the second set is wide. */
function overlap(a: ReadonlySet<Heard>, b: ReadonlySet<Heard>, isWide: boolean): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let shared = 0
  for (const heard of small) if (large.has(heard)) shared++
  return shared / (isWide ? large.size : small.size)
}

function groupFrom(seeds: readonly Seed[], carriers: ReadonlyMap<number, Set<Heard>>): Group {
  const all = membersOf(seeds, carriers)
  const strongest = seeds[0]?.surprise ?? 1
  const weights = new Map(
    seeds.map((seed) => {
      const share = (carriers.get(seed.row)?.size ?? 0) / Math.max(1, all.size)
      return [seed.row, Math.sqrt(share) * Math.min(1, Math.max(0.1, seed.surprise / strongest))] as const
    }),
  )
  const ranked = [...all]
    .map((heard) => ({ heard, weight: weightOf(heard, weights) }))
    .sort((a, b) => b.weight - a.weight || a.heard.atMs - b.heard.atMs)
    .map((entry) => entry.heard)
  return { seeds, scale: seeds[0]?.scale ?? 0, posts: ranked, weights }
}

/**
 * Posts of the seeds. A topic is wide: it brings posts only when nothing narrower leads the group, and then just the
 * concerned ones; otherwise two fires in one town would be one.
 */
function membersOf(seeds: readonly Seed[], carriers: ReadonlyMap<number, Set<Heard>>): Set<Heard> {
  const isTopicLed = seeds[0]?.kind === topicKind
  const all = new Set<Heard>()
  for (const seed of seeds) {
    if (seed.kind === topicKind && !isTopicLed) continue
    for (const heard of carriers.get(seed.row) ?? []) {
      if (!isTopicLed || heard.concern >= concernedFrom) all.add(heard)
    }
  }
  return all
}

/** How much of a group a post carries: the sum of the weights of its rows. */
export function weightOf(heard: Heard, weights: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const row of heard.rows) sum += weights.get(row) ?? 0
  return sum
}

/** Likeness of two weighted sets of rows, 0 to 1 (cosine). */
export function likeness(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  let dot = 0
  for (const [row, weight] of few) dot += weight * (many.get(row) ?? 0)
  if (dot === 0) return 0
  return dot / Math.sqrt(norm(a) * norm(b))
}

function norm(a: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const weight of a.values()) sum += weight * weight
  return sum
}
