import type { ReactElement } from 'react'
import type { WhenForm } from '#roles/publishing/calendar/contract.ts'
import { wallAt, zonesListed } from '#roles/publishing/web/send/wall.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { ownZone } from '#sending/web/times.ts'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'

/** A date, a time and a zone as somebody writes them; any of them may be empty still. */
export type Written = { date: string; time: string; zone: string }

/** What the server is given. */
export function whenOf({ date, time, zone }: Written, which?: WhenForm['which']): WhenForm {
  return { wall: `${date}T${time.slice(0, 5)}`, zone, ...(which && { which }) }
}

/** What clocks of a zone show at a moment, as fields. */
export function writtenAt(atMs: number, zone: string): Written {
  const [date = '', time = ''] = wallAt(atMs, zone).split('T')
  return { date, time, zone }
}

type Props = {
  /** In front of the names of the fields. */
  name: string
  written: Written
  onChange: (written: Written) => void
  errorOf: (field: 'date' | 'time') => string | undefined
  /** What the date is called; missing: just that. */
  dateLabel?: string
}

/** Asks for a date, a time and a zone. */
export function WhenFields({ name, written, onChange, errorOf, dateLabel }: Props): ReactElement {
  const { say, timeZone } = useCalendarWords()
  const set = (part: keyof Written) => (value: string) => onChange({ ...written, [part]: value })
  return (
    <>
      <div className="pairs">
        <TextField
          name={`${name}-date`}
          type="date"
          label={dateLabel ?? say('when.date')}
          value={written.date}
          onChange={set('date')}
          min={wallAt(Date.now(), written.zone).slice(0, 10)}
          error={errorOf('date')}
        />
        <TextField
          name={`${name}-time`}
          type="time"
          label={say('when.time')}
          value={written.time}
          onChange={set('time')}
          error={errorOf('time')}
        />
      </div>
      <SelectField
        name={`${name}-zone`}
        label={say('when.zone')}
        value={written.zone}
        onChange={set('zone')}
        options={zonesListed([timeZone, ownZone()]).map((one) => ({ value: one, label: one }))}
      />
    </>
  )
}
