import type { Post } from '#kernel/post.ts'
import { createTextReader } from '#language/reading.ts'
import { TextScan } from '#language/scan.ts'
import { decodeFrame } from '#networks/bluesky/decode.ts'
import { StreamDriver } from '#stream/drive.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { seededChance } from '#stream/matcher/nasty-input.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { createTrends } from '#stream/trends/trends.ts'
import type { Observed } from '#stream/trends-contract.ts'
import { jetstreamFrames } from './support/jetstream.ts'
import { postFrame } from './support/jetstream-server.ts'
import { rulesOver } from './support/match-rules.ts'
import { figure, heldMb, machine } from './support/measure.ts'
import { hasRealTexts, postsFrom, realTexts } from './support/texts.ts'

/**
 * The whole path of a post on one core: frames with five likes and follows to a post, posts, 10,000 rules, language and every
 * head, words, phrases, pairs, places and near-copies counted, a look every minute of stream time, stories told.
 *
 * Run: `npm run bench -- pipeline`. Anchors: all of X is 5,700 posts a second on average, Bluesky's busiest hour 36.
 */
const [ruleCount, warmUpPosts, measuredPosts, batchSize, likesPerPost] = [10_000, 20_000, 60_000, 256, 5]
const startMs = Date.UTC(2026, 4, 5, 12)
const anchors = { wholeOfXPerS: 5700, blueskyPeakHourPerS: 36 }

/** Rules and reading share one scan of a text, as in a match thread. */
type Stage = 'wire' | 'rules and reading' | 'trends'

function run(postsPerS: number): void {
  const texts = realTexts()
  const matcher = new Matcher()
  for (const [at, text] of [...rulesOver(texts, ruleCount, 5)].entries()) {
    const read = parseRule(text)
    if (read.ok) matcher.add(`r${at}`, read.rule)
  }
  const path = new Path(matcher)
  const batches = framesOf(texts, postsPerS)
  const warmUpBatches = Math.floor(warmUpPosts / batchSize)
  for (const batch of batches.slice(0, warmUpBatches)) path.take(batch)
  path.begin()
  for (const batch of batches.slice(warmUpBatches)) path.take(batch)
  path.tell(postsPerS)
}

/** Frames in batches of 256 posts, each with the likes and follows that come with them. */
function framesOf(texts: readonly string[], postsPerS: number): Buffer[][] {
  const chance = seededChance(3)
  const others = jetstreamFrames(20_000, startMs, chance).filter(
    (frame) => !frame.includes('app.bsky.feed.post'),
  )
  const batches: Buffer[][] = []
  let batch: Buffer[] = []
  for (const post of postsFrom(texts, warmUpPosts + measuredPosts, { postsPerS, startMs, seed: 7 })) {
    batch.push(frameOf(post, batches.length * batchSize + batch.length))
    for (let n = 0; n < likesPerPost; n++)
      batch.push(others[Math.floor(chance() * others.length)] ?? Buffer.alloc(0))
    if (batch.length < batchSize * (1 + likesPerPost)) continue
    batches.push(batch)
    batch = []
  }
  return batches
}

function frameOf(post: Post, n: number): Buffer {
  const author = Number(post.author?.id.slice('did:plc:'.length) ?? 0)
  return Buffer.from(postFrame({ n, text: post.text, author, timeUs: post.atMs * 1000 }))
}

/** One core's worth of desk, with what each stage has cost. */
class Path {
  readonly #matcher: Matcher
  readonly #scan = new TextScan()
  readonly #reader = createTextReader()
  readonly #driver = new StreamDriver(createTrends({}))
  #spent: Record<Stage, number> = { wire: 0, 'rules and reading': 0, trends: 0 }
  #posts = 0
  #events = 0
  #matches = 0
  #stories = 0
  #unsure = 0

  constructor(matcher: Matcher) {
    this.#matcher = matcher
  }

  begin(): void {
    this.#spent = { wire: 0, 'rules and reading': 0, trends: 0 }
    this.#posts = this.#events = this.#matches = this.#stories = this.#unsure = 0
  }

  take(frames: readonly Buffer[]): void {
    this.#events += frames.length
    const posts = this.#timed('wire', () => postsOf(frames))
    this.#posts += posts.length
    const observed = this.#timed('rules and reading', () => posts.map((post) => this.#matchAndRead(post)))
    const events = this.#timed('trends', () => this.#driver.observe(observed))
    this.#stories += events.filter((event) => event.kind === 'story' && event.change === 'opened').length
  }

  tell(postsPerS: number): void {
    const total = Object.values(this.#spent).reduce((sum, one) => sum + one, 0)
    const postsPerCpuS = Math.round(this.#posts / total)
    const usPerPost = Object.fromEntries(
      Object.entries(this.#spent).map(([stage, cpuS]) => [
        stage,
        Math.round((cpuS * 1e7) / this.#posts) / 10,
      ]),
    )
    figure({
      bench: 'pipeline',
      what: `${postsPerS} posts a second of stream time`,
      ...machine(),
      rules: this.#matcher.size,
      posts: this.#posts,
      postsPerCpuS,
      eventsPerCpuS: Math.round(this.#events / total),
      timesWholeOfX: Math.round((postsPerCpuS / anchors.wholeOfXPerS) * 10) / 10,
      timesBlueskyPeak: Math.round(postsPerCpuS / anchors.blueskyPeakHourPerS),
      usPerPost,
      matchesPerPost: Math.round((this.#matches / this.#posts) * 100) / 100,
      unsureShareOf1: Math.round((this.#unsure / this.#posts) * 100) / 100,
      stories: this.#stories,
      heldMb: heldMb(),
    })
  }

  #timed<T>(stage: Stage, work: () => T): T {
    const before = process.cpuUsage()
    const done = work()
    const { user, system } = process.cpuUsage(before)
    this.#spent[stage] += (user + system) / 1e6
    return done
  }

  #matchAndRead(post: Post): Observed {
    this.#scan.read(post.text)
    const watches = this.#matcher.matchScanned(post, this.#scan)
    this.#matches += watches.length
    if (this.#reader.read(this.#scan, post.lang).sentiment.label === 'unsure') this.#unsure++
    return { post, watches }
  }
}

function postsOf(frames: readonly Buffer[]): Post[] {
  const posts: Post[] = []
  for (const frame of frames) {
    const decoded = decodeFrame(frame, { source: 'bench', heardMs: startMs + 3_600_000 })
    if (decoded.kind === 'post') posts.push(decoded.post)
  }
  return posts
}

if (hasRealTexts()) for (const postsPerS of [50, 500]) run(postsPerS)
else process.stderr.write('pipeline: no ../shared/data/text here, so nothing is measured\n')
