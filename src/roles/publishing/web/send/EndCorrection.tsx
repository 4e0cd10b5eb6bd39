import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Message } from '#roles/publishing/contract.ts'
import type { Correction } from '#roles/publishing/corrections/contract.ts'
import { messageQuery } from '#roles/publishing/web/data.ts'
import { endCorrection } from '#roles/publishing/web/send/corrections-data.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

type Props = { message: Message; open: Correction; isDisabled: boolean }

/** Gives up a correction of which nothing is public; ends one that is half way. Asked about first. */
export function EndCorrection({ message, open, isDisabled }: Props): ReactElement {
  const { say } = useSendWords()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const { id, revision } = message
  const word = open.places.some(({ sent }) => sent !== undefined) ? 'end' : 'giveUp'
  const end = useMutation({
    mutationFn: () => endCorrection(id, { revision }),
    onSuccess: (now) => {
      queries.setQueryData(messageQuery(id).queryKey, now)
      toasts.say({ text: say('correct.ended') })
      setAsked(false)
    },
    onSettled: () => queries.invalidateQueries({ queryKey: messageQuery(id).queryKey }),
  })
  return (
    <>
      <Button look="quiet" isDisabled={isDisabled} onPress={() => setAsked(true)}>
        {say(`correct.${word}`)}
      </Button>
      <Dialog
        title={say(`correct.${word}Title`)}
        role="alertdialog"
        isOpen={isAsked}
        onClose={() => setAsked(false)}
      >
        <p>{say(`correct.${word}What`)}</p>
        {end.error && <ProblemNotice error={end.error} />}
        <div className="answers">
          <Button look="danger" isDisabled={end.isPending} onPress={() => end.mutate()}>
            {say(`correct.${word}Press`)}
          </Button>
          <Button autoFocus onPress={() => setAsked(false)}>
            {say('correct.keepOpen')}
          </Button>
        </div>
      </Dialog>
    </>
  )
}
