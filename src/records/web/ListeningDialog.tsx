import { useState, type ReactElement } from 'react'
import { clockDays } from '#records/retention/contract.ts'
import { changeListening } from '#records/web/data.ts'
import { LengthForm } from '#records/web/LengthForm.tsx'
import { useRetentionChange } from '#records/web/use-retention-change.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

const { min, max } = clockDays.listening

/** Changes how many days listening data is kept. */
export function ListeningDialog(props: { days: number; onClose: () => void }): ReactElement {
  const { say } = useRecordsWords()
  const [days, setDays] = useState(String(props.days))
  const change = useRetentionChange({
    change: changeListening,
    done: say('retention.done'),
    onDone: props.onClose,
  })
  const number = /^\d{1,3}$/.test(days.trim()) ? Number(days) : Number.NaN
  const wrong = number >= min && number <= max ? undefined : say('retention.wrongDays', { min, max })
  return (
    <Dialog
      title={say('retention.dialog', { kind: say('retention.listening') })}
      isOpen
      onClose={props.onClose}
    >
      <LengthForm
        wrong={wrong === undefined ? undefined : { name: 'days', text: wrong }}
        isShorter={number < props.days}
        isPending={change.isPending}
        error={change.error}
        onKeep={(reason) => change.mutate({ days: number, reason })}
        onClose={props.onClose}
      >
        {(error) => (
          <TextField
            name="days"
            label={say('retention.daysField', { min, max })}
            value={days}
            onChange={setDays}
            error={error}
            lengthMax={3}
            autoFocus
          />
        )}
      </LengthForm>
    </Dialog>
  )
}
