import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { ChartColumn } from 'lucide-react'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

// On every page, so it is kept small: each screen reads its own part of the address, with its schema.

/** What the rail shows of reactions. */
export const areas: readonly Area[] = [
  {
    label: 'area.reactions',
    icon: ChartColumn,
    to: '/reactions',
    key: 'goReactions',
    onPhone: true,
    may: 'read',
  },
]

const load = () => import('#roles/reactions/web/pages.ts')

function page(path: string, name: keyof Awaited<ReturnType<typeof load>>): AnyRoute {
  return createRoute({
    getParentRoute: () => rootRoute,
    path: `/reactions${path}`,
    component: lazyRouteComponent(load, name),
  })
}

/** The pages of reactions. */
export const routes: readonly AnyRoute[] = [
  page('', 'ListPage'),
  page('/new', 'NewPage'),
  page('/announcements/$id', 'AnnouncementPage'),
  page('/evidence/$id', 'EvidencePage'),
  page('/dashboards', 'BoardsPage'),
  page('/dashboards/$id', 'BoardPage'),
  page('/posts', 'PostsPage'),
  page('/coding', 'CodingPage'),
]
