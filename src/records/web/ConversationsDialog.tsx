import { useState, type ReactElement } from 'react'
import { clockYears } from '#records/retention/contract.ts'
import { changeConversations } from '#records/web/data.ts'
import { LengthForm } from '#records/web/LengthForm.tsx'
import { useRetentionChange } from '#records/web/use-retention-change.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { TextField } from '#web/parts/Field/Field.tsx'

const { min, max } = clockYears.conversations

/** Changes how many years conversations with citizens are kept. */
export function ConversationsDialog(props: { years: number; onClose: () => void }): ReactElement {
  const { say } = useRecordsWords()
  const [text, setText] = useState(String(props.years))
  const change = useRetentionChange({
    change: changeConversations,
    done: say('retention.done'),
    onDone: props.onClose,
  })
  const years = /^\d{1,2}$/.test(text.trim()) ? Number(text) : Number.NaN
  const wrong = years >= min && years <= max ? undefined : say('clocks.wrongYears', { min, max })
  return (
    <Dialog
      title={say('retention.dialog', { kind: say('clocks.conversations') })}
      isOpen
      onClose={props.onClose}
    >
      <LengthForm
        wrong={wrong === undefined ? undefined : { name: 'years', text: wrong }}
        isShorter={years < props.years}
        isPending={change.isPending}
        error={change.error}
        onKeep={(reason) => change.mutate({ years, reason })}
        onClose={props.onClose}
      >
        {(error) => (
          <TextField
            name="years"
            label={say('clocks.yearsField', { min, max })}
            value={text}
            onChange={setText}
            error={error}
            lengthMax={3}
            autoFocus
          />
        )}
      </LengthForm>
    </Dialog>
  )
}
