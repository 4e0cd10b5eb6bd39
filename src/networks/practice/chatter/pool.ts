/** Sentence patterns for one subject, and when people say such things. */
export type Pool = {
  subject: string
  /** Local hours, first and last; missing: all day. */
  hours?: readonly [number, number]
  /** 0 Sunday to 6 Saturday; missing: any day. */
  weekdays?: readonly number[]
  /** Set at the end of some of them. */
  emoji?: readonly string[]
  /** Share of 1 that shows a picture; missing: 0.05. */
  pictures?: number
  lines: readonly string[]
}
