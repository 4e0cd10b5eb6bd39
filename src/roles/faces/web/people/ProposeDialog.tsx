import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { faceLimits, type ListedFace } from '#roles/faces/people/contract.ts'
import { facesQuery, propose } from '#roles/faces/web/data.ts'
import { BothField } from '#roles/faces/web/people/BothField.tsx'
import type { BothDraft } from '#roles/faces/web/people/draft.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const none: BothDraft = { en: '', fr: '' }

/** Words an owner would like somebody to show. They decide. */
export function ProposeDialog({
  person,
  onClose,
}: {
  person: ListedFace
  onClose: () => void
}): ReactElement {
  const { say } = useDirectoryWords()
  const queries = useQueryClient()
  const [team, setTeam] = useState<BothDraft>(person.shown?.team ?? none)
  const [helps, setHelps] = useState<BothDraft>(person.shown?.helps ?? none)
  const isEmpty = ({ en, fr }: BothDraft): boolean => en.trim() === '' && fr.trim() === ''
  const half = (words: BothDraft, language: 'en' | 'fr'): string | undefined =>
    words[language].trim() === '' && !isEmpty(words) ? say('mine.fault.half') : undefined
  const tries = useTries({
    'team.en': isEmpty(team) ? say('mine.fault.team') : half(team, 'en'),
    'team.fr': half(team, 'fr'),
    'helps.en': half(helps, 'en'),
    'helps.fr': half(helps, 'fr'),
  })
  const send = useMutation({
    mutationFn: () => propose(person.id, { team, ...(isEmpty(helps) ? {} : { helps }) }),
    onSuccess: () => {
      toasts.say({ text: say('propose.sent', { name: person.name }) })
      void queries.invalidateQueries({ queryKey: facesQuery.queryKey })
      onClose()
    },
  })
  const errorOf = (name: string): string | undefined => tries.errorOf(name as 'team.en') // names given below only
  return (
    <Dialog title={say('propose.title', { name: person.name })} isOpen onClose={onClose} wide>
      <Form
        lede={<p>{say('propose.lede', { name: person.name })}</p>}
        tries={tries}
        act={send}
        press={say('propose.send')}
        onSubmit={() => send.mutate()}
        onCancel={onClose}
      >
        <BothField
          name="team"
          label={say('mine.team')}
          value={team}
          onChange={setTeam}
          lengthMax={faceLimits.teamMax}
          errorOf={errorOf}
        />
        <BothField
          name="helps"
          label={say('mine.helps')}
          value={helps}
          onChange={setHelps}
          lengthMax={faceLimits.helpsMax}
          lines={2}
          errorOf={errorOf}
        />
      </Form>
    </Dialog>
  )
}
