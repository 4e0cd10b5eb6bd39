import { hourMs, minuteMs } from '#kernel/time.ts'
import { langOf } from '#stream/trends/explain.ts'
import { type Group, likeness, weightOf } from '#stream/trends/groups.ts'
import type { Heard } from '#stream/trends/window.ts'

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
/** A group is a story's own when it is at least this like it, or half of its posts are already in it and it is not another matter. */
const sameLikeness = 0.5
const otherMatterLikeness = 0.25
/** From this likeness of all their words on, two groups tell the same story. */
const sameWordsLikeness = 0.65

/** The same while the story is still going on. */
const freshWordsLikeness = 0.5
const freshMs = 2 * hourMs

function isFresh(story: OpenStory, group: Group): boolean {
  const newestMs = Math.max(...group.posts.map((heard) => heard.atMs))
  return !story.isOver && newestMs - story.hotAtMs <= freshMs
}

/** Whether a group is a story's own by its words, though it stands out for others. */
function tellsTheSame(story: OpenStory, group: Group, words: WordCounts): boolean {
  const alike = wordsLikeness(story.words, words)
  if (alike >= sameWordsLikeness) return true
  return isFresh(story, group) && (alike >= freshWordsLikeness || tellsItInAnotherLanguage(story, group))
}

/** Share of a group's posts that must name the places a story is about, when no word can be compared. */
const samePlacesShare = 0.5

/** Whether a group speaks of a story's places in a language the story is not told in: no word of theirs can be alike. */
function tellsItInAnotherLanguage(story: OpenStory, group: Group): boolean {
  const recent = story.posts.slice(-60)
  const places = new Set(
    [...new Set(recent.flatMap((heard) => heard.places))].filter(
      (place) => recent.filter((heard) => heard.places.includes(place)).length * 4 >= recent.length,
    ),
  )
  const naming = group.posts.filter((heard) => heard.places.some((place) => places.has(place)))
  if (naming.length < group.posts.length * samePlacesShare) return false
  return mainLanguage(recent) !== mainLanguage(group.posts)
}

