import { assert } from '#kernel/assert.ts'
import type { Post } from '#kernel/post.ts'
import { dayMs } from '#kernel/time.ts'
import { naiveMatches } from '#stream/matcher/naive.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import type { Rule } from '#stream/rules/rule.ts'
import type { PostPage, WouldHaveMatched } from '#listening/contract.ts'
import { keptForDaysMax, type Listening } from '#listening/listening.ts'
import { pageMark, postView, readPageMark } from '#listening/post-view.ts'
import { candidatePosts, type Before } from '#listening/posts.ts'
import { wordQuery } from '#listening/word-query.ts'

const pageSize = 50
const scanBatch = 500
/** Most kept posts looked at for one answer; a rule so broad is answered from the newest of them. */
export const scannedMax = 50_000
const samplesMax = 20

type Scan = {
  rule: Rule
  fromMs: number
  toMs: number
  before?: Before | undefined
  /** Told after each batch how many posts were looked at so far, and the time of the oldest; may stop by throwing. */
  onBatch?: (looked: number, oldestMs: number) => void
}

/** Kept posts that a rule really matches, newest first, until the caller has enough. Says how many were looked at. */
export async function* scan(
  listening: Listening,
  { rule, fromMs, toMs, before, onBatch }: Scan,
): AsyncGenerator<Post> {
  const tsquery = wordQuery(rule)
  let from = before
  for (let scanned = 0; scanned < scannedMax; scanned += scanBatch) {
    const batch = await candidatePosts(listening.db, {
      tsquery,
      fromMs,
      toMs,
      before: from,
      limit: scanBatch,
    })
    for (const post of batch) if (naiveMatches(rule, post)) yield post
    const last = batch.at(-1)
    if (last !== undefined) onBatch?.(scanned + batch.length, last.atMs)
    if (last === undefined || batch.length < scanBatch) return
    from = { atMs: last.atMs, id: last.id }
  }
}

/** A rule that was checked before, read. */
export function ruleOf(text: string): Rule {
  const parsed = parseRule(text)
  assert(parsed.ok, 'a rule is checked before it is searched for')
  return parsed.rule
}

/** A page of kept posts that a rule matches, newest first. The rule was checked before. */
export async function searchPosts(
  listening: Listening,
  ask: { q: string; from?: string | undefined; to?: string | undefined; before?: string | undefined },
): Promise<PostPage> {
  const toMs = ask.to === undefined ? listening.streamNowMs + dayMs : Date.parse(ask.to)
  const fromMs =
    ask.from === undefined ? listening.streamNowMs - keptForDaysMax * dayMs : Date.parse(ask.from)
  const found: Post[] = []
  for await (const post of scan(listening, {
    rule: ruleOf(ask.q),
    fromMs,
    toMs,
    before: readPageMark(ask.before),
  })) {
    found.push(post)
    if (found.length > pageSize) break
  }
  const page = found.slice(0, pageSize)
  const last = page.at(-1)
  const next = last === undefined || found.length <= pageSize ? {} : { next: pageMark(last) }
  return { posts: page.map(postView), coverage: listening.note(fromMs), ...next }
}

/** What a rule would have matched among the posts kept over this long. The rule was checked before. */
export async function wouldHaveMatched(
  listening: Listening,
  text: string,
  forMs: number,
): Promise<WouldHaveMatched> {
  const toMs = listening.streamNowMs
  const fromMs = toMs - forMs
  const authors = new Set<string>()
  const samples: Post[] = []
  let matched = 0
  for await (const post of scan(listening, { rule: ruleOf(text), fromMs, toMs: toMs + dayMs })) {
    matched += 1
    authors.add(post.author?.id ?? post.id)
    if (samples.length < samplesMax) samples.push(post)
  }
  const { of, oldestMs } = await keptBetween(listening, fromMs)
  const days = Math.max(1 / 24, (toMs - Math.max(fromMs, oldestMs ?? toMs)) / dayMs)
  const since = Math.max(fromMs, oldestMs ?? fromMs)
  return {
    matched,
    of,
    authors: authors.size,
    perDay: Math.round((matched / days) * 10) / 10,
    since: new Date(since).toISOString(),
    samples: samples.map(postView),
    coverage: listening.note(since),
  }
}

/** How many posts are kept since a moment, and the oldest of them. */
export async function keptBetween(
  listening: Listening,
  fromMs: number,
): Promise<{ of: number; oldestMs: number | undefined }> {
  const row = await listening.db
    .selectFrom('posts')
    .select(({ fn }) => [fn.countAll<number>().as('of'), fn.min('at').as('oldest')])
    .where('at', '>=', new Date(fromMs))
    .executeTakeFirstOrThrow()
  // `min` over no rows is null, which its type does not say.
  const oldest = row.oldest as Date | null
  return { of: row.of, oldestMs: oldest?.getTime() }
}
