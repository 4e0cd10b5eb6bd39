import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { ArrowLeft, Ban } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { houseRuleWords, type Barred } from '#sending/moderation/contract.ts'
import { BarDialog } from '#sending/web/moderation/BarDialog.tsx'
import { barredQuery } from '#sending/web/moderation/data.ts'
import { LiftDialog } from '#sending/web/moderation/LiftDialog.tsx'
import { useModerationWords } from '#sending/web/moderation/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#sending/web/Sending.css'

/** Who may not speak to our own actors, under which house rule, why and until when. */
export function BarredPage(): ReactElement {
  const { say, locale } = useModerationWords()
  const navigate = useNavigate()
  const list = useQuery(barredQuery)
  const [isAsked, setAsked] = useState(false)
  usePageTitle(say('barred.title'))
  useKey('back', () => void navigate({ to: '/publish/accounts' }))
  const barred = list.data?.barred ?? []
  const mayBar = list.data?.mayBar === true
  return (
    <div className="stack wide sending">
      <p className="back">
        <Link to="/publish/accounts">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('barred.back')}
        </Link>
      </p>
      <header className="row between">
        <div className="stack tight">
          <h1>{say('barred.title')}</h1>
          <p className="lede">{say('barred.lede')}</p>
          <p>
            <a href={`/house-rules?lang=${locale}`}>{say('barred.public')}</a>
          </p>
        </div>
        {mayBar && (
          <Button icon={Ban} onPress={() => setAsked(true)}>
            {say('barred.act')}
          </Button>
        )}
      </header>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.isPending && <Skeleton lines={4} />}
      {list.data && <Lists barred={barred} mayBar={mayBar} />}
      {isAsked && <BarDialog onClose={() => setAsked(false)} />}
    </div>
  )
}

function Lists({ barred, mayBar }: { barred: readonly Barred[]; mayBar: boolean }): ReactElement {
  const { say } = useModerationWords()
  const now = barred.filter(({ ended }) => ended === undefined)
  const over = barred.filter(({ ended }) => ended !== undefined)
  return (
    <>
      {now.length === 0 && <Empty why={say('barred.none')} />}
      {now.length > 0 && (
        <section className="stack" aria-label={say('barred.now')}>
          <ul className="deliveries card">
            {now.map((one) => (
              <Row key={one.id} of={one} mayLift={mayBar} />
            ))}
          </ul>
        </section>
      )}
      {over.length > 0 && (
        <details className="card pane">
          <summary>{say('barred.earlier')}</summary>
          <ul className="deliveries">
            {over.map((one) => (
              <Row key={one.id} of={one} mayLift={false} />
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

function Row({ of, mayLift }: { of: Barred; mayLift: boolean }): ReactElement {
  const { say, locale, day } = useModerationWords()
  const [isAsked, setAsked] = useState(false)
  const { party, begunAt, endsAt, begunBy, ended } = of
  return (
    <li className="delivery stack tight">
      <div className="row between">
        <h2 className="row">
          {party} {of.isServer && <Badge>{say('barred.server')}</Badge>}
        </h2>
        {mayLift && (
          <Button label={say('barred.liftName', { party })} onPress={() => setAsked(true)}>
            {say('barred.lift')}
          </Button>
        )}
      </div>
      <p>{houseRuleWords[of.rule][locale]}</p>
      <p>“{of.reason}”</p>
      <p className="muted">{say('barred.since', { from: day(begunAt), to: day(endsAt), by: begunBy })}</p>
      {ended && (
        <p className="muted">
          {ended.by === undefined
            ? say('barred.endedAlone', { date: day(ended.at) })
            : say('barred.ended', { by: ended.by, reason: ended.reason ?? '' })}
        </p>
      )}
      {isAsked && <LiftDialog of={of} onClose={() => setAsked(false)} />}
    </li>
  )
}
