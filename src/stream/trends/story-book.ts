import { hourMs, minuteMs } from '#kernel/time.ts'
import { type Group, weightOf } from '#stream/trends/groups.ts'
import { noRow, rowIn, type RowSpan } from '#stream/trends/post-rows.ts'
import { countWords, noWords, type WordCounts } from '#stream/trends/word-counts.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** A story while the engine follows it. */
export type OpenStory = {
  id: string
  /** What it is about: weight per row of the key table, drifting slowly with its posts. */
  about: Map<number, number>
  /** Sum of its three heaviest weights: a post rarely carries more. */
  full: number
  /** Its posts in order, copies included; the oldest fall out beyond {@link postsKeptMax}. */
  posts: Heard[]
  members: Set<Heard>
  /** Ids of its posts: one that is edited comes again under its own. */
  ids: Set<string>
  /** How many of its distinct posts carry each word. */
  words: WordCounts
  /** Clusters it knows, so that later copies are counted to it. */
  clusters: Set<number>
  postsInAll: number
  firstSeenMs: number
  openedAtMs: number
  /** Index into `scalesMin`: the window it was found in. */
  foundIn: number
  /** What was heard with its terms before it began. */
  before: Before
  /** When something about it last stood out. */
  hotAtMs: number
  toldAtMs: number
  told: number
  group: Group
  isOver: boolean
  overAtMs: number
  watches: Set<string>
}

/** The past a story is held against: posts that would have belonged to it, and how far back that was looked for. */
export type Before = { timesMs: readonly number[]; hours: number }

/** Posts one story keeps in memory. */
const postsKeptMax = 1000
/** Stories followed at once, and how long an ended one is remembered so that a later wave comes back to it. */
export const storiesMax = 100
/** A story that is over wakes again instead of being told anew for this long. */
export const rememberedMs = 48 * hourMs

/** A post belongs to a story when it carries this share of what the story is about. */
const belongsShare = 0.45
/** A story that is about a row, and how much. */
type About = { story: OpenStory; weight: number }

/**
 * The rows the followed stories are about, all together: most posts carry none of them, and then no story need be asked. Told
 * anew whenever the stories have changed.
 */
export class StoryRows {
  private readonly marks: Uint8Array
  private readonly byRow = new Map<number, About[]>()

  /** @param rows rows of the key table */
  constructor(rows: number) {
    this.marks = new Uint8Array(rows)
  }

  /** Takes what the stories are about now. */
  follow(stories: Iterable<OpenStory>): void {
    for (const row of this.byRow.keys()) this.marks[row] = 0
    this.byRow.clear()
    for (const story of stories) {
      if (story.isOver) continue
      for (const [row, weight] of story.about) this.add(row, { story, weight })
    }
  }

  private add(row: number, about: About): void {
    const known = this.byRow.get(row)
    if (known === undefined) this.byRow.set(row, [about])
    else known.push(about)
    this.marks[row] = 1
  }

  /** How much of each story's rows a post carries; stories it carries nothing of are left out. */
  carried({ entries, from, to }: RowSpan): ReadonlyMap<OpenStory, number> | undefined {
    let sums: Map<OpenStory, number> | undefined
    for (let at = from; at < to; at++) {
      const entry = entries[at] ?? noRow
      if (entry === noRow || this.marks[rowIn(entry)] !== 1) continue
      sums ??= new Map()
      for (const { story, weight } of this.byRow.get(rowIn(entry)) ?? [])
        sums.set(story, (sums.get(story) ?? 0) + weight)
    }
    return sums
  }
}

/** Adds a post to every followed story it belongs to, by how much of it the post carries. */
export function joinStories(
  stories: readonly OpenStory[],
  heard: Heard,
  carried: ReadonlyMap<OpenStory, number> | undefined,
): void {
  if (heard.copy) {
    for (const story of stories) if (!story.isOver && story.clusters.has(heard.cluster)) keep(story, heard)
  } else if (carried !== undefined) {
    for (const [story, weight] of carried)
      if (!story.isOver && weight >= belongsShare * story.full) keep(story, heard)
  }
}

/** Sum of the three heaviest weights. */
export function fullWeight(about: ReadonlyMap<number, number>): number {
  const top = [...about.values()].sort((a, b) => b - a).slice(0, 3)
  return top.reduce((sum, weight) => sum + weight, 0)
}

function keep(story: OpenStory, heard: Heard): void {
  if (story.members.has(heard)) return
  story.members.add(heard)
  story.posts.push(heard)
  story.clusters.add(heard.cluster)
  countWords(story.words, [heard])
  if (!story.ids.has(heard.post.id)) story.postsInAll++
  story.ids.add(heard.post.id)
  for (const watch of heard.watches) story.watches.add(watch)
  if (story.posts.length > postsKeptMax) {
    const dropped = story.posts.shift()
    if (dropped === undefined) return
    story.members.delete(dropped)
    story.ids.delete(dropped.post.id)
  }
}

