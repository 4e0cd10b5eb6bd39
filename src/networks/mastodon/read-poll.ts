import type { VersionPoll } from '#kernel/version-content.ts'
import { goneOrUnanswered } from '#networks/call.ts'
import { OwnStatus, StatusPoll } from '#networks/mastodon/entities.ts'
import { KeptPart, ownLocalId } from '#networks/mastodon/resolve.ts'
import { ask, type Asked, type AskNeeds, type Server } from '#networks/mastodon/server.ts'
import { timeOf } from '#networks/mastodon/times.ts'
import type { PollRead, PostedPart } from '#networks/sender.ts'

/**
 * How a poll of ours stands on its own server, which counts it.
 *
 * Source: https://docs.joinmastodon.org/methods/polls/#get
 */
export async function readPollThere(
  posted: PostedPart,
  poll: VersionPoll,
  server: Server,
  needs: AskNeeds,
): Promise<PollRead> {
  const asked = await askPoll(posted, server, needs)
  if (asked.kind === 'answer')
    return asked.value === undefined ? { kind: 'gone' } : tallyOf(asked.value, poll, needs)
  return goneOrUnanswered(asked)
}

/** By its own id where that was told when it was posted; else beside its post. */
async function askPoll(
  posted: PostedPart,
  server: Server,
  needs: AskNeeds,
): Promise<Asked<StatusPoll | undefined>> {
  const id = KeptPart.safeParse(posted.kept).data?.poll
  if (id !== undefined) return ask(server, `/api/v1/polls/${encodeURIComponent(id)}`, StatusPoll, needs)
  const local = await ownLocalId(posted, server, needs)
  if (local.kind !== 'id') return local
  const asked = await ask(server, `/api/v1/statuses/${encodeURIComponent(local.id)}`, OwnStatus, needs)
  return asked.kind === 'answer' ? { ...asked, value: asked.value.poll } : asked
}

function tallyOf(there: StatusPoll, poll: VersionPoll, { clock }: AskNeeds): PollRead {
  const votes = there.options.flatMap(({ votes_count: count }) => count ?? [])
  if (votes.length !== poll.options.length)
    return {
      kind: 'unanswered',
      why: 'unreadable',
      detail: 'the poll there has other options, or hides its votes',
    }
  const endsAtMs = timeOf(there.expires_at)
  return {
    kind: 'read',
    tally: {
      votes,
      ...(there.voters_count !== undefined && { voters: there.voters_count }),
      ...(endsAtMs !== undefined && { endsAtMs }),
      isOver: there.expired ?? (endsAtMs !== undefined && endsAtMs <= clock.nowMs()),
    },
  }
}
