import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { createTrends } from '#stream/trends/trends.ts'
import { inMinutes, startMs, stream } from './bursts-stream.ts'
import { TopWords } from './bursts-top.ts'
import { figure, median } from './support/measure.ts'

/** Hours of the stream, of which the first only teach what is usual. */
const hours = 2
const learnMin = 30
/** How far an event is followed. */
const followMin = 30
const postsPerS = 50
const eventsAtMost = 32
/** Lists of this many words are what a trending list shows. */
const topMost = 20

/**
 * An invented event: two words that nobody else brings together, said by other people each time. It begins with 0.01 posts a
 * second and doubles every 1 to 5 minutes up to a cap: 0.15 a second for a local one, 0.6 for a broad one. Posts of half of the
 * events also hold a word of harm, another each time; the others are talk that harms nobody, which the gate means to leave alone.
 */
const harm = [
  'fire',
  'smoke',
  'explosion',
  'evacuated',
  'flood',
  'crash',
  'collapsed',
  'injured',
  'closed',
  'emergency',
]

type Event = {
  isHarm: boolean
  words: readonly [string, string]
  beginMs: number
  doubleMin: number
  capPerS: number
}

/** Words in the middle of the stream's own frequencies, so that an event brings nothing unheard of. */
function middleWords(texts: readonly string[], many: number, chance: () => number): string[] {
  const counts = new Map<string, number>()
  for (const text of texts)
    for (const word of new Set(text.toLowerCase().match(/\b[a-z]{4,12}\b/gu)))
      counts.set(word, (counts.get(word) ?? 0) + 1)
  const middle = [...counts].filter(([, count]) => count >= 20 && count <= 200).map(([word]) => word)
  return Array.from({ length: many }, () => middle[Math.floor(chance() * middle.length)] ?? '')
}

function eventsFrom(texts: readonly string[], chance: () => number): Event[] {
  const words = middleWords(texts, eventsAtMost * 2, chance)
  const rangeMin = hours * 60 - learnMin - followMin
  return Array.from({ length: eventsAtMost }, (_, i) => ({
    isHarm: i % 4 < 2,
    words: [words[i * 2] ?? '', words[i * 2 + 1] ?? ''],
    beginMs: startMs + (learnMin + (i * rangeMin) / eventsAtMost) * minuteMs,
    doubleMin: 1 + chance() * 4,
    capPerS: i % 2 === 0 ? 0.15 : 0.6,
  }))
}

/** An event's posts: its two words among eight of another post's. */
function postsOf(event: Event, at: number, texts: readonly string[], chance: () => number): Post[] {
  const posts: Post[] = []
  let atMs = event.beginMs
  const endMs = event.beginMs + followMin * minuteMs
  while (atMs < endMs) {
    const grown = 0.01 * 2 ** ((atMs - event.beginMs) / minuteMs / event.doubleMin)
    const filler = (texts[Math.floor(chance() * texts.length)] ?? '').split(/\s+/u).slice(0, 8)
    filler.splice(Math.floor(chance() * filler.length), 0, event.words[0])
    filler.splice(Math.floor(chance() * filler.length), 0, event.words[1])
    if (event.isHarm) filler.push(harm[Math.floor(chance() * harm.length)] ?? '')
    const id = `event:${at}-${posts.length}`
    posts.push({
      id,
      network: 'bench',
      source: 'bench',
      text: filler.join(' '),
      atMs,
      heardAtMs: atMs,
      author: { id },
    })
    atMs += (-Math.log(1 - chance()) / Math.min(event.capPerS, grown)) * 1000
  }
  return posts
}

type Found = { atMs: number; posts: number }

/** Minutes and posts (each by another author) from an event's first post to when something showed it. */
function foundAt(posts: readonly Post[], atMs: number): Found {
  const first = posts[0]?.atMs ?? 0
  return { atMs: (atMs - first) / minuteMs, posts: posts.filter((post) => post.atMs < atMs).length }
}

