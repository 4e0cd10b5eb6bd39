import type { Post } from '#kernel/post.ts'
import type { Counting } from '#listening/counting.ts'
import type { Keeper } from '#listening/keeper.ts'
import { matchBatch, withLang, type MatchingNeeds } from '#listening/matching.ts'
import type { RecentPosts } from '#listening/recent-posts.ts'
import type { Turns } from '#listening/turns.ts'
import { WatchCopies } from '#listening/watch-copies.ts'

/** What the past of a watch is made from. */
export type WatchPastNeeds = MatchingNeeds & {
  recent: RecentPosts
  turns: Turns
  counting: Counting
  keeper: Pick<Keeper, 'room' | 'flush'>
}

const postsAtOnce = 256

/**
 * What watches that were begun meanwhile would have heard before: what is remembered is matched again, kept and counted in the minute it was
 * said; a match that is there already counts once, as everywhere. The engine hears none of it. Only for practice days and replays, whose past
 * is a recording and remembered whole: on a live desk a watch hears from its beginning on.
 *
 * To be called in one breath with the change of rules: what was matched by the old ones is remembered by then, and what is matched by the
 * new ones waits for its turn behind this. Done when it is in the store.
 *
 * @returns since when that past is whole, epoch ms; undefined: since the first post that was ever heard
 * @throws when the matcher broke; nothing is known of the past then
 */
export async function hearPast(
  needs: WatchPastNeeds,
  watchIds: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { recent, turns, keeper } = needs
  const [posts, fromMs] = [recent.which(() => true), recent.wholeFromMs]
  await new Promise<void>((resolve, reject) =>
    turns.take(async () => {
      await keepFitting(needs, { posts, watchIds }, signal)
      resolve()
    }, reject),
  )
  await keeper.flush()
  return fromMs
}

async function keepFitting(
  needs: WatchPastNeeds,
  { posts, watchIds }: { posts: readonly Post[]; watchIds: ReadonlySet<string> },
  signal: AbortSignal,
): Promise<void> {
  const copies = new WatchCopies()
  for (let from = 0; from < posts.length && !signal.aborted; from += postsAtOnce) {
    await needs.keeper.room()
    const batch = posts.slice(from, from + postsAtOnce)
    const { watches, langs, readings } = await matchBatch(needs, batch)
    const fitting = batch.flatMap((post, at) => {
      const all = watches[at] ?? []
      const fits = all.filter((id) => watchIds.has(id))
      const said = { post: withLang(post, langs[at]), reading: readings[at] }
      return fits.length === 0 ? [] : [{ ...said, watches: fits, isNew: fits.length === all.length }]
    })
    needs.counting.keepPast(fitting, copies)
  }
}
