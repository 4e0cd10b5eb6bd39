import { useState, type ReactElement } from 'react'
import type { RotaWeek, Slot } from '#roles/faces/rota/contract.ts'
import { SlotDialog } from '#roles/faces/web/rota/SlotDialog.tsx'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { dayAt } from '#roles/faces/web/rota/days.ts'
import { Empty } from '#web/parts/Empty/Empty.tsx'

/** A week, day by day: columns on a wide screen, rows on a phone. Each shift is a button that tells more. */
export function WeekGrid({ rota, mayChange }: { rota: RotaWeek; mayChange: boolean }): ReactElement {
  const { say, tag } = useDirectoryWords()
  const [chosen, setChosen] = useState<Slot>()
  const today = dayAt(Date.parse(rota.at), rota.timeZone)
  const name = (day: string): string =>
    new Intl.DateTimeFormat(tag, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      timeZone: 'UTC',
    }).format(Date.parse(day))
  if (rota.slots.length === 0 && rota.shifts.length === 0)
    return <Empty why={say('rota.empty')} example={say(mayChange ? 'rota.emptyExample' : 'rota.emptyAsk')} />
  return (
    <>
      <ol className="week-grid">
        {rota.days.map(({ day, holiday }) => (
          <li key={day} className={day === today ? 'today' : ''}>
            <h3>
              {name(day)}
              {day === today && <span className="small muted"> {say('rota.today')}</span>}
            </h3>
            {holiday !== undefined && <p className="small muted">{holiday}</p>}
            <ul className="stack">
              {rota.slots
                .filter((slot) => slot.day === day)
                .map((slot) => (
                  <li key={slot.key}>
                    <SlotButton
                      slot={slot}
                      isMine={slot.personId === rota.me}
                      onPress={() => setChosen(slot)}
                    />
                  </li>
                ))}
            </ul>
            {rota.slots.every((slot) => slot.day !== day) && (
              <p className="small muted">{say('rota.free')}</p>
            )}
          </li>
        ))}
      </ol>
      {chosen && (
        <SlotDialog slot={chosen} rota={rota} mayChange={mayChange} onClose={() => setChosen(undefined)} />
      )}
    </>
  )
}

type ButtonProps = { slot: Slot; isMine: boolean; onPress: () => void }

function SlotButton({ slot, isMine, onPress }: ButtonProps): ReactElement {
  const { say, time } = useDirectoryWords()
  const hours = say('rota.hours', { from: time(slot.startsAt), to: time(slot.endsAt) })
  return (
    <button type="button" className={`slot ${isMine ? 'mine' : ''}`} onClick={onPress}>
      <b>{slot.name}</b>
      <span className="small">{hours}</span>
      {slot.singleId && <span className="small muted">{say('rota.otherwise')}</span>}
    </button>
  )
}
