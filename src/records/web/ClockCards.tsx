import { useState, type ReactElement, type ReactNode } from 'react'
import { clockDays, clockYears, type Retention } from '#records/retention/contract.ts'
import { ConversationsDialog } from '#records/web/ConversationsDialog.tsx'
import { ListeningDialog } from '#records/web/ListeningDialog.tsx'
import { useRecordsWords, type RecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'

/** Where the schedules stand on the page. */
export const schedulesPlace = 'official-records'

/** The three clocks side by side: what each covers, how long, and why they differ. */
export function ClockCards({ retention }: { retention: Retention }): ReactElement {
  const { say, rich } = useRecordsWords()
  return (
    <section className="stack">
      <h2>{say('clocks.title')}</h2>
      <p className="prose">{rich('clocks.hold')}</p>
      <div className="record-clocks">
        <Listening clock={retention.listening} />
        <Conversations clock={retention.conversations} />
        <Official schedules={retention.schedules} />
      </div>
    </section>
  )
}

function Listening({ clock }: { clock: Retention['listening'] }): ReactElement {
  const { say } = useRecordsWords()
  const [changing, setChanging] = useState(false)
  return (
    <ClockCard
      name={say('retention.listening')}
      length={say('retention.days', { days: clock.days })}
      what={say('clocks.listeningWhat')}
      why={say('clocks.listeningWhy')}
      bounds={say('clocks.daysBounds', clockDays.listening)}
      changedAt={clock.changedAt}
    >
      <ChangeButton kind={say('retention.listening')} onPress={() => setChanging(true)} />
      {changing && <ListeningDialog days={clock.days} onClose={() => setChanging(false)} />}
    </ClockCard>
  )
}

function Conversations({ clock }: { clock: Retention['conversations'] }): ReactElement {
  const { say } = useRecordsWords()
  const [changing, setChanging] = useState(false)
  return (
    <ClockCard
      name={say('clocks.conversations')}
      length={say('retention.years', { years: clock.years })}
      what={say('clocks.conversationsWhat')}
      why={say('clocks.conversationsWhy')}
      bounds={say('clocks.yearsBounds', clockYears.conversations)}
      changedAt={clock.changedAt}
    >
      <ChangeButton kind={say('clocks.conversations')} onPress={() => setChanging(true)} />
      {changing && <ConversationsDialog years={clock.years} onClose={() => setChanging(false)} />}
    </ClockCard>
  )
}

function Official({ schedules }: { schedules: Retention['schedules'] }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  return (
    <ClockCard
      name={say('clocks.official')}
      length={spanWords(schedules, words)}
      what={say('clocks.officialWhat')}
      why={say('clocks.officialWhy')}
      bounds={say('clocks.officialBounds')}
    >
      <a href={`#${schedulesPlace}`}>{say('clocks.toSchedules')}</a>
    </ClockCard>
  )
}

/** From the shortest to the longest schedule that stands. */
function spanWords(schedules: Retention['schedules'], { say }: RecordsWords): string {
  const own = schedules.filter(({ clock }) => clock === undefined).map(({ years }) => years)
  const numbers = own.filter((years) => years !== null)
  const shortest = numbers.length === 0 ? undefined : Math.min(...numbers)
  if (shortest === undefined) return say('retention.forGood')
  const longest = own.includes(null)
    ? say('retention.forGood')
    : say('retention.years', { years: Math.max(...numbers) })
  return say('clocks.span', { from: say('retention.years', { years: shortest }), to: longest })
}

function ClockCard(props: {
  name: string
  length: string
  what: string
  why: string
  bounds: string
  changedAt?: string | undefined
  children: ReactNode
}): ReactElement {
  const { say, day } = useRecordsWords()
  const { name, length, what, why, bounds, changedAt } = props
  return (
    <section className="card pane stack">
      <h3>{name}</h3>
      <p className="record-clock">{length}</p>
      <p>{what}</p>
      <p>{why}</p>
      <p className="small muted">
        {bounds}
        {changedAt !== undefined && ` ${say('retention.changedOn', { day: day(changedAt) })}.`}
      </p>
      <div>{props.children}</div>
    </section>
  )
}

function ChangeButton({ kind, onPress }: { kind: string; onPress: () => void }): ReactElement {
  const { say } = useRecordsWords()
  return (
    <Button label={say('retention.changeKind', { kind })} onPress={onPress}>
      {say('retention.change')}
    </Button>
  )
}
