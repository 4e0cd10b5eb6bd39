import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ApiKey } from '#access/people/contract.ts'
import { keysQuery } from '#access/web/programs/data.ts'
import { EndKey } from '#access/web/programs/EndKey.tsx'
import { HookSection } from '#access/web/programs/HookSection.tsx'
import { KeyTable } from '#access/web/programs/KeyTable.tsx'
import { useProgramWords } from '#access/web/programs/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#access/web/people/People.css'
import '#access/web/programs/Programs.css'

/** Programs that work with this desk: their keys, what each may do, when it was last here. */
export function ProgramsPage(): ReactElement {
  const { say } = useProgramWords()
  usePageTitle(say('area.programs'))
  const { data, error, isPending, refetch } = useQuery(keysQuery)
  const [ending, setEnding] = useState<ApiKey>()
  const live = data?.keys.filter((key) => key.state === 'live') ?? []
  const gone = data?.keys.filter((key) => key.state !== 'live') ?? []
  return (
    <div className="stack wide people-pages">
      <header>
        <div className="row between">
          <h1>{say('area.programs')}</h1>
          {live.length > 0 && <MakeButton />}
        </div>
        <p className="lede">{say('keys.lede')}</p>
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data && live.length === 0 && (
        <Empty why={say('keys.none')} example={say('keys.noneWhy')} action={<MakeButton />} />
      )}
      {live.length > 0 && <KeyTable keys={live} onEnd={setEnding} />}
      {gone.length > 0 && <Gone keys={gone} />}
      {data && <HookSection hooks={data.hooks} kinds={data.hookKinds} />}
      {ending && <EndKey of={ending} onClose={() => setEnding(undefined)} />}
    </div>
  )
}

function MakeButton(): ReactElement {
  const { say } = useProgramWords()
  const navigate = useNavigate()
  return (
    <Button look="primary" icon={Plus} onPress={() => void navigate({ to: '/settings/programs/new' })}>
      {say('keys.new')}
    </Button>
  )
}

function Gone({ keys }: { keys: readonly ApiKey[] }): ReactElement {
  const { say, day } = useProgramWords()
  return (
    <details className="card pane">
      <summary>{say('key.gone', { count: keys.length })}</summary>
      <ul className="stack left-list">
        {keys.map((key) => (
          <li key={key.id}>
            {key.name}{' '}
            <span className="muted small">
              {say('key.goneState', { state: key.state, day: day(key.endsAt) })}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
