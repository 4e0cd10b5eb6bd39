import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactElement, ReactNode } from 'react'
import { proposalsQuery } from '#access/web/people/data.ts'
import { usePeopleWords } from '#access/web/people/words.ts'
import { usePageTitle } from '#web/page-title.ts'
import '#access/web/people/People.css'

/** The head that all four lists of people and permissions share: title, the way to the others, what it is about. */
export function Frame(props: {
  title: string
  lede?: ReactNode
  action?: ReactNode
  children: ReactNode
}): ReactElement {
  usePageTitle(props.title)
  return (
    <div className="stack wide people-pages">
      <PeopleNav />
      <header>
        <div className="row between">
          <h1>{props.title}</h1>
          {props.action}
        </div>
        {props.lede && <p className="lede">{props.lede}</p>}
      </header>
      {props.children}
    </div>
  )
}

function PeopleNav(): ReactElement {
  const { say } = usePeopleWords()
  const proposals = useQuery(proposalsQuery)
  const count = proposals.data?.proposals.filter(({ state }) => state === 'open').length ?? 0
  const exact = { activeOptions: { exact: true }, activeProps: { 'aria-current': 'page' as const } }
  return (
    <nav className="tabs" aria-label={say('nav.label')}>
      <Link to="/settings/people" {...exact}>
        {say('nav.people')}
      </Link>
      <Link to="/settings/teams" {...exact}>
        {say('nav.teams')}
      </Link>
      <Link to="/settings/changes" {...exact}>
        {count > 0 ? say('nav.changesCount', { count }) : say('nav.changes')}
      </Link>
      <Link to="/settings/who-may" activeOptions={{ includeSearch: false }} activeProps={exact.activeProps}>
        {say('nav.whoMay')}
      </Link>
    </nav>
  )
}

/** The initials of somebody, as a quiet round mark beside their name. */
export function Mark({ initials }: { initials: string }): ReactElement {
  return (
    <span className="mark" aria-hidden="true">
      {initials}
    </span>
  )
}
