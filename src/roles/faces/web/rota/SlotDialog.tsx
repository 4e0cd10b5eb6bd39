import { useState, type ReactElement } from 'react'
import { rotaLimits, type RotaWeek, type Slot } from '#roles/faces/rota/contract.ts'
import { addDay, askSwap, endShift, removeDay } from '#roles/faces/web/data.ts'
import { dayAt } from '#roles/faces/web/rota/days.ts'
import { useRotaAct } from '#roles/faces/web/rota/use-rota-act.ts'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Dialog } from '#web/parts/Dialog/Dialog.tsx'
import { SelectField, TextField } from '#web/parts/Field/Field.tsx'
import { Form } from '#web/parts/Form/Form.tsx'
import { useTries } from '#web/parts/Form/use-tries.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'

type Props = { slot: Slot; rota: RotaWeek; mayChange: boolean; onClose: () => void }

/** One shift on one day: when exactly, and what can be done about it. */
export function SlotDialog({ slot, rota, mayChange, onClose }: Props): ReactElement {
  const { say, day, time, zone } = useDirectoryWords()
  const isOver = Date.parse(slot.endsAt) <= Date.parse(rota.at)
  const isToCome = slot.day >= dayAt(Date.parse(rota.at), slot.timeZone)
  const isMine = slot.personId === rota.me
  return (
    <Dialog title={say('slot.title', { name: slot.name })} isOpen onClose={onClose} wide>
      <p>
        {say('slot.when', {
          day: day(slot.startsAt),
          from: time(slot.startsAt),
          to: time(slot.endsAt),
          zone: zone(slot.startsAt),
          next: dayAt(Date.parse(slot.endsAt) - 1, slot.timeZone) === slot.day ? 'no' : 'yes',
        })}
      </p>
      <p className="small muted">{say('slot.zone', { zone: slot.timeZone })}</p>
      {isMine && !isOver && <AskSwap slot={slot} rota={rota} onClose={onClose} />}
      {mayChange && isToCome && <ChangeDay slot={slot} rota={rota} onClose={onClose} />}
      {isOver && <p className="muted">{say('slot.over')}</p>}
    </Dialog>
  )
}

type Part = Pick<Props, 'slot' | 'rota' | 'onClose'>

function AskSwap({ slot, rota, onClose }: Part): ReactElement {
  const { say } = useDirectoryWords()
  const [toId, setToId] = useState('')
  const [note, setNote] = useState('')
  const tries = useTries({ toId: toId === '' ? say('slot.swapWho') : undefined })
  const ask = useRotaAct(() => askSwap(slot.key, toId, note), { said: say('slot.asked'), onDone: onClose })
  const others = rota.people.filter(({ id }) => id !== rota.me)
  return (
    <section className="stack slot-part" aria-labelledby="swap-title">
      <h3 id="swap-title">{say('slot.swap')}</h3>
      <Form
        label={say('slot.swap')}
        tries={tries}
        act={ask}
        press={say('slot.swapAsk')}
        onSubmit={() => ask.mutate(undefined)}
      >
        <SelectField
          name="toId"
          label={say('slot.swapTo')}
          value={toId}
          onChange={setToId}
          options={[
            { value: '', label: say('slot.choose') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          error={tries.errorOf('toId')}
        />
        <TextField
          name="note"
          label={say('slot.note')}
          value={note}
          onChange={setNote}
          lengthMax={rotaLimits.reasonMax}
        />
      </Form>
    </section>
  )
}

function ChangeDay({ slot, rota, onClose }: Part): ReactElement {
  const { say } = useDirectoryWords()
  const [personId, setPersonId] = useState('')
  const [isEnding, setEnding] = useState(false)
  const { shiftId, singleId, day } = slot
  const done = { said: say('slot.changed'), onDone: onClose }
  const instead = useRotaAct(
    (id: string) => addDay({ kind: 'instead', shiftId: shiftId ?? '', day, personId: id }),
    done,
  )
  const off = useRotaAct(() => addDay({ kind: 'off', shiftId: shiftId ?? '', day }), done)
  const usual = useRotaAct(() => removeDay(singleId ?? ''), done)
  const end = useRotaAct(() => endShift(shiftId ?? '', day), done)
  const error = instead.error ?? off.error ?? usual.error ?? end.error
  const others = rota.people.filter(({ id }) => id !== slot.personId)
  return (
    <section className="stack slot-part" aria-labelledby="day-title">
      <h3 id="day-title">{say('slot.day')}</h3>
      {error && <ProblemNotice error={error} />}
      {shiftId !== undefined && (
        <div className="row end-line">
          <SelectField
            name="instead"
            label={say('slot.instead')}
            value={personId}
            onChange={setPersonId}
            options={[
              { value: '', label: say('slot.choose') },
              ...others.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <Button onPress={() => instead.mutate(personId)} isDisabled={personId === '' || instead.isPending}>
            {say('slot.insteadDo')}
          </Button>
        </div>
      )}
      <div className="row">
        {shiftId !== undefined && (
          <Button onPress={() => off.mutate(undefined)} isDisabled={off.isPending}>
            {say('slot.off')}
          </Button>
        )}
        {singleId !== undefined && (
          <Button onPress={() => usual.mutate(undefined)} isDisabled={usual.isPending}>
            {say(shiftId === undefined ? 'slot.removeExtra' : 'slot.usual')}
          </Button>
        )}
        {shiftId !== undefined && !isEnding && (
          <Button look="quiet" onPress={() => setEnding(true)}>
            {say('slot.end')}
          </Button>
        )}
      </div>
      {isEnding && (
        <Notice look="danger">
          <p>{say('slot.endSure')}</p>
          <div className="row">
            <Button look="danger" onPress={() => end.mutate(undefined)} isDisabled={end.isPending}>
              {say('slot.endDo')}
            </Button>
            <Button onPress={() => setEnding(false)} autoFocus>
              {say('slot.endKeep')}
            </Button>
          </div>
        </Notice>
      )}
    </section>
  )
}
