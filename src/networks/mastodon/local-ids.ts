/**
 * Which of two ids of one server is the later: Mastodon's numbers by their value, Pleroma's and GoToSocial's letters, all of one
 * length, by their order.
 */
export function laterId(a: string | undefined, b: string): string {
  if (a === undefined) return b
  if (a.length !== b.length) return a.length > b.length ? a : b
  return a > b ? a : b
}

/**
 * An id from a little earlier, to read on from. Mastodon makes the id of a post that comes from another server out of the time
 * its author claims, so one that arrives late stands before those already read. Other ids are left as they are.
 *
 * Source: Mastodon's `lib/mastodon/snowflake.rb`: milliseconds since 1970, shifted by 16 bits.
 */
export function rewoundId(id: string, byMs: number): string {
  if (!/^\d{17,19}$/.test(id)) return id
  return String(BigInt(id) - (BigInt(byMs) << 16n))
}
