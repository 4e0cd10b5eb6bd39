import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { mentionsQuery, removeMention } from '#roles/publishing/web/names/data.ts'
import { useNameWords } from '#roles/publishing/web/names/words.ts'
import type { MentionEntry } from '#roles/publishing/writing/mentions/contract.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = { entry: MentionEntry; name: string; isOpen: boolean; onClose: () => void }

/** Asks before somebody is taken out: drafts that mention them must be changed then. */
export function RemoveDialog({ entry, name, isOpen, onClose }: Props): ReactElement {
  const { say } = useNameWords()
  const queries = useQueryClient()
  const remove = useMutation({
    mutationFn: () => removeMention(entry.id),
    onSuccess: async () => {
      onClose()
      await queries.invalidateQueries({ queryKey: mentionsQuery.queryKey })
    },
  })
  return (
    <Dialog title={say('book.removeTitle', { name })} role="alertdialog" isOpen={isOpen} onClose={onClose}>
      <p>{say('book.removeWhat')}</p>
      {remove.error && <ProblemNotice error={remove.error} />}
      <div className="answers">
        <Button look="danger" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {say('book.remove')}
        </Button>
        <Button autoFocus onPress={onClose}>
          {say('form.cancel')}
        </Button>
      </div>
    </Dialog>
  )
}
