import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactElement } from 'react'
import { useCalendarWords } from '#roles/publishing/web/calendar/words.ts'

const pages = [
  { to: '/publish/calendar', label: 'nav.calendar' },
  { to: '/publish/recurring', label: 'nav.recurring' },
  { to: '/publish/templates', label: 'nav.templates' },
  { to: '/publish/campaigns', label: 'nav.campaigns' },
] as const

/** The way back to the messages, and between the pages for planning. */
export function PlanningNav(): ReactElement {
  const { say } = useCalendarWords()
  return (
    <div className="row between planning-nav">
      <p className="back">
        <Link to="/publish">
          <ArrowLeft className="icon" aria-hidden="true" /> {say('nav.messages')}
        </Link>
      </p>
      <nav className="row" aria-label={say('nav.label')}>
        {pages.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className="tab"
            activeProps={{ className: 'tab on', 'aria-current': 'page' }}
          >
            {say(label)}
          </Link>
        ))}
      </nav>
    </div>
  )
}
