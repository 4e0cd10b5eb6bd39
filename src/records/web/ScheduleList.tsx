import { useState, type ReactElement } from 'react'
import type { RecordKind } from '#records/contract.ts'
import type { Schedule } from '#records/retention/contract.ts'
import { schedulesPlace } from '#records/web/ClockCards.tsx'
import { kindWords } from '#records/web/entry-words.ts'
import { ScheduleDialog } from '#records/web/ScheduleDialog.tsx'
import { useRecordsWords, type RecordsKey, type RecordsWords } from '#records/web/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'

/** Which kinds stand together, by how their names begin; the last group takes the rest. */
const groups: readonly { label: RecordsKey; has: (kind: RecordKind) => boolean }[] = [
  {
    label: 'group.said',
    has: (kind) => /^(delivery|not-sent|edit|deletion|pause-)/.test(kind),
  },
  { label: 'group.approvals', has: (kind) => kind.startsWith('approval') || kind === 'break-glass' },
  { label: 'group.searches', has: (kind) => kind.startsWith('search') },
  { label: 'group.people', has: (kind) => /^(permission|person|account|key)-/.test(kind) },
  { label: 'group.archive', has: () => true },
]

/** How long each kind of entry is kept, and why; each can be changed by itself. */
export function ScheduleList(props: { schedules: readonly Schedule[] }): ReactElement {
  const { say } = useRecordsWords()
  // Kinds on a clock have no length of their own: the card of their clock speaks for them.
  const schedules = props.schedules.filter(({ clock }) => clock === undefined)
  const groupOf = (kind: RecordKind) => groups.find(({ has }) => has(kind))?.label
  return (
    <section className="card pane stack" id={schedulesPlace}>
      <h2>{say('retention.schedules')}</h2>
      <p className="prose">{say('retention.schedulesWhat')}</p>
      {groups.map(({ label }) => {
        const inGroup = schedules.filter(({ kind }) => groupOf(kind) === label)
        return inGroup.length === 0 ? null : <Group key={label} label={say(label)} schedules={inGroup} />
      })}
    </section>
  )
}

/** Kinds of one subject. What most of them are kept for stands at the head, another reason beside its kind. */
function Group({ label, schedules }: { label: string; schedules: readonly Schedule[] }): ReactElement {
  const { locale } = useRecordsWords()
  const shared = schedules.find(
    ({ why }, place) => schedules.findIndex((one, at) => at > place && one.why.en === why.en) > 0,
  )?.why
  return (
    <section className="schedule-group">
      <h3>{label}</h3>
      {shared && <p className="small muted">{shared[locale]}</p>}
      <ul className="schedule-list">
        {schedules.map((schedule) => (
          <Line key={schedule.kind} schedule={schedule} saysWhy={schedule.why.en !== shared?.en} />
        ))}
      </ul>
    </section>
  )
}

function Line({ schedule, saysWhy }: { schedule: Schedule; saysWhy: boolean }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const [changing, setChanging] = useState(false)
  const { kind, years, isFixed } = schedule
  const name = kindWords(kind, words)
  return (
    <li>
      <span>{name}</span>
      <b>{lengthWords(years, words)}</b>
      {isFixed ? (
        <Badge>{say('retention.fixed')}</Badge>
      ) : (
        <Button small label={say('retention.changeKind', { kind: name })} onPress={() => setChanging(true)}>
          {say('retention.change')}
        </Button>
      )}
      <LineNote schedule={schedule} saysWhy={saysWhy} />
      {changing && <ScheduleDialog schedule={schedule} onClose={() => setChanging(false)} />}
    </li>
  )
}

function LineNote({ schedule, saysWhy }: { schedule: Schedule; saysWhy: boolean }): ReactElement | null {
  const words = useRecordsWords()
  const { say, locale } = words
  const { why, usual, changedAt } = schedule
  if (!saysWhy && changedAt === undefined) return null
  return (
    <p className="small muted why">
      {saysWhy && `${why[locale]} `}
      {changedAt !== undefined &&
        `${say('retention.changedOn', { day: words.day(changedAt) })}; ${say('retention.usualIs', { usual: lengthWords(usual, words) })}.`}
    </p>
  )
}

function lengthWords(years: number | null, { say }: RecordsWords): string {
  return years === null ? say('retention.forGood') : say('retention.years', { years })
}
