import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import type { Rule, SeriesForm } from '#roles/publishing/recurring/contract.ts'
import { recurringLimits } from '#roles/publishing/recurring/contract.ts'
import { WhenFields, writtenAt, type Written } from '#roles/publishing/web/calendar/WhenFields.tsx'
import { beginSeries, recurringQuery } from '#roles/publishing/web/recurring/data.ts'
import { weekdayName } from '#roles/publishing/web/recurring/rule-words.ts'
import { useRecurringWords } from '#roles/publishing/web/recurring/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { toasts } from '#web/parts/Toast/Toast.tsx'

const units = ['day', 'week', 'month'] as const
const leads = ['120', '1440', '2880', '4320', '10080'] as const
const dayMs = 86_400_000

type Props = { message: { id: string; title: string }; onClose: () => void }

/** How a message comes again: how often, on which days, at what time, until when, and how long before its time a draft is made. */
export function RepeatDialog({ message, onClose }: Props): ReactElement {
  const { say, tag, timeZone } = useRecurringWords()
  const queries = useQueryClient()
  const [written, setWritten] = useState<Written>(() => ({
    ...writtenAt(Date.now() + dayMs, timeZone),
    time: '',
  }))
  const [unit, setUnit] = useState<(typeof units)[number]>('week')
  const [every, setEvery] = useState('1')
  const [weekdays, setWeekdays] = useState<number[]>([])
  const [ends, setEnds] = useState<'never' | 'until' | 'count'>('never')
  const [until, setUntil] = useState('')
  const [count, setCount] = useState('')
  const [lead, setLead] = useState<(typeof leads)[number]>('2880')
  const tries = useTries({
    'repeat-every':
      wholeIn(every, recurringLimits.everyMax) === undefined ? say('repeat.needEvery') : undefined,
    'repeat-days': unit === 'week' && weekdays.length === 0 ? say('repeat.needDays') : undefined,
    'repeat-date': written.date === '' ? say('repeat.needDate') : undefined,
    'repeat-time': written.time === '' ? say('repeat.needTime') : undefined,
    'repeat-until': ends === 'until' && until === '' ? say('repeat.needDate') : undefined,
    'repeat-count':
      ends === 'count' && wholeIn(count, recurringLimits.countMax) === undefined
        ? say('repeat.needCount')
        : undefined,
  })
  const begin = useMutation({
    mutationFn: (form: SeriesForm) => beginSeries(form),
    onSuccess: async () => {
      toasts.say({ text: say('repeat.done', { title: message.title }) })
      onClose()
      await queries.invalidateQueries({ queryKey: recurringQuery.queryKey })
    },
  })
  const submit = (): void => {
    const rule: Rule = {
      ...{ unit, every: Number(every), from: written.date, time: written.time.slice(0, 5) },
      zone: written.zone,
      ...(unit === 'week' && { weekdays }),
      ...(ends === 'until' && { until }),
      ...(ends === 'count' && { count: Number(count) }),
    }
    begin.mutate({ message: message.id, rule, leadMin: Number(lead) })
  }
  return (
    <Dialog title={say('repeat.title', { title: message.title })} isOpen onClose={onClose} wide>
      <Form
        lede={<p>{say('repeat.lede')}</p>}
        tries={tries}
        hasSummary
        act={begin}
        press={say('repeat.press')}
        onSubmit={submit}
        onCancel={onClose}
      >
        <div className="pairs">
          <TextField
            name="repeat-every"
            label={say('repeat.every')}
            value={every}
            onChange={setEvery}
            error={tries.errorOf('repeat-every')}
          />
          <SelectField
            name="repeat-unit"
            label={say('repeat.unit')}
            value={unit}
            onChange={(next) => setUnit(units.find((one) => one === next) ?? 'week')}
            options={units.map((one) => ({ value: one, label: say(`repeat.${one}`) }))}
          />
        </div>
        {unit === 'week' && (
          <Weekdays chosen={weekdays} onChange={setWeekdays} tag={tag} error={tries.errorOf('repeat-days')} />
        )}
        <WhenFields
          name="repeat"
          dateLabel={say('repeat.first')}
          written={written}
          onChange={setWritten}
          errorOf={(field) => tries.errorOf(`repeat-${field}`)}
        />
        <div className="pairs">
          <SelectField
            name="repeat-ends"
            label={say('repeat.ends')}
            value={ends}
            onChange={(next) => setEnds(next === 'until' || next === 'count' ? next : 'never')}
            options={(['never', 'until', 'count'] as const).map((one) => ({
              value: one,
              label: say(`repeat.ends.${one}`),
            }))}
          />
          {ends === 'until' && (
            <TextField
              name="repeat-until"
              type="date"
              label={say('repeat.until')}
              value={until}
              onChange={setUntil}
              error={tries.errorOf('repeat-until')}
            />
          )}
          {ends === 'count' && (
            <TextField
              name="repeat-count"
              label={say('repeat.count')}
              value={count}
              onChange={setCount}
              error={tries.errorOf('repeat-count')}
            />
          )}
        </div>
        <SelectField
          name="repeat-lead"
          label={say('repeat.lead')}
          help={say('repeat.leadHelp')}
          value={lead}
          onChange={(next) => setLead(leads.find((one) => one === next) ?? '2880')}
          options={leads.map((one) => ({ value: one, label: say(`repeat.lead.${one}`) }))}
        />
      </Form>
    </Dialog>
  )
}

/** A whole number from 1 to a most, as somebody wrote it. */
function wholeIn(written: string, most: number): number | undefined {
  const number = /^\d{1,4}$/u.test(written.trim()) ? Number(written) : 0
  return number >= 1 && number <= most ? number : undefined
}

type WeekdaysProps = {
  chosen: readonly number[]
  onChange: (chosen: number[]) => void
  tag: string
  error: string | undefined
}

function Weekdays({ chosen, onChange, tag, error }: WeekdaysProps): ReactElement {
  const { say } = useRecurringWords()
  const toggle = (day: number, isOn: boolean): void =>
    onChange(isOn ? [...chosen, day].toSorted((a, b) => a - b) : chosen.filter((one) => one !== day))
  return (
    <fieldset className={`field ${error ? 'wrong' : ''}`} id="field-repeat-days" tabIndex={-1}>
      <legend>{say('repeat.days')}</legend>
      {error && <p className="wrong-words">{error}</p>}
      <div className="row account-choice">
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <span key={day} className="check">
            <input
              type="checkbox"
              id={`weekday-${day}`}
              checked={chosen.includes(day)}
              onChange={(event) => toggle(day, event.target.checked)}
            />
            <label htmlFor={`weekday-${day}`}>{weekdayName(day, tag)}</label>
          </span>
        ))}
      </div>
    </fieldset>
  )
}
