import { resetMs } from '#networks/retry-after.ts'

type Headers = Readonly<Record<string, string>>

/** How much of a budget is left, as the server counts it. */
export type Budget = { left: number; of: number; resetsAtMs: number }

/**
 * Reads `X-RateLimit-Limit`, `-Remaining` and `-Reset` (ISO 8601, or epoch seconds at GoToSocial).
 *
 * @returns undefined where one of them is missing or unreadable; `resetsAtMs` is counted by our clock, whatever the server's says
 * Source: https://docs.joinmastodon.org/api/rate-limits/
 */
export function budgetOf(headers: Headers, nowMs: number): Budget | undefined {
  const [left, of] = [numberOf(headers['x-ratelimit-remaining']), numberOf(headers['x-ratelimit-limit'])]
  const waitMs = resetMs(headers, 'x-ratelimit-reset', nowMs)
  if (left === undefined || of === undefined || waitMs === undefined) return undefined
  return { left, of, resetsAtMs: nowMs + waitMs }
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
}