/** Runs the stream; tells when our alarm and the list first showed each event, and how many stories were about none. */
function run(
  texts: readonly string[],
  { events, posts: eventPosts, seed }: { events: readonly Event[]; posts: readonly Post[][]; seed: number },
) {
  const groups = new Map<number, Found>()
  const otherGroups: Set<string>[] = []
  let nowMs = startMs
  const aboutOf = (ids: readonly string[]): number =>
    events.findIndex((_, i) => ids.filter((id) => id.startsWith(`event:${i}-`)).length * 2 > ids.length)
  const trends = createTrends({
    judged: (_gate, ids) => {
      const about = aboutOf(ids)
      if (about !== -1) {
        if (!groups.has(about)) groups.set(about, foundAt(eventPosts[about] ?? [], nowMs))
      } else if (nowMs > startMs + learnMin * minuteMs) noteOther(otherGroups, ids)
    },
  })
  const top = new TopWords(topMost)
  const ours = new Map<number, Found>()
  const lists = new Map<number, Found>()
  let otherStories = 0
  const background = stream(texts, hours * 3600 * postsPerS, postsPerS, seed - 6)
  const injected = inMinutes(eventPosts.flat().toSorted((a, b) => a.atMs - b.atMs))
  const injectedBy = new Map(injected.map((posts) => [Math.floor((posts[0]?.atMs ?? 0) / minuteMs), posts]))
  let buffer: Post[] = []
  let minute = Math.floor(startMs / minuteMs)
  const close = (): void => {
    const posts = [...buffer, ...(injectedBy.get(minute) ?? [])].sort((a, b) => a.atMs - b.atMs)
    minute++
    buffer = []
    trends.observe(posts.map((post) => ({ post, watches: [] })))
    for (const post of posts) top.hear(post)
    const shown = new Set(top.close())
    nowMs = minute * minuteMs
    for (const [i, event] of events.entries()) {
      const begun =
        (eventPosts[i]?.[0]?.atMs ?? Infinity) < nowMs && nowMs < event.beginMs + followMin * minuteMs
      if (begun && !lists.has(i) && event.words.some((word) => shown.has(word)))
        lists.set(i, foundAt(eventPosts[i] ?? [], nowMs))
    }
    for (const told of trends.tick(nowMs)) {
      if (told.kind !== 'story' || told.change !== 'opened') continue
      const about = aboutOf(told.story.samples.map((one) => one.id))
      if (about === -1) otherStories += nowMs > startMs + learnMin * minuteMs ? 1 : 0
      else if (!ours.has(about)) ours.set(about, foundAt(eventPosts[about] ?? [], nowMs))
    }
  }
  for (const post of background) {
    while (Math.floor(post.atMs / minuteMs) > minute) close()
    buffer.push(post)
  }
  close()
  return { ours, groups, lists, otherStories, otherGroups: otherGroups.length }
}

/** A group that shares a post with one noted before is the same matter. */
function noteOther(noted: Set<string>[], ids: readonly string[]): void {
  const known = noted.find((posts) => ids.some((id) => posts.has(id)))
  if (known === undefined) noted.push(new Set(ids))
  else for (const id of ids) known.add(id)
}

function summary(found: ReadonlyMap<number, Found>, events: number): Record<string, number> {
  const round = (value: number): number => Math.round(value * 10) / 10
  const all = [...found.values()]
  return {
    found: found.size,
    of: events,
    medianMin: round(median(all.map((one) => one.atMs))),
    medianPosts: median(all.map((one) => one.posts)),
    by20Posts: all.filter((one) => one.posts <= 20).length,
  }
}

/** Detection delay of injected events against a list of the words counted most, and false alarms without events. */
export function delays(texts: readonly string[], seed: number): void {
  const chance = seededChance(seed)
  const events = eventsFrom(texts, chance)
  const posts = events.map((event, i) => postsOf(event, i, texts, chance))
  const { ours, groups, lists, otherStories, otherGroups } = run(texts, { events, posts, seed })
  const harmOnly = <T>(found: ReadonlyMap<number, T>): Map<number, T> =>
    new Map([...found].filter(([i]) => events[i]?.isHarm === true))
  const harmful = events.filter((event) => event.isHarm).length
  const told = { bench: 'bursts', seed }
  figure({ ...told, what: 'delay, stands out (a group)', ...summary(groups, events.length), otherGroups })
  figure({ ...told, what: 'delay, story, events of harm', ...summary(harmOnly(ours), harmful), otherStories })
  figure({ ...told, what: 'delay, story, all events', ...summary(ours, events.length) })
  figure({ ...told, what: `delay, top ${topMost} by count`, ...summary(lists, events.length) })
  figure({
    ...told,
    what: `delay, top ${topMost} by count, events of harm`,
    ...summary(harmOnly(lists), harmful),
  })
  lead({ what: 'stands out', seed }, groups, lists)
  lead({ what: 'story, events of harm', seed }, harmOnly(ours), harmOnly(lists))
  const quiet = run(texts, { events: [], posts: [], seed })
  figure({
    bench: 'bursts',
    seed,
    what: 'stories without events',
    hours: hours - learnMin / 60,
    stories: quiet.otherStories,
    groups: quiet.otherGroups,
    perDay: Math.round((quiet.otherStories * 24) / (hours - learnMin / 60)),
  })
}

/** How many minutes earlier than the list; events only one of them showed are counted beside it. */
function lead(
  { what, seed }: { what: string; seed: number },
  ours: ReadonlyMap<number, Found>,
  lists: ReadonlyMap<number, Found>,
): void {
  const both = [...ours].filter(([i]) => lists.has(i))
  const leads = both.map(([i, one]) => (lists.get(i)?.atMs ?? 0) - one.atMs)
  figure({
    bench: 'bursts',
    seed,
    what: `lead over the list, ${what}`,
    events: both.length,
    onlyOurs: ours.size - both.length,
    onlyList: [...lists.keys()].filter((i) => !ours.has(i)).length,
    medianMin: median(leads),
    earlier: leads.filter((minutes) => minutes > 0).length,
  })
}
