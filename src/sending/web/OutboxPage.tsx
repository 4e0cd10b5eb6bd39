import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowLeft, CirclePause } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AccountHealth, DeliveryView } from '#sending/contract.ts'
import { boardQuery, outboxQuery, stateQuery } from '#sending/web/data.ts'
import { DeliveryRow } from '#sending/web/DeliveryRow.tsx'
import { HeldList } from '#sending/web/HeldList.tsx'
import { PauseDialog } from '#sending/web/PauseDialog.tsx'
import { sorted, stoppedLately } from '#sending/web/sorting.ts'
import { useSendingWords } from '#sending/web/words.ts'
import { useMay } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Sending.css'

/** What needs somebody, what a pause held back, what is on its way; on its other page what is done. */
export function OutboxPage(): ReactElement {
  const { say } = useSendingWords()
  const navigate = useNavigate()
  const { show, ask } = useSearch({ from: '/publish/outbox' })
  const mayPause = useMay('pause')
  usePageTitle(say('area.outbox'))
  useKey('back', () => void navigate({ to: '/publish' }))
  const setAsked = (isAsked: boolean): void =>
    void navigate({
      to: '/publish/outbox',
      search: { ...(show && { show }), ...(isAsked && { ask: 'pause' as const }) },
      replace: true,
    })
  return (
    <div className="stack wide sending">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('outbox.back')}
        </Link>
      </p>
      <header className="row between">
        <div>
          <h1>{say('area.outbox')}</h1>
          <p className="lede">{say('outbox.lede')}</p>
        </div>
        {mayPause && (
          <div className="pause-bar">
            <Button look="danger" icon={CirclePause} onPress={() => setAsked(true)}>
              {say('pause.button')}
            </Button>
          </div>
        )}
      </header>
      <nav className="row tabs" aria-label={say('outbox.tabs')}>
        <Link to="/publish/outbox" search={{}} activeOptions={{ exact: true, includeSearch: true }}>
          {say('outbox.open')}
        </Link>
        <Link to="/publish/outbox" search={{ show: 'done' }}>
          {say('outbox.done')}
        </Link>
      </nav>
      {show === 'done' ? <Done /> : <Open />}
      {mayPause && ask === 'pause' && <PauseDialog onClose={() => setAsked(false)} />}
    </div>
  )
}

function Open(): ReactElement {
  const { say } = useSendingWords()
  const { data, error, isPending, refetch } = useQuery(outboxQuery('open'))
  const state = useQuery(stateQuery)
  const done = useQuery(outboxQuery('done'))
  const accounts = useQuery(boardQuery).data?.accounts ?? []
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (isPending || !state.data || done.isPending) return <Skeleton lines={5} />
  const { forPeople, held, onTheWay } = sorted(data.deliveries)
  const lists = { done: done.data?.deliveries ?? [], open: data.deliveries }
  const stopped = stoppedLately(lists, Date.now())
  if (data.deliveries.length + stopped.length === 0)
    return (
      <Empty
        why={say('empty.open')}
        example={say('empty.openExample')}
        action={
          <Link className="button" to="/publish">
            {say('empty.openGo')}
          </Link>
        }
      />
    )
  return (
    <>
      {forPeople.length > 0 && (
        <Section
          title={say('section.people')}
          lede={say('section.peopleLede')}
          {...{ accounts }}
          all={forPeople}
        />
      )}
      {held.length > 0 && <HeldList deliveries={held} pauses={state.data.pauses} accounts={accounts} />}
      {stopped.length > 0 && (
        <Section
          title={say('section.stopped')}
          lede={say('section.stoppedLede')}
          accounts={accounts}
          all={stopped}
        />
      )}
      {onTheWay.length > 0 && <Section title={say('section.way')} {...{ accounts }} all={onTheWay} />}
      {forPeople.length + held.length + stopped.length === 0 && (
        <p className="muted">{say('section.noPeople')}</p>
      )}
    </>
  )
}

function Done(): ReactElement {
  const { say } = useSendingWords()
  const { data, error, isPending, refetch } = useQuery(outboxQuery('done'))
  const accounts = useQuery(boardQuery).data?.accounts ?? []
  if (error) return <ProblemNotice error={error} onAgain={() => void refetch()} />
  if (isPending) return <Skeleton lines={5} />
  if (data.deliveries.length === 0)
    return <Empty why={say('empty.done')} example={say('empty.doneExample')} />
  return <Section title={say('section.done')} {...{ accounts }} all={data.deliveries} />
}

type SectionProps = {
  title: string
  lede?: string
  all: readonly DeliveryView[]
  accounts: readonly AccountHealth[]
}

function Section({ title, lede, all, accounts }: SectionProps): ReactElement {
  return (
    <section className="stack" aria-label={title}>
      <header className="stack tight">
        <h2>
          {title} <span className="muted">{all.length}</span>
        </h2>
        {lede !== undefined && <p>{lede}</p>}
      </header>
      <ul className="deliveries card">
        {all.map((one) => (
          <DeliveryRow
            key={one.id}
            delivery={one}
            account={accounts.find(({ account }) => account === one.account)}
          />
        ))}
      </ul>
    </section>
  )
}
