import type { Post } from '#kernel/post.ts'
import { minuteMs } from '#kernel/time.ts'
import { createTextReader, type Reading, type TextReader } from '#language/reading.ts'
import { TextScan } from '#language/scan.ts'
import { postView } from '#listening/post-view.ts'
import type { Story } from '#stream/story.ts'
import type { StoryExplained } from '#roles/early-warning/explaining/contract.ts'

/** A post asks for help from this probability on; between the two the machine cannot tell. */
const helpFrom = 0.6
const noHelpBelow = 0.4
/** The first post was heard within this of when the story began. */
const firstWithinMs = 2 * minuteMs

type Read = Pick<Reading, 'request'> & { tone: Reading['sentiment']['label'] }

/** Made when the first story is opened: 40 MB of weights that a desk nobody looks at need not hold. */
let reader: { texts: TextReader; scan: TextScan } | undefined

/** Reads posts that have words of their own, each text once. */
export function readPosts(posts: readonly Post[]): Read[] {
  reader ??= { texts: createTextReader(), scan: new TextScan() }
  const { texts, scan } = reader
  return ownTexts(posts).map((post) => {
    scan.read(post.text)
    const { sentiment, request } = texts.read(scan, post.lang)
    return { tone: sentiment.label, request }
  })
}

/** Posts with words of their own: no reposts, each text once. */
function ownTexts(posts: readonly Post[]): Post[] {
  const own = posts.filter((post) => post.repostOf === undefined && !/^\s*RT @/u.test(post.text))
  return [...new Map(own.map((post) => [post.text.trim().toLowerCase(), post])).values()]
}

/** Counts of what was read. */
export function countsOf(read: readonly Read[]): Omit<StoryExplained, 'telling' | 'first'> {
  const tones = (tone: Read['tone']): number => read.filter((one) => one.tone === tone).length
  const requests = read.flatMap(({ request }) => (request === undefined ? [] : [request]))
  return {
    read: read.length,
    negative: tones('negative'),
    neutral: tones('neutral'),
    positive: tones('positive'),
    unsure: tones('unsure'),
    help: requests.filter((request) => request >= helpFrom).length,
    helpUnsure: requests.filter((request) => request >= noHelpBelow && request < helpFrom).length,
    helpRead: requests.length,
  }
}

/** The first post of a story among those that are kept: the first it knows by id, unless it has let go of its oldest. */
export function firstOf(
  posts: readonly Post[],
  story: Pick<Story, 'firstSeenMs' | 'postIds' | 'postsInAll'>,
): Post | undefined {
  if (story.postIds.length >= story.postsInAll) return posts.find((post) => post.id === story.postIds[0])
  const [oldest] = posts.toSorted((a, b) => a.atMs - b.atMs)
  if (oldest === undefined || Math.abs(oldest.atMs - story.firstSeenMs) > firstWithinMs) return undefined
  return oldest
}

/** Everything that is worked out when a story is opened. */
export function explained(story: Story, posts: readonly Post[]): StoryExplained {
  const first = firstOf(posts, story)
  return {
    ...countsOf(readPosts(posts)),
    telling: story.samples.slice(0, 3).map(postView),
    ...(first === undefined ? {} : { first: postView(first) }),
  }
}
