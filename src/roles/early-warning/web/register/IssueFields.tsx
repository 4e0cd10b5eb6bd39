import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { severities, type Severity } from '#roles/early-warning/contract.ts'
import { peopleQuery } from '#roles/early-warning/web/register/data.ts'
import { useRegisterWords } from '#roles/early-warning/web/register/words.ts'
import { sessionQuery } from '#web/client.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

type Choice<T> = { name: string; value: T; onChange: (value: T) => void }

/** Who owns it: somebody of the desk, never a name typed freely. */
export function OwnerField({ name, value, onChange }: Choice<string>): ReactElement {
  const { say } = useRegisterWords()
  const people = useQuery(peopleQuery).data?.people ?? []
  const me = useQuery(sessionQuery).data?.person
  // Whoever reads this stands in the list also while it loads.
  const known = people.some(({ id }) => id === me?.id) || me === undefined ? people : [me, ...people]
  return (
    <SelectField
      {...{ name, value, onChange }}
      label={say('issue.owner')}
      options={[
        ...(known.some(({ id }) => id === value) ? [] : [{ value, label: say('issue.ownerGone') }]),
        ...known.map((one) => ({ value: one.id, label: one.name })),
      ]}
    />
  )
}

/** How bad it is, each level with what it means. */
export function SeverityField({ name, value, onChange }: Choice<Severity>): ReactElement {
  const { say } = useRegisterWords()
  return (
    <SelectField
      {...{ name, value }}
      label={say('issue.severity')}
      help={say(`severity.${value}.means`)}
      onChange={(chosen) => onChange(severities.find((one) => one === chosen) ?? value)}
      options={severities.map((one) => ({ value: one, label: say(`severity.${one}`) }))}
    />
  )
}
