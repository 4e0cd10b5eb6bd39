import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Invited, ListedPerson } from '#access/people/contract.ts'
import { inviteAgain } from '#access/web/people/data.ts'
import { LinkShown } from '#access/web/people/LinkShown.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Somebody was invited and never came: a new link, shown once. */
export function NewLink({ person }: { person: ListedPerson }): ReactElement {
  const { say } = usePeopleWords()
  const queries = useQueryClient()
  const [made, setMade] = useState<Invited>()
  const make = useMutation({
    mutationFn: () => inviteAgain(person.id),
    onSuccess: async (invited) => {
      setMade(invited)
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  return (
    <Notice>
      <p>{say('person.notYet', { name: person.name })}</p>
      {make.error && <ProblemNotice error={make.error} />}
      <div>
        <Button onPress={() => make.mutate()} isDisabled={make.isPending}>
          {say('person.newLink')}
        </Button>
      </div>
      {made && (
        <Dialog
          title={say('invite.done', { name: person.name })}
          role="alertdialog"
          isOpen
          onClose={() => setMade(undefined)}
        >
          <LinkShown made={made} onClose={() => setMade(undefined)} />
        </Dialog>
      )}
    </Notice>
  )
}
