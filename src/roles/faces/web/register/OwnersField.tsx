import type { ReactElement } from 'react'
import { useRegisterWords } from '#roles/faces/web/register/words.ts'
import { CheckField } from '#web/parts/Field/Field.tsx'

type Props = {
  people: readonly { id: string; name: string }[]
  owners: readonly string[]
  onChange: (owners: string[]) => void
  help: string
  error?: string | undefined
}

/** Who owns an account: people of the desk to tick. */
export function OwnersField({ people, owners, onChange, help, error }: Props): ReactElement {
  const { say } = useRegisterWords()
  const chosen = new Set(owners)
  return (
    <fieldset className={`stack tight owners ${error ? 'wrong' : ''}`} id="field-owners" tabIndex={-1}>
      <legend>{say('owners.title')}</legend>
      <p className="help">{help}</p>
      {error && <p className="wrong-words">{error}</p>}
      {people.map(({ id, name }) => (
        <CheckField
          key={id}
          name={`owner-${id}`}
          label={<bdi>{name}</bdi>}
          checked={chosen.has(id)}
          onChange={(isOwner) => onChange(isOwner ? [...owners, id] : owners.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  )
}
