import { dayMs } from '#kernel/time.ts'
import { keys, noteNameOf, type NoteName } from '#networks/activitypub/addresses.ts'
import type { FederationDesk } from '#networks/activitypub/desk.ts'
import { countActivity } from '#networks/activitypub/documents.ts'
import type { Handled } from '#networks/activitypub/federation-store.ts'
import { toFollowers, type Count } from '#networks/activitypub/jobs.ts'
import { endPoll, forgetVotes, questionAt, tallyOf } from '#networks/activitypub/tally.ts'
import { fieldsOf, textOf } from '#networks/unknown-fields.ts'

/**
 * Tells followers how a poll stands, once its time has come. Told again after a crash it is the same telling, by its name. A poll that
 * was taken back tells nothing more, and who voted on it is forgotten.
 */
export async function tellCount({ actor, key, atMs, ends }: Count, desk: FederationDesk): Promise<Handled> {
  const leftMs = atMs - desk.clock.nowMs()
  const note = await questionAt({ actor, key }, desk)
  if (note === undefined) {
    await forgetVotes({ actor, key }, desk)
    return { kind: 'done' }
  }
  if (leftMs > 0) return { kind: 'again', inMs: leftMs }
  // What the end tells need not be told beside it.
  if (!ends && note.poll.endsMs <= desk.clock.nowMs()) return { kind: 'done' }
  if (ends) await endPoll(note, desk)
  const activity = countActivity(note, { tally: await tallyOf(note, desk), atMs }, desk)
  await desk.store.set(keys.counted(note), atMs, countedKeptMs)
  await desk.store.enqueue([toFollowers(note, activity, note.revisions.at(-1))])
  return { kind: 'done' }
}

/** Longer than any telling waits. */
const countedKeptMs = 30 * dayMs

/** Its words were changed: counts that wait would tell the old ones. */
export async function outdateCounts(note: NoteName, desk: FederationDesk): Promise<void> {
  await desk.store.set(keys.counted(note), desk.clock.nowMs(), countedKeptMs)
}

/** Whether it tells counts that newer ones, or newer words, have taken the place of: coming after them, it would set them back. */
export async function isOutdatedCount(document: unknown, desk: FederationDesk): Promise<boolean> {
  const activity = fieldsOf(document)
  const counted = /#count-(\d+)$/.exec(textOf(activity, 'id') ?? '')?.[1]
  const name = noteNameOf(desk.origin, textOf(fieldsOf(activity?.['object']), 'id') ?? '')
  if (counted === undefined || name === undefined) return false
  const newest = await desk.store.get(keys.counted(name))
  return typeof newest === 'number' && newest > Number(counted)
}
