import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { deleteConversation, listQueryKey } from '#sending/web/private-messages/data.ts'
import { ReasonForm } from '#sending/web/private-messages/ReasonForm.tsx'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Asks before a conversation is deleted for good, with why. */
export function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const { say } = usePrivateWords()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const act = useMutation({
    mutationFn: (reason: string) => deleteConversation(id, reason),
    onSuccess: async () => {
      toasts.say({ text: say('delete.done') })
      await navigate({ to: '/publish/messages' })
      await queries.invalidateQueries({ queryKey: listQueryKey })
    },
  })
  return (
    <Dialog role="alertdialog" title={say('delete.title')} isOpen onClose={onClose}>
      <ReasonForm
        what={say('delete.what')}
        help={say('reason.help')}
        press={say('delete.press')}
        look="danger"
        act={act}
        onAct={(reason) => act.mutate(reason)}
        onClose={onClose}
      />
    </Dialog>
  )
}
