import { versionBytes } from '#kernel/version-content.ts'
import { assert } from '#kernel/assert.ts'
import { actorOf } from '#access/people/actor.ts'
import { act, viewNow, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import { problemsOf } from '#roles/publishing/checking.ts'
import { tagsOf } from '#roles/publishing/campaigns/store.ts'
import type {
  AskForm,
  Message,
  MessageChange,
  MessageToBegin,
  VersionProblem,
} from '#roles/publishing/contract.ts'
import { aimAnew, aimForm } from '#roles/publishing/corrections/aiming.ts'
import type { Refusal, Ruled } from '#roles/publishing/problems.ts'
import { askProblem, formProblem, mayAt, touched, type WrittenForm } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage } from '#roles/publishing/store.ts'
import { aboutTopics, keptTopicProblem } from '#roles/publishing/topics/about.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { insertMessages, refitVersions, rewriteMessage } from '#roles/publishing/write-message.ts'
import { Preparer } from '#roles/publishing/writing/preparing.ts'

/** A change that came too late, with how the message stands now. */
export type Written = Ruled<Message> | { ok: false; why: 'changed-meanwhile'; current: Message }

/** Begins a message. */
export async function createMessage(
  room: Room,
  who: Doer,
  { about, ...form }: MessageToBegin,
): Promise<Ruled<Message>> {
  const made = await new Preparer(room).written(form)
  return made.ok ? createWritten(room, who, made.value, about) : made
}

function createWritten(
  room: Room,
  who: Doer,
  form: WrittenForm,
  about: string | undefined,
): Promise<Ruled<Message>> {
  return act(room, who, async (now) => {
    const why =
      formProblem(form, now.accounts) ??
      rightProblem(now, form) ??
      (await keptTopicProblem(room.topics, now.tx, { asked: form.topics ?? [], before: [] }))
    if (why !== undefined) return { ok: false, why }
    const id = room.newId()
    await insertMessages(now.db, [{ id, ...form }], { writer: now.writer, nowMs: now.nowMs })
    if (about !== undefined) await room.begun?.(now.tx, { about, messageId: id, by: now.writer.shownName })
    return { ok: true, value: await seen(room, now, who, id) }
  })
}

function rightProblem(now: Moment, { lane, versions }: WrittenForm): Refusal | undefined {
  return mayAt(now.grants, 'write', { lane, places: versions }) ? undefined : 'no-right-to-write'
}

/** Changes a message as it was read at a revision; what somebody else wrote meanwhile is never overwritten. */
export async function changeMessage(
  room: Room,
  who: Doer,
  id: string,
  change: MessageChange,
): Promise<Written> {
  const made = await new Preparer(room, () => tagsOf(room.store.db, id)).written(change)
  if (!made.ok) return made
  return act(room, who, async (now) => {
    const before = await readMessage(now.db, id, 'update')
    if (before === undefined) return { ok: false, why: 'no-such-message' }
    if (before.revision !== change.revision)
      return { ok: false, why: 'changed-meanwhile', current: await seen(room, now, who, id) }
    const done = await writeChange(room, now, who, { before, form: made.value })
    return typeof done === 'string'
      ? { ok: false, why: done }
      : { ok: true, value: await seen(room, now, who, id) }
  })
}

/**
 * Writes a change of a message that is held, if it may be made. Approvals hear of it in the same transaction, so that
 * whatever was approved or asked of the message is void; they keep a record of that.
 *
 * @returns whether anything was different, or why the change was refused
 */
export async function writeChange(
  room: Room,
  now: Moment,
  who: Doer,
  o: { before: KeptMessage; form: WrittenForm },
): Promise<boolean | Refusal> {
  const { before } = o
  const said = o.form.topics === undefined ? aboutTopics(o.form, before.topics) : o.form
  const form = await aimForm(room, now, { before, form: said })
  const versions = before.versions.map(({ account, language, contentText: content, written }) => ({
    ...{ account, language, content, written },
  }))
  const places = touched({ ...before, versions }, form)
  if (places === undefined) return false
  const topics = { asked: form.topics ?? [], before: before.topics }
  const why = formProblem(form, now.accounts) ?? (await keptTopicProblem(room.topics, now.tx, topics))
  if (why !== undefined) return why
  for (const lane of new Set([before.lane, form.lane]))
    if (!mayAt(now.grants, 'write', { lane, places })) return 'no-right-to-write'
  await rewriteMessage(now.db, before, form, { writer: now.writer, nowMs: now.nowMs })
  const edit = { item: itemOf(before.id), writers: [who.personId], by: actorOf(who) }
  await room.approvals.edited(now.tx, edit)
  return true
}

