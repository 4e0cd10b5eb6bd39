import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { publishingLimits, type Message, type Publication } from '#roles/publishing/contract.ts'
import { messageQuery, noteTakenDown } from '#roles/publishing/web/data.ts'
import { autonym, usePublishWords } from '#roles/publishing/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = { message: Message; publication: Publication; account: string }

/** Notes that a post of ours was taken down by hand, with the reason that goes on record. */
export function NoteTakenDown({ message, publication, account }: Props): ReactElement {
  const { say } = usePublishWords()
  const queries = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [isWrong, setWrong] = useState(false)
  const language = autonym(publication.language)
  const note = useMutation({
    mutationFn: () => noteTakenDown(message.id, { publicationId: publication.id, reason: reason.trim() }),
    onSuccess: async (now) => {
      setOpen(false)
      queries.setQueryData(messageQuery(message.id).queryKey, now)
      await queries.invalidateQueries({ queryKey: ['messages'] })
    },
  })
  const submit = (): void => {
    setWrong(reason.trim() === '')
    if (reason.trim() !== '') note.mutate()
    else document.getElementById('field-down-reason')?.focus()
  }
  return (
    <>
      <Button small look="quiet" label={say('down.name', { language })} onPress={() => setOpen(true)}>
        {say('down.button')}
      </Button>
      <Dialog title={say('down.title', { language, account })} isOpen={isOpen} onClose={() => setOpen(false)}>
        <form
          className="stack"
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p>{say('down.lede')}</p>
          {note.error && <ProblemNotice error={note.error} />}
          <TextField
            name="down-reason"
            label={say('down.reason')}
            value={reason}
            onChange={setReason}
            lines={3}
            lengthMax={publishingLimits.reasonLengthMax}
            error={isWrong ? say('down.wrong') : undefined}
            autoFocus
          />
          <div className="answers">
            <Button look="danger" type="submit" isDisabled={note.isPending}>
              {say('down.save')}
            </Button>
            <Button onPress={() => setOpen(false)}>{say('form.cancel')}</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
