import { Link } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { mayDo, type Verb } from '#kernel/permission.ts'
import { useRecordsWords, type RecordsKey } from '#records/web/words.ts'
import { sessionQuery } from '#web/client.ts'
import './records.css'

const pages: readonly { to: string; label: RecordsKey; may: Verb }[] = [
  { to: '/settings/records', label: 'records.toList', may: 'records' },
  { to: '/settings/records/state', label: 'records.toState', may: 'records' },
  { to: '/settings/records/exports', label: 'records.toExports', may: 'export' },
  { to: '/settings/retention', label: 'records.toRetention', may: 'retention' },
  { to: '/settings/retention/holds', label: 'records.toHolds', may: 'retention' },
]

/** The pages of the archive this person may open, at the head of each of them. */
export function RecordsNav(): ReactElement {
  const { say } = useRecordsWords()
  const grants = useQuery(sessionQuery).data?.grants ?? []
  return (
    <nav className="records-nav" aria-label={say('records.nav')}>
      {pages
        .filter(({ may }) => mayDo(grants, may))
        .map(({ to, label }) => (
          <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
            {say(label)}
          </Link>
        ))}
    </nav>
  )
}
