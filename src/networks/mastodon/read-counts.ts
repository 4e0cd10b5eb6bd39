import { goneOrUnanswered } from '#networks/call.ts'
import { OwnStatus } from '#networks/mastodon/entities.ts'
import { ownLocalId } from '#networks/mastodon/resolve.ts'
import { ask, type AskNeeds, type Server } from '#networks/mastodon/server.ts'
import type { CountsRead, PostedPart } from '#networks/sender.ts'

/**
 * How often a post of ours was answered, shared and liked, as far as its own server knows.
 *
 * Source: https://docs.joinmastodon.org/entities/Status/ (`quotes_count` since Mastodon 4.5)
 */
export async function readCountsThere(
  posted: PostedPart,
  server: Server,
  needs: AskNeeds,
): Promise<CountsRead> {
  const local = await ownLocalId(posted, server, needs)
  const asked =
    local.kind === 'id'
      ? await ask(server, `/api/v1/statuses/${encodeURIComponent(local.id)}`, OwnStatus, needs)
      : local
  if (asked.kind === 'answer') {
    const { replies_count, reblogs_count, favourites_count, quotes_count } = asked.value
    return {
      kind: 'read',
      counts: {
        ...(replies_count !== undefined && { replies: replies_count }),
        ...(reblogs_count !== undefined && { reposts: reblogs_count }),
        ...(favourites_count !== undefined && { likes: favourites_count }),
        ...(quotes_count !== undefined && { quotes: quotes_count }),
      },
    }
  }
  return goneOrUnanswered(asked)
}
