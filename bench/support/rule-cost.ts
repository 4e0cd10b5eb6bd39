import type { Post } from '#kernel/post.ts'
import { TextScan } from '#language/scan.ts'
import { Matcher } from '#stream/matcher/matcher.ts'
import type { Rule } from '#stream/rules/rule.ts'

/** A rule as it was written and as it was read. */
export type WrittenRule = { text: string; rule: Rule }

/** The dearest single rule met, CPU ms of matching one post, reading the post left out; `post` is its place in the list. */
export type Dearest = { ms: number; rule: string; post: number }

const repeats = 3
/** A rule that seems slow alone is tried until its code is warm and other work is out of the way. */
const repeatsAlone = 25
const slowMs = 1

/**
 * The dearest rule for any of the posts. Rules are matched together: what all of them cost is a bound for each. Only where
 * they cost a millisecond together are they taken apart, down to single ones. The least of several runs counts, because a
 * shared machine only ever adds time.
 */
export function dearestRule(rules: readonly WrittenRule[], posts: readonly Post[]): Dearest {
  let dearest: Dearest = { ms: 0, rule: '', post: -1 }
  const look = (some: readonly WrittenRule[], places: readonly number[]): void => {
    const matcher = matcherOf(some.map(({ rule }) => rule))
    const slow: number[] = []
    for (const place of places) {
      const post = posts[place]
      const ms = post === undefined ? 0 : matchMs(matcher, post, some.length === 1 ? repeatsAlone : repeats)
      if (ms >= slowMs && some.length > 1) slow.push(place)
      else if (some.length === 1 && ms > dearest.ms) dearest = { ms, rule: some[0]?.text ?? '', post: place }
      else if (ms > dearest.ms) dearest = { ms, rule: `${some.length} rules together`, post: place }
    }
    if (slow.length === 0) return
    const half = some.length >> 1
    look(some.slice(0, half), slow)
    look(some.slice(half), slow)
  }
  look(rules, [...posts.keys()])
  return dearest
}

function matcherOf(rules: readonly Rule[]): Matcher {
  const matcher = new Matcher()
  for (const [at, rule] of rules.entries()) matcher.add(`r${at}`, rule)
  return matcher
}

const empty = new Matcher()
const scan = new TextScan()

/** Cost of the rules for a post: matching with them less matching with none, the text read before. */
function matchMs(matcher: Matcher, post: Post, times: number): number {
  scan.read(post.text)
  return Math.max(
    0,
    leastMs(() => matcher.matchScanned(post, scan), times) -
      leastMs(() => empty.matchScanned(post, scan), times),
  )
}

function leastMs(work: () => unknown, times: number): number {
  let least = Infinity
  for (let run = 0; run < times; run++) {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}
