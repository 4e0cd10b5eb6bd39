import { dayMs, minuteMs } from '#kernel/time.ts'

/** Widths a bucket may have, minutes. */
export const bucketWidths = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440] as const

/** Buckets of a time range: `count` of them, `bucketMin` wide, from `startMs` on. */
export type Buckets = { startMs: number; bucketMin: number; count: number }

/**
 * The finest buckets that give no more than so many points. They begin at whole multiples of their width from the start of the range's own
 * day, so that the same bucket is the same whichever range asks for it.
 *
 * @param leastMin no bucket is narrower, minutes; missing: 1
 * @param dayStartMs the start of the day `fromMs` is in, in the desk's zone
 */
export function bucketsFor(
  range: { fromMs: number; toMs: number },
  dayStartMs: number,
  pointsMax: number,
  leastMin = 1,
): Buckets {
  for (const bucketMin of bucketWidths) {
    if (bucketMin < leastMin) continue
    const buckets = bucketsOf(range, dayStartMs, bucketMin)
    if (buckets.count <= pointsMax) return buckets
  }
  const widest = bucketsOf(range, dayStartMs, 1440)
  // Too long for the widest: the newest buckets are told.
  const skipped = widest.count - pointsMax
  return { ...widest, startMs: widest.startMs + skipped * dayMs, count: pointsMax }
}

function bucketsOf(
  { fromMs, toMs }: { fromMs: number; toMs: number },
  dayStartMs: number,
  bucketMin: number,
): Buckets {
  const widthMs = bucketMin * minuteMs
  const startMs = dayStartMs + Math.floor((fromMs - dayStartMs) / widthMs) * widthMs
  return { startMs, bucketMin, count: Math.max(1, Math.ceil((toMs - startMs) / widthMs)) }
}
