import type { ReactElement } from 'react'
import type { BothDraft } from '#roles/faces/web/people/draft.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { TextField } from '#web/parts/Field/Field.tsx'

type Props = {
  name: string
  label: string
  help?: string
  value: BothDraft
  onChange: (value: BothDraft) => void
  lengthMax: number
  lines?: number
  errorOf: (name: string) => string | undefined
}

/** One question that is answered in both languages, side by side. */
export function BothField(props: Props): ReactElement {
  const { say } = useDirectoryWords()
  const { name, label, value, onChange, lengthMax, lines, errorOf } = props
  const one = (language: 'en' | 'fr'): ReactElement => (
    <TextField
      name={`${name}.${language}`}
      label={say(`both.${language}`)}
      value={value[language]}
      onChange={(text) => onChange({ ...value, [language]: text })}
      lengthMax={lengthMax}
      {...(lines === undefined ? {} : { lines })}
      error={errorOf(`${name}.${language}`)}
    />
  )
  return (
    <fieldset className="both-field stack">
      <legend>{label}</legend>
      {props.help && <p className="small muted">{props.help}</p>}
      <div className="pairs">
        {one('en')}
        {one('fr')}
      </div>
    </fieldset>
  )
}
