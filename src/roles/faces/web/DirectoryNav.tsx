import type { ReactElement } from 'react'
import { useDirectoryWords } from '#roles/faces/web/words.ts'
import { PlaceLinks } from '#web/parts/PlaceLinks/PlaceLinks.tsx'
import './Directory.css'

const places = [
  { to: '/directory', key: 'nav.team' },
  { to: '/directory/me', key: 'nav.mine' },
  { to: '/directory/rota', key: 'nav.rota' },
  { to: '/directory/questions', key: 'nav.questions' },
  { to: '/directory/accounts', key: 'nav.accounts' },
  { to: '/directory/voice', key: 'nav.voice' },
  { to: '/directory/settings', key: 'nav.settings' },
] as const

/** The things of this area, above each of their lists. */
export function DirectoryNav({ current }: { current: (typeof places)[number]['to'] }): ReactElement {
  const { say } = useDirectoryWords()
  return (
    <PlaceLinks
      label={say('nav.label')}
      places={places.map(({ to, key }) => ({ to, key, label: say(key), isHere: to === current }))}
    />
  )
}
