import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Hold } from '#records/retention/contract.ts'
import { holdsQuery, liftHold } from '#records/web/data.ts'
import { NewHoldDialog } from '#records/web/NewHoldDialog.tsx'
import { ReasonDialog } from '#records/web/ReasonDialog.tsx'
import { RecordsNav } from '#records/web/RecordsNav.tsx'
import { whenWords } from '#records/web/when.ts'
import { useRecordsWords, type RecordsWords } from '#records/web/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'

/** Legal holds: those that stand with what they cover, and those that were lifted, with the reason. */
export function HoldsPage(): ReactElement {
  const { say } = useRecordsWords()
  const { data, error, refetch } = useQuery(holdsQuery)
  const [setting, setSetting] = useState(false)
  usePageTitle(say('records.toHolds'))
  return (
    <div className="stack wide records">
      <header className="stack">
        <div>
          <div className="row between">
            <h1>{say('records.toHolds')}</h1>
            <Button look="primary" icon={Plus} onPress={() => setSetting(true)}>
              {say('holds.new')}
            </Button>
          </div>
          <p className="lede">{say('holds.lede')}</p>
        </div>
        <RecordsNav />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data?.holds.length === 0 && <Empty why={say('holds.none')} example={say('holds.noneExample')} />}
      <ul className="stack">
        {data?.holds.map((hold) => (
          <HoldCard key={hold.id} hold={hold} />
        ))}
      </ul>
      {setting && <NewHoldDialog onClose={() => setSetting(false)} />}
    </div>
  )
}

function HoldCard({ hold }: { hold: Hold }): ReactElement {
  const words = useRecordsWords()
  const { say } = words
  const when = (at: string): string => whenWords(at, Date.now(), words)
  const { lifted } = hold
  return (
    <li className="card pane stack">
      <div className="row between">
        <h2>{hold.name}</h2>
        <Badge look={lifted ? 'plain' : 'held'}>{say(lifted ? 'holds.lifted' : 'holds.standing')}</Badge>
      </div>
      <p>{hold.reason}</p>
      <p>
        <b>{scopeWords(hold, words)}</b>
        {hold.covered !== undefined && <> · {say('holds.covers', { count: hold.covered })}</>}
      </p>
      <p className="small muted">{say('holds.setBy', { by: hold.setBy, when: when(hold.setAt) })}</p>
      {lifted && (
        <p className="small muted">
          {say('holds.liftedBy', { by: lifted.by, when: when(lifted.at), reason: lifted.reason })}
        </p>
      )}
      {!lifted && <Lift hold={hold} />}
    </li>
  )
}

function scopeWords(hold: Hold, words: RecordsWords): string {
  const { say, list, day } = words
  const { subject, account, from, to, words: said } = hold
  const parts = [
    ...(subject === undefined ? [] : [say('holds.scopeSubject', { subject })]),
    ...(account === undefined ? [] : [say('holds.scopeAccount', { account })]),
    ...(from === undefined ? [] : [say('holds.scopeFrom', { day: day(from) })]),
    ...(to === undefined ? [] : [say('holds.scopeTo', { day: day(to) })]),
    ...(said === undefined ? [] : [say('holds.scopeWords', { words: said })]),
  ]
  const text = parts.length === 0 ? say('holds.everything') : list(parts)
  return text.charAt(0).toLocaleUpperCase() + text.slice(1)
}

function Lift({ hold: { id, name } }: { hold: Hold }): ReactElement {
  const { say } = useRecordsWords()
  const queries = useQueryClient()
  const [asked, setAsked] = useState(false)
  const lift = useMutation({
    mutationFn: (reason: string) => liftHold(id, reason),
    onSuccess: async (now) => {
      queries.setQueryData(holdsQuery.queryKey, now)
      setAsked(false)
      toasts.say({ text: say('holds.liftDone', { name }) })
      await queries.invalidateQueries({ queryKey: ['records'] })
    },
  })
  return (
    <div>
      <Button label={say('holds.liftName', { name })} onPress={() => setAsked(true)}>
        {say('holds.lift')}
      </Button>
      {asked && (
        <ReasonDialog
          title={say('holds.liftTitle', { name })}
          what={say('holds.liftWhat')}
          act={say('holds.lift')}
          look="danger"
          stay={say('holds.stay')}
          isPending={lift.isPending}
          error={lift.error}
          onAct={(reason) => lift.mutate(reason)}
          onClose={() => setAsked(false)}
        />
      )}
    </div>
  )
}