/** Deletes a draft that was never asked about: nothing of it is on record. */
export function removeMessage(room: Room, who: Doer, id: string): Promise<Ruled<undefined>> {
  return act(room, who, async (now) => {
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    const asked = await room.approvals.of(now.tx, [itemOf(id)])
    if (asked.size > 0 || kept.publications.length > 0) return { ok: false, why: 'asked-already' }
    if (!mayAt(now.grants, 'write', { lane: kept.lane, places: kept.versions }))
      return { ok: false, why: 'no-right-to-write' }
    await now.db.deleteFrom('messages').where('id', '=', id).execute()
    return { ok: true, value: undefined }
  })
}

/** That versions could not go out as they stand, and all that is in the way. */
export type CannotGoOut = { ok: false; why: 'cannot-go-out'; problems: VersionProblem[] }

/** That approval was asked: until when, and who was asked first. */
export type AskedAbout = { message: Message; deadlineMs: number; approvers: string[] }

/** Asks for approval of the message exactly as it was read. */
export function askApproval(
  room: Room,
  who: Doer,
  id: string,
  o: AskForm,
): Promise<Ruled<AskedAbout> | Written | CannotGoOut> {
  return act(room, who, async (now) => {
    const preparer = new Preparer(room, () => tagsOf(room.store.db, id))
    await preparer.lookUpSigners(id, now.tx)
    const read = await readMessage(now.db, id, 'update')
    if (read === undefined) return { ok: false, why: 'no-such-message' }
    if (read.revision !== o.revision)
      return { ok: false, why: 'changed-meanwhile', current: await seen(room, now, who, id) }
    const why = askingProblem(now, read)
    if (why !== undefined) return { ok: false, why }
    const kept = await aimAnew(room, now, await refitted(preparer, now, read))
    if (typeof kept === 'string') return { ok: false, why: kept }
    const problems = await problemsOf(room, { preparer, ...kept }, now.accounts)
    if (problems.length > 0) return { ok: false, why: 'cannot-go-out', problems }
    const asked = await room.approvals.ask(now.tx, {
      ...{ item: itemOf(id), title: kept.title, lane: kept.lane, by: actorOf(who) },
      writers: kept.writers.map((writer) => writer.id),
      versions: kept.versions.map(({ account, language, content }) => ({
        ...{ account, language },
        bytes: versionBytes(content),
      })),
      ...(o.deadline === undefined ? {} : { deadlineMs: Date.parse(o.deadline) }),
    })
    const { deadlineMs, approvers } = asked
    return { ok: true, value: { message: await seen(room, now, who, id), deadlineMs, approvers } }
  })
}

function askingProblem(now: Moment, kept: KeptMessage): Refusal | undefined {
  const versions = kept.versions.map(({ account, language, content }) => ({
    ...{ account, language },
    text: content.parts.join('\n'),
  }))
  const why = askProblem(versions, now.accounts)
  if (why !== undefined) return why
  if (kept.writers.length === 0) return 'nobody-wrote'
  const mayWrite = versions.some((place) => mayAt(now.grants, 'write', { lane: kept.lane, places: [place] }))
  return mayWrite ? undefined : 'no-right-to-write'
}

/**
 * The message made to fit what its accounts take at this moment, files and threads: one may have been connected since it was saved,
 * or a handle changed. What its writer gave stays, so it is no change of anybody's; what is asked about is what would go out.
 */
async function refitted(preparer: Preparer, now: Moment, kept: KeptMessage): Promise<KeptMessage> {
  // Not in this transaction: copies are there for everybody once they are made, and checks read them from outside.
  const outgrown = await preparer.outgrown(kept)
  if (outgrown.length === 0) return kept
  await refitVersions(now.db, kept.id, outgrown)
  return (await readMessage(now.db, kept.id)) ?? kept
}

/** Takes the question back. */
export function takeBack(room: Room, who: Doer, id: string): Promise<Ruled<Message>> {
  return act(room, who, async (now) => {
    if ((await readMessage(now.db, id, 'update')) === undefined) return { ok: false, why: 'no-such-message' }
    const done = await room.approvals.withdraw(now.tx, { item: itemOf(id), by: who.personId })
    if (!done.ok) return { ok: false, why: done.why === 'not-theirs' ? 'not-theirs' : 'no-open-question' }
    return { ok: true, value: await seen(room, now, who, id) }
  })
}

/** A message that is there for certain: it was just read or written in this transaction. */
export async function seen(room: Room, now: Moment, who: Doer, id: string): Promise<Message> {
  const message = await viewNow(room, now, who, id)
  assert(message !== undefined, 'a message that was just read is there')
  return message
}
