import type { ReactElement } from 'react'
import { fieldName } from '#roles/publishing/web/accounts/answers.ts'
import { useAccountWords } from '#roles/publishing/web/accounts/words.ts'
import type { NetworkView } from '#sending/contract.ts'
import { TextField } from '#web/parts/Field/Field.tsx'
import { SecretField } from '#web/parts/SecretField/SecretField.tsx'

type Props = {
  field: NetworkView['fields'][number]
  /** Whether to say that it may stay empty. */
  isMarked: boolean
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** One thing a network asks for, with the words and the hint the server has for it; secret ones are hidden until asked for. */
export function ConnectField({ field, isMarked, value, onChange, error }: Props): ReactElement {
  const { say, locale } = useAccountWords()
  const called = field.words[locale]
  const common = {
    name: fieldName(field.name),
    label: isMarked ? say('connect.optional', { field: called }) : called,
    ...(field.hint ? { help: field.hint[locale] } : {}),
    ...{ value, onChange, error },
    lengthMax: 4000,
  }
  if (!field.isSecret) return <TextField {...common} spellCheck={false} autoComplete="off" />
  return (
    <SecretField
      {...common}
      show={say('secret.show', { field: called })}
      hide={say('secret.hide', { field: called })}
    />
  )
}
