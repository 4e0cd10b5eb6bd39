import { useState, type ReactElement } from 'react'
import type { RotaWeek } from '#roles/faces/rota/contract.ts'
import { addDay, addShift } from '#roles/faces/web/data.ts'
import { dayAt } from '#roles/faces/web/rota/days.ts'
import { useRotaAct } from '#roles/faces/web/rota/use-rota-act.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Draft = {
  personId: string
  kind: 'weekly' | 'once'
  weekdays: readonly number[]
  day: string
  untilDay: string
  starts: string
  ends: string
}

/** Puts somebody on the rota: every week, or on one day. */
export function NewShiftDialog({ rota, onClose }: { rota: RotaWeek; onClose: () => void }): ReactElement {
  const { say } = useDirectoryWords()
  const today = dayAt(Date.parse(rota.at), rota.timeZone)
  const [draft, setDraft] = useState<Draft>({
    ...{
      personId: rota.me ?? '',
      kind: 'weekly',
      weekdays: [],
      untilDay: '',
      starts: '08:30',
      ends: '16:30',
    },
    day: rota.week > today ? rota.week : today,
  })
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part })
  const keep = useRotaAct(() => send(draft, rota.timeZone), { said: say('shift.kept'), onDone: onClose })
  const isWeekly = draft.kind === 'weekly'
  const wrong = {
    personId: draft.personId === '' ? say('shift.fault.person') : undefined,
    'weekday-1': isWeekly && draft.weekdays.length === 0 ? say('shift.fault.weekdays') : undefined,
    day: draft.day === '' ? say('shift.fault.day') : undefined,
    starts: draft.starts === '' ? say('shift.fault.time') : undefined,
    ends: faultOfEnd(draft) ? say(`shift.fault.${faultOfEnd(draft) ?? 'time'}`) : undefined,
  }
  const tries = useTries(wrong)
  return (
    <Dialog title={say('rota.add')} isOpen onClose={onClose} wide>
      <Form
        tries={tries}
        hasSummary
        act={keep}
        press={say('shift.add')}
        onSubmit={() => keep.mutate(undefined)}
        onCancel={onClose}
      >
        <SelectField
          name="personId"
          label={say('shift.person')}
          value={draft.personId}
          onChange={(personId) => change({ personId })}
          options={[
            { value: '', label: say('slot.choose') },
            ...rota.people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          error={tries.errorOf('personId')}
        />
        <SelectField
          name="kind"
          label={say('shift.kind')}
          value={draft.kind}
          onChange={(kind) => change({ kind: kind === 'once' ? 'once' : 'weekly' })}
          options={(['weekly', 'once'] as const).map((value) => ({
            value,
            label: say(`shift.kind.${value}`),
          }))}
        />
        {isWeekly && (
          <Weekdays
            chosen={draft.weekdays}
            onChange={(weekdays) => change({ weekdays })}
            error={tries.errorOf('weekday-1')}
          />
        )}
        <div className="pairs">
          <TextField
            name="starts"
            type="time"
            label={say('shift.starts')}
            value={draft.starts}
            onChange={(starts) => change({ starts })}
            error={tries.errorOf('starts')}
          />
          <TextField
            name="ends"
            type="time"
            label={say('shift.ends')}
            help={draft.ends !== '' && draft.ends < draft.starts ? say('shift.nextDay') : undefined}
            value={draft.ends}
            onChange={(ends) => change({ ends })}
            error={tries.errorOf('ends')}
          />
        </div>
        <div className="pairs">
          <TextField
            name="day"
            type="date"
            label={say(isWeekly ? 'shift.fromDay' : 'shift.day')}
            min={today}
            value={draft.day}
            onChange={(day) => change({ day })}
            error={tries.errorOf('day')}
          />
          {isWeekly && (
            <TextField
              name="untilDay"
              type="date"
              label={say('shift.untilDay')}
              min={draft.day}
              value={draft.untilDay}
              onChange={(untilDay) => change({ untilDay })}
            />
          )}
        </div>
        <p className="small muted">{say('slot.zone', { zone: rota.timeZone })}</p>
      </Form>
    </Dialog>
  )
}

function faultOfEnd({ starts, ends }: Draft): 'time' | 'same' | undefined {
  if (ends === '') return 'time'
  return ends === starts ? 'same' : undefined
}

function send(draft: Draft, timeZone: string): Promise<unknown> {
  const { personId, starts, ends, day, untilDay, weekdays } = draft
  if (draft.kind === 'once') return addDay({ kind: 'extra', personId, day, starts, ends, timeZone })
  const until = untilDay === '' ? {} : { untilDay }
  return addShift({ personId, weekdays: [...weekdays], starts, ends, timeZone, fromDay: day, ...until })
}

type WeekdaysProps = {
  chosen: readonly number[]
  onChange: (weekdays: readonly number[]) => void
  error: string | undefined
}

/** The days of the week, Monday first. */
function Weekdays({ chosen, onChange, error }: WeekdaysProps): ReactElement {
  const { say, tag } = useDirectoryWords()
  // 1 January 2024 was a Monday.
  const name = (weekday: number): string =>
    new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday))
  return (
    <fieldset className="stack">
      <legend>{say('shift.weekdays')}</legend>
      {error && <p className="wrong-words">{error}</p>}
      <div className="weekdays">
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <CheckField
            key={weekday}
            name={`weekday-${weekday}`}
            label={name(weekday)}
            checked={chosen.includes(weekday)}
            onChange={(isIn) =>
              onChange(isIn ? [...chosen, weekday] : chosen.filter((one) => one !== weekday))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}
