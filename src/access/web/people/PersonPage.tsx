import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { AskedChange, ListedPerson, PersonPage as Page } from '#access/people/contract.ts'
import { ChangeDialog } from '#access/web/people/ChangeDialog.tsx'
import { personQuery } from '#access/web/people/data.ts'
import { Mark } from '#access/web/people/Frame.tsx'
import { Leaving } from '#access/web/people/Leaving.tsx'
import { NewLink } from '#access/web/people/NewLink.tsx'
import { Seen } from '#access/web/people/PeopleTable.tsx'
import { signInWords } from '#access/web/people/person-words.ts'
import { PersonTeams } from '#access/web/people/PersonTeams.tsx'
import { usePeopleWords } from '#access/web/people/words.ts'
import { useKey } from '#web/keys.ts'
import { usePageTitle } from '#web/page-title.ts'
import { Badge } from '#web/parts/Badge/Badge.tsx'
import { Button } from '#web/parts/Button/Button.tsx'
import { Notice, ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Skeleton } from '#web/parts/Skeleton/Skeleton.tsx'
import '#access/web/people/People.css'

/** One person: what they may do, what they look after, and what happens when they leave. */
export function PersonPage(): ReactElement {
  const { say } = usePeopleWords()
  const { id } = useParams({ from: '/settings/people/$id' })
  const navigate = useNavigate()
  useKey('back', () => void navigate({ to: '/settings/people' }))
  const { data, error, isPending, refetch } = useQuery(personQuery(id))
  usePageTitle(data?.person.name ?? say('area.people'))
  return (
    <div className="stack wide people-pages">
      <p className="back">
        <Link to="/settings/people">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('person.back')}
        </Link>
      </p>
      {isPending && <Skeleton lines={4} />}
      {error && <ProblemNotice error={error} onAgain={() => void refetch()} />}
      {data && <Whole page={data} />}
    </div>
  )
}

function Whole({ page }: { page: Page }): ReactElement {
  const { say, day } = usePeopleWords()
  const { person } = page
  return (
    <>
      <Head person={person} />
      {person.leftAt && (
        <Notice look="look">{say('person.leftOn', { name: person.name, day: day(person.leftAt) })}</Notice>
      )}
      {!person.leftAt && !person.seenAt && <NewLink person={person} />}
      {!person.leftAt && <May person={person} />}
      {!person.leftAt && <Leaving key={person.id} page={page} />}
    </>
  )
}

function Head({ person }: { person: ListedPerson }): ReactElement {
  const words = usePeopleWords()
  const { say } = words
  return (
    <header className="stack">
      <div className="who">
        <Mark initials={person.initials} />
        <h1>{person.name}</h1>
        {person.isOwner && <Badge look="accent">{say('people.owner')}</Badge>}
      </div>
      <dl className="figures">
        {person.email && (
          <div>
            <dt>{say('person.email')}</dt>
            <dd className="email">{person.email}</dd>
          </div>
        )}
        <div>
          <dt>{say('person.joined')}</dt>
          <dd>{words.day(person.joinedAt)}</dd>
        </div>
        <div>
          <dt>{say('people.seen')}</dt>
          <dd>
            <Seen person={person} />
          </dd>
        </div>
        <div>
          <dt>{say('people.signIn')}</dt>
          <dd>{signInWords(person.signIn, words)}</dd>
        </div>
      </dl>
    </header>
  )
}

function May({ person }: { person: ListedPerson }): ReactElement {
  const { say } = usePeopleWords()
  const [asked, setAsked] = useState<AskedChange>()
  const owner: AskedChange = { kind: 'owner', personId: person.id, to: !person.isOwner }
  return (
    <section className="card pane stack">
      <div className="row between">
        <h2>{say('person.may', { name: person.name })}</h2>
        {/* Only somebody who came in once can become one; the server says so too. */}
        {(person.isOwner || person.seenAt) && (
          <Button onPress={() => setAsked(owner)}>
            {person.isOwner ? say('person.endOwner') : say('person.makeOwner')}
          </Button>
        )}
      </div>
      {person.isOwner && <p>{say('person.ownerMay')}</p>}
      <PersonTeams person={person} onAsk={setAsked} />
      {asked && <ChangeDialog asked={asked} onClose={() => setAsked(undefined)} />}
    </section>
  )
}
