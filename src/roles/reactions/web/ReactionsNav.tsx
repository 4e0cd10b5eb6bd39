import { Link } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import './Reactions.css'

const places = [
  { to: '/reactions', key: 'nav.announcements' },
  { to: '/reactions/dashboards', key: 'nav.dashboards' },
  { to: '/reactions/coding', key: 'nav.coding' },
] as const

/** The three things of this area, above each of their lists. */
export function ReactionsNav({ current }: { current: (typeof places)[number]['to'] }): ReactElement {
  const { say } = useReactionWords()
  return (
    <nav className="reactions-nav" aria-label={say('nav.label')}>
      {places.map(({ to, key }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: true }}
          {...(to === current ? { 'aria-current': 'page' as const } : {})}
        >
          {say(key)}
        </Link>
      ))}
    </nav>
  )
}
