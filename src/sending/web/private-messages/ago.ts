import { dayMs, hourMs, minuteMs } from '#kernel/time.ts'

/** How long ago something was, in words: "12 min ago", "il y a 3 h"; undefined for more than six days, when a date says more. Pure. */
export function agoWords(atMs: number, nowMs: number, tag: string): string | undefined {
  const agoMs = Math.max(0, nowMs - atMs)
  if (agoMs >= 6 * dayMs) return undefined
  const words = new Intl.RelativeTimeFormat(tag, { style: 'short', numeric: 'auto' })
  if (agoMs < minuteMs) return words.format(0, 'second')
  if (agoMs < hourMs) return words.format(-Math.floor(agoMs / minuteMs), 'minute')
  if (agoMs < dayMs) return words.format(-Math.floor(agoMs / hourMs), 'hour')
  return words.format(-Math.floor(agoMs / dayMs), 'day')
}
