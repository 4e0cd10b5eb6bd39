import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { Archive, Hourglass } from 'lucide-react'
import { exportAreas, exportScreens } from '#records/web/export/area.tsx'
import { RecordsSearch } from '#records/web/search.ts'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** What the rail and the settings page show of the archive. */
export const areas: readonly Area[] = [
  {
    label: 'area.records',
    icon: Archive,
    to: '/settings/records',
    onPhone: false,
    inSettings: true,
    may: 'records',
  },
  {
    label: 'area.retention',
    icon: Hourglass,
    to: '/settings/retention',
    onPhone: false,
    inSettings: true,
    may: 'retention',
  },
  ...exportAreas,
]

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/records',
  validateSearch: RecordsSearch,
  component: lazyRouteComponent(() => import('#records/web/RecordsPage.tsx'), 'RecordsPage'),
})
const entry = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/records/entries/$seq',
  component: lazyRouteComponent(() => import('#records/web/EntryPage.tsx'), 'EntryPage'),
})
const state = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/records/state',
  component: lazyRouteComponent(() => import('#records/web/StatePage.tsx'), 'StatePage'),
})
const retention = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/retention',
  component: lazyRouteComponent(() => import('#records/web/RetentionPage.tsx'), 'RetentionPage'),
})
const holds = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/retention/holds',
  component: lazyRouteComponent(() => import('#records/web/HoldsPage.tsx'), 'HoldsPage'),
})

/** The pages of the archive. */
export const routes: readonly AnyRoute[] = [list, entry, state, retention, holds, ...exportScreens]
