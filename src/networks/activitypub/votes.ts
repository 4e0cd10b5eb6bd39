import { dayMs } from '#kernel/time.ts'
import type { Activity } from '#networks/activitypub/activity.ts'
import { keys, nameOf, noteNameOf } from '#networks/activitypub/addresses.ts'
import { addressIn } from '#networks/activitypub/decode.ts'
import { federationLimits, type FederationDesk } from '#networks/activitypub/desk.ts'
import { countDelivery } from '#networks/activitypub/jobs.ts'
import type { Question } from '#networks/activitypub/kept-note.ts'
import type { RemoteActor } from '#networks/activitypub/remote-actor.ts'
import { typesOf } from '#networks/activitypub/remote-actor.ts'
import { questionAt } from '#networks/activitypub/tally.ts'
import { textOf } from '#networks/unknown-fields.ts'

/** What became of a ballot. Whoever sent it is told nothing of this: a server takes it or not. */
export type Ballot =
  | 'counted'
  | 'again'
  | 'no-poll'
  | 'no-such-option'
  | 'over'
  | 'blocked'
  | 'not-theirs'
  | 'full'

/**
 * Whether an activity is a vote: a note that only names an option and answers a post of ours. Other servers send one for each option
 * chosen, to us alone. It is never told as a post, counted or not: a ballot is nobody's to read.
 */
export function isBallot({ type, object }: Activity, desk: FederationDesk): boolean {
  if (type !== 'Create' || object === undefined) return false
  if (!typesOf(object).some((one) => one === 'Note' || one === 'Answer')) return false
  const says = (textOf(object, 'content') ?? '').trim()
  return says === '' && textOf(object, 'name') !== undefined && answeredName(object, desk) !== undefined
}

/**
 * Counts a vote, as Mastodon does: each actor once, and where several may be chosen once for each option. The same vote again changes
 * nothing. Kept is a name made of the poll and the voter together, so that nobody is found again in another poll.
 */
export async function takeBallot(
  { object }: Activity,
  voter: RemoteActor,
  desk: FederationDesk,
): Promise<Ballot> {
  const name = object && answeredName(object, desk)
  const note = name && (await questionAt(name, desk))
  if (object === undefined || note === undefined) return 'no-poll'
  if (addressIn(object['attributedTo']) !== voter.id) return 'not-theirs'
  if (note.poll.endsMs <= desk.clock.nowMs()) return 'over'
  // Who does not want to hear from us is not counted by us either.
  if ((await desk.store.get(keys.blockedBy(note.actor, voter.id))) !== undefined) return 'blocked'
  const option = note.poll.options.indexOf(textOf(object, 'name') ?? '')
  return option < 0 ? 'no-such-option' : countVote(note, { option, voter: voter.id }, desk)
}

/** How a voter is called in one poll, and in no other. */
export function voterName({ actor, key }: Question, voterId: string): string {
  return nameOf(`${actor} ${key} ${voterId}`)
}

/** Keeps in mind that there are votes on a poll that is open: by that they are found when somebody has to be taken out of it. */
async function noteOpen(note: Question, desk: FederationDesk): Promise<void> {
  const open = keys.openPoll(note)
  if ((await desk.store.get(open)) !== undefined) return
  const { actor, key } = note
  await desk.store.set(open, { actor, key }, note.poll.endsMs - desk.clock.nowMs())
}

async function countVote(
  note: Question,
  { option, voter }: { option: number; voter: string },
  desk: FederationDesk,
): Promise<Ballot> {
  const { store } = desk
  const who = voterName(note, voter)
  // Forgotten at the end of the poll, and by itself some time later should that ever fail.
  const keepMs = note.poll.endsMs - desk.clock.nowMs() + 30 * dayMs
  const mark = `${keys.voters(note)}${who}`
  const first = await store.get(mark)
  if (first === undefined) {
    if ((await store.count(keys.voters(note))) >= federationLimits.votersMax) return 'full'
    // Of two at one moment one is first, and the other is looked at again below.
    const isFirst = await store.cas({ key: mark, expected: undefined, value: option })
    if (isFirst) await store.set(mark, option, keepMs)
  }
  if (!note.poll.multiple && (await store.get(mark)) !== option) return 'again'
  await noteOpen(note, desk)
  const vote = `${keys.votesFor(note, option)}${who}`
  // Set again it is the same vote; and a vote whose process died between the two is made whole by its repetition.
  const before = await store.get(vote)
  if (before !== undefined) return 'again'
  await store.set(vote, true, keepMs)
  await store.enqueue([countDelivery(note, desk.clock.nowMs())])
  return 'counted'
}

function answeredName(
  object: NonNullable<Activity['object']>,
  desk: FederationDesk,
): ReturnType<typeof noteNameOf> {
  return noteNameOf(desk.origin, addressIn(object['inReplyTo']) ?? '')
}
