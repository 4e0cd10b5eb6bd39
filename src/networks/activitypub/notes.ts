import { keys, noteId, type NoteName } from '#networks/activitypub/addresses.ts'
import type { FederationDesk, OurActor } from '#networks/activitypub/desk.ts'
import { deleteActivity, noteActivity } from '#networks/activitypub/documents.ts'
import { endDelivery, toFollowers } from '#networks/activitypub/jobs.ts'
import { forgetVotes, isQuestion, tallyOf } from '#networks/activitypub/tally.ts'
import { outdateCounts } from '#networks/activitypub/tell-count.ts'
import { minuteMs } from '#kernel/time.ts'
import { keptNoteOf, type KeptNote, type Note } from '#networks/activitypub/kept-note.ts'
import { replyTarget } from '#networks/activitypub/reply-target.ts'
import type { OutgoingPart, ReadBack, SendOutcome } from '#networks/sender.ts'

/** Others may change a note at the same moment; that often it is looked at again. */
const triesMax = 5

/** Keeps a note, and has it told. The key of the part names it: the same part again is the same note, and is told once. */
export async function putNote(
  part: OutgoingPart,
  actor: OurActor | undefined,
  desk: FederationDesk,
): Promise<SendOutcome> {
  if (actor === undefined) return noActor(part.language)
  const name = { actor: actor.name, key: part.key }
  const kept = await read(name, desk)
  if (kept !== undefined) return outcomeOf(kept, name, desk)
  const target = part.replyTo === undefined ? undefined : await replyTarget(part.replyTo, desk)
  if (target !== undefined && target.kind !== 'target') return target
  const inReplyTo = part.after?.nativeId ?? target?.inReplyTo
  const note: Note = {
    ...{ kind: 'there', ...name, revisions: [part.key], atMs: part.atMs, ...wordsOf(part) },
    ...(inReplyTo !== undefined && { inReplyTo }),
    ...(target?.answered !== undefined && { answered: target.answered }),
    ...(part.poll !== undefined && { poll: pollOf(part.poll, desk) }),
  }
  const told = toFollowers(note, noteActivity('Create', note, desk), part.key)
  const deliveries = isQuestion(note) ? [told, endDelivery(note)] : [told]
  const isNew = await desk.store.cas({ key: keys.note(name), expected: undefined, value: note, deliveries })
  return outcomeOf(isNew ? note : await read(name, desk), name, desk)
}

/** It is open from now on: its delivery may have waited, and people would lose that time. */
function pollOf(
  { options, multiple, durationMin }: NonNullable<OutgoingPart['poll']>,
  { clock }: FederationDesk,
): NonNullable<Note['poll']> {
  const said = options.map((option) => option.trim())
  return { options: said, multiple, endsMs: clock.nowMs() + durationMin * minuteMs }
}

/** Whether a note is there. Nothing can be on its way: it is kept and queued at once or not at all. */
export async function seenNote(
  { key }: OutgoingPart,
  actor: OurActor | undefined,
  desk: FederationDesk,
): Promise<ReadBack> {
  if (actor === undefined) return { kind: 'not-there' }
  const name = { actor: actor.name, key }
  const kept = await read(name, desk)
  return kept?.kind === 'there' ? { kind: 'there', posted: postedOf(name, desk) } : { kind: 'not-there' }
}

/** Gives a note other words, and has them told. An edit that comes twice, or after a newer one, changes nothing. */
export async function changeNote(
  name: NoteName | undefined,
  part: OutgoingPart,
  desk: FederationDesk,
): Promise<SendOutcome> {
  if (name === undefined) return notThere()
  for (let tries = 0; tries < triesMax; tries += 1) {
    const before = await desk.store.get(keys.note(name))
    const kept = keptNoteOf(before)
    if (kept?.kind !== 'there' || kept.revisions.includes(part.key)) return outcomeOf(kept, name, desk)
    if (!isSamePoll(kept.poll, part.poll))
      return {
        kind: 'refused',
        why: 'not-accepted',
        detail: 'other options would lose the votes of its poll',
      }
    const { contentWarning: _, ...rest } = kept
    const revisions = [...kept.revisions, part.key].slice(-1000)
    const note: Note = { ...rest, ...wordsOf(part), revisions, changedMs: part.atMs }
    const tally = isQuestion(note) ? await tallyOf(note, desk) : undefined
    const deliveries = [toFollowers(note, noteActivity('Update', note, desk, tally), part.key)]
    if (await desk.store.cas({ key: keys.note(name), expected: before, value: note, deliveries })) {
      if (isQuestion(note)) await outdateCounts(note, desk)
      return outcomeOf(note, name, desk)
    }
  }
  return { kind: 'wait', why: 'server-error', detail: 'others change it at the same moment' }
}

/** Its words may change; what people vote on may not. How long it is open stays as it was. */
function isSamePoll(kept: Note['poll'], given: OutgoingPart['poll']): boolean {
  if (kept === undefined || given === undefined) return kept === undefined && given === undefined
  const isAlike = kept.options.every((option, at) => option === given.options[at]?.trim())
  return isAlike && kept.options.length === given.options.length && kept.multiple === given.multiple
}

/** Takes a note back, and has that told. One that is gone, or never was, is no fault. */
export async function removeNote(name: NoteName | undefined, desk: FederationDesk): Promise<void> {
  for (let tries = 0; name !== undefined && tries < triesMax; tries += 1) {
    const before = await desk.store.get(keys.note(name))
    const kept = keptNoteOf(before)
    if (kept?.kind !== 'there') return
    const value: KeptNote = { kind: 'removed', removedMs: desk.clock.nowMs() }
    const deliveries = [toFollowers(kept, deleteActivity(kept, desk))]
    if (await desk.store.cas({ key: keys.note(name), expected: before, value, deliveries }))
      return isQuestion(kept) ? forgetVotes(name, desk) : undefined
  }
  if (name !== undefined) throw new NoteBusy('others change it at the same moment')
}

class NoteBusy extends Error {
  override name = 'NoteBusy'
}

async function read(name: NoteName, desk: FederationDesk): Promise<KeptNote | undefined> {
  return keptNoteOf(await desk.store.get(keys.note(name)))
}

function wordsOf(part: OutgoingPart): Pick<Note, 'text' | 'language' | 'media' | 'contentWarning'> {
  const media = part.media.map(({ sha256, mediaType, alt, focus }) => ({
    ...{ sha256, mediaType, alt },
    ...(focus !== undefined && { focus }),
  }))
  const { text, language, contentWarning } = part
  return { text, language, media, ...(contentWarning !== undefined && { contentWarning }) }
}

function outcomeOf(kept: KeptNote | undefined, name: NoteName, desk: FederationDesk): SendOutcome {
  if (kept?.kind === 'there') {
    const posted = postedOf(name, desk)
    return { kind: 'sent', posted, returned: { url: posted.url } }
  }
  return kept === undefined ? notThere() : { ...notThere(), detail: 'the note was taken back' }
}

function postedOf(name: NoteName, { origin }: FederationDesk): { nativeId: string; url: string } {
  const id = noteId(origin, name)
  return { nativeId: id, url: id }
}

function notThere(): Extract<SendOutcome, { kind: 'refused' }> {
  return { kind: 'refused', why: 'not-found', detail: 'there is no such note' }
}

function noActor(language: string): SendOutcome {
  return { kind: 'refused', why: 'not-accepted', detail: `the account has no actor that speaks ${language}` }
}
