import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { sessionQuery, signOut } from '#web/client.ts'
import { useDesk } from '#web/desk.ts'
import { forgetPerson } from '#web/offline/last-person.ts'
import { keyDesk } from '#web/keys.ts'
import { Menu } from '#web/parts/Menu/Menu.tsx'
import { useProblemWords } from '#web/parts/Notice/Notice.tsx'
import { toasts } from '#web/parts/Toast/Toast.tsx'
import { themes } from '#web/theme.ts'
import { useWords } from '#web/words.tsx'

/** Whoever signed out leaves neither the desk's code nor who they were in this browser. */
async function leaveNothing(): Promise<void> {
  forgetPerson(localStorage)
  const { letGoOfDesk } = await import('#web/offline/register.ts')
  await letGoOfDesk({ container: navigator.serviceWorker, caches: globalThis.caches })
}

/** The person on duty and their own choices. */
export function MeMenu({ onMap }: { onMap: () => void }): ReactElement | null {
  const { say, locale } = useWords()
  const desk = useDesk()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const problemWords = useProblemWords()
  const { data: session } = useQuery(sessionQuery)
  if (!session) return null
  const other = locale === 'en' ? 'fr' : 'en'
  const leave = async (): Promise<void> => {
    try {
      await signOut()
      // The session is over, also where a part of this could not be done.
      await leaveNothing().catch(() => undefined)
      queries.clear()
      await queries.invalidateQueries()
      location.assign('/')
    } catch (error) {
      toasts.say({ text: problemWords(error) })
    }
  }
  const hint = keyDesk.keyOf('help')
  return (
    <Menu
      className="face"
      label={say('me.label', { name: session.person.name })}
      face={<span aria-hidden="true">{session.person.initials}</span>}
      groups={[
        {
          id: 'theme',
          title: say('me.theme'),
          lines: themes.map((theme) => ({
            id: theme,
            label: say(`theme.${theme}`),
            chosen: desk.theme === theme,
            run: () => desk.setTheme(theme),
          })),
        },
        {
          id: 'me',
          title: session.person.name,
          lines: [
            {
              id: 'language',
              label: say('shell.otherLanguage'),
              lang: other,
              run: () => desk.setLocale(other),
            },
            { id: 'keys', label: say('me.keys'), ...(hint ? { hint } : {}), run: onMap },
            {
              id: 'sign-in',
              label: say('area.signIn'),
              run: () => void navigate({ to: '/settings/sign-in' }),
            },
            {
              id: 'devices',
              label: say('area.devices'),
              run: () => void navigate({ to: '/settings/devices' }),
            },
            { id: 'settings', label: say('area.settings'), run: () => void navigate({ to: '/settings' }) },
            { id: 'out', label: say('me.signOut'), run: () => void leave() },
          ],
        },
      ]}
    />
  )
}