function mainLanguage(posts: readonly Heard[]): string {
  const counts = new Map<string, number>()
  for (const heard of posts.slice(0, 30)) counts.set(langOf(heard), (counts.get(langOf(heard)) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'und'
}

/**
 * The rows the followed stories are about, all together: most posts carry none of them, and then no story need be asked. Told
 * anew whenever the stories have changed.
 */
export class StoryRows {
  private readonly marks: Uint8Array
  private marked: number[] = []

  /** @param rows rows of the key table */
  constructor(rows: number) {
    this.marks = new Uint8Array(rows)
  }

  /** Takes what the stories are about now. */
  follow(stories: Iterable<OpenStory>): void {
    for (const row of this.marked) this.marks[row] = 0
    this.marked = []
    for (const story of stories) {
      if (story.isOver) continue
      for (const row of story.about.keys()) {
        this.marks[row] = 1
        this.marked.push(row)
      }
    }
  }

  /** Those of a post's rows that some story is about. */
  among(rows: readonly number[]): number[] {
    const found: number[] = []
    for (const row of rows) if (this.marks[row] === 1) found.push(row)
    return found
  }
}

/** Adds a post to every followed story it belongs to. */
export function joinStories(stories: readonly OpenStory[], heard: Heard, followed: StoryRows): void {
  const shared = heard.copy ? [] : followed.among(heard.rows)
  if (!heard.copy && shared.length === 0) return
  for (const story of stories) {
    if (story.isOver) continue
    const belongs = heard.copy
      ? story.clusters.has(heard.cluster)
      : weightIn(story, shared) >= belongsShare * story.full
    if (belongs) keep(story, heard)
  }
}

function weightIn(story: OpenStory, rows: readonly number[]): number {
  let sum = 0
  for (const row of rows) sum += story.about.get(row) ?? 0
  return sum
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
  story.postsInAll++
  for (const watch of heard.watches) story.watches.add(watch)
  if (story.posts.length > postsKeptMax) {
    const dropped = story.posts.shift()
    if (dropped !== undefined) story.members.delete(dropped)
  }
}

/** Distinct words a story keeps count of at most. */
const wordsMax = 2000

/** Counts of words, with the sum of their squares kept beside them: likeness is asked for far more often than they change. */
export type WordCounts = { counts: Map<number, number>; squares: number }

function countWords(words: WordCounts, posts: readonly Heard[]): WordCounts {
  for (const heard of posts) {
    for (const row of heard.words) {
      const count = words.counts.get(row) ?? 0
      if (count === 0 && words.counts.size >= wordsMax) continue
      words.counts.set(row, count + 1)
      words.squares += 2 * count + 1
    }
  }
  return words
}

/** How alike two sets of counted words are, 0 to 1 (cosine). */
function wordsLikeness(a: WordCounts, b: WordCounts): number {
  const [small, large] = a.counts.size < b.counts.size ? [a, b] : [b, a]
  let dot = 0
  for (const [row, count] of small.counts) dot += count * (large.counts.get(row) ?? 0)
  const size = Math.sqrt(a.squares * b.squares)
  return size === 0 ? 0 : dot / size
}

/** The story a group is part of, or nothing when it is a new matter. */
export function homeOf(stories: Iterable<OpenStory>, group: Group): OpenStory | undefined {
  let best: OpenStory | undefined
  let bestScore = 0
  const words = countWords({ counts: new Map(), squares: 0 }, group.posts)
  for (const story of stories) {
    const alike = likeness(story.about, group.weights)
    const shared =
      group.posts.filter((heard) => story.members.has(heard)).length / Math.max(1, group.posts.length)
    const isSame =
      alike >= sameLikeness ||
      (shared >= 0.5 && alike >= otherMatterLikeness) ||
      shared >= 0.8 ||
      tellsTheSame(story, group, words)
    if (isSame && alike + shared > bestScore) [best, bestScore] = [story, alike + shared]
  }
  return best
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

/** Opens a story from a group. */
export function openStory(id: string, group: Group, atMs: number, heard: Iterable<Heard>): OpenStory {
  const ordered = [...group.posts].sort((a, b) => a.atMs - b.atMs)
  return {
    id,
    about: new Map(group.weights),
    full: fullWeight(group.weights),
    posts: ordered,
    members: new Set(ordered),
    words: countWords({ counts: new Map(), squares: 0 }, ordered),
    clusters: new Set(ordered.map((heard) => heard.cluster)),
    postsInAll: ordered.length,
    firstSeenMs: ordered[0]?.atMs ?? atMs,
    openedAtMs: atMs,
    foundIn: group.scale,
    before: beforeOf(group, heard),
    hotAtMs: atMs,
    toldAtMs: atMs,
    told: ordered.length,
    group,
    isOver: false,
    overAtMs: 0,
    watches: new Set(ordered.flatMap((heard) => [...heard.watches])),
  }
}

/** Posts remembered from before a story at most. */
const beforeMax = 2000

/** Looks back from a story's first post, over posts newest first, for posts that carry as much of it as its own do. */
function beforeOf(group: Group, newestFirst: Iterable<Heard>): Before {
  const members = new Set(group.posts)
  const weights = group.posts.map((heard) => weightOf(heard, group.weights)).sort((a, b) => a - b)
  const least = weights[Math.floor(weights.length / 4)] ?? 0
  const firstMs = Math.min(...group.posts.map((heard) => heard.atMs))
  const timesMs: number[] = []
  let oldestMs = firstMs
  for (const heard of newestFirst) {
    oldestMs = Math.min(oldestMs, heard.atMs)
    if (heard.copy || members.has(heard) || heard.atMs >= firstMs || timesMs.length >= beforeMax) continue
    if (weightOf(heard, group.weights) >= least) timesMs.push(heard.atMs)
  }
  return { timesMs: timesMs.reverse(), hours: (firstMs - oldestMs) / hourMs }
}

/** Whether nobody has added to a story for long: eight times its own usual pause, 1 to 12 h; copies are not an addition. */
export function isLeftAlone(story: OpenStory, atMs: number): boolean {
  const recent = story.posts.filter((heard) => !heard.copy).slice(-40)
  const lastMs = recent.at(-1)?.atMs ?? story.openedAtMs
  const pauseMs = (lastMs - (recent[0]?.atMs ?? lastMs)) / Math.max(1, recent.length - 1)
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
