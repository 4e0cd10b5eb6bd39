import { useState, type ReactElement } from 'react'
import { minuteMs } from '#kernel/time.ts'
import type { Message } from '#roles/publishing/contract.ts'
import { useSend } from '#roles/publishing/web/send/use-send.ts'
import { TimeQuestion } from '#roles/publishing/web/send/TimeQuestion.tsx'
import { questionIn, wallAt, zonesListed } from '#roles/publishing/web/send/wall.ts'
import type { Way } from '#roles/publishing/web/send/ways.ts'
import { useSendWords } from '#roles/publishing/web/send/words.ts'
import { sendingLimits } from '#sending/contract.ts'
import { ownZone } from '#sending/web/times.ts'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'

type Props = { message: Message; ways: readonly Way[]; onClose: () => void }

/** When it goes out: a date and a time as clocks show them in a zone. What cannot be known from these is asked. */
export function ScheduleDialog({ message, ways, onClose }: Props): ReactElement {
  const { say, timeZone } = useSendWords()
  const send = useSend(message, onClose)
  const [zone, setZone] = useState(timeZone)
  const [date, setDate] = useState(() => wallAt(Date.now(), timeZone).slice(0, 10))
  const [time, setTime] = useState('')
  const tries = useTries({
    'send-date': date === '' ? say('when.needDate') : undefined,
    'send-time': time === '' ? say('when.needTime') : undefined,
  })
  const wall = `${date}T${time.slice(0, 5)}`
  const accounts = ways.map(({ account }) => account)
  const schedule = (which?: 'first' | 'second'): void =>
    send.mutate({ accounts, when: { wall, zone, ...(which && { which }) } })
  const jumpTo = (at: string): void => {
    const [day = '', clock = ''] = wallAt(Date.parse(at), zone).split('T')
    setDate(day)
    setTime(clock)
    send.reset()
  }
  const anew = (set: (value: string) => void) => (value: string) => {
    set(value)
    // An answer about another time says nothing about this one.
    send.reset()
  }
  const question = questionIn(send.error)
  return (
    <Dialog title={say('when.title')} isOpen onClose={onClose}>
      <Form
        lede={<p>{say('when.lede', { minutes: sendingLimits.lateMs[message.lane] / minuteMs })}</p>}
        tries={tries}
        act={send}
        press={say('when.press')}
        onSubmit={() => schedule()}
        onCancel={onClose}
      >
        {question && <TimeQuestion {...{ question, zone, jumpTo }} onWhich={schedule} />}
        <div className="pairs">
          <TextField
            name="send-date"
            type="date"
            label={say('when.date')}
            value={date}
            onChange={anew(setDate)}
            min={wallAt(Date.now(), zone).slice(0, 10)}
            error={tries.errorOf('send-date')}
          />
          <TextField
            name="send-time"
            type="time"
            label={say('when.time')}
            value={time}
            onChange={anew(setTime)}
            error={tries.errorOf('send-time')}
          />
        </div>
        <SelectField
          name="send-zone"
          label={say('when.zone')}
          help={say('when.zoneHelp')}
          value={zone}
          onChange={anew(setZone)}
          options={zonesListed([timeZone, ownZone()]).map((one) => ({ value: one, label: one }))}
        />
      </Form>
    </Dialog>
  )
}
