import { messageQuery } from '#roles/publishing/web/data.ts'
import { Message } from '#roles/publishing/contract.ts'
import { CorrectionBoard, type CorrectionForm } from '#roles/publishing/corrections/contract.ts'
import { call } from '#web/client.ts'

/** Corrections of a message at a revision, and how each place of it would be corrected now. Read anew with the message itself. */
export function correctionsQuery({ id, revision }: Pick<Message, 'id' | 'revision'>) {
  return {
    queryKey: [...messageQuery(id).queryKey, 'corrections', revision],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(CorrectionBoard, { path: `${pathOf(id)}/corrections`, signal }),
    placeholderData: (before: CorrectionBoard | undefined) => before,
  }
}

/** Begins a correction, or says otherwise what an open one says. */
export function correctMessage(id: string, body: CorrectionForm): Promise<Message> {
  return call(Message, { method: 'PUT', path: `${pathOf(id)}/correction`, body })
}

/** Ends an open correction. */
export function endCorrection(id: string, body: { revision: number }): Promise<Message> {
  return call(Message, { method: 'POST', path: `${pathOf(id)}/correction/end`, body })
}

function pathOf(id: string): string {
  return `/api/messages/${encodeURIComponent(id)}`
}
