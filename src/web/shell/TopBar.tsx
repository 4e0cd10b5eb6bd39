import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Bell as BellIcon, Search } from 'lucide-react'
import { lazy, Suspense, type ReactElement } from 'react'
import { coverageQuery, sessionQuery } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'
import { keyDesk } from '#web/keys.ts'
import { Button } from '#web/parts/Button/Button.tsx'
import { Logo } from '#web/parts/Logo/Logo.tsx'
import { DataBadge } from '#web/shell/DataBadge.tsx'
import { useWords } from '#web/words.tsx'

// Menus are a tenth of what the first page would weigh: they come right behind it.
const Bell = lazy(async () => ({ default: (await import('#web/shell/Bell/Bell.tsx')).Bell }))
const MeMenu = lazy(async () => ({ default: (await import('#web/shell/MeMenu.tsx')).MeMenu }))

/** The bar above every page: where we are, what we hear, how late it is there, and who is on duty. */
export function TopBar({ onPalette, onMap }: { onPalette: () => void; onMap: () => void }): ReactElement {
  const { say, locale } = useWords()
  const { setLocale } = useDesk()
  const other = locale === 'en' ? 'fr' : 'en'
  return (
    <header className="top" data-region>
      <Link to="/now" className="brand" aria-label="Bellwether">
        <Logo />
        <span>Bellwether</span>
      </Link>
      <button type="button" className="finder" onClick={onPalette} aria-keyshortcuts="Control+K">
        <Search className="icon" aria-hidden="true" />
        <span>{say('shell.search')}</span>
        <kbd aria-hidden="true">{keyDesk.keyOf('palette')}</kbd>
      </button>
      <div className="end">
        <DataBadge />
        <DeskClock />
        <div className="hide">
          <Button look="quiet" lang={other} onPress={() => setLocale(other)}>
            {say('shell.otherLanguage')}
          </Button>
        </div>
        <Suspense fallback={<QuietBell />}>
          <Bell />
        </Suspense>
        <Suspense fallback={<MyFace />}>
          <MeMenu onMap={onMap} />
        </Suspense>
      </div>
    </header>
  )
}

function QuietBell(): ReactElement {
  return (
    <span className="button quiet" aria-hidden="true">
      <BellIcon className="icon" />
    </span>
  )
}

/** What stands in the place of the menu until it is there. */
function MyFace(): ReactElement {
  const { data: session } = useQuery(sessionQuery)
  return (
    <span className="face" aria-hidden="true">
      {session?.person.initials}
    </span>
  )
}

/** The place served and the time of the stream there; for a replay that is the recorded time. */
function DeskClock(): ReactElement | null {
  const words = useWords()
  const { data: session } = useQuery(sessionQuery)
  const { data: coverage } = useQuery(coverageQuery)
  if (!coverage) return null
  const place = session?.desk.place?.name
  return (
    <span className="clock hide small muted" title={words.full(coverage.streamNow)}>
      {place && `${place} · `}
      <time dateTime={coverage.streamNow}>
        <b>{words.time(coverage.streamNow)}</b> {words.zone(coverage.streamNow)}
      </time>
    </span>
  )
}
