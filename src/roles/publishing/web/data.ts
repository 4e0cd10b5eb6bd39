import type { z } from 'zod'
import { keepPreviousData } from '@tanstack/react-query'
import { Account } from '#access/people/contract.ts'
import {
  AskedAbout,
  CannotGoOut,
  Checked,
  ImportReport,
  Message,
  MessageList,
  OwnAccounts,
  PlainHints,
  Released,
  type AccountForm,
  type MessageForm,
  type PublishedNote,
  type SendForm,
  type TakenDownNote,
  type VersionProblem,
} from '#roles/publishing/contract.ts'
import type { Lane } from '#kernel/permission.ts'
import { minuteMs } from '#kernel/time.ts'
import { call, callQuietly, pathWith, ProblemError } from '#web/client.ts'

type Signal = { signal?: AbortSignal }

function signalOf({ signal }: Signal): Signal {
  return signal ? { signal } : {}
}

/** Messages that are not out yet, or those that are. */
export function messagesQuery(show: 'open' | 'out') {
  return {
    queryKey: ['messages', show],
    queryFn: (o: Signal & { pageParam?: string | undefined }) =>
      call(MessageList, {
        path: pathWith('/api/messages', { show, before: o.pageParam }),
        ...signalOf(o),
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: MessageList) => page.before,
  }
}

/** One message. */
export function messageQuery(id: string) {
  return {
    queryKey: ['message', id],
    queryFn: (o: Signal) => call(Message, { path: pathOf(id), ...signalOf(o) }),
  }
}

/** One message as it stands now. */
export function readMessage(id: string): Promise<Message> {
  return call(Message, { path: pathOf(id) })
}

/** The accounts we own. */
export const accountsQuery = {
  queryKey: ['own-accounts'],
  queryFn: (o: Signal) => call(OwnAccounts, { path: '/api/accounts', ...signalOf(o) }),
}

/** How plain a text is. */
export function plainQuery(language: 'en' | 'fr', text: string, lane: Lane) {
  return {
    queryKey: ['plain', language, lane, text],
    queryFn: (o: Signal) =>
      call(PlainHints, {
        method: 'POST',
        path: '/api/messages/plain',
        body: { language, text, lane },
        ...signalOf(o),
      }),
    staleTime: Infinity,
    enabled: text.trim() !== '',
  }
}

/** What would become of versions as they are written: what is in the way, and what each account would be given. */
export function checkQuery({ versions, lane }: Pick<MessageForm, 'versions' | 'lane'>, message?: string) {
  return {
    queryKey: ['message-check', lane, versions, message],
    queryFn: (o: Signal) =>
      call(Checked, {
        ...{ method: 'POST', path: '/api/messages/check' },
        body: { versions, lane, ...(message === undefined ? {} : { message }) },
        ...signalOf(o),
      }),
    // An account may be connected meanwhile, in another window.
    staleTime: minuteMs,
    placeholderData: keepPreviousData,
  }
}

/** Everything that is in the way of asking, if that is why it was refused. */
export function problemsIn(error: unknown): VersionProblem[] {
  if (!(error instanceof ProblemError)) return []
  const read = CannotGoOut.safeParse(error.answer)
  return read.success ? (read.data.problems ?? []) : []
}

/** Saves a message: a new one, about an issue perhaps, or a change of one as it was read at a revision. */
export function saveMessage(
  to: { id: string; revision: number } | undefined,
  form: MessageForm,
  about?: string,
): Promise<Message> {
  if (to === undefined)
    return call(Message, { method: 'POST', path: '/api/messages', body: { ...form, about } })
  const body = { ...form, revision: to.revision }
  return call(Message, { method: 'PUT', path: pathOf(to.id), body })
}

/** Asks for approval of a message as it was read. */
export function askApproval(
  id: string,
  body: { revision: number; deadline?: string | undefined },
): Promise<z.infer<typeof AskedAbout>> {
  return call(AskedAbout, { method: 'POST', path: `${pathOf(id)}/ask`, body })
}

/** Takes the question back. */
export function takeBack(id: string): Promise<Message> {
  return call(Message, { method: 'POST', path: `${pathOf(id)}/take-back` })
}

/** Deletes a draft. */
export function removeMessage(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: pathOf(id) })
}

/** The exact text of an approved version. */
export function releaseText(id: string, place: { account: string; language: string }) {
  return call(Released, { path: pathWith(`${pathOf(id)}/text`, place) })
}

/** Notes that a version was published by hand. */
export function notePublished(id: string, body: PublishedNote): Promise<Message> {
  return call(Message, { method: 'POST', path: `${pathOf(id)}/published`, body })
}

/** Notes that a post was taken down by hand. */
export function noteTakenDown(id: string, body: TakenDownNote): Promise<Message> {
  return call(Message, { method: 'POST', path: `${pathOf(id)}/taken-down`, body })
}

/** Puts what is approved into the outbox. */
export function sendMessage(id: string, body: SendForm): Promise<Message> {
  return call(Message, { method: 'POST', path: `${pathOf(id)}/send`, body })
}

/** Notes an account we own. */
export function addAccount(body: AccountForm): Promise<Account> {
  return call(Account, { method: 'POST', path: '/api/accounts', body })
}

/** Sends a file of messages. */
export function importFile(file: Blob, mediaType: string): Promise<ImportReport> {
  const body = new Blob([file], { type: mediaType })
  return call(ImportReport, { method: 'POST', path: '/api/messages/import', body })
}

function pathOf(id: string): string {
  return `/api/messages/${encodeURIComponent(id)}`
}
