import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import type { AttentionOverview, Weighed } from '#roles/early-warning/attention/contract.ts'
import { Budget } from '#roles/early-warning/web/attention/Budget.tsx'
import { overviewQuery } from '#roles/early-warning/web/attention/data.ts'
import { Lessons } from '#roles/early-warning/web/attention/Lessons.tsx'
import { useAttentionWords } from '#roles/early-warning/web/attention/words.ts'
import { WeighedList } from '#roles/early-warning/web/attention/WeighedList.tsx'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Attention.css'

/** How often stories may interrupt, what did, what only waited, and what is held back. */
export function AttentionPage(): ReactElement {
  const { say } = useAttentionWords()
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/now' }))
  usePageTitle(say('attention.title'))
  const overview = useQuery(overviewQuery)
  return (
    <div className="stack wide attention">
      <p className="back">
        <Link to="/now">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('attention.back')}
        </Link>
      </p>
      <div>
        <h1>{say('attention.title')}</h1>
        <p className="lede">{say('attention.lede')}</p>
      </div>
      {overview.error && <ProblemNotice error={overview.error} onAgain={() => void overview.refetch()} />}
      {overview.isPending && <Skeleton lines={6} />}
      {overview.data && <Whole overview={overview.data} />}
    </div>
  )
}

function Whole({ overview }: { overview: AttentionOverview }): ReactElement {
  const words = useAttentionWords()
  const { say, rich } = words
  const nowMs = Date.parse(overview.now)
  const { interrupted, waited, waitedInAll, settings, quietUntil, lessons } = overview
  return (
    <>
      <p className="big">
        {rich('attention.used', { used: interrupted.length, perWeek: settings.perWeek })}
        {quietUntil && ` · ${say('attention.quietNow', { time: words.when(quietUntil, nowMs) })}`}
      </p>
      <Lessons lessons={lessons} nowMs={nowMs} />
      <div className="attention-lists">
        <Stories
          title={say('attention.interrupted.title')}
          none={say('attention.interrupted.none')}
          of={interrupted}
          nowMs={nowMs}
        />
        <Stories
          title={say('attention.waited.title')}
          none={say('attention.waited.none')}
          of={waited}
          nowMs={nowMs}
          more={
            waitedInAll > waited.length ? say('attention.waited.more', { count: waitedInAll }) : undefined
          }
        />
      </div>
      <Budget overview={overview} />
    </>
  )
}

function Stories(props: {
  title: string
  none: string
  of: readonly Weighed[]
  nowMs: number
  more?: string | undefined
}): ReactElement {
  return (
    <section className="card pane stack">
      <h2>{props.title}</h2>
      {props.of.length === 0 ? (
        <p className="muted">{props.none}</p>
      ) : (
        <WeighedList of={props.of} nowMs={props.nowMs} />
      )}
      {props.more && <p className="small muted">{props.more}</p>}
    </section>
  )
}
