import { z } from 'zod'
import { keys, type NoteName } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { keptNoteOf, type Question } from '#networks/activitypub/kept-note.ts'
import type { PollRead, PostedPart, PollTally } from '#networks/sender.ts'
import { noteNameOf } from '#networks/activitypub/addresses.ts'

const Ended = z.object({ votes: z.array(z.number()), voters: z.number() })

/** How a poll of ours stands. While it is open it is counted; once it is over the count is kept, and who voted is not. */
export async function tallyOf(note: Question, desk: FederationDesk): Promise<PollTally> {
  const ended = Ended.safeParse(await desk.store.get(keys.tally(note))).data
  const counted = ended ?? (await countVotes(note, desk))
  const { endsMs: endsAtMs } = note.poll
  return { ...counted, endsAtMs, isOver: ended !== undefined || endsAtMs <= desk.clock.nowMs() }
}

/** How a poll is read by whoever sent it. */
export async function readOwnPoll({ nativeId }: PostedPart, desk: FederationDesk): Promise<PollRead> {
  const name = noteNameOf(desk.origin, nativeId)
  const note = name && (await questionAt(name, desk))
  return note === undefined ? { kind: 'gone' } : { kind: 'read', tally: await tallyOf(note, desk) }
}

/** The question at an address of ours, while it is there. */
export async function questionAt(name: NoteName, desk: FederationDesk): Promise<Question | undefined> {
  const kept = keptNoteOf(await desk.store.get(keys.note(name)))
  return kept?.kind === 'there' && isQuestion(kept) ? kept : undefined
}

/** Whether a note asks something. */
export function isQuestion(note: { poll?: unknown }): note is Question {
  return note.poll !== undefined
}

/** Ends a poll: its count is kept for good, and who voted is forgotten. Done twice it is done once. */
export async function endPoll(note: Question, desk: FederationDesk): Promise<void> {
  const key = keys.tally(note)
  if ((await desk.store.get(key)) === undefined)
    await desk.store.cas({ key, expected: undefined, value: await countVotes(note, desk) })
  await forgetVotes(note, desk)
}

const pageSize = 500
/** As many as a poll has at most, voters and votes. */
const pagesMax = 2500

/** Forgets who voted on a poll, and for what. */
export async function forgetVotes(note: NoteName, desk: FederationDesk): Promise<void> {
  for (const prefix of [keys.voters(note), keys.votes(note)])
    for (let pages = 0; pages < pagesMax; pages += 1) {
      const page = await desk.store.list(prefix, { limit: pageSize })
      for (const { key } of page) await desk.store.delete(key)
      if (page.length < pageSize) break
    }
}

async function countVotes(note: Question, desk: FederationDesk): Promise<z.infer<typeof Ended>> {
  const votes = await Promise.all(
    note.poll.options.map((_, option) => desk.store.count(keys.votesFor(note, option))),
  )
  return { votes, voters: await desk.store.count(keys.voters(note)) }
}
