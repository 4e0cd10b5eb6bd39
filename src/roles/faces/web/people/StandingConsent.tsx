import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { faceFields, type LiveConsent } from '#roles/faces/people/contract.ts'
import { facesQuery, mineQuery, stopMine } from '#roles/faces/web/data.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** What one agreed to and is shown now, with the way to end it. */
export function StandingConsent({ consent }: { consent: LiveConsent }): ReactElement {
  const { say, full, list } = useDirectoryWords()
  const [isAsking, setAsking] = useState(false)
  return (
    <div className="stack standing">
      <p className="row">
        <Badge look="ok">{say('consent.stands')}</Badge>
        <span>{say('consent.since', { time: full(consent.givenAt) })}</span>
      </p>
      <p>
        {say('consent.shows', {
          fields: list(
            faceFields
              .filter((field) => consent.fields.includes(field))
              .map((field) => say(`field.${field}`)),
          ),
          purposes: list(consent.purposes.map((purpose) => say(`purpose.${purpose}.short`))),
        })}
      </p>
      <div className="row">
        {consent.slug && (
          <a className="button" href={`/who/${consent.slug}`} target="_blank" rel="noreferrer">
            {say('consent.myPage')}
          </a>
        )}
        <Button look="danger" onPress={() => setAsking(true)}>
          {say('consent.stop')}
        </Button>
      </div>
      {isAsking && <AskStop onClose={() => setAsking(false)} />}
    </div>
  )
}

function AskStop({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useDirectoryWords()
  const queries = useQueryClient()
  const stop = useMutation({
    mutationFn: stopMine,
    onSuccess: (mine) => {
      onClose()
      queries.setQueryData(mineQuery.queryKey, mine)
      toasts.say({ text: say('consent.stopped') })
      void queries.invalidateQueries({ queryKey: facesQuery.queryKey, exact: true })
    },
  })
  return (
    <Dialog title={say('consent.stopTitle')} role="alertdialog" isOpen onClose={onClose}>
      <p>{say('consent.stopWhat')}</p>
      {stop.error && <ProblemNotice error={stop.error} />}
      <div className="answers row">
        <Button look="danger" onPress={() => stop.mutate()} isDisabled={stop.isPending}>
          {say('consent.stop')}
        </Button>
        <Button onPress={onClose} autoFocus>
          {say('consent.keep')}
        </Button>
      </div>
    </Dialog>
  )
}
