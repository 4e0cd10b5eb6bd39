import { useEffect, useState } from 'react'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { ApprovalWords } from '#access/web/approvals/words.ts'

/** How far a deadline is away, in whole minutes, and on which side of it we are. */
export type Due = { isOver: boolean; days: number; hours: number; minutes: number }

/** How a deadline stands. It is over from its very moment on. */
export function dueOf(deadline: string, nowMs: number): Due {
  const aheadMs = Date.parse(deadline) - nowMs
  const all = Math.floor(Math.abs(aheadMs) / minuteMs)
  const hoursInAll = Math.floor(all / 60)
  const days = hoursInAll >= 48 ? Math.floor(hoursInAll / 24) : 0
  return { isOver: aheadMs <= 0, days, hours: hoursInAll - days * 24, minutes: all % 60 }
}

/** How long something is, in words: 25 min, 2 h 05, 3 days 4 h. */
export function lengthWords({ days, hours, minutes }: Due, { say }: Pick<ApprovalWords, 'say'>): string {
  if (days > 0) return say('time.days', { days, hours })
  if (hours > 0) return say('time.hours', { hours, minutes: String(minutes).padStart(2, '0') })
  return minutes > 0 ? say('time.minutes', { minutes }) : say('time.now')
}

const lookAgainMs = 15 * secondMs

/** The time now, kept so while the page stands open: a deadline on it must not stand still. */
export function useNow(): number {
  const [nowMs, setNowMs] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), lookAgainMs)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}
