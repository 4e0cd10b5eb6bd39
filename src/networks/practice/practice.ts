import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import type { Capabilities, Cursor, Heard, Reader, ReaderNeeds } from '#networks/contract.ts'
import { answering, type SpokenTo } from '#networks/practice/answers.ts'
import { withoutLateAnswers, withOurs } from '#networks/practice/world/in-the-stream.ts'
import type { PracticeWorld } from '#networks/practice/world/world.ts'
import { misbehaving, type Misbehaviour } from '#networks/practice/misbehave.ts'
import { ordinaryNewsHour } from '#networks/practice/newsroom.ts'
import { ordinaryHour } from '#networks/practice/ordinary.ts'
import { scriptedNews, scriptedPosts } from '#networks/practice/scripted.ts'
import { dayScripts, type PracticeDay } from '#networks/practice/scripts/days.ts'
import {
  foundTown,
  inOrder,
  townNetwork,
  townSource,
  type SkyKind,
  type Town,
} from '#networks/practice/town.ts'
import { townStillThere, type TownMemory } from '#networks/practice/still-there.ts'
import { paced, recordedTimeline, type Timed } from '#networks/replay/pace.ts'

/** Which day Havre-Clair lives, from when, and how fast. */
export type PracticeOptions = {
  /** Any whole number; the same seed lives the same day. */
  seed: number
  day: PracticeDay
  speed: number | 'max'
  /** Stream time of the first post, epoch ms. */
  startMs: number
  /** When the story of the day begins; missing: 15 minutes after the start. */
  storyMs?: number
  /** Missing: the town goes on for ever, quietly once its story is told. */
  untilMs?: number
  misbehave?: readonly Misbehaviour[]
  /** What its people took back, for whoever asks. */
  memory?: TownMemory
  /** What we say there while the day runs; its people answer. */
  spokenTo?: SpokenTo
  /** Where our own posts stand, when the desk speaks there: they are heard, and answered. */
  world?: PracticeWorld
}

/** What the practice town's network can do. */
const practiceCapabilities: Capabilities = {
  network: townNetwork,
  name: 'Havre-Clair',
  reads: {
    stream: true,
    search: false,
    resumes: true,
    media: false,
    deletions: false,
    checksExistence: true,
    geo: true,
  },
}

/** What its newsroom can do. */
const practiceNewsCapabilities: Capabilities = {
  ...practiceCapabilities,
  reads: { ...practiceCapabilities.reads, media: true, geo: false, checksExistence: false },
}

/** Minutes from a reader's start to the beginning of its day's story, where nobody says otherwise. */
const minutesBeforeStory = 15

/** The residents, the town hall and two robots of Havre-Clair. */
export function practiceReader(options: PracticeOptions): Reader {
  const town = foundTown(options.seed)
  const script = dayScripts[options.day]
  const scripted = script ? scriptedPosts(town, options.day, script, storyStart(options)) : []
  return {
    source: townSource,
    label: 'Havre-Clair',
    capabilities: practiceCapabilities,
    timeline: recordedTimeline(options.speed),
    stillThere: townStillThere(options.memory ?? {}, options.world?.takenBack),
    read: (needs) =>
      live(
        options,
        needs,
        scripted,
        (atMs) => ordinaryHour(town, atMs, skyAt(options, atMs)),
        (items, fromMs) => spokenWith(options, town, { items, fromMs }),
      ),
  }
}

/** What we say there, and what people answer, beside what is said anyway. */
function spokenWith(
  options: PracticeOptions,
  town: Town,
  { items, fromMs }: { items: Iterable<Timed>; fromMs: number },
): Iterable<Timed> {
  const { world, speed, spokenTo = { posts: [] } } = options
  if (world === undefined) return options.spokenTo === undefined ? items : answering(items, town, spokenTo)
  return withoutLateAnswers(
    answering(withOurs(items, { world, spokenTo, speed, fromMs }), town, spokenTo),
    world,
  )
}

