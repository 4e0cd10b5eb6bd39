import { jsonOf } from '#kernel/json.ts'
import type { VersionPoll } from '#kernel/version-content.ts'
import { goneOrUnanswered } from '#networks/call.ts'
import type { PollRead, PostedPart, SendingNeeds } from '#networks/sender.ts'
import { fieldsOf, listOf, textOf, type UnknownFields } from '#networks/unknown-fields.ts'
import { saysGone } from '#networks/x/wire/gone.ts'
import { isXId } from '#networks/x/posts/snowflake.ts'
import { spend, type Speaking } from '#networks/x/speak/speaking.ts'

/** These two names are the same in X's document and in its guides. */
const query = {
  expansions: 'attachments.poll_ids',
  'poll.fields': 'duration_minutes,end_datetime,id,options,voting_status',
}

/** How a poll of ours stands on X. A read of our own post is paid for, and counted by the meter. */
export async function readPollOnX(
  speaking: Speaking,
  { posted, poll }: { posted: PostedPart; poll: VersionPoll },
  needs: SendingNeeds,
): Promise<PollRead> {
  if (!isXId(posted.nativeId)) return { kind: 'gone' }
  const tooMuch = await spend(speaking, 'owned-read')
  const answer = tooMuch ?? (await speaking.read({ path: `/2/tweets/${posted.nativeId}`, query }, needs))
  if (answer.kind !== 'answer') return goneOrUnanswered(answer)
  const body = fieldsOf(jsonOf(answer.body.toString('utf8')))
  const there = fieldsOf(listOf(fieldsOf(body?.['includes']), 'polls', 1)[0])
  if (there !== undefined) return tallyOf(there, poll, needs)
  return saysGone(body) ? { kind: 'gone' } : unreadable
}

const unreadable: PollRead = { kind: 'unanswered', why: 'unreadable', detail: 'X told no poll of the post' }

function tallyOf(there: UnknownFields, { options }: VersionPoll, { clock }: SendingNeeds): PollRead {
  const told = listOf(there, 'options', 10).map(fieldsOf)
  const votes = options.map((_, at) => told.find((one) => one?.['position'] === at + 1)?.['votes'])
  if (told.length !== options.length || !votes.every(isCount)) return unreadable
  const endsAtMs = Date.parse(textOf(there, 'end_datetime') ?? '')
  const isOver = there['voting_status'] === 'closed' || endsAtMs <= clock.nowMs()
  return {
    kind: 'read',
    tally: {
      // On X a person chooses one: as many voted as there are votes.
      ...{ votes, voters: votes.reduce((sum, one) => sum + one, 0), isOver },
      ...(Number.isFinite(endsAtMs) && { endsAtMs }),
    },
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
