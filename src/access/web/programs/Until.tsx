import type { ReactElement } from 'react'
import { endOf, keyDays } from '#access/web/programs/key-draft.ts'
import { useProgramWords } from '#access/web/programs/words.ts'
import { SelectField } from '#web/parts/Field/Field.tsx'

/** Until when a key or an address is to live: four spans, each with its day. */
export function Until({ days, onChange }: { days: number; onChange: (days: number) => void }): ReactElement {
  const { say, day } = useProgramWords()
  const nowMs = Date.now()
  return (
    <SelectField
      name="key-ends"
      label={say('ends.label')}
      help={say('ends.help')}
      value={String(days)}
      onChange={(value) => onChange(Number(value))}
      options={keyDays.map((one) => ({
        value: String(one),
        label: say('ends.days', { days: one, day: day(endOf(one, nowMs)) }),
      }))}
    />
  )
}
