import type { Held, Muted } from '#stream/trends-contract.ts'
import type { Heard } from '#stream/trends/heard.ts'

/** Share of a story's posts that must carry what was muted for the story to be held back. */
const mutedShare = 0.5

/** What holds these posts back: most of them carry a muted term, come from a muted source or name a muted place. */
export function holderOf(muted: readonly Muted[], posts: readonly Heard[], atMs: number): Muted | undefined {
  return muted.find(
    (entry) => (entry.untilMs === undefined || atMs < entry.untilMs) && holdsBack(entry, posts),
  )
}

function holdsBack(entry: Muted, posts: readonly Heard[]): boolean {
  const why = whyHeld(entry)
  const hits = posts.filter(
    (heard) => why(heard).length > 0 && (entry.watch === undefined || heard.watches.includes(entry.watch)),
  )
  return posts.length > 0 && hits.length / posts.length >= mutedShare
}

/** Says for a post which words, source and places of an entry it carries. */
export function whyHeld(entry: Muted): (heard: Heard) => Held['why'][] {
  const terms = entry.terms.map((value) => ({ value, parts: value.toLowerCase().split(', ') }))
  const { sources = [], places = [] } = entry
  return (heard) => {
    const text =
      terms.length === 0 ? '' : ` ${heard.post.text.toLowerCase().replace(/[^\p{L}\p{N}#]+/gu, ' ')} `
    return [
      // A word at a place is written "river, Old Town": both must be there.
      ...terms
        .filter(({ parts }) =>
          parts.every((part) => text.includes(` ${part} `) || text.includes(` #${part} `)),
        )
        .map(({ value }) => ({ kind: 'term' as const, value })),
      ...sources
        .filter((value) => heard.post.source === value)
        .map((value) => ({ kind: 'source' as const, value })),
      ...places
        .filter((value) => heard.places.includes(value))
        .map((value) => ({ kind: 'place' as const, value })),
    ]
  }
}
