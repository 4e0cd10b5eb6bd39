import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Session } from '#roles/faces/questions/contract.ts'
import { DirectoryNav } from '#roles/faces/web/DirectoryNav.tsx'
import { sessionsQuery } from '#roles/faces/web/questions/data.ts'
import { SessionDialog } from '#roles/faces/web/questions/SessionDialog.tsx'
import { StateBadge } from '#roles/faces/web/questions/StateBadge.tsx'
import { useQuestionWords } from '#roles/faces/web/questions/words.ts'
import { useMay } from '#web/desk.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import './Questions.css'

/** Sessions of questions and answers, the next one first. */
export function SessionsPage(): ReactElement {
  const { say } = useQuestionWords()
  const navigate = useNavigate()
  const mayAnnounce = useMay('publish')
  const { data, error, isPending, refetch } = useQuery(sessionsQuery)
  const [isAnnouncing, setAnnouncing] = useState(false)
  usePageTitle(say('title'))
  const announce = mayAnnounce && (
    <Button look="primary" icon={Plus} onPress={() => setAnnouncing(true)}>
      {say('announce')}
    </Button>
  )
  return (
    <div className="stack wide">
      <header>
        <div className="row between">
          <h1>{say('title')}</h1>
          {data !== undefined && data.sessions.length > 0 && announce}
        </div>
        <p className="lede">{say('lede')}</p>
        <DirectoryNav current="/directory/questions" />
      </header>
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data?.sessions.length === 0 && (
        <Empty why={say('none')} example={say('noneExample')} action={announce} />
      )}
      {data && data.sessions.length > 0 && (
        <ul className="session-cards">
          {data.sessions.map((session) => (
            <SessionCard key={session.id} session={session} nowMs={Date.parse(data.at)} />
          ))}
        </ul>
      )}
      {isAnnouncing && data && (
        <SessionDialog
          timeZone={data.timeZone}
          onClose={() => setAnnouncing(false)}
          onKept={(id) => void navigate({ to: '/directory/questions/$id', params: { id } })}
        />
      )}
    </div>
  )
}

function SessionCard({ session, nowMs }: { session: Session; nowMs: number }): ReactElement {
  const { say, when, locale } = useQuestionWords()
  const { waiting, toApprove, answered } = session.counts
  return (
    <li className="card pane">
      <div className="row">
        <StateBadge state={session.state} />
        <span className="small muted">
          {say('from', { begins: when(session.beginsAt, nowMs), ends: when(session.endsAt, nowMs) })}
        </span>
      </div>
      <h2 className="session-title">
        <Link to="/directory/questions/$id" params={{ id: session.id }}>
          {session.title[locale]}
        </Link>
      </h2>
      <p className="small">{say('counts', { waiting, toApprove, answered })}</p>
    </li>
  )
}
