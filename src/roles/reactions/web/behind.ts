import type { Behind } from '#roles/reactions/web/search.ts'
import type { ReactionWords } from '#roles/reactions/web/words.ts'

/** The posts behind a number: of which watches and from when to when, unless `Behind` says it more narrowly. */
export type PostsWish = { watchIds: readonly string[]; from: string; to: string; behind: Behind }

/** What `GET /api/reactions/posts` is asked, and the address of the page with the same posts. */
export function postsQuery({ watchIds, from, to, behind }: PostsWish): Record<string, string | undefined> {
  const { watches = watchIds.join(','), ...narrower } = behind
  return { ...narrower, watches, from: behind.from ?? from, to: behind.to ?? to }
}

/** Which posts they are, in words: `Unhappy · in French · 14:20 to 14:30`. */
export function behindWords(behind: Behind, words: ReactionWords, nowMs: number): string {
  const { say, when, language } = words
  const { tone, emotion, lang, kind, place, network, asks, from, to } = behind
  const parts = [
    tone && say(`tone.name.${tone}`),
    emotion && say(emotion === 'unsure' ? 'tone.name.unsure' : `emotion.${emotion}`),
    lang && language(lang),
    kind && say(`kind.${kind}`),
    place,
    network,
    asks && say('behind.asks'),
    from && to && say('behind.span', { from: when(from, nowMs), to: when(to, nowMs) }),
  ].filter((part): part is string => Boolean(part))
  return parts.length === 0 ? say('behind.all') : parts.join(' · ')
}
