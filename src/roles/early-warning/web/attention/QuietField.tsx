import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AttentionSettings } from '#roles/early-warning/attention/contract.ts'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

type Quiet = AttentionSettings['quiet']
type Props = {
  quiet: Quiet
  onChange: (quiet: Quiet) => void
  zone: string
  errorOf: (name: string) => string | undefined
}

const days = [1, 2, 3, 4, 5, 6, 7]
const stretchesMax = 14
/** A Monday: the names of the days are asked of it. */
const mondayMs = Date.UTC(2024, 0, 1, 12)
const dayMs = 86_400_000

/** Quiet hours: days, from, until; as many stretches as wanted. */
export function QuietField({ quiet, onChange, zone, errorOf }: Props): ReactElement {
  const { say } = useAttentionWords()
  const change = (at: number, part: Partial<Quiet[number]>): void =>
    onChange(quiet.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <fieldset className="bare-set stack">
      <legend>{say('attention.budget.quiet')}</legend>
      <p className="help">{say('attention.budget.quietHelp', { zone })}</p>
      {quiet.length === 0 && <p className="muted">{say('attention.budget.noQuiet')}</p>}
      {quiet.map((hours, at) => (
        <Stretch
          // Stretches have no name of their own; their place is what people see.
          key={at}
          at={at}
          hours={hours}
          error={errorOf(`quiet-${at}`)}
          onChange={(part) => change(at, part)}
          onRemove={() => onChange(quiet.filter((_, i) => i !== at))}
        />
      ))}
      {quiet.length < stretchesMax && (
        <div>
          <Button
            small
            icon={Plus}
            onPress={() => onChange([...quiet, { days, from: '22:00', to: '07:00' }])}
          >
            {say('attention.budget.addQuiet')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function Stretch(props: {
  at: number
  hours: Quiet[number]
  error: string | undefined
  onChange: (part: Partial<Quiet[number]>) => void
  onRemove: () => void
}): ReactElement {
  const { at, hours, error, onChange } = props
  const { say, tag } = useAttentionWords()
  const nameOf = new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' })
  const toggle = (day: number): void =>
    onChange({
      days: days.filter((one) => hours.days.includes(one) !== (one === day)),
    })
  return (
    <div className={`stretch ${error ? 'wrong' : ''}`} id={`field-quiet-${at}`} tabIndex={-1}>
      <fieldset className="bare-set days">
        <legend>{say('attention.budget.days')}</legend>
        {days.map((day) => (
          <label key={day}>
            <input type="checkbox" checked={hours.days.includes(day)} onChange={() => toggle(day)} />
            {nameOf.format(mondayMs + (day - 1) * dayMs)}
          </label>
        ))}
      </fieldset>
      {error && <p className="wrong-words">{error}</p>}
      <div className="row end-line">
        <TextField
          name={`quiet-from-${at}`}
          type="time"
          label={say('attention.budget.from')}
          value={hours.from}
          onChange={(from) => onChange({ from })}
        />
        <TextField
          name={`quiet-to-${at}`}
          type="time"
          label={say('attention.budget.to')}
          value={hours.to}
          onChange={(to) => onChange({ to })}
        />
        <Button
          look="quiet"
          label={say('attention.budget.removeQuiet', { place: at + 1 })}
          onPress={props.onRemove}
        >
          {say('attention.budget.remove')}
        </Button>
      </div>
    </div>
  )
}
