import type { Muted } from '#stream/trends-contract.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** Share of a story's posts that must carry what was muted for the story to be held back. */
const mutedShare = 0.5

/** Whether most of these posts carry a muted term (or, with a watch given, a muted term within that watch). */
export function isMuted(muted: readonly Muted[], posts: readonly Heard[], atMs: number): boolean {
  return muted.some(
    (entry) => (entry.untilMs === undefined || atMs < entry.untilMs) && holdsBack(entry, posts),
  )
}

function holdsBack(entry: Muted, posts: readonly Heard[]): boolean {
  const terms = entry.terms.map((term) => term.toLowerCase())
  const hits = posts.filter(
    (heard) => carries(heard, terms) && (entry.watch === undefined || heard.watches.includes(entry.watch)),
  )
  return posts.length > 0 && hits.length / posts.length >= mutedShare
}

function carries(heard: Heard, terms: readonly string[]): boolean {
  const text = ` ${heard.post.text.toLowerCase().replace(/[^\p{L}\p{N}#]+/gu, ' ')} `
  // A word at a place is written "river, Old Town": both must be there.
  return terms.some((term) =>
    term.split(', ').every((part) => text.includes(` ${part} `) || text.includes(` #${part} `)),
  )
}
