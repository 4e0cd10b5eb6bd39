import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Message, SendForm } from '#roles/publishing/contract.ts'
import { messageQuery, sendMessage } from '#roles/publishing/web/data.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Puts a message into the outbox; whatever came of it, what is shown of it there is asked anew. */
export function useSend({ id, revision }: Pick<Message, 'id' | 'revision'>, after: () => void) {
  const { say } = useSendWords()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (form: Omit<SendForm, 'revision'>) => sendMessage(id, { ...form, revision }),
    onSuccess: (now, { when }) => {
      queries.setQueryData(messageQuery(id).queryKey, now)
      toasts.say({ text: say(when === undefined ? 'send.done' : 'send.scheduled') })
      after()
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['sending'] }),
  })
}
