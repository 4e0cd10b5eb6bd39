import type { ReactElement } from 'react'
import { useReactionWords } from '#roles/reactions/web/words.ts'
import { PlaceLinks } from '#web/parts/PlaceLinks/PlaceLinks.tsx'
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
    <PlaceLinks
      label={say('nav.label')}
      places={places.map(({ to, key }) => ({ to, key, label: say(key), isHere: to === current }))}
    />
  )
}
