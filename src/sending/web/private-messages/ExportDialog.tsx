import { useMutation } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { exportConversation } from '#sending/web/private-messages/data.ts'
import { ReasonForm } from '#sending/web/private-messages/ReasonForm.tsx'
import { saveAsFile } from '#sending/web/private-messages/save-as-file.ts'
import { usePrivateWords } from '#sending/web/private-messages/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Hands a conversation out as a file, with what for. */
export function ExportDialog({ id, onClose }: { id: string; onClose: () => void }): ReactElement {
  const { say } = usePrivateWords()
  const act = useMutation({
    mutationFn: (reason: string) => exportConversation(id, reason),
    onSuccess: (made) => {
      saveAsFile(`conversation-${id}.json`, JSON.stringify(made, undefined, 2))
      toasts.say({ text: say('export.done') })
      onClose()
    },
  })
  return (
    <Dialog title={say('export.title')} isOpen onClose={onClose}>
      <ReasonForm
        what={say('export.what')}
        help={say('reason.help')}
        press={say('export.press')}
        look="primary"
        act={act}
        onAct={(reason) => act.mutate(reason)}
        onClose={onClose}
      />
    </Dialog>
  )
}
