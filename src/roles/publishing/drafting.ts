import { versionBytes } from '#kernel/version-content.ts'
import { assert } from '#kernel/assert.ts'
import { actorOf } from '#access/people/actor.ts'
import { act, viewNow, type Doer, type Moment, type Room } from '#roles/publishing/act.ts'
import type { ContentProblem } from '#networks/sender.ts'
import type { AskForm, Message, MessageChange, MessageForm } from '#roles/publishing/contract.ts'
import type { Refusal, Ruled } from '#roles/publishing/problems.ts'
import { askProblem, formProblem, mayAt, touched } from '#roles/publishing/rules.ts'
import { readMessage, type KeptMessage } from '#roles/publishing/store.ts'
import { itemOf } from '#roles/publishing/view.ts'
import { insertMessages, rewriteMessage } from '#roles/publishing/write-message.ts'

/** A change that came too late, with how the message stands now. */
export type Written = Ruled<Message> | { ok: false; why: 'changed-meanwhile'; current: Message }

/** Begins a message. */
export function createMessage(room: Room, who: Doer, form: MessageForm): Promise<Ruled<Message>> {
  return act(room, who, async (now) => {
    const why = formProblem(form, now.accounts) ?? rightProblem(now, form)
    if (why !== undefined) return { ok: false, why }
    const id = room.newId()
    await insertMessages(now.db, [{ id, ...form }], { writer: now.writer, nowMs: now.nowMs })
    return { ok: true, value: await seen(room, now, who, id) }
  })
}

function rightProblem(now: Moment, { lane, versions }: MessageForm): Refusal | undefined {
  return mayAt(now.grants, 'write', { lane, places: versions }) ? undefined : 'no-right-to-write'
}

/** Changes a message as it was read at a revision; what somebody else wrote meanwhile is never overwritten. */
export function changeMessage(room: Room, who: Doer, id: string, change: MessageChange): Promise<Written> {
  return act(room, who, async (now) => {
    const before = await readMessage(now.db, id, 'update')
    if (before === undefined) return { ok: false, why: 'no-such-message' }
    if (before.revision !== change.revision)
      return { ok: false, why: 'changed-meanwhile', current: await seen(room, now, who, id) }
    const done = await writeChange(room, now, who, { before, form: change })
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
  o: { before: KeptMessage; form: MessageForm },
): Promise<boolean | Refusal> {
  const { before, form } = o
  const versions = before.versions.map(({ account, language, contentText: content }) => ({
    ...{ account, language, content },
  }))
  const places = touched({ ...before, versions }, form)
  if (places === undefined) return false
  const why = formProblem(form, now.accounts)
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

/** That a version could not go out as it stands. */
export type CannotGoOut = { ok: false; why: 'cannot-go-out'; problem: ContentProblem }

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
    const kept = await readMessage(now.db, id, 'update')
    if (kept === undefined) return { ok: false, why: 'no-such-message' }
    if (kept.revision !== o.revision)
      return { ok: false, why: 'changed-meanwhile', current: await seen(room, now, who, id) }
    const why = askingProblem(now, kept)
    if (why !== undefined) return { ok: false, why }
    const problem = await firstProblem(room, kept)
    if (problem !== undefined) return { ok: false, why: 'cannot-go-out', problem }
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

/** Why some version could not go out as it stands, by the same function that sends it; nobody is asked to approve that. */
async function firstProblem(room: Room, { versions }: KeptMessage): Promise<ContentProblem | undefined> {
  for (const { content } of versions) {
    const [problem] = (await room.sending.check(content)) ?? []
    if (problem !== undefined) return problem
  }
  return undefined
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
