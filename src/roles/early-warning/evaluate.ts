import { readAllPosts } from '#networks/replay/replay.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'
import type { Story } from '#stream/story.ts'
import { StreamDriver } from '#stream/drive.ts'
import { createTrends } from '#stream/trends/trends.ts'
import type { TrendsOptions } from '#stream/trends/options.ts'

/** What `evaluate early-warning` prints. */
type EarlyWarningFigures = {
  posts: number
  /** Hours between the first and the last post. */
  hours: number
  stories: number
  /** Stream time, ISO, of the first story opened at or after the onset whose samples are mostly on-topic; null = never. */
  firstOnTopicAlertAt: string | null
  minutesFromOnset: number | null
  /** On-topic posts heard from the onset up to that alert, the alert's minute included. */
  onTopicPostsToAlert: number | null
  /** Of all stories of the run, the share whose samples are mostly on-topic; null when there was no story. */
  onTopicShare: number | null
  storiesPerDay: number
  /** Null when the stream does not begin at least an hour before the onset. */
  storiesPerDayBeforeOnset: number | null
  postsPerSecond: number
  rssMb: number
}

/** A post with whether a person labelled it as being about the event. The engine is given only `post`. */
export type Labelled = { post: Post; onTopic: boolean }

/** A story as it stood when it was told first. */
export type Opened = { atMs: number; story: Story; onTopic: boolean; onTopicSamples: number }

/** Whether a label says the post is about the event: `label`, `informativeness` or `area` of the replay format. */
export function isOnTopic(labels: Readonly<Record<string, string>> | undefined): boolean {
  if (labels === undefined) return false
  return (
    labels['label'] === 'on-topic' ||
    labels['area'] === 'affected' ||
    labels['informativeness']?.startsWith('Related') === true
  )
}

/** The post without anything a person added: the engine must never see labels. */
function unlabelled(post: Post): Post {
  const { labels: _labels, raw: _raw, ...plain } = post
  return plain
}

/**
 * Runs posts through the engine with no watch, as fast as it goes, ticking every minute of stream time.
 *
 * Definitions. A story counts once, when it opens. It is on-topic when more than half of its sample posts are labelled so. The alert is the first on-topic
 * story opened at or after the onset; posts to alert counts on-topic posts from the onset to the minute of that alert.
 */
function runLabelled(posts: readonly Labelled[], options: TrendsOptions = {}): Opened[] {
  const driver = new StreamDriver(createTrends(options))
  const topics = new Map(posts.map(({ post, onTopic }) => [post.id, onTopic]))
  const lastMs = posts.at(-1)?.post.atMs ?? 0
  const events = driver.observe(posts.map(({ post }) => ({ post: unlabelled(post), watches: [] })))
  return [...events, ...driver.passTo(lastMs + minuteMs)].flatMap((event) =>
    event.kind === 'story' && event.change === 'opened'
      ? [judge(event.story.openedAtMs, event.story, topics)]
      : [],
  )
}

function judge(atMs: number, story: Story, topics: ReadonlyMap<string, boolean>): Opened {
  const onTopicSamples = story.samples.filter((sample) => topics.get(sample.id) === true).length
  return { atMs, story, onTopicSamples, onTopic: onTopicSamples * 2 > story.samples.length }
}

/** The figures of a run; `onsetMs` defaults to the first on-topic post. */
export function figuresOf(
  posts: readonly Labelled[],
  opened: readonly Opened[],
  onsetMs?: number,
): Omit<EarlyWarningFigures, 'postsPerSecond' | 'rssMb'> {
  const firstMs = posts[0]?.post.atMs ?? 0
  const lastMs = posts.at(-1)?.post.atMs ?? 0
  const onset = onsetMs ?? posts.find(({ onTopic }) => onTopic)?.post.atMs ?? firstMs
  const alert = opened.find((one) => one.onTopic && one.atMs >= onset)
  const before = opened.filter((one) => one.atMs < onset).length
  const daysBefore = (onset - firstMs) / dayMs
  return {
    posts: posts.length,
    hours: round((lastMs - firstMs) / hourMs, 1),
    stories: opened.length,
    firstOnTopicAlertAt: alert === undefined ? null : new Date(alert.atMs).toISOString(),
    minutesFromOnset: alert === undefined ? null : round((alert.atMs - onset) / minuteMs, 1),
    onTopicPostsToAlert:
      alert === undefined
        ? null
        : posts.filter(({ post, onTopic }) => onTopic && post.atMs >= onset && post.atMs < alert.atMs).length,
    onTopicShare:
      opened.length === 0 ? null : round(opened.filter((one) => one.onTopic).length / opened.length, 3),
    storiesPerDay: round(opened.length / Math.max(1 / 24, (lastMs - firstMs) / dayMs), 2),
    storiesPerDayBeforeOnset: daysBefore < 1 / 24 ? null : round(before / daysBefore, 2),
  }
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** What `evaluateEarlyWarning` is given: a recorded, labelled event in the replay format. */
type EarlyWarningRun = { file: string; onsetMs?: number; progress?: (posts: number) => void }

/**
 * Measures the engine on a recorded event with no watch configured, labels unseen.
 *
 * @throws UnreadableFile when the file cannot be read at all
 */
export async function evaluateEarlyWarning({
  file,
  onsetMs,
  progress,
}: EarlyWarningRun): Promise<EarlyWarningFigures> {
  const posts: Labelled[] = []
  for await (const post of readAllPosts(file)) {
    posts.push({ post, onTopic: isOnTopic(post.labels) })
    progress?.(posts.length)
  }
  posts.sort((a, b) => a.post.atMs - b.post.atMs)
  const startedMs = performance.now()
  const opened = runLabelled(posts)
  const seconds = (performance.now() - startedMs) / 1000
  return {
    ...figuresOf(posts, opened, onsetMs),
    postsPerSecond: Math.round(posts.length / Math.max(seconds, 0.001)),
    rssMb: Math.round(process.memoryUsage().rss / 1024 / 1024),
  }
}
