import { useState, type ReactElement } from 'react'
import type { Schedule } from '#records/retention/contract.ts'
import { changeSchedule } from '#records/web/data.ts'
import { kindWords } from '#records/web/entry-words.ts'
import { LengthForm } from '#records/web/LengthForm.tsx'
import { useRetentionChange } from '#records/web/use-retention-change.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'

/** Changes how long one kind of entry is kept. */
export function ScheduleDialog(props: { schedule: Schedule; onClose: () => void }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const { kind, years: now } = props.schedule
  const [isForGood, setForGood] = useState(now === null)
  const [text, setText] = useState(String(now ?? 10))
  const change = useRetentionChange({
    change: (body: { years: number | null; reason: string }) => changeSchedule(kind, body),
    done: say('retention.done'),
    onDone: props.onClose,
  })
  const typed = /^\d{1,3}$/.test(text.trim()) ? Number(text) : 0
  const years = isForGood ? null : typed
  const isRight = years === null || (years >= 1 && years <= 200)
  return (
    <Dialog title={say('retention.dialog', { kind: kindWords(kind, words) })} isOpen onClose={props.onClose}>
      <LengthForm
        wrong={isRight ? undefined : { name: 'years', text: say('retention.wrongYears') }}
        isShorter={years !== null && years > 0 && (now === null || years < now)}
        isPending={change.isPending}
        error={change.error}
        onKeep={(reason) => change.mutate({ years, reason })}
        onClose={props.onClose}
      >
        {(error) => (
          <div className="pairs">
            <SelectField
              name="howLong"
              label={say('retention.howLong')}
              value={isForGood ? 'forGood' : 'years'}
              onChange={(value) => setForGood(value === 'forGood')}
              options={[
                { value: 'years', label: say('retention.someYears') },
                { value: 'forGood', label: say('retention.forGood') },
              ]}
            />
            {!isForGood && (
              <TextField
                name="years"
                label={say('retention.yearsField')}
                value={text}
                onChange={setText}
                error={error}
                lengthMax={3}
              />
            )}
          </div>
        )}
      </LengthForm>
    </Dialog>
  )
}
