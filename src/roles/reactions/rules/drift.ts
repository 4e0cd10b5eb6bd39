import { sum } from '#roles/reactions/rules/sum.ts'

/** Posts an hour in the first and in the second half of a baseline. */
export type Drift = { before: number; after: number }

const blocksLeast = 5
/** Two days, so that each half holds every hour of the day. */
const hoursLeast = 48
const timesLeast = 2
/** Two-sided, one in a hundred: said beside an effect, it must not be said for nothing. */
const z99 = 2.576
const blockHours = [1, 6, 24]

/** Pearson's statistic over its degrees of freedom, for blocks of so many hours; 0 when there are too few blocks. */
export function blockDispersion(
  posts: readonly number[],
  expected: readonly number[],
  length: number,
  fitted = 1,
): number {
  const blocks = Math.floor(posts.length / length)
  if (blocks < blocksLeast) return 0
  let statistic = 0
  for (let block = 0; block < blocks; block++) {
    const from = block * length
    const usual = sum(expected.slice(from, from + length))
    const seen = sum(posts.slice(from, from + length))
    if (usual > 0) statistic += (seen - usual) ** 2 / usual
  }
  return statistic / (blocks - fitted)
}

/**
 * Whether a baseline rose or fell by itself: a log-linear course over it, of two times or more from end to end, beyond what its scatter explains
 * (score test of a quasi-Poisson regression on time, 99 %; the scatter is taken around the means of both halves). A matter that dies down makes any
 * announcement look as if it had calmed it.
 *
 * @param expected of each hour, the hour of day and day of the week taken into account
 */
export function driftOf(posts: readonly number[], expected: readonly number[]): { drift?: Drift } {
  if (posts.length < hoursLeast) return {}
  const middle = Math.floor(posts.length / 2)
  const first = level(posts, expected, 0, middle)
  const second = level(posts, expected, middle, posts.length)
  const { score, information } = course(posts, expected)
  if (Math.abs(score / information) * posts.length < Math.log(timesLeast)) return {}
  const leveled = expected.map((one, at) => one * (at < middle ? first.times : second.times))
  const scatter = Math.max(1, ...blockHours.map((length) => blockDispersion(posts, leveled, length, 2)))
  if (Math.abs(score) < z99 * Math.sqrt(scatter * information)) return {}
  return { drift: { before: first.posts / middle, after: second.posts / (posts.length - middle) } }
}

/** How posts lean to the end of a stretch, against what is expected, and what that would vary by if they came independently. */
function course(
  posts: readonly number[],
  expected: readonly number[],
): { score: number; information: number } {
  const centre = sum(expected.map((one, at) => one * at)) / sum(expected)
  return {
    score: sum(posts.map((one, at) => (one - (expected[at] ?? 0)) * (at - centre))),
    information: sum(expected.map((one, at) => one * (at - centre) ** 2)),
  }
}

/** The posts of a stretch, and how many times what was expected they are; half a post where there were none. */
function level(
  posts: readonly number[],
  expected: readonly number[],
  from: number,
  to: number,
): { posts: number; times: number } {
  const all = sum(posts.slice(from, to))
  return { posts: all, times: (all + 0.5) / (sum(expected.slice(from, to)) + 0.5) }
}