/** The Havre-Clair Herald: newspaper items, marked as media, later than the people who were there. */
export function practiceNewsReader(options: PracticeOptions): Reader {
  const town = foundTown(options.seed)
  const script = dayScripts[options.day]
  const source = 'practice:herald'
  const toNews = (posts: readonly Post[]): Post[] => posts.map((post) => ({ ...post, source }))
  const scripted = script ? scriptedNews(town, options.day, script, storyStart(options)) : []
  return {
    source,
    label: 'The Havre-Clair Herald',
    capabilities: practiceNewsCapabilities,
    timeline: recordedTimeline(options.speed),
    read: (needs) => live(options, needs, toNews(scripted), (atMs) => toNews(ordinaryNewsHour(town, atMs))),
  }
}

const historyHoursMax = 24 * 28

/**
 * The ordinary hours before a moment, oldest first, at once: what is usual in the town, newsroom left out.
 *
 * @param hours how many, at most 672 (four weeks)
 */
export function practiceHistory(options: { seed: number; untilMs: number; hours: number }): Post[] {
  const town = foundTown(options.seed)
  const fromMs = options.untilMs - Math.min(options.hours, historyHoursMax) * hourMs
  const posts: Post[] = []
  for (const post of hourly(fromMs, options.untilMs, [], (atMs) => quietBefore(town, atMs, options.untilMs)))
    posts.push(post)
  return posts
}

function quietBefore(town: Town, atMs: number, untilMs: number): Post[] {
  return ordinaryHour(town, atMs).filter((post) => post.atMs < untilMs)
}

function storyStart(options: PracticeOptions): number {
  return options.storyMs ?? options.startMs + minutesBeforeStory * minuteMs
}

/** On the day of its script the sky belongs to the story; before and after, to the seed. */
function skyAt(options: PracticeOptions, atMs: number): SkyKind | undefined {
  const storyMs = storyStart(options)
  return atMs > storyMs - 12 * hourMs && atMs < storyMs + 12 * hourMs
    ? dayScripts[options.day]?.sky
    : undefined
}

async function* live(
  options: PracticeOptions,
  needs: ReaderNeeds,
  scripted: readonly Post[],
  ordinary: (atMs: number) => Post[],
  withAnswers: (items: Iterable<Timed>, fromMs: number) => Iterable<Timed> = (items) => items,
): AsyncGenerator<Heard> {
  yield { kind: 'state', state: 'hearing' }
  const resume = readCursor(needs.cursor)
  const fromMs = Math.max(options.startMs, resume?.atMs ?? options.startMs)
  const untilMs = options.untilMs ?? Infinity
  const items = withAnswers(timed(hourly(fromMs, untilMs, scripted, ordinary), resume), fromMs)
  const told = misbehaving(items, options.misbehave ?? [], options.seed, options.startMs)
  yield* paced(told, { speed: options.speed, fromMs }, needs)
  if (!needs.signal.aborted) yield { kind: 'state', state: 'ended' }
}

function* hourly(
  fromMs: number,
  untilMs: number,
  scripted: readonly Post[],
  ordinary: (atMs: number) => Post[],
): Generator<Post> {
  for (let atMs = Math.floor(fromMs / hourMs) * hourMs; atMs < untilMs; atMs += hourMs) {
    const here = scripted.filter((post) => post.atMs >= atMs && post.atMs < atMs + hourMs)
    for (const post of inOrder([...ordinary(atMs), ...here])) {
      if (post.atMs >= fromMs && post.atMs < untilMs) yield post
    }
  }
}

type Resume = { atMs: number; id: string }

function* timed(posts: Iterable<Post>, resume: Resume | undefined): Generator<Timed> {
  for (const post of posts) {
    if (resume && (post.atMs < resume.atMs || (post.atMs === resume.atMs && post.id <= resume.id))) continue
    yield { kind: 'post', post, atMs: post.atMs, cursor: writeCursor(post) }
  }
}

function writeCursor(post: Post): Cursor {
  return `practice1:${post.atMs}:${post.id}`
}

function readCursor(cursor: Cursor | undefined): Resume | undefined {
  const found = /^practice1:(\d+):(.+)$/.exec(cursor ?? '')
  return found?.[2] === undefined ? undefined : { atMs: Number(found[1]), id: found[2] }
}
