import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Invited } from '#access/people/contract.ts'
import { invite } from '#access/web/people/data.ts'
import { LinkShown } from '#access/web/people/LinkShown.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

/** Invites somebody: who they are, then their link, shown this once. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = usePeopleWords()
  const [made, setMade] = useState<Invited>()
  return (
    <Dialog
      title={made ? say('invite.done', { name: made.person.name }) : say('people.invite')}
      role={made ? 'alertdialog' : 'dialog'}
      isOpen
      onClose={onClose}
    >
      {made ? <LinkShown made={made} onClose={onClose} /> : <Whom onMade={setMade} onClose={onClose} />}
    </Dialog>
  )
}

function Whom({ onMade, onClose }: { onMade: (made: Invited) => void; onClose: () => void }): ReactElement {
  const { say, locale: mine } = usePeopleWords()
  const queries = useQueryClient()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [locale, setLocale] = useState(mine)
  const tries = useTries({ 'invited-name': name.trim() === '' ? say('invite.noName') : undefined })
  const make = useMutation({
    mutationFn: () =>
      invite({ name: name.trim(), locale, ...(email.trim() === '' ? {} : { email: email.trim() }) }),
    onSuccess: async (made) => {
      onMade(made)
      await queries.invalidateQueries({ queryKey: ['people'] })
    },
  })
  return (
    <Form
      lede={<p>{say('invite.lede')}</p>}
      tries={tries}
      act={make}
      press={say('invite.make')}
      onSubmit={() => make.mutate()}
      onCancel={onClose}
    >
      <TextField
        name="invited-name"
        label={say('invite.name')}
        value={name}
        onChange={setName}
        lengthMax={80}
        error={tries.errorOf('invited-name')}
        autoFocus
      />
      <TextField
        name="invited-email"
        label={say('invite.email')}
        help={say('invite.emailHelp')}
        value={email}
        onChange={setEmail}
        lengthMax={254}
      />
      <SelectField
        name="invited-locale"
        label={say('invite.locale')}
        value={locale}
        onChange={(next) => setLocale(next === 'fr' ? 'fr' : 'en')}
        options={[
          { value: 'en', label: 'English' },
          { value: 'fr', label: 'Français' },
        ]}
      />
    </Form>
  )
}
