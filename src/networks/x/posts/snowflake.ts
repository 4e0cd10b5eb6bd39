const firstMs = 1_288_834_974_657
/** Ids given before X counted time in them (November 2010) are smaller. */
const firstTimed = 30_000_000_000n

/** Whether a text is the id of a post or an account on X. */
export function isXId(id: unknown): id is string {
  return typeof id === 'string' && /^[1-9]\d{0,18}$/.test(id)
}

/**
 * When X gave out an id, epoch ms; undefined for ids older than that.
 * Source: https://docs.x.com/fundamentals/x-ids (41 bits of time above 22 others, since 2010-11-04T01:42:54.657Z).
 */
export function idTimeMs(id: string): number | undefined {
  const number = BigInt(id)
  return number < firstTimed ? undefined : Number(number >> 22n) + firstMs
}

/** The native id in `x:<id>`, or undefined where it is none. */
export function nativeIdOf(id: string): string | undefined {
  const native = id.startsWith('x:') ? id.slice(2) : undefined
  return isXId(native) ? native : undefined
}
