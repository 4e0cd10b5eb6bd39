import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { BookUser } from 'lucide-react'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

// On every page, so it is kept small: each screen reads its own part of the address, with its schema.

/** What the rail shows of faces. */
export const areas: readonly Area[] = [
  { label: 'area.directory', icon: BookUser, to: '/directory', onPhone: false, may: 'read' },
]

const load = () => import('#roles/faces/web/pages.ts')

function page(path: string, name: keyof Awaited<ReturnType<typeof load>>): AnyRoute {
  return createRoute({
    getParentRoute: () => rootRoute,
    path: `/directory${path}`,
    component: lazyRouteComponent(load, name),
  })
}

/** The pages of the directory. */
export const routes: readonly AnyRoute[] = [
  page('', 'TeamPage'),
  page('/me', 'MePage'),
  page('/rota', 'RotaPage'),
  page('/settings', 'SettingsPage'),
  page('/accounts', 'OfficialPage'),
  page('/accounts/new', 'AskPage'),
  page('/accounts/$id', 'AccountPage'),
  page('/look-alikes', 'LookAlikesPage'),
  page('/look-alikes/$id', 'LookAlikePage'),
  page('/voice', 'VoicePage'),
  page('/questions', 'SessionsPage'),
  page('/questions/$id', 'SessionPage'),
]
