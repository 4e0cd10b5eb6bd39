import { useQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useEffect, useRef, useState, type ReactElement } from 'react'
import { isUnreached, ProblemError, sessionQuery } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'
import { useKey } from '#web/keys.ts'
import { Announcer } from '#web/parts/Announcer/Announcer.tsx'
import { Toasts } from '#web/parts/Toast/Toast.tsx'
import { ProblemNotice } from '#web/parts/Notice/Notice.tsx'
import { Rail } from '#web/shell/Rail.tsx'
import { nextRegion } from '#web/shell/regions.ts'
import { TopBar } from '#web/shell/TopBar.tsx'
import { themes } from '#web/theme.ts'
import { useWords } from '#web/words.tsx'
import './Shell.css'

const SignedOut = lazy(async () => ({ default: (await import('#web/sign-in/SignedOut.tsx')).SignedOut }))
const Invitation = lazy(async () => ({ default: (await import('#web/sign-in/Invitation.tsx')).Invitation }))
const NothingYet = lazy(async () => ({ default: (await import('#web/pages/NothingYet.tsx')).NothingYet }))
const Welcome = lazy(async () => ({ default: (await import('#web/pages/Welcome.tsx')).Welcome }))
const WithoutDesk = lazy(async () => ({
  default: (await import('#web/offline/WithoutDesk.tsx')).WithoutDesk,
}))
const KeyMap = lazy(async () => ({ default: (await import('#web/shell/KeyMap.tsx')).KeyMap }))
const Palette = lazy(async () => ({ default: (await import('#web/shell/Palette.tsx')).Palette }))

/** The frame: who may come in, the first five minutes, then the desk. */
export function Shell(): ReactElement {
  const session = useQuery(sessionQuery)
  const [isAway, setAway] = useState(false)
  // It stays until it goes on by itself: somebody may be writing there when the desk comes back.
  if (!isAway && session.data === undefined && isUnreached(session.error)) setAway(true)
  if (isAway)
    return (
      <Suspense>
        <WithoutDesk />
      </Suspense>
    )
  if (session.error instanceof ProblemError && session.error.status === 401)
    return (
      <Suspense>
        <SignedOut />
      </Suspense>
    )
  // Once somebody is in, a server that is away takes nothing from the screen; the badge says how old it is.
  if (session.error && !session.data)
    return (
      <main className="alone">
        <ProblemNotice error={session.error} onAgain={() => void session.refetch()} />
      </main>
    )
  if (!session.data) return <></>
  if (!session.data.desk.welcomed)
    return (
      <Suspense>
        <Welcome session={session.data} />
      </Suspense>
    )
  return <DeskFrame />
}

/** The page asked for; somebody in no team yet is told so instead, and has only their own settings. */
function Opened(): ReactElement {
  const grants = useQuery(sessionQuery).data?.grants ?? []
  const path = useRouterState({ select: (state) => state.location.pathname })
  if (grants.length > 0 || path.startsWith('/settings')) return <Outlet />
  return (
    <Suspense>
      <NothingYet />
    </Suspense>
  )
}

function DeskFrame(): ReactElement {
  const { say } = useWords()
  const [palette, setPalette] = useState(false)
  const [map, setMap] = useState(false)
  const { Above } = useDesk()
  const openPalette = useCallback(() => setPalette(true), [])
  const main = useRef<HTMLElement>(null)
  useDeskKeys({ openPalette, openMap: () => setMap(true) })
  useFocusOnNewPage(main)
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.key !== 'F6' || event.defaultPrevented) return
      event.preventDefault()
      nextRegion(document, event.shiftKey ? -1 : 1)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
  return (
    <div className="shell">
      <a className="skip button primary" href="#main" onClick={(event) => skip(event, main.current)}>
        {say('shell.skip')}
      </a>
      <TopBar onPalette={openPalette} onMap={() => setMap(true)} />
      <Rail />
      <main id="main" tabIndex={-1} ref={main} data-region>
        <Above />
        <Suspense>
          <Invitation />
        </Suspense>
        <Opened />
      </main>
      <Toasts />
      <Announcer />
      {palette && (
        <Suspense>
          <Palette onClose={() => setPalette(false)} />
        </Suspense>
      )}
      {map && (
        <Suspense>
          <KeyMap isOpen onClose={() => setMap(false)} />
        </Suspense>
      )}
    </div>
  )
}

function skip(event: { preventDefault: () => void }, main: HTMLElement | null): void {
  event.preventDefault()
  main?.focus()
}

/** Keys that work on every page. */
function useDeskKeys({ openPalette, openMap }: { openPalette: () => void; openMap: () => void }): void {
  const navigate = useNavigate()
  const { live, theme, setTheme, setLocale } = useDesk()
  const { locale } = useWords()
  useKey('palette', openPalette)
  useKey('help', openMap)
  useKey('pause', () => live.pause(!live.state().paused))
  useKey('language', () => setLocale(locale === 'en' ? 'fr' : 'en'))
  useKey('theme', () => setTheme(themes[(themes.indexOf(theme) + 1) % themes.length] ?? 'auto'))
  useKey('goNow', () => void navigate({ to: '/now' }))
  useKey('goIssues', () => void navigate({ to: '/now/issues' }))
  useKey('goReactions', () => void navigate({ to: '/reactions' }))
  useKey('goPosts', () => void navigate({ to: '/search' }))
  useKey('search', () => void navigate({ to: '/search' }))
  useKey('goSources', () => void navigate({ to: '/settings/sources' }))
  useKey('goSettings', () => void navigate({ to: '/settings' }))
}

/** A new page begins at its top for keyboards and screen readers too. */
function useFocusOnNewPage(main: { current: HTMLElement | null }): void {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const first = useRef(true)
  useEffect(() => {
    if (path === undefined) return
    if (!first.current && !main.current?.contains(document.activeElement))
      main.current?.focus({ preventScroll: true })
    first.current = false
  }, [path, main])
}
