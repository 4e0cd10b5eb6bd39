import { useId, type ReactElement, type ReactNode, type Ref } from 'react'
import './Field.css'

/** What every question has. */
export type Common = {
  label: string
  /** A sentence of help below the label. */
  help?: ReactNode
  /** What is wrong, in the reader's language. */
  error?: string | undefined
  /** Name in error summaries: `field-` plus this is the id of the control. */
  name: string
}

type TextProps = Common & {
  value: string
  onChange: (value: string) => void
  lines?: number
  type?: 'text' | 'date' | 'time' | 'datetime-local' | 'search'
  mono?: boolean
  list?: readonly string[]
  spellCheck?: boolean
  lengthMax?: number
  ref?: Ref<HTMLInputElement & HTMLTextAreaElement>
  autoFocus?: boolean
  autoComplete?: string
  min?: string
}

/** One question with room for an answer: label above, help and error in words between. */
export function TextField(props: TextProps): ReactElement {
  const listId = useId()
  const control = {
    ...wiring(props),
    value: props.value,
    className: `control ${props.mono ? 'mono' : ''}`,
    maxLength: props.lengthMax,
    spellCheck: props.spellCheck,
    autoComplete: props.autoComplete ?? 'off',
    ref: props.ref,
    autoFocus: props.autoFocus,
  }
  return (
    <Frame {...props}>
      {props.lines ? (
        <textarea {...control} rows={props.lines} onChange={(event) => props.onChange(event.target.value)} />
      ) : (
        <input
          {...control}
          type={props.type ?? 'text'}
          min={props.min}
          list={props.list ? listId : undefined}
          onChange={(event) => props.onChange(event.target.value)}
        />
      )}
      {props.list && (
        <datalist id={listId}>
          {props.list.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Frame>
  )
}

type SelectProps = Common & {
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
}

/** One question with a few fixed answers. */
export function SelectField(props: SelectProps): ReactElement {
  return (
    <Frame {...props}>
      <select
        {...wiring(props)}
        className="control"
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

type CheckProps = {
  label: ReactNode
  help?: ReactNode
  name: string
  checked: boolean
  onChange: (checked: boolean) => void
}

/** One thing to tick. */
export function CheckField({ label, help, name, checked, onChange }: CheckProps): ReactElement {
  return (
    <div className="check">
      <input
        type="checkbox"
        id={`field-${name}`}
        name={name}
        checked={checked}
        aria-describedby={help ? `help-${name}` : undefined}
        onChange={(event) => onChange(event.target.checked)}
      />
      <div>
        <label htmlFor={`field-${name}`}>{label}</label>
        {help && (
          <div className="help" id={`help-${name}`}>
            {help}
          </div>
        )}
      </div>
    </div>
  )
}

/** What ties a control to its label, its help and what is wrong with it. */
export function wiring({ name, help, error }: Common): {
  id: string
  name: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
} {
  const described = [help ? `help-${name}` : '', error ? `error-${name}` : ''].filter(Boolean).join(' ')
  return {
    id: `field-${name}`,
    name,
    'aria-describedby': described || undefined,
    'aria-invalid': error !== undefined,
  }
}

/** Label, help and error in words, and the control below them. */
export function Frame({
  name,
  label,
  help,
  error,
  children,
}: Common & { children: ReactNode }): ReactElement {
  return (
    <div className={`field ${error ? 'wrong' : ''}`}>
      <label htmlFor={`field-${name}`}>{label}</label>
      {help && (
        <div className="help" id={`help-${name}`}>
          {help}
        </div>
      )}
      {error && (
        <p className="wrong-words" id={`error-${name}`}>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}
