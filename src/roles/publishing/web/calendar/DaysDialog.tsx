import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { calendarLimits, type DayForm, type DayList } from '#roles/publishing/calendar/contract.ts'
import { addDay, daysQuery, importDays, removeDay } from '#roles/publishing/web/calendar/data.ts'
import { dayWords } from '#roles/publishing/web/calendar/spans.ts'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { CheckField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

/** Days the team keeps in mind: the list, one more, or a file of them. */
export function DaysDialog({ onClose }: { onClose: () => void }): ReactElement {
  const { say } = useCalendarWords()
  const list = useQuery(daysQuery)
  return (
    <Dialog title={say('days.title')} isOpen onClose={onClose} wide>
      <div className="stack">
        <p>{say('days.lede')}</p>
        {list.error && <ProblemNotice error={list.error} />}
        {list.data && <Kept days={list.data.days} mayChange={list.data.mayChange} />}
        {list.data?.mayChange === true && (
          <>
            <AddDay />
            <ImportDays />
          </>
        )}
      </div>
    </Dialog>
  )
}

function useChanged(): () => Promise<void> {
  const queries = useQueryClient()
  return () => queries.invalidateQueries({ queryKey: ['calendar'] })
}

function Kept({ days, mayChange }: DayList): ReactElement {
  const { say, tag, locale } = useCalendarWords()
  const changed = useChanged()
  const remove = useMutation({ mutationFn: removeDay, onSuccess: changed })
  if (days.length === 0) return <p className="muted">{say('days.none')}</p>
  return (
    <>
      {remove.error && <ProblemNotice error={remove.error} />}
      <ul className="kept-days" tabIndex={0} aria-label={say('days.title')}>
        {days.map(({ id, year, month, day, ...names }) => (
          <li key={id} className="row between">
            <span>
              <b>{names[locale]}</b>{' '}
              <span className="muted">
                {dayOf({ year, month, day }, tag)}
                {year === undefined && ` · ${say('days.yearly')}`}
              </span>
            </span>
            {mayChange && (
              <Button
                small
                look="quiet"
                icon={Trash2}
                label={say('days.remove', { name: names[locale] })}
                isDisabled={remove.isPending}
                onPress={() => remove.mutate(id)}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function dayOf(o: { year?: number | undefined; month: number; day: number }, tag: string): string {
  const date = [
    String(o.year ?? 2000),
    String(o.month).padStart(2, '0'),
    String(o.day).padStart(2, '0'),
  ].join('-')
  return dayWords(date, tag, {
    ...{ day: 'numeric', month: 'long' },
    ...(o.year === undefined ? {} : { year: 'numeric' }),
  })
}

function AddDay(): ReactElement {
  const { say } = useCalendarWords()
  const changed = useChanged()
  const [date, setDate] = useState('')
  const [isYearly, setYearly] = useState(true)
  const [en, setEn] = useState('')
  const [fr, setFr] = useState('')
  const tries = useTries({
    'day-date': date === '' ? say('when.needDate') : undefined,
    'day-en': en.trim() === '' ? say('days.needName') : undefined,
    'day-fr': fr.trim() === '' ? say('days.needName') : undefined,
  })
  const add = useMutation({
    mutationFn: (form: DayForm) => addDay(form),
    onSuccess: async () => {
      setEn('')
      setFr('')
      tries.reset()
      await changed()
    },
  })
  const submit = (): void => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
    add.mutate({ ...(isYearly ? {} : { year }), month, day, en: en.trim(), fr: fr.trim() })
  }
  return (
    <Form
      label={say('days.add')}
      lede={<h3>{say('days.add')}</h3>}
      tries={tries}
      act={add}
      press={say('days.add')}
      onSubmit={submit}
    >
      <div className="pairs">
        <TextField
          name="day-en"
          label={say('days.en')}
          value={en}
          onChange={setEn}
          lengthMax={calendarLimits.dayNameLengthMax}
          error={tries.errorOf('day-en')}
        />
        <TextField
          name="day-fr"
          label={say('days.fr')}
          value={fr}
          onChange={setFr}
          lengthMax={calendarLimits.dayNameLengthMax}
          error={tries.errorOf('day-fr')}
        />
        <TextField
          name="day-date"
          type="date"
          label={say('when.date')}
          value={date}
          onChange={setDate}
          error={tries.errorOf('day-date')}
        />
      </div>
      <CheckField name="day-yearly" label={say('days.everyYear')} checked={isYearly} onChange={setYearly} />
    </Form>
  )
}

function ImportDays(): ReactElement {
  const { say, locale } = useCalendarWords()
  const changed = useChanged()
  const [file, setFile] = useState<File>()
  const send = useMutation({ mutationFn: (chosen: File) => importDays(chosen), onSuccess: changed })
  return (
    <details>
      <summary>{say('days.file')}</summary>
      <div className="stack">
        <div className="field">
          <label htmlFor="field-days-file">{say('days.fileLabel')}</label>
          <div className="help" id="help-days-file">
            {say('days.fileHelp')}
          </div>
          <input
            id="field-days-file"
            className="control"
            type="file"
            accept=".csv,text/csv"
            aria-describedby="help-days-file"
            onChange={(event) => setFile(event.target.files?.[0])}
          />
        </div>
        <div>
          <Button
            isDisabled={file === undefined || send.isPending}
            onPress={() => (file === undefined ? undefined : send.mutate(file))}
          >
            {say('days.send')}
          </Button>
        </div>
        {send.error && <ProblemNotice error={send.error} />}
        {send.data && (
          <Notice look={send.data.refused.length > 0 ? 'look' : 'info'} live>
            <p>
              {say('days.done', {
                ...{ added: send.data.added, same: send.data.same, refused: send.data.refused.length },
              })}
            </p>
            <ul>
              {send.data.refused.slice(0, 20).map(({ row, why }) => (
                <li key={row}>{say('days.row', { row, why: why[locale] })}</li>
              ))}
            </ul>
          </Notice>
        )}
      </div>
    </details>
  )
}
