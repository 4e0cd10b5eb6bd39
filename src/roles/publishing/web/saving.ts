import { minuteMs } from '#kernel/time.ts'
import type { Message, MessageForm } from '#roles/publishing/contract.ts'
import { call, isUnreached } from '#web/client.ts'
import { MessageList } from '#roles/publishing/contract.ts'
import { readMessage, saveMessage } from '#roles/publishing/web/data.ts'
import { formAsRead, sameForm } from '#roles/publishing/web/draft.ts'

/** What was given to the desk to be kept, and when: its answer may never have arrived. */
export type Tried = { form: MessageForm; atMs: number }

/** A browser and the desk may disagree about the time. */
const clocksDifferMs = 10 * minuteMs

/** Messages looked at when one may have been made unseen. */
const lookedAtMax = 5

/** Whether the desk was not reached, or something before it answered in its place: what came of it is not known. */
export const isUnanswered = isUnreached

/**
 * Saves a form, at the revision it was made from; or makes a new message of it. Where one was given to the desk before and no answer
 * came, the desk is first asked whether it is there: a message is never made twice.
 *
 * @throws ProblemError when it is refused, or when the desk does not answer
 */
export async function saveOnce(o: {
  to: { id: string; revision: number } | undefined
  form: MessageForm
  about: string | undefined
  tried: Tried | undefined
}): Promise<Message> {
  const { to, form, about, tried } = o
  if (to !== undefined || tried === undefined) return saveMessage(to, form, about)
  const there = await madeUnseen(tried)
  if (there === undefined) return saveMessage(undefined, form, about)
  if (sameForm(formAsRead(there), form)) return there
  return saveMessage({ id: there.id, revision: there.revision }, form)
}

/** The message that came of what was tried, where it did arrive. */
async function madeUnseen({ form, atMs }: Tried): Promise<Message | undefined> {
  const { messages } = await call(MessageList, { path: '/api/messages?show=open' })
  const alike = messages.filter(
    ({ title, revision, changedAt }) =>
      title === form.title.trim() && revision === 1 && Date.parse(changedAt) > atMs - clocksDifferMs,
  )
  for (const { id } of alike.slice(0, lookedAtMax)) {
    const one = await readMessage(id)
    if (sameForm(formAsRead(one), form)) return one
  }
  return undefined
}
