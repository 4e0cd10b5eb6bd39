import type { Lane } from '#kernel/permission.ts'
import type { MonthlyBudget } from '#networks/sender.ts'

/**
 * What X asks for each use, in thousandths of a US dollar: pay-per-use since February 2026.
 * Source: https://docs.x.com/x-api/getting-started/pricing as of 2026-08-22 (evidence/networks.md, section 4).
 */
export const pricesMillidollars = {
  'post-create': 15,
  'post-create-with-link': 200,
  /** An answer to somebody who mentioned or quoted the account. */
  'reply-summoned': 10,
  'message-send': 15,
  'post-read': 5,
  'user-read': 10,
  'message-read': 10,
  /** A read of the account's own posts, profile or mentions. */
  'owned-read': 1,
} as const

/** Something X asks money for. */
export type SpendKind = keyof typeof pricesMillidollars

/** What a use costs, in thousandths of a US dollar. @throws RangeError when `count` is no whole number from 0 */
export function costMillidollars(kind: SpendKind, count = 1): number {
  if (!Number.isSafeInteger(count) || count < 0) throw new RangeError('a count is a whole number from 0')
  return pricesMillidollars[kind] * count
}

/** What a post is charged as. `summoned`: it answers somebody who called the account. */
export function kindOfPost(post: { hasLink: boolean; summoned: boolean }): SpendKind {
  if (post.hasLink) return 'post-create-with-link'
  return post.summoned ? 'reply-summoned' : 'post-create'
}

/** Up to where a month may be spent: only an emergency may use the reserve, and nothing goes beyond the month. */
export function spendableMillidollars(
  { monthMillidollars, reserveMillidollars }: MonthlyBudget,
  lane: Lane,
): number {
  const reserve = lane === 'emergency' ? 0 : Math.max(0, reserveMillidollars)
  return Math.max(0, monthMillidollars - reserve)
}

/**
 * Counts what is spent, before it is spent. It is asked for each try; `giveBack` hears of tries that certainly came to nothing.
 * `lane` missing: normal.
 */
export type Meter = {
  spend(kind: SpendKind, count: number, lane?: Lane): Promise<'ok' | 'over-budget'>
  giveBack?(kind: SpendKind, count: number): Promise<void>
}
