import { QueryClient, QueryClientProvider, useQuery, useQueryClient } from '@tanstack/react-query'
import { createRouter, RouterProvider, type AnyRoute } from '@tanstack/react-router'
import { StrictMode, useEffect, useMemo, useState, type ComponentType, type ReactElement } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Coverage } from '#listening/contract.ts'
import { changeSession, coverageQuery, ProblemError, sessionQuery } from '#web/client.ts'
import { DeskContext, type Area, type Desk, type PaletteGroup } from '#web/desk.ts'
import { listenToKeys } from '#web/keys.ts'
import { KeepDesk } from '#web/offline/KeepDesk.tsx'
import { forgetPerson } from '#web/offline/last-person.ts'
import { browserLive, type LiveLink } from '#web/live.ts'
import { Broken } from '#web/pages/Fallback.tsx'
import { ownRoutes, rootRoute } from '#web/root-route.ts'
import { keptTheme, putTheme, type Theme } from '#web/theme.ts'
import { loadMessages, makeWords, WordsContext, type Locale, type Messages } from '#web/words.tsx'
import '@fontsource-variable/atkinson-hyperlegible-next/wght.css'
import '#web/styles/tokens.css'
import '#web/styles/base.css'

/** What the app puts into the frame: the areas and pages of every role. */
export type DeskParts = {
  areas: readonly Area[]
  loadPalette: () => Promise<readonly PaletteGroup[]>
  routes: readonly AnyRoute[]
  /** Follows what the server tells live for as long as the page stands; a hook. */
  useLive: () => void
  /** What stands above every page while there is something to say. */
  Above: ComponentType
  /** What waits on this device; see `Desk`. */
  Waiting: Desk['Waiting']
}

const localeName = 'bw-locale'

function firstLocale(): Locale {
  const kept = localStorage.getItem(localeName)
  if (kept === 'en' || kept === 'fr') return kept
  return navigator.language.toLowerCase().startsWith('fr') ? 'fr' : 'en'
}

/** A browser without room forgets it: then its own language counts when the desk cannot be asked. */
function keepLocale(locale: Locale): void {
  try {
    localStorage.setItem(localeName, locale)
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}

/** Draws the desk into the page. */
export function startDesk(page: HTMLElement, parts: DeskParts): void {
  putTheme(document, localStorage, keptTheme(localStorage))
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) =>
          failures < 2 && !(error instanceof ProblemError && error.status >= 400 && error.status < 500),
        refetchOnWindowFocus: false,
      },
    },
  })
  const router = createRouter({
    routeTree: rootRoute.addChildren([...ownRoutes, ...parts.routes]),
    defaultPreload: 'intent',
    // The frame stays around a page that broke.
    defaultErrorComponent: Broken,
    scrollRestoration: true,
  })
  listenToKeys(document)
  createRoot(page).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <Speaking parts={parts} live={browserLive()} paths={Object.keys(router.routesByPath)}>
          <RouterProvider router={router} />
        </Speaking>
      </QueryClientProvider>
    </StrictMode>,
  )
}

/** Loads once; what failed is tried again when it is asked for again. */
function onceLoaded<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  const again = (error: unknown): never => {
    loaded = undefined
    throw error
  }
  return () => (loaded ??= load().catch(again))
}

/** Finds the language before anything is drawn, and keeps it when the person changes it. */
function Speaking({
  parts,
  live,
  paths,
  children,
}: {
  parts: DeskParts
  live: LiveLink
  /** Of every screen. */
  paths: readonly string[]
  children: ReactElement
}): ReactElement | null {
  const queries = useQueryClient()
  const session = useQuery(sessionQuery)
  const [locale, setLocale] = useState(firstLocale)
  const [messages, setMessages] = useState<{ locale: Locale; all: Messages }>()
  const [theme, setTheme] = useState<Theme>(() => keptTheme(localStorage))
  const theirs = session.data?.locale
  useEffect(() => {
    if (theirs === undefined) return
    setLocale(theirs)
    // Known here too when the desk cannot be asked.
    keepLocale(theirs)
  }, [theirs])
  const isOut = session.error instanceof ProblemError && session.error.status === 401
  useEffect(() => {
    if (isOut) forgetPerson(localStorage)
  }, [isOut])
  useEffect(() => {
    let wanted = true
    void loadMessages(locale).then((all) => (wanted ? setMessages({ locale, all }) : undefined))
    return () => {
      wanted = false
    }
  }, [locale])
  const timeZone = session.data?.desk.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone
  const words = useMemo(
    () => (messages ? makeWords(messages.locale, messages.all, timeZone) : undefined),
    [messages, timeZone],
  )
  useEffect(() => {
    if (words === undefined) return
    document.documentElement.lang = words.tag
    const manifest = document.querySelector('link[rel="manifest"]')
    manifest?.setAttribute('href', `/desk.webmanifest?lang=${words.locale}`)
  }, [words])
  const loadPalette = useMemo(() => onceLoaded(parts.loadPalette), [parts])
  const desk = useMemo<Desk>(
    () => ({
      areas: parts.areas,
      Above: parts.Above,
      Waiting: parts.Waiting,
      loadPalette,
      live,
      theme,
      setTheme: (next) => {
        putTheme(document, localStorage, next)
        setTheme(next)
      },
      setLocale: (next) => {
        localStorage.setItem(localeName, next)
        setLocale(next)
        if (session.data)
          void changeSession({ locale: next }).then((changed) => queries.setQueryData(['session'], changed))
      },
    }),
    [parts, loadPalette, live, theme, session.data, queries],
  )
  if (!words || !session.isFetched) return null
  return (
    <DeskContext value={desk}>
      <WordsContext value={words}>
        <I18nProvider locale={words.tag}>
          {session.data && <Live live={live} useLive={parts.useLive} />}
          {session.data && <KeepDesk session={session.data} paths={paths} />}
          {children}
        </I18nProvider>
      </WordsContext>
    </DeskContext>
  )
}

/** Keeps the live link open while somebody is signed in. */
function Live({ live, useLive }: { live: LiveLink; useLive: () => void }): null {
  const queries = useQueryClient()
  useEffect(() => {
    let before = live.state().link
    const stops = [
      // A lost line may mean that this person signed out in another window: ask who they are.
      live.subscribe(() => {
        const { link } = live.state()
        if (link === 'stale' && before !== 'stale')
          void queries.invalidateQueries({ queryKey: sessionQuery.queryKey })
        before = link
      }),
      live.on('coverage', (data) => {
        const read = Coverage.safeParse(data)
        if (read.success) queries.setQueryData(coverageQuery.queryKey, read.data)
      }),
      live.on('again', () => void queries.invalidateQueries()),
    ]
    live.start()
    return () => {
      for (const stop of stops) stop()
      live.close()
    }
  }, [live, queries])
  useLive()
  return null
}
