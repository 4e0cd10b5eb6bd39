import type { Heard } from '#stream/trends/window.ts'

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
/** Strongest seeds looked at in one peek. */
export const seedsMax = 240

/** The posts that carry each seed, in the order given. */
export function carriersOf(seeds: readonly Seed[], posts: Iterable<Heard>): Map<number, Set<Heard>> {
  const carriers = new Map<number, Set<Heard>>(seeds.map((seed) => [seed.row, new Set<Heard>()]))
  for (const heard of posts) {
    if (heard.copy) continue
    for (const row of heard.rows) carriers.get(row)?.add(heard)
  }
  return carriers
}

/** Joins seeds that share posts with a stronger seed, strongest first; a seed belongs to one group. */
export function groupsOf(seeds: readonly Seed[], carriers: ReadonlyMap<number, Set<Heard>>): Group[] {
  const ranked = [...seeds].sort((a, b) => b.surprise - a.surprise || a.row - b.row).slice(0, seedsMax)
  const heads: { core: Set<Heard>; seeds: Seed[] }[] = []
  for (const seed of ranked) {
    const posts = carriers.get(seed.row) ?? new Set<Heard>()
    const home = heads.find((head) => overlap(head.core, posts) >= overlapMin)
    if (home === undefined) heads.push({ core: posts, seeds: [seed] })
    else home.seeds.push(seed)
  }
  return heads.map((head) => groupFrom(head.seeds, carriers))
}

function overlap(a: ReadonlySet<Heard>, b: ReadonlySet<Heard>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  if (small.size === 0) return 0
  let shared = 0
  for (const heard of small) if (large.has(heard)) shared++
  return shared / small.size
}

function groupFrom(seeds: readonly Seed[], carriers: ReadonlyMap<number, Set<Heard>>): Group {
  const all = new Set<Heard>()
  for (const seed of seeds) for (const heard of carriers.get(seed.row) ?? []) all.add(heard)
  const strongest = seeds[0]?.surprise ?? 1
  const weights = new Map(
    seeds.map((seed) => {
      const share = (carriers.get(seed.row)?.size ?? 0) / Math.max(1, all.size)
      return [seed.row, Math.sqrt(share) * Math.min(1, Math.max(0.1, seed.surprise / strongest))] as const
    }),
  )
  const ranked = [...all].sort((a, b) => weightOf(b, weights) - weightOf(a, weights) || a.atMs - b.atMs)
  return { seeds, scale: seeds[0]?.scale ?? 0, posts: ranked, weights }
}

/** How much of a group a post carries: the sum of the weights of its rows. */
export function weightOf(heard: Heard, weights: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const row of heard.rows) sum += weights.get(row) ?? 0
  return sum
}

/** Likeness of two weighted sets of rows, 0 to 1 (cosine). */
export function likeness(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  let dot = 0
  for (const [row, weight] of a) dot += weight * (b.get(row) ?? 0)
  const size = Math.sqrt(norm(a) * norm(b))
  return size === 0 ? 0 : dot / size
}

function norm(a: ReadonlyMap<number, number>): number {
  let sum = 0
  for (const weight of a.values()) sum += weight * weight
  return sum
}
