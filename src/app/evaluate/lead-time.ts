import { readAllPosts } from '#networks/replay/replay.ts'
import type { Post } from '#kernel/post.ts'
import { hourMs, minuteMs } from '#kernel/time.ts'
import { StreamDriver } from '#stream/drive.ts'
import type { Story } from '#stream/story.ts'
import { createTrends } from '#stream/trends/trends.ts'
import { UsageError } from '#cli/words.ts'
import type { SuiteRun } from '#app/evaluate/suite.ts'

/** The label that is the truth about media in CrisisLexT26. */
const mediaLabel = 'Media'

/** A post with whether a person labelled its source as media. The engine is given only the post, without labels. */
export type Sourced = { post: Post; isMedia: boolean }

/** What became of one story: minutes from our signal to the first media post in it; undefined when there was none. */
export type StoryLead = { signalMs: number; firstMediaMs: number | undefined; leadMin: number | undefined }

/** What `evaluate lead-time` prints. */
export type LeadFigures = {
  suite: 'lead-time'
  posts: number
  mediaPosts: number
  unlabelled: number
  hours: number
  stories: number
  /** Stories signalled before the first media post in them. */
  storiesWithLead: number
  /** Stories in which a media post was there at or before our signal. */
  storiesWithNoLead: number
  /** Stories without any media post: no lead can be measured. */
  storiesWithoutMedia: number
  /** Over all stories with a media post, negative ones included; null when there is none. */
  medianLeadMin: number | null
  /** Over the stories with a lead only; null when there is none. */
  medianLeadWhereAheadMin: number | null
  /** Of each story with a media post, in the order of the signals. */
  leadsMin: number[]
}

/**
 * Replays recorded posts through the engine with no watch, labels unseen, and measures each story's signal against the first
 * post in it that people labelled as media.
 *
 * Definitions. A story is signalled when it opens. Its posts are all that the engine ever counted to it, up to its end.
 */
export function storyLeads(posts: readonly Sourced[]): StoryLead[] {
  const driver = new StreamDriver(createTrends({}))
  const stories = new Map<string, { story: Story; ids: Set<string> }>()
  const lastMs = posts.at(-1)?.post.atMs ?? 0
  const events = driver.observe(posts.map(({ post }) => ({ post: unlabelled(post), watches: [] })))
  for (const event of [...events, ...driver.passTo(lastMs + 12 * hourMs)]) {
    if (event.kind !== 'story') continue
    const known = stories.get(event.story.id) ?? { story: event.story, ids: new Set<string>() }
    for (const id of event.story.postIds) known.ids.add(id)
    stories.set(event.story.id, known)
  }
  return [...stories.values()]
    .map(({ story, ids }) => leadOf(story, ids, posts))
    .toSorted((a, b) => a.signalMs - b.signalMs)
}

function leadOf(story: Story, ids: ReadonlySet<string>, posts: readonly Sourced[]): StoryLead {
  const firstMediaMs = posts.find(({ post, isMedia }) => isMedia && ids.has(post.id))?.post.atMs
  const signalMs = story.openedAtMs
  const leadMin = firstMediaMs === undefined ? undefined : (firstMediaMs - signalMs) / minuteMs
  return { signalMs, firstMediaMs, leadMin }
}

/** The post without anything a person added, also without who they said it was from: the engine must not see it. */
function unlabelled(post: Post): Post {
  const { labels: _labels, raw: _raw, author, ...plain } = post
  if (author === undefined) return plain
  const { kind: _kind, ...who } = author
  return { ...plain, author: who }
}

/** The figures of a run. */
export function leadFigures(posts: readonly Sourced[], leads: readonly StoryLead[]): LeadFigures {
  const measured = leads.flatMap(({ leadMin }) => leadMin ?? [])
  const ahead = measured.filter((minutes) => minutes > 0)
  const [firstMs, lastMs] = [posts[0]?.post.atMs ?? 0, posts.at(-1)?.post.atMs ?? 0]
  return {
    suite: 'lead-time',
    posts: posts.length,
    mediaPosts: posts.filter(({ isMedia }) => isMedia).length,
    unlabelled: posts.filter(({ post }) => post.labels?.['info_source'] === undefined).length,
    hours: round((lastMs - firstMs) / hourMs),
    stories: leads.length,
    storiesWithLead: ahead.length,
    storiesWithNoLead: measured.length - ahead.length,
    storiesWithoutMedia: leads.length - measured.length,
    medianLeadMin: medianOf(measured),
    medianLeadWhereAheadMin: medianOf(ahead),
    leadsMin: measured.map(round),
  }
}

function medianOf(values: readonly number[]): number | null {
  if (values.length === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle] ?? 0
  return round(sorted.length % 2 === 1 ? high : ((sorted[middle - 1] ?? 0) + high) / 2)
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}

/**
 * `bellwether evaluate lead-time`: how far each story's signal came before the first post of it that people labelled as media.
 *
 * @throws UnreadableFile when the file cannot be read at all
 * @throws UsageError when no post says who it is from: then nothing can be measured
 */
export async function evaluateLeadTime({ data, progress }: SuiteRun): Promise<LeadFigures> {
  const posts: Sourced[] = []
  for await (const post of readAllPosts(data)) {
    posts.push({ post, isMedia: post.labels?.['info_source'] === mediaLabel })
    progress(posts.length)
  }
  if (!posts.some(({ post }) => post.labels?.['info_source'] !== undefined))
    throw new UsageError({
      en: `No post of ${data} says who it is from (info_source), so no lead can be measured. Give a file in the format of CrisisLexT26.`,
      fr: `Aucun message de ${data} n’indique sa provenance (info_source) ; aucune avance ne peut être mesurée. Donnez un fichier au format de CrisisLexT26.`,
    })
  posts.sort((a, b) => a.post.atMs - b.post.atMs)
  return leadFigures(posts, storyLeads(posts))
}
