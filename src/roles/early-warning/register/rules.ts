import { minuteMs } from '#kernel/time.ts'
import type { Severity } from '#roles/early-warning/contract.ts'

/** When an issue is looked at again if nobody says otherwise, minutes: the worse it is, the sooner. */
export const reviewAfterMin: Readonly<Record<Severity, number>> = {
  low: 1440,
  moderate: 120,
  high: 60,
  critical: 30,
}

/** The wait before the next person is told, until somebody sets another. */
export const waitMinUsual = 30

/** The first review of an issue that bad, epoch ms. */
export function firstReviewMs(severity: Severity, nowMs: number): number {
  return nowMs + reviewAfterMin[severity] * minuteMs
}

/** What a reminder looks at. Ids of people; `here` are those who can still be told. */
export type Overdue = {
  ownerId: string | undefined
  rota: readonly string[]
  told: readonly string[]
  here: ReadonlySet<string>
}

/**
 * Who is told next about an overdue review: its owner, then the rota in its order, each once. Whoever is not here any more is
 * stepped over at once: an alarm never waits for somebody who left.
 *
 * @returns undefined when everybody was told
 */
export function nextToTell({ ownerId, rota, told, here }: Overdue): string | undefined {
  const order = ownerId === undefined ? rota : [ownerId, ...rota]
  return order.find((id) => here.has(id) && !told.includes(id))
}

/** Whether a fact may change so: an unknown becomes known, anything that stands may be withdrawn. */
export function mayChangeFact(from: 'known' | 'unknown' | 'withdrawn', to: 'known' | 'withdrawn'): boolean {
  return to === 'known' ? from === 'unknown' : from !== 'withdrawn'
}
