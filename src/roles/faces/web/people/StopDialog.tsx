import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { faceLimits, type ListedFace } from '#roles/faces/people/contract.ts'
import { facesQuery, stopTheirs } from '#roles/faces/web/data.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** An owner ends what somebody shows, with a reason. */
export function StopDialog({ person, onClose }: { person: ListedFace; onClose: () => void }): ReactElement {
  const { say } = useDirectoryWords()
  const queries = useQueryClient()
  const [reason, setReason] = useState('')
  const tries = useTries({ reason: reason.trim() === '' ? say('stop.noReason') : undefined })
  const stop = useMutation({
    mutationFn: () => stopTheirs(person.id, reason),
    onSuccess: () => {
      toasts.say({ text: say('stop.done', { name: person.name }) })
      void queries.invalidateQueries({ queryKey: facesQuery.queryKey })
      onClose()
    },
  })
  return (
    <Dialog title={say('stop.title', { name: person.name })} role="alertdialog" isOpen onClose={onClose}>
      <Form
        lede={<p>{say('stop.lede')}</p>}
        tries={tries}
        act={stop}
        press={say('team.stop')}
        look="danger"
        onSubmit={() => stop.mutate()}
        onCancel={onClose}
      >
        <TextField
          name="reason"
          label={say('stop.reason')}
          value={reason}
          onChange={setReason}
          lines={2}
          lengthMax={faceLimits.reasonMax}
          error={tries.errorOf('reason')}
        />
      </Form>
    </Dialog>
  )
}
