import { dayMs, minuteMs } from '#kernel/time.ts'

/** When the night's work begins, ms after midnight UTC. */
const nightAtMs = 3 * 60 * minuteMs

/** The next night after this moment, epoch ms. */
export function nextNightMs(nowMs: number): number {
  const today = Math.floor(nowMs / dayMs) * dayMs + nightAtMs
  return today > nowMs ? today : today + dayMs
}
