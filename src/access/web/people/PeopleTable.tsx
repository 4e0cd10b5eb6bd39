import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import type { ListedPerson, Team } from '#access/people/contract.ts'
import { teamsQuery } from '#access/web/people/data.ts'
import { Mark } from '#access/web/people/Frame.tsx'
import { signInWords } from '#access/web/people/person-words.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { sessionQuery } from '#web/client.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Time } from '#web/parts/Time/Time.tsx'

/** Everybody here as a table; on a phone each row is a card. */
export function PeopleTable({ people }: { people: readonly ListedPerson[] }): ReactElement {
  const { say } = usePeopleWords()
  const teams = useQuery(teamsQuery).data?.teams
  return (
    <table className="card people-table">
      <caption className="unseen">{say('people.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('people.name')}</th>
          <th scope="col">{say('people.teams')}</th>
          <th scope="col">{say('people.seen')}</th>
          <th scope="col">{say('people.signIn')}</th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Row key={person.id} person={person} teams={teams} />
        ))}
      </tbody>
    </table>
  )
}

function Row({ person, teams }: { person: ListedPerson; teams: readonly Team[] | undefined }): ReactElement {
  const words = usePeopleWords()
  const { say } = words
  const me = useQuery(sessionQuery).data?.person.id
  return (
    <tr>
      <th scope="row">
        <div className="who">
          <Mark initials={person.initials} />
          <div>
            <div className="row">
              <Link to="/settings/people/$id" params={{ id: person.id }}>
                {person.name}
              </Link>
              {person.isOwner && <Badge look="accent">{say('people.owner')}</Badge>}
              {person.id === me && <Badge>{say('people.you')}</Badge>}
            </div>
            {person.email && <div className="small muted email">{person.email}</div>}
          </div>
        </div>
      </th>
      <td data-label={say('people.teams')}>
        <TeamNames person={person} teams={teams} />
      </td>
      <td data-label={say('people.seen')}>
        <Seen person={person} />
      </td>
      <td data-label={say('people.signIn')}>{signInWords(person.signIn, words)}</td>
    </tr>
  )
}

function TeamNames({
  person,
  teams,
}: {
  person: ListedPerson
  teams: readonly Team[] | undefined
}): ReactElement {
  const { say, list, locale } = usePeopleWords()
  if (teams === undefined) return <></>
  const names = teams.filter(({ id }) => person.teams.includes(id)).map(({ name }) => name[locale])
  if (names.length > 0) return <>{list(names)}</>
  return <span className="muted">{say(person.isOwner ? 'people.everything' : 'people.noTeam')}</span>
}

/** When somebody was last seen; marked when that is long ago. */
export function Seen({ person }: { person: ListedPerson }): ReactElement {
  const { say } = usePeopleWords()
  return (
    <span className="row">
      {person.seenAt ? <Time at={person.seenAt} nowMs={Date.now()} /> : say('people.never')}
      {person.isAway && <Badge look="rising">{say('people.away')}</Badge>}
    </span>
  )
}
