import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { tokens } from '#language/tokens.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { createTrends } from '#stream/trends/trends.ts'
import { TopWords } from './bursts-top.ts'
import type { Background } from './injected-background.ts'
import { eventPosts, followHours, street, type Scale, type Shape } from './injected-shapes.ts'

/** Hours heard before the event begins: what is usual is learned in them. */
const learnHours = 26
/** The list shows this many words of the last three hours: what a trending list shows. */
const listed = { most: 10, minutes: 180 }
/** Posts a word must be in to stand on the list; with three it is as quick as we are, with more it is quieter and later. */
export const leasts = [3, 5, 7, 10, 15] as const
/** A word that stood on the list within this long is no news when it comes back. */
const listMemoryMs = 24 * hourMs

/** When something showed the event, by its first post; how often it showed something else, in how many hours. */
export type Shown = { found: { min: number; posts: number } | undefined; others: number; hours: number }
/** One run: the engine, and a list for each of {@link leasts}, on the same posts. */
export type Outcome = { ours: Shown; lists: readonly Shown[]; backgroundAnHour: number }

type Run = {
  seed: number
  shape: Shape
  scale: Scale
  backgrounds: readonly Background[]
  events: readonly string[][]
}

/** A stretch of real talk, thinned to what the scale allows. */
function stretchOf(background: Background, scale: Scale, chance: () => number): Post[] {
  const hours = learnHours + followHours
  const firstMs = background[0]?.atMs ?? 0
  const spareMs = (background.at(-1)?.atMs ?? 0) - firstMs - hours * hourMs
  const beginMs = firstMs + Math.max(0, spareMs) * chance()
  const inside = background.filter((post) => post.atMs >= beginMs && post.atMs < beginMs + hours * hourMs)
  const keep = Math.min(1, (scale.background * hours) / Math.max(1, inside.length))
  return inside.filter(() => chance() < keep)
}

/** What the list says at each full minute: words that were not on it in the last day. */
class ListAlarms {
  private readonly top: TopWords
  private readonly seenMs = new Map<string, number>()

  constructor(least: number) {
    this.top = new TopWords(listed.most, listed.minutes, least)
  }

  hear(post: Post): void {
    this.top.hear(post)
  }

  close(nowMs: number): string[] {
    const words = this.top.close()
    const fresh = words.filter((word) => nowMs - (this.seenMs.get(word) ?? -Infinity) >= listMemoryMs)
    for (const word of words) this.seenMs.set(word, nowMs)
    return fresh
  }
}

const isInjected = (id: string): boolean => id.startsWith('event:')

/** Whether most posts of the list's window with this word are of the event. */
function isOfEvent(word: string, posts: readonly Post[], nowMs: number): boolean {
  const carrying = posts.filter(
    (post) =>
      post.atMs <= nowMs &&
      post.atMs > nowMs - listed.minutes * minuteMs &&
      tokens(post.text).some((token) => token.text === word),
  )
  return carrying.filter((post) => isInjected(post.id)).length * 2 > carrying.length
}

/** Draws a run by its seed and plays it minute by minute. */
export function runOnce({ seed, shape, scale, backgrounds, events }: Run): Outcome {
  const chance = seededChance(seed)
  const background = stretchOf(backgrounds[Math.floor(seed / 4) % 2] ?? [], scale, chance)
  const texts = events[Math.floor(chance() * events.length)] ?? []
  const startMs = background[0]?.atMs ?? 0
  const beginMs = startMs + learnHours * hourMs
  const event = eventPosts({ shape, scale, texts, beginMs, chance })
  const posts = [...background, ...event].sort((a, b) => a.atMs - b.atMs)
  return { ...play(posts, event, startMs), backgroundAnHour: background.length / (learnHours + followHours) }
}

function play(
  posts: readonly Post[],
  event: readonly Post[],
  startMs: number,
): Pick<Outcome, 'ours' | 'lists'> {
  const trends = createTrends({ places: [{ name: street }], keysMax: 1 << 18, postsMax: 8192 })
  const lists = leasts.map((least) => new ListAlarms(least))
  const hours = learnHours + followHours
  const nothing = (): Shown => ({ found: undefined, others: 0, hours })
  const [ours, theirs] = [nothing(), leasts.map(nothing)]
  let at = 0
  for (let nowMs = startMs; nowMs < startMs + hours * hourMs; nowMs += minuteMs) {
    const minute: Post[] = []
    for (let post = posts[at]; post !== undefined && post.atMs < nowMs; post = posts[++at]) minute.push(post)
    trends.observe(minute.map((post) => ({ post, watches: [] })))
    for (const list of lists) for (const post of minute) list.hear(post)
    for (const told of trends.tick(nowMs)) {
      if (told.kind !== 'story' || told.change !== 'opened') continue
      const ids = told.story.samples.map((post) => post.id)
      note(ours, ids.filter(isInjected).length * 2 > ids.length, event, nowMs)
    }
    for (const [i, list] of lists.entries()) {
      const fresh = list.close(nowMs)
      const shown = theirs[i]
      if (shown === undefined || fresh.length === 0) continue
      const isEvent = fresh.some((word) => isOfEvent(word, posts.slice(0, at), nowMs))
      note(shown, isEvent, event, nowMs)
    }
  }
  return { ours, lists: theirs }
}

/** Notes something shown: the event, the first time, or something else. A further story or word of the event is neither. */
function note(shown: Shown, isEvent: boolean, event: readonly Post[], nowMs: number): void {
  if (!isEvent) shown.others++
  else
    shown.found ??= {
      min: (nowMs - (event[0]?.atMs ?? nowMs)) / minuteMs,
      posts: event.filter((post) => post.atMs < nowMs).length,
    }
}
