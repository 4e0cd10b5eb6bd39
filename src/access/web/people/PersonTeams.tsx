import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { AskedChange, ListedPerson, Team } from '#access/people/contract.ts'
import { teamsQuery } from '#access/web/people/data.ts'
import { GrantWords } from '#access/web/people/GrantWords.tsx'
import { ticked } from '#access/web/people/team-draft.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'

type Props = { person: ListedPerson; onAsk: (asked: AskedChange) => void }

/** Every team with what it may do: those somebody is in first, each with the way in or out. */
export function PersonTeams({ person, onAsk }: Props): ReactElement {
  const teams = useQuery(teamsQuery).data?.teams ?? []
  const isIn = (team: Team): boolean => team.people.includes(person.id)
  return (
    <ul className="team-lines">
      {teams
        .toSorted((a, b) => Number(isIn(b)) - Number(isIn(a)))
        .map((team) => (
          <TeamLine key={team.id} team={team} isIn={isIn(team)} person={person} onAsk={onAsk} />
        ))}
    </ul>
  )
}

function TeamLine(props: Props & { team: Team; isIn: boolean }): ReactElement {
  const { say, locale } = usePeopleWords()
  const { team, isIn, person } = props
  const { id, name, grants } = team
  const people = ticked(team.people, person.id, !isIn)
  const words = say(isIn ? 'person.part' : 'person.join')
  return (
    <li>
      <div className="stack">
        <h3 className="row">
          <Link to="/settings/teams/$id" params={{ id }}>
            {name[locale]}
          </Link>
          {isIn && <Badge look="ok">{say('person.in')}</Badge>}
        </h3>
        <GrantWords grants={grants} />
      </div>
      <Button
        small
        label={`${words}: ${name[locale]}`}
        onPress={() => props.onAsk({ kind: 'team', id, to: { name, grants, people } })}
      >
        {words}
      </Button>
    </li>
  )
}
