import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactElement } from 'react'
import type { NextNight, Retention } from '#records/retention/contract.ts'
import { nextNightQuery, pauseDisposal } from '#records/web/data.ts'
import { kindWords } from '#records/web/entry-words.ts'
import { ReasonDialog } from '#records/web/ReasonDialog.tsx'
import { useRetentionChange } from '#records/web/use-retention-change.ts'
import { whenWords } from '#records/web/when.ts'
import { useRecordsWords } from '#records/web/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

type Disposal = Retention['disposal']

/** What goes the next night and what holds keep from it, before it happens; and the way to stop it. */
export function NextNightCard({ disposal }: { disposal: Disposal }): ReactElement {
  const { say } = useRecordsWords()
  const { data, error, refetch } = useQuery(nextNightQuery)
  return (
    <section className="card pane stack">
      <h2>{say('night.title')}</h2>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data && <Night night={data} disposal={disposal} />}
      {!data && !error && <Skeleton lines={3} />}
      <PauseOrResume isPaused={disposal.paused !== undefined} />
    </section>
  )
}

function Night({ night, disposal }: { night: NextNight; disposal: Disposal }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  return (
    <>
      {night.waits !== undefined && (
        <Notice look="look">
          <p>{say(night.waits === 'paused' ? 'night.waitsPaused' : 'night.waitsClock')}</p>
          {disposal.paused && (
            <p>
              {say('night.pausedBy', {
                by: disposal.paused.by,
                when: whenWords(disposal.paused.at, Date.now(), words),
                reason: disposal.paused.reason,
              })}
            </p>
          )}
        </Notice>
      )}
      <Going night={night} />
      <Kept night={night} />
    </>
  )
}

function Going({ night }: { night: NextNight }): ReactElement {
  const words = useRecordsWords()
  const { say, rich } = words
  const count = night.going.reduce((sum, one) => sum + one.count, 0)
  const when = `${words.day(night.at)}, ${words.time(night.at)}`
  if (count === 0) return <p>{say('night.none', { when })}</p>
  return (
    <>
      {night.waits === undefined && <p>{rich('night.going', { when, count })}</p>}
      {night.isCut && <p className="small muted">{say('night.cut', { count })}</p>}
      <ul className="stack">
        {night.going.map((one) => {
          const day = words.day(one.oldest)
          return (
            <li key={one.kind} className="row">
              <span>{say('night.line', { kind: kindWords(one.kind, words), count: one.count, day })}</span>
              <Link to="/settings/records" search={{ kind: one.kind }}>
                {say('night.look')}
              </Link>
            </li>
          )
        })}
      </ul>
    </>
  )
}

function Kept({ night }: { night: NextNight }): ReactElement | null {
  const { say } = useRecordsWords()
  if (night.kept.length === 0) return null
  return (
    <>
      <h3>{say('night.kept')}</h3>
      <ul>
        {night.kept.map(({ id, name, count }) => (
          <li key={id}>{say('night.keptLine', { name, count })}</li>
        ))}
      </ul>
      <p>
        <Link to="/settings/retention/holds">{say('records.toHolds')}</Link>
      </p>
    </>
  )
}

function PauseOrResume({ isPaused }: { isPaused: boolean }): ReactElement {
  const { say } = useRecordsWords()
  const [asked, setAsked] = useState(false)
  const change = useRetentionChange({
    change: (reason: string) => pauseDisposal(!isPaused, reason),
    done: say(isPaused ? 'night.resumed' : 'night.paused'),
    onDone: () => setAsked(false),
  })
  const act = say(isPaused ? 'night.resume' : 'night.pause')
  return (
    <div>
      <Button onPress={() => setAsked(true)}>{act}</Button>
      {asked && (
        <ReasonDialog
          title={say(isPaused ? 'night.resumeTitle' : 'night.pauseTitle')}
          what={say(isPaused ? 'night.resumeWhat' : 'night.pauseWhat')}
          act={act}
          look={isPaused ? 'danger' : 'primary'}
          stay={say('form.cancel')}
          isPending={change.isPending}
          error={change.error}
          onAct={(reason) => change.mutate(reason)}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
