import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { PackageCheck } from 'lucide-react'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** Where exports stand on the settings page. */
export const exportAreas: readonly Area[] = [
  {
    label: 'area.exports',
    icon: PackageCheck,
    to: '/settings/records/exports',
    onPhone: false,
    inSettings: true,
    may: 'export',
  },
]

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/records/exports',
  component: lazyRouteComponent(() => import('#records/web/export/ExportsPage.tsx'), 'ExportsPage'),
})
const one = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/records/exports/$id',
  component: lazyRouteComponent(() => import('#records/web/export/ExportPage.tsx'), 'ExportPage'),
})

/** The pages of exports. */
export const exportScreens: readonly AnyRoute[] = [list, one]
