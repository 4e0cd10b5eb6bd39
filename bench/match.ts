import { loadavg } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Post } from '#kernel/post.ts'
import { TextScan } from '#language/scan.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import { parseRule } from '#stream/rules/parse-rule.ts'
import { matchAlternatives } from './support/match-alternatives.ts'
import { rulesOver, withLanguage } from './support/match-rules.ts'
import { costOf, figure, machine, median, perCpuS } from './support/measure.ts'
import { hasRealTexts, postsFrom, realTexts } from './support/texts.ts'

/**
 * The matcher on synthetic rules over the words of real texts: posts per CPU second of one core, megabytes, and what a
 * rule costs to add and to remove. Sizes may be named: `npm run bench -- match --sizes=1000,100000`; `--quick` leaves the
 * alternatives out. Rules are made of the same texts the posts come from, so they meet as rules people tune do.
 */
const sizesAsked = process.argv.find((word) => word.startsWith('--sizes='))?.slice(8)
const sizes = (sizesAsked ?? '1000,10000,100000,250000,1000000').split(',').map(Number)
/** The number of rules at which others are put beside. */
const comparedSize = 100_000
const [warmUpPosts, roundPosts, rounds] = [30_000, 20_000, 3]
setFlagsFromString('--expose_gc')
const collect: unknown = runInNewContext('gc')

if (hasRealTexts()) await run()
else process.stderr.write('match: no ../shared/data/text here, so nothing is measured\n')

async function run(): Promise<void> {
  const texts = realTexts()
  const posts = withLanguage(
    postsFrom(texts, warmUpPosts + roundPosts * rounds, { postsPerS: 50, startMs: 0, seed: 11 }),
  )
  figure({ bench: 'match', what: 'machine', ...machine() })
  await measureScan(posts)
  for (const size of sizes) {
    const rules = [...rulesOver(texts, size, 5)]
    const postsPerCpuS = await measure(rules, posts)
    if (size === comparedSize && !process.argv.includes('--quick'))
      await matchAlternatives({ rules, posts, postsPerCpuS })
  }
}

async function measureScan(posts: readonly Post[]): Promise<void> {
  const scan = new TextScan()
  const rates = await repeated(posts, (post) => scan.read(post.text))
  figure({ bench: 'match', what: 'reading alone', postsPerCpuS: rates })
}

async function measure(rules: readonly string[], posts: readonly Post[]): Promise<number> {
  const before = heldNow()
  const matcher = new Matcher()
  const building = await costOf(() => {
    for (const [at, text] of rules.entries()) addRule(matcher, `r${at}`, text)
  })
  const found: string[] = []
  const scan = new TextScan()
  let matches = 0
  const matchOne = (post: Post): void => {
    scan.read(post.text)
    matches += matcher.matchInto(post, scan, found)
  }
  for (const post of posts.slice(0, warmUpPosts)) matchOne(post)
  matches = 0
  const postsPerCpuS = await repeated(posts, matchOne)
  figure({
    bench: 'match',
    what: `${rules.length} rules`,
    postsPerCpuS,
    matchesPerPost: round(matches / (roundPosts * rounds)),
    buildCpuS: round(building.cpuS),
    arraysMb: round(matcher.bytes / 2 ** 20),
    heldMb: round((heldNow() - before) / 2 ** 20),
    ...(await changes(matcher, rules)),
    load: round(loadavg()[0] ?? 0),
  })
  return postsPerCpuS
}

/** Microseconds to add and to remove a rule while all others are there: reading its text, and without. */
async function changes(matcher: Matcher, rules: readonly string[]): Promise<Record<string, number>> {
  const some = rules.slice(0, 2000)
  const parsed = some.map((text) => parseRule(text))
  const reading = await costOf(() => some.map((text) => parseRule(text)))
  const adding = await costOf(() => {
    for (const [at, read] of parsed.entries()) if (read.ok) matcher.add(`live${at}`, read.rule)
  })
  let longestMs = 0
  const removing = await costOf(() => {
    for (const at of parsed.keys()) {
      const began = performance.now()
      matcher.remove(`live${at}`)
      longestMs = Math.max(longestMs, performance.now() - began)
    }
  })
  const micro = (cpuS: number): number => round((cpuS * 1e6) / some.length)
  return {
    readUs: micro(reading.cpuS),
    addUs: micro(adding.cpuS),
    removeUs: micro(removing.cpuS),
    longestRemoveMs: round(longestMs),
  }
}

function addRule(matcher: Matcher, id: string, text: string): void {
  const read = parseRule(text)
  if (read.ok) matcher.add(id, read.rule)
}

/** The middle rate of some rounds over the posts after the warm-up. */
async function repeated(posts: readonly Post[], each: (post: Post) => void): Promise<number> {
  const rates: number[] = []
  for (let at = 0; at < rounds; at++) {
    const some = posts.slice(warmUpPosts + at * roundPosts, warmUpPosts + (at + 1) * roundPosts)
    rates.push(perCpuS(some.length, await costOf(() => some.forEach((post) => each(post)))))
  }
  return median(rates)
}

function heldNow(): number {
  if (typeof collect === 'function') collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

function round(number: number): number {
  return Math.round(number * 100) / 100
}
