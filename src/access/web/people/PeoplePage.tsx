import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { PeopleList } from '#access/people/contract.ts'
import { peopleQuery } from '#access/web/people/data.ts'
import { Frame } from '#access/web/people/Frame.tsx'
import { InviteDialog } from '#access/web/people/InviteDialog.tsx'
import { PeopleTable } from '#access/web/people/PeopleTable.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'

/** Everybody on the desk: owners, teams, when they were last seen, how they sign in. */
export function PeoplePage(): ReactElement {
  const { say, rich, day } = usePeopleWords()
  const [inviting, setInviting] = useState(false)
  const { data, error, isPending, refetch } = useQuery(peopleQuery)
  const here = data?.people.filter((person) => person.leftAt === undefined) ?? []
  const left = data?.people.filter((person) => person.leftAt !== undefined) ?? []
  return (
    <Frame
      title={say('area.people')}
      lede={data && rich('people.lede', ledeOf(data, here.length))}
      action={
        <Button look="primary" icon={UserPlus} onPress={() => setInviting(true)}>
          {say('people.invite')}
        </Button>
      }
    >
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {isPending && <Skeleton lines={4} />}
      {data && <OwnersNotice list={data} />}
      {data && <PeopleTable people={here} />}
      {left.length > 0 && (
        <details className="card pane">
          <summary>{say('people.left', { count: left.length })}</summary>
          <ul className="stack left-list">
            {left.map((person) => (
              <li key={person.id}>
                {person.name}{' '}
                <span className="muted small">{say('people.leftOn', { day: day(person.leftAt ?? '') })}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Frame>
  )
}

function ledeOf(list: PeopleList, count: number): { count: number; owners: number; second: string } {
  return { count, owners: list.owners, second: list.secondPerson ? 'yes' : 'no' }
}

function OwnersNotice({ list }: { list: PeopleList }): ReactElement | null {
  const { say, day } = usePeopleWords()
  if (list.owners > 1) return null
  return (
    <Notice>
      <h2>{say('people.oneOwner')}</h2>
      <p>{say('people.oneOwnerWhy')}</p>
      {list.coolingUntil && <p>{say('people.cooling', { when: day(list.coolingUntil) })}</p>}
    </Notice>
  )
}
