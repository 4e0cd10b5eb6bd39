import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { AskedChange, Changed, LookedAt } from '#access/people/contract.ts'
import { changeWords } from '#access/web/people/change-words.ts'
import { askFor, lookAt, peopleQuery } from '#access/web/people/data.ts'
import { Effects } from '#access/web/people/Effects.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** What a change would do, person by person, before it is made or proposed. */
export function ChangeDialog(props: {
  asked: AskedChange
  onClose: () => void
  onDone?: (changed: Changed) => void
}): ReactElement {
  const { say } = usePeopleWords()
  // Kept by nobody: what is read here must be of this moment.
  const looked = useQuery({
    queryKey: ['look-at-change', props.asked],
    queryFn: () => lookAt(props.asked),
    gcTime: 0,
    retry: false,
  })
  return (
    <Dialog title={say('change.title')} isOpen onClose={props.onClose} wide>
      {looked.isPending && <Skeleton lines={3} />}
      {looked.error && (
        <>
          <ProblemNotice error={looked.error} />
          <div className="answers">
            <Button onPress={props.onClose}>{say('dialog.close')}</Button>
          </div>
        </>
      )}
      {looked.data && <Answer {...props} looked={looked.data} />}
    </Dialog>
  )
}

function Answer({
  asked,
  looked,
  onClose,
  onDone,
}: {
  asked: AskedChange
  looked: LookedAt
  onClose: () => void
  onDone?: (changed: Changed) => void
}): ReactElement {
  const words = usePeopleWords()
  const { say } = words
  const queries = useQueryClient()
  const people = useQuery(peopleQuery).data?.people ?? []
  const make = useMutation({
    mutationFn: () => askFor(asked),
    onSuccess: async (changed) => {
      toasts.say({ text: say(changed.kind === 'applied' ? 'change.made' : 'change.proposed') })
      onClose()
      onDone?.(changed)
      await queries.invalidateQueries({ queryKey: ['people'] })
      await queries.invalidateQueries({ queryKey: ['session'] })
    },
  })
  const nameOf = (id: string): string | undefined => people.find((person) => person.id === id)?.name
  return (
    <>
      <p>
        <b>{changeWords(looked.change, { words, nameOf })}</b>
      </p>
      <Effects effects={looked.effects} />
      {looked.secondPerson && <Notice>{say('change.second')}</Notice>}
      {make.error && <ProblemNotice error={make.error} />}
      <div className="answers">
        <Button look="primary" onPress={() => make.mutate()} isDisabled={make.isPending} autoFocus>
          {say(looked.secondPerson ? 'change.propose' : 'change.make')}
        </Button>
        <Button onPress={onClose}>{say('form.cancel')}</Button>
      </div>
    </>
  )
}
