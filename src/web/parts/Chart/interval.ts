import { straight, type Scale } from '#web/parts/Chart/scale.ts'

/** A value with the interval it lies in. */
export type Interval = { value: number; low: number; high: number }

/** A row of dots is drawn on a straight line, or by how many times as much (`times`: 1/2 is as far from 1 as 2). */
export type IntervalKind = 'straight' | 'times'

/** Most times as much or as little that is drawn; beyond it a line runs out of the picture. */
const timesMax = 100

/** Where values of some rows stand, 0 to 1 from left to right, with room around them; the reference is always in the picture. */
export function intervalScale(
  rows: readonly Interval[],
  reference: number,
  kind: IntervalKind = 'straight',
): Scale {
  const put = (value: number): number => (kind === 'times' ? Math.log(clampTimes(value)) : value)
  const all = [reference, ...rows.flatMap(({ value, low, high }) => [value, low, high])].map(put)
  const from = Math.min(...all)
  const to = Math.max(...all)
  const room = from === to ? 1 : (to - from) * 0.08
  const scale = straight([from - room, to + room], [0, 1])
  return (value) => Math.min(1, Math.max(0, scale(put(value))))
}

function clampTimes(value: number): number {
  return Math.min(timesMax, Math.max(1 / timesMax, value))
}

/** Whether the interval lies beside the reference, and on which side: `level` when it holds it, so nothing can be told. */
export function sideOf({ low, high }: Interval, reference: number): 'above' | 'below' | 'level' {
  if (low > reference) return 'above'
  return high < reference ? 'below' : 'level'
}