/** Takes a group into a story: its posts join, and what the story is about drifts a fifth towards it. */
export function absorb(story: OpenStory, group: Group, atMs: number): void {
  // A full story has let its oldest posts go: the group brings them again at every peek, and they are in it already.
  const fromMs = story.posts.length < postsKeptMax ? -Infinity : (story.posts[0]?.atMs ?? -Infinity)
  const newer = group.posts.filter((heard) => heard.atMs > fromMs && !story.members.has(heard))
  for (const heard of newer.sort((a, b) => a.atMs - b.atMs)) keep(story, heard)
  // A group may bring posts from before the story's last: its posts stay in the order of time, as everybody reads them.
  story.posts.sort((a, b) => a.atMs - b.atMs)
  for (const [row, weight] of story.about) story.about.set(row, weight * 0.9)
  for (const [row, weight] of group.weights) story.about.set(row, (story.about.get(row) ?? 0) + weight * 0.1)
  const heaviest = [...story.about].sort((a, b) => b[1] - a[1]).slice(0, 60)
  story.about = new Map(heaviest)
  story.full = fullWeight(story.about)
  story.hotAtMs = atMs
  if (atMs - story.openedAtMs < hourMs || group.seeds[0]?.surprise !== undefined) story.group = group
}

/** The newest posts, newest first, and how much of a group they carry; those without a weight carry nothing. */
type Lately = { newestFirst: readonly Heard[]; weights: ReadonlyMap<Heard, number> }

/** Opens a story from a group. */
export function openStory(id: string, group: Group, atMs: number, lately: Lately): OpenStory {
  const ordered = [...group.posts].sort((a, b) => a.atMs - b.atMs)
  const ids = new Set(ordered.map((heard) => heard.post.id))
  return {
    id,
    about: new Map(group.weights),
    full: fullWeight(group.weights),
    posts: ordered,
    members: new Set(ordered),
    ids,
    words: countWords(noWords(), ordered),
    clusters: new Set(ordered.map((heard) => heard.cluster)),
    postsInAll: ids.size,
    firstSeenMs: ordered[0]?.atMs ?? atMs,
    openedAtMs: atMs,
    foundIn: group.scale,
    before: beforeOf(group, lately),
    hotAtMs: atMs,
    toldAtMs: atMs,
    told: ids.size,
    group,
    isOver: false,
    overAtMs: 0,
    watches: new Set(ordered.flatMap((heard) => [...heard.watches])),
  }
}

/** Posts remembered from before a story at most. */
const beforeMax = 2000

/** Looks back from a story's first post, over posts newest first, for posts that carry as much of it as its own do. */
function beforeOf(group: Group, { newestFirst, weights: carried }: Lately): Before {
  const members = new Set(group.posts)
  const weights = group.posts.map((heard) => weightOf(heard, group.weights)).sort((a, b) => a - b)
  const least = weights[Math.floor(weights.length / 4)] ?? 0
  const firstMs = Math.min(...group.posts.map((heard) => heard.atMs))
  const timesMs: number[] = []
  let oldestMs = firstMs
  for (const heard of newestFirst) {
    oldestMs = Math.min(oldestMs, heard.atMs)
    if (heard.copy || members.has(heard) || heard.atMs >= firstMs || timesMs.length >= beforeMax) continue
    if ((carried.get(heard) ?? 0) >= least) timesMs.push(heard.atMs)
  }
  return { timesMs: timesMs.reverse(), hours: (firstMs - oldestMs) / hourMs }
}

/** Newest distinct posts that say how long a story's usual pause is. */
const pausesPosts = 40

/** Whether nobody has added to a story for long: eight times its own usual pause, 1 to 12 h; copies are not an addition. */
export function isLeftAlone(story: OpenStory, atMs: number): boolean {
  const { posts } = story
  let [lastMs, firstMs, distinct] = [story.openedAtMs, story.openedAtMs, 0]
  for (let at = posts.length - 1; at >= 0 && distinct < pausesPosts; at--) {
    const heard = posts[at]
    if (heard === undefined || heard.copy) continue
    if (distinct++ === 0) lastMs = heard.atMs
    firstMs = heard.atMs
  }
  const pauseMs = (lastMs - firstMs) / Math.max(1, distinct - 1)
  return atMs - lastMs > Math.max(hourMs, Math.min(12 * hourMs, 8 * pauseMs))
}

/** How long a story stays open when nothing about it stands out: longer the longer it has lasted, 6 to 24 hours. */
export function patienceMs(story: OpenStory): number {
  return Math.max(6 * hourMs, Math.min(24 * hourMs, (story.hotAtMs - story.openedAtMs) / 2))
}

/**
 * Whether a story that has changed is worth telling again: at once when it grew by a fifth, else every 5 min, and the older
 * it is the more rarely, up to once an hour.
 */
export function isWorthTelling(story: OpenStory, atMs: number): boolean {
  const grown = story.postsInAll - story.told
  if (grown <= 0) return false
  const pauseMs = Math.max(5 * minuteMs, Math.min(hourMs, (atMs - story.openedAtMs) / 24))
  return grown >= story.told * 0.2 || atMs - story.toldAtMs >= pauseMs
}
