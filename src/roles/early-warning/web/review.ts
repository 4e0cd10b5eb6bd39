import { minuteMs } from '#kernel/time.ts'

/** When to look at an issue again, in minutes from now. */
export const reviewChoices = ['30', '60', '120', '240', '1440', 'none'] as const

/** The moment a choice means, as ISO; nothing for `none`. */
export function reviewTime(choice: string, nowMs: number): string | undefined {
  const minutes = Number(choice)
  return Number.isFinite(minutes) && minutes > 0
    ? new Date(nowMs + minutes * minuteMs).toISOString()
    : undefined
}

/** How a review stands: its minutes to go, negative when overdue; nothing when none is planned. */
export function reviewInMin(nextReviewAt: string | undefined, nowMs: number): number | undefined {
  return nextReviewAt === undefined ? undefined : Math.round((Date.parse(nextReviewAt) - nowMs) / minuteMs)
}
