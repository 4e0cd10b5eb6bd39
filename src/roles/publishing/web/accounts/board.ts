import { dayMs } from '#kernel/time.ts'
import type { AccountHealth } from '#sending/contract.ts'

/** How near the end of a sign-in is; people are told at 14, 7 and 1 days. */
export type Ends = 'over' | 'day' | 'week' | 'soon' | 'later'

/** How much an account needs somebody, most first. */
export const needs = ['lost', 'look', 'none', 'fine', 'hand'] as const
export type Need = (typeof needs)[number]

/** Whole days until then, begun ones counted; 0 or less when it is over. */
export function daysUntil(at: string, nowMs: number): number {
  return Math.ceil((Date.parse(at) - nowMs) / dayMs)
}

/** How near an end in so many days is. */
export function endsIn(days: number): Ends {
  if (days <= 0) return 'over'
  if (days <= 1) return 'day'
  if (days <= 7) return 'week'
  return days <= 14 ? 'soon' : 'later'
}

/** How near the end of this account's sign-in is; `later` where the network names none. */
export function endOf({ expiresAt }: Pick<AccountHealth, 'expiresAt'>, nowMs: number): Ends {
  return expiresAt === undefined ? 'later' : endsIn(daysUntil(expiresAt, nowMs))
}

/** What an account needs now. */
export function needOf(account: Pick<AccountHealth, 'state' | 'problem' | 'expiresAt'>, nowMs: number): Need {
  if (account.state === 'lost' || account.state === 'none') return account.state
  if (account.state === 'by-hand') return 'hand'
  if (account.state === 'own') return 'fine'
  return account.problem !== undefined || endOf(account, nowMs) !== 'later' ? 'look' : 'fine'
}

/** Those that need somebody first; then by name, as the reader's language sorts. */
export function inOrder(accounts: readonly AccountHealth[], nowMs: number, tag: string): AccountHealth[] {
  const rank = (account: AccountHealth): number => needs.indexOf(needOf(account, nowMs))
  return accounts.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, tag))
}

/** How many there are of each need, most urgent first; none left out but the empty. */
export function sumOf(accounts: readonly AccountHealth[], nowMs: number): { need: Need; count: number }[] {
  return needs
    .map((need) => ({ need, count: accounts.filter((one) => needOf(one, nowMs) === need).length }))
    .filter(({ count }) => count > 0)
}
