import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement, ReactNode } from 'react'
import { teamsQuery } from '#access/web/people/data.ts'
import { draftOf, emptyTeam } from '#access/web/people/team-draft.ts'
import { TeamEditor } from '#access/web/people/TeamEditor.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#access/web/people/People.css'

/** A new team. */
export function NewTeamPage(): ReactElement {
  const { say } = usePeopleWords()
  const { data } = useQuery(teamsQuery)
  return (
    <Framed title={say('teams.new')}>
      {data ? <TeamEditor draft={emptyTeam} accounts={data.accounts} /> : <Skeleton lines={4} />}
    </Framed>
  )
}

/** A team there is: its names, its people, what it may do where. */
export function TeamPage(): ReactElement {
  const { say, locale } = usePeopleWords()
  const { id } = useParams({ from: '/settings/teams/$id' })
  const { data, error, isPending, refetch } = useQuery(teamsQuery)
  const team = data?.teams.find((one) => one.id === id)
  return (
    <Framed title={team?.name[locale] ?? say('nav.teams')}>
      {isPending && <Skeleton lines={4} />}
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data && !team && <Notice look="look">{say('team.notFound')}</Notice>}
      {data && team && (
        // Begun anew when somebody else changed the team meanwhile: nothing is saved over what was not seen.
        <TeamEditor key={JSON.stringify(team)} id={team.id} draft={draftOf(team)} accounts={data.accounts} />
      )}
    </Framed>
  )
}

function Framed({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const { say } = usePeopleWords()
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/settings/teams' }))
  usePageTitle(title)
  return (
    <div className="stack wide people-pages">
      <p className="back">
        <Link to="/settings/teams">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('team.back')}
        </Link>
      </p>
      <h1>{title}</h1>
      {children}
    </div>
  )
}
