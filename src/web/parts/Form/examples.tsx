import { useState, type ReactElement } from 'react'
import type { Example } from '#web/example.ts'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { ProblemError } from '#web/client.ts'

const idle = { isPending: false, error: null }

function TwoFields(): ReactElement {
  const [person, setPerson] = useState('')
  const [reason, setReason] = useState('')
  const tries = useTries({
    'form-person': person === '' ? 'Choose somebody' : undefined,
    'form-reason': reason.trim() === '' ? 'Say why' : undefined,
  })
  const clear = (): void => {
    setPerson('')
    setReason('')
    tries.reset()
  }
  return (
    <Form
      label="Hand over"
      tries={tries}
      hasSummary
      act={idle}
      press="Hand over"
      onSubmit={clear}
      onCancel={clear}
    >
      <SelectField
        name="form-person"
        label="To whom"
        error={tries.errorOf('form-person')}
        value={person}
        onChange={setPerson}
        options={[
          { value: '', label: 'Choose somebody' },
          { value: 'sam', label: 'Sam Tremblay' },
        ]}
      />
      <TextField
        name="form-reason"
        label="Why"
        error={tries.errorOf('form-reason')}
        value={reason}
        onChange={setReason}
        lines={2}
      />
    </Form>
  )
}

const refusal = new ProblemError(409, {
  error: 'taken',
  en: 'There is somebody of that name. Nothing was changed.',
  fr: 'Une personne porte déjà ce nom. Rien n’a été modifié.',
})

function Refused(): ReactElement {
  const [name, setName] = useState('Sam Tremblay')
  const tries = useTries({ 'form-name': name.trim() === '' ? 'Write a name' : undefined })
  return (
    <Form
      label="Invite"
      lede={<p>They get a link that opens the desk once.</p>}
      tries={tries}
      act={{ isPending: true, error: refusal }}
      press="Make the link"
      onSubmit={() => undefined}
    >
      <TextField
        name="form-name"
        label="Name"
        error={tries.errorOf('form-name')}
        value={name}
        onChange={setName}
      />
    </Form>
  )
}

/** Some fields and the one act they are for. */
export const examples: readonly Example[] = [
  { name: 'Two fields, with what must be put right at the top', Draw: TwoFields },
  { name: 'Sent again after a refusal', Draw: Refused },
]
