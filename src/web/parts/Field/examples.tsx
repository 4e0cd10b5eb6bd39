import { useState, type ReactElement } from 'react'
import type { Example } from '#web/example.ts'
import { CheckField, SelectField, TextField } from '#web/parts/Field/Field.tsx'

function Fields(): ReactElement {
  const [name, setName] = useState('River and storm')
  const [rule, setRule] = useState('river OR rivière')
  const [day, setDay] = useState('2026-08-03')
  const [days, setDays] = useState('7')
  const [ticked, setTicked] = useState(true)
  return (
    <div className="stack">
      <TextField
        name="kit-name"
        label="Name"
        help="What the column is called."
        value={name}
        onChange={setName}
      />
      <TextField
        name="kit-rule"
        label="Rule"
        mono
        lines={2}
        value={rule}
        onChange={setRule}
        error="Write at least one word to look for"
      />
      <div className="pairs">
        <TextField name="kit-day" type="date" label="Ends on" value={day} onChange={setDay} />
        <SelectField
          name="kit-days"
          label="Look back"
          value={days}
          onChange={setDays}
          options={[
            { value: '7', label: '7 days' },
            { value: '30', label: '30 days' },
          ]}
        />
      </div>
      <CheckField
        name="kit-tick"
        label="Approve"
        help="What somebody else wrote."
        checked={ticked}
        onChange={setTicked}
      />
    </div>
  )
}

/** Questions with room for an answer. */
export const examples: readonly Example[] = [{ name: 'Text, error, date, choice', Draw: Fields }]
