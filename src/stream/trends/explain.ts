import { minuteMs } from '#kernel/time.ts'
import type { Post } from '#kernel/post.ts'
import { languageOf } from '#language/language-id.ts'
import { isQuestion } from '#language/questions.ts'
import type { RisingTerm, Story } from '#stream/story.ts'
import { copiedIn } from '#stream/trends/copied.ts'
import { scalesMin } from '#stream/trends/key-table.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** Posts shown with a story at most. */
export const samplesMax = 10
/** A post of less concern than this does not speak of harm or disruption. */
const byCatchBelow = 0.1
/** A post of this concern speaks clearly of harm or disruption, as the gate takes it. */
const harmFrom = 0.35
/** Newest distinct posts looked at for samples and questions. */
const rankedMax = 300
/** Newest distinct posts whose languages are read when a story is told. */
const languagesReadMax = 60
/** Characters of a headline at most. */
const headlineLengthMax = 120

/** Text without what is not content for a reader of a headline: repost mark, handles at its start, links, spare spaces. */
function headlineText(text: string): string {
  return text
    .slice(0, 2000)
    .replace(/^\s*RT @\S+\s*/u, '')
    .replace(/https?:\/\/\S*/gu, ' ')
    .replace(/^(?:\s*[.]?@\S+[\s:,]*)+/u, '')
    .replace(/(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]+/gu, ' ')
    .replaceAll('&amp;', '&')
    .replaceAll('&gt;', '>')
    .replaceAll('&lt;', '<')
    .replace(/\s+/gu, ' ')
    .replace(/\s+([,.])/gu, '$1')
    .replace(/^[\s:;,.\-–—|"“”]+/u, '')
    .trim()
}

/** Cuts at a word, with an ellipsis, so that nothing is longer than {@link headlineLengthMax}. */
export function cut(text: string, lengthMax = headlineLengthMax): string {
  const points = [...text]
  if (points.length <= lengthMax) return text
  const head = points.slice(0, lengthMax - 1).join('')
  const space = head.lastIndexOf(' ')
  return `${(space > lengthMax / 2 ? head.slice(0, space) : head).trimEnd()}…`
}

/** How good a post is as the sentence that stands for its story: central, whole, a statement, nobody's reply. */
export function telling(heard: Heard, weight: number): number {
  heard.tellingAlone ??= tellingAlone(heard)
  return heard.tellingAlone < -0.9 ? -1 : weight + heard.tellingAlone
}

function tellingAlone(heard: Heard): number {
  const text = headlineText(heard.post.text)
  const length = [...text].length
  if (length < 20) return -2
  const words = text.split(' ')
  const tags = words.filter((word) => word.startsWith('#')).length / words.length
  const shouted = /\p{Lu}{12,}|!{2,}|\.{4,}/u.test(text) ? 0.3 : 0
  const reply = heard.post.replyTo !== undefined || /^\s*[.]?@/u.test(heard.post.text) ? 0.4 : 0
  const repost = heard.post.repostOf !== undefined || /^\s*RT @/u.test(heard.post.text) ? 0.2 : 0
  const long = length > headlineLengthMax ? 0.15 : 0
  const placed = heard.places.length > 0 ? 0.15 : 0
  const concern = Math.max(-0.5, Math.min(1, heard.concern)) * 0.5
  return concern + placed - tags - shouted - reply - repost - long - (isOrdinaryPerson(heard.post) ? 0 : 0.5)
}

/** Not a newsroom, a public body or a machine, as far as the wire says. */
function isOrdinaryPerson(post: Post): boolean {
  return post.author?.kind === undefined || post.author.kind === 'person'
}

/** What a story is explained from. */
export type Explained = {
  /** Distinct posts and copies of the story, oldest first. */
  posts: readonly Heard[]
  /** When posts with its terms were heard before it began, oldest first. */
  beforeMs: readonly number[]
  /** How much of the story each post carries. */
  weightOf: (heard: Heard) => number
  nowMs: number
  windowMin: number
}

/** The posts that say most of a story, most telling first, each saying something of its own. */
export function samplesOf(story: Explained): Post[] {
  const clusters = new Set<number>()
  const ranked = worthShowing(story.posts.filter((heard) => !heard.copy).slice(-rankedMax))
    .map((heard) => ({ heard, score: telling(heard, story.weightOf(heard)) }))
    .sort((a, b) => b.score - a.score || a.heard.atMs - b.heard.atMs)
  const kept: Post[] = []
  for (const { heard } of ranked) {
    if (kept.length >= samplesMax) break
    if (clusters.has(heard.cluster) || heard.post.text === '') continue
    clusters.add(heard.cluster)
    kept.push(heard.post)
  }
  return kept
}

/** When most posts of a story speak of harm or disruption, those that do not are by-catch and not shown as its samples. */
function worthShowing(posts: readonly Heard[]): readonly Heard[] {
  const concerned = posts.filter((heard) => heard.concern >= byCatchBelow)
  return concerned.length >= 3 && concerned.length * 2 > posts.length ? concerned : posts
}

/** Whose sentence stands for the story: the most telling whole one by an ordinary person, and by others only when there is none. */
export function tellerOf(samples: readonly Post[]): Post | undefined {
  const whole = samples.filter(
    (post) => post.repostOf === undefined && [...headlineText(post.text)].length >= 20,
  )
  return whole.find(isOrdinaryPerson) ?? whole[0] ?? samples[0]
}

/** The most telling sentence people wrote themselves; falls back to the rising terms when all posts are links or fragments. */
export function headlineOf(samples: readonly Post[], terms: readonly RisingTerm[]): string {
  const teller = tellerOf(samples)
  const sentence = teller === undefined ? '' : cut(headlineText(teller.text))
  return sentence === ''
    ? cut(
        terms
          .map((term) => term.text)
          .slice(0, 5)
          .join(', '),
      )
    : sentence
}

/** The language a post is in: as declared where that is believable, else as read. */
export function langOf(heard: Heard): string {
  heard.lang ??= languageOf(heard.post.text, heard.post.lang).lang
  return heard.lang
}

/** The languages of a story's newest posts: of some read now, of others as far as they were read when it was told before. */
function languagesOf(posts: readonly Heard[]): string[] {
  const newest = posts.slice(-rankedMax)
  const unread = newest.length - languagesReadMax
  return newest.map((heard, at) => (at < unread ? (heard.lang ?? 'und') : langOf(heard)))
}

function tally(values: Iterable<string>): [string, number][] {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
}

/** Everything about a story's posts that is counting: authors, copies, places, languages, networks, questions, course. */
export function countsOf(
  story: Explained,
): Pick<
  Story,
  | 'posts'
  | 'authors'
  | 'copiesShareOf1'
  | 'languages'
  | 'places'
  | 'networks'
  | 'questions'
  | 'course'
  | 'postIds'
  | 'harm'
  | 'copied'
> {
  const beginMs = story.nowMs - story.windowMin * minuteMs
  const inside = story.posts.filter((heard) => heard.atMs >= beginMs)
  const distinct = inside.filter((heard) => !heard.copy)
  const all = story.posts.filter((heard) => !heard.copy)
  return {
    posts: distinct.length,
    authors: new Set(distinct.map((heard) => heard.post.author?.id ?? heard.post.id)).size,
    copiesShareOf1: inside.length === 0 ? 0 : (inside.length - distinct.length) / inside.length,
    languages: tally(languagesOf(all).filter((lang) => lang !== 'und'))
      .slice(0, 6)
      .map(([lang, posts]) => ({ lang, posts })),
    places: tally(all.flatMap((heard) => [...new Set(heard.places)]))
      .slice(0, 6)
      .map(([name, posts]) => ({ name, posts })),
    networks: tally(all.map((heard) => heard.post.network))
      .slice(0, 12)
      .map(([network, posts]) => ({ network, posts })),
    questions: distinct
      .slice(-rankedMax)
      .filter((heard) => (heard.asks ??= isQuestion(heard.post.text, heard.post.lang))).length,
    course: courseOf(all, story.beforeMs, story.nowMs),
    postIds: story.posts.slice(-500).map((heard) => heard.post.id),
    harm: distinct.filter((heard) => heard.concern >= harmFrom).length,
    copied: copiedIn(story.posts),
  }
}

/** Bucket sizes a course can have, minutes: the smallest that shows the whole story and the quiet before it. */
const courseBucketsMin = [5, 10, 15, 30, 60, 120, 240, 480, 1440] as const
const courseBucketsMax = 72
/** The quiet shown before a story: as many buckets, of what was listened to. */
const quietBuckets = 30

/** Distinct posts with the story's terms per bucket; before the story those that carried them without belonging to anything. */
function courseOf(posts: readonly Heard[], beforeMs: readonly number[], nowMs: number): Story['course'] {
  const firstMs = posts[0]?.atMs ?? nowMs
  const spanMin = (nowMs - firstMs) / minuteMs + 1
  const bucketMin = courseBucketsMin.find((size) => spanMin / size < courseBucketsMax - quietBuckets) ?? 1440
  const bucketMs = bucketMin * minuteMs
  const lastBucket = Math.floor(nowMs / bucketMs)
  const firstBucket = Math.max(
    Math.floor(firstMs / bucketMs) - quietBuckets,
    lastBucket - courseBucketsMax + 1,
  )
  const counts = Array.from({ length: lastBucket - firstBucket + 1 }, () => 0)
  const count = (atMs: number): void => {
    const bucket = Math.floor(atMs / bucketMs) - firstBucket
    if (bucket >= 0 && bucket < counts.length) counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  for (const atMs of beforeMs) count(atMs)
  for (const heard of posts) count(heard.atMs)
  return { bucketMin, startMs: firstBucket * bucketMs, posts: counts }
}

/** Posts a window needs so that a story is told by it; a shorter one says more about now. */
const windowPostsWanted = 8
/** With fewer than this a window says nothing of a story that goes on slowly; then a longer one is told. */
const windowPostsLeast = 3

/**
 * The shortest window that holds enough of a story to say how it goes now. Windows beyond an hour are for streams where
 * posts are few: they are used up to the one the story was found in, and past it only while hardly anybody writes.
 */
export function windowMinFor(posts: readonly Heard[], nowMs: number, foundInMin: number): number {
  const slowestMin = Math.max(60, foundInMin)
  const postsIn = (minutes: number): number =>
    posts.filter((heard) => !heard.copy && heard.atMs >= nowMs - minutes * minuteMs).length
  const enough = (minutes: number): boolean =>
    postsIn(minutes) >= (minutes < slowestMin ? windowPostsWanted : windowPostsLeast)
  return scalesMin.find(enough) ?? scalesMin.at(-1) ?? slowestMin
}

/** How a story goes: its window against the one before it, and whether posts still come in the newer half. */
export function stateOf(story: Explained): Exclude<Story['state'], 'over'> {
  const windowMs = story.windowMin * minuteMs
  const distinct = story.posts.filter((heard) => !heard.copy)
  const within = (fromMs: number, toMs: number): number =>
    distinct.filter((heard) => heard.atMs >= fromMs && heard.atMs < toMs).length
  const now = within(story.nowMs - windowMs, Infinity)
  const before = within(story.nowMs - 2 * windowMs, story.nowMs - windowMs)
  const newer = within(story.nowMs - windowMs / 2, Infinity)
  if (now >= 5 && now >= 2 * before + 2 && newer * 2 >= now) return 'rising-fast'
  return now >= before + 2 && now >= before * 1.3 && newer * 5 >= now * 2 ? 'rising' : 'steady'
}

/** The window, minutes, of a scale index. */
export function windowMinOf(scale: number): number {
  return scalesMin[scale] ?? 60
}
