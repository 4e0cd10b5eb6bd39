import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Team } from '#access/people/contract.ts'
import { peopleQuery, teamsQuery } from '#access/web/people/data.ts'
import { Frame } from '#access/web/people/Frame.tsx'
import { GrantWords } from '#access/web/people/GrantWords.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Empty } from '#web/parts/Empty/Empty.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** Every team in words: what it may do where, and who is in it. */
export function TeamsPage(): ReactElement {
  const { say } = usePeopleWords()
  const navigate = useNavigate()
  const { data, error, isPending, refetch } = useQuery(teamsQuery)
  return (
    <Frame
      title={say('nav.teams')}
      lede={say('teams.lede')}
      action={
        <Button look="primary" icon={Plus} onPress={() => void navigate({ to: '/settings/teams/new' })}>
          {say('teams.new')}
        </Button>
      }
    >
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data?.teams.length === 0 && <Empty why={say('teams.none')} example={say('teams.noneExample')} />}
      <ul className="team-cards">
        {data?.teams.map((team) => (
          <TeamCard key={team.id} team={team} />
        ))}
      </ul>
    </Frame>
  )
}

function TeamCard({ team }: { team: Team }): ReactElement {
  const { say, list, locale } = usePeopleWords()
  const people = useQuery(peopleQuery).data?.people ?? []
  const names = people.filter(({ id }) => team.people.includes(id)).map(({ name }) => name)
  return (
    <li className="card pane stack">
      <h2>
        <Link to="/settings/teams/$id" params={{ id: team.id }}>
          {team.name[locale]}
        </Link>
      </h2>
      <GrantWords grants={team.grants} />
      <p className="small muted">
        {names.length > 0 ? list(names) : say('teams.people', { count: team.people.length })}
      </p>
    </li>
  )
}
