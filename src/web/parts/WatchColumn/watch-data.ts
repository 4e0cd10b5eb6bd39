import { z } from 'zod'
import { PostView, Watch } from '#listening/contract.ts'
import { call } from '#web/client.ts'

const WatchWithCounts = Watch.extend({
  today: z.number(),
  usualLow: z.number().optional(),
  usualHigh: z.number().optional(),
  /** Posts per hour, oldest first, last 24 hours. */
  course: z.array(z.number()),
})

/** A watch with what the column's head shows. */
export type WatchWithCounts = z.infer<typeof WatchWithCounts>

const Watches = z.object({ watches: z.array(WatchWithCounts) })

/** New posts of one watch, as told live. */
export const LivePosts = z.object({ watchId: z.string(), posts: z.array(PostView) })

/** Posts taken back on their network. */
export const LiveGone = z.object({ ids: z.array(z.string()) })

/** All watches with their counts. */
export const watchesQuery = {
  queryKey: ['watches'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(Watches, { path: '/api/watches', ...(signal ? { signal } : {}) }),
}
