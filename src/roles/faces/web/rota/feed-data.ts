import { NewRotaFeed, RotaFeeds, type RotaFeedOf } from '#roles/faces/rota/contract.ts'
import { call, callQuietly } from '#web/client.ts'

/** Since when one's own calendar may read the rota, and when it last did. */
export const rotaFeedsQuery = {
  queryKey: ['rota-feeds'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(RotaFeeds, { path: '/api/rota/feeds', signal }),
}

/** Makes a new secret address; an earlier one that shows the same ends. */
export function makeRotaFeed(shows: RotaFeedOf): Promise<NewRotaFeed> {
  return call(NewRotaFeed, { path: `/api/rota/feeds/${shows}`, method: 'POST' })
}

/** Ends one's address. */
export function endRotaFeed(shows: RotaFeedOf): Promise<void> {
  return callQuietly({ path: `/api/rota/feeds/${shows}`, method: 'DELETE' })
}
