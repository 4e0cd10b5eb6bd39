import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { ListedPerson, PersonPage } from '#access/people/contract.ts'
import { leave } from '#access/web/people/data.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Asks once more before somebody's access ends, and says what goes where. */
export function LeaveDialog(props: {
  page: PersonPage
  heir?: ListedPerson
  onClose: () => void
}): ReactElement {
  const { say } = usePeopleWords()
  const { person, holdings, leavesOneOwner } = props.page
  const going = useLeaving(props)
  const handed = holdings.filter(({ goesOn }) => goesOn).length
  const ended = holdings.length - handed
  return (
    <Dialog
      role="alertdialog"
      title={say('person.endTitle', { name: person.name })}
      isOpen
      onClose={props.onClose}
    >
      <p>{say('person.leavingWhat')}</p>
      {handed > 0 && <p>{say('person.endHands', { count: handed, heir: props.heir?.name ?? '' })}</p>}
      {ended > 0 && <p>{say('person.endEnds', { count: ended })}</p>}
      {leavesOneOwner && <p>{say('person.endOneOwner')}</p>}
      {going.error && <ProblemNotice error={going.error} />}
      <div className="answers">
        <Button look="danger" onPress={() => going.mutate()} isDisabled={going.isPending}>
          {handed > 0 ? say('person.endAndHand') : say('person.end', { name: person.name })}
        </Button>
        <Button onPress={props.onClose} autoFocus>
          {say('person.keep')}
        </Button>
      </div>
    </Dialog>
  )
}

function useLeaving({ page, heir, onClose }: Parameters<typeof LeaveDialog>[0]) {
  const { say } = usePeopleWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => leave(page.person.id, heir?.id),
    onSuccess: async ({ handedOver }) => {
      onClose()
      toasts.say({ text: say('person.gone', { name: page.person.name, count: handedOver }) })
      await queries.invalidateQueries()
      await navigate({ to: '/settings/people' })
    },
  })
}
