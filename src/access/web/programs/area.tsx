import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Cable } from 'lucide-react'
import { guarded } from '#access/web/people/guarded.tsx'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** What the settings page shows of programs. */
export const areas: readonly Area[] = [
  {
    label: 'area.programs',
    icon: Cable,
    to: '/settings/programs',
    may: 'people',
    onPhone: false,
    inSettings: true,
  },
]

const page = (path: string, load: Parameters<typeof lazyRouteComponent>[0], name: string) =>
  createRoute({ getParentRoute: () => rootRoute, path, component: guarded(lazyRouteComponent(load, name)) })

/** The pages of programs. */
export const routes = [
  page('/settings/programs', () => import('#access/web/programs/ProgramsPage.tsx'), 'ProgramsPage'),
  page('/settings/programs/new', () => import('#access/web/programs/NewKeyPage.tsx'), 'NewKeyPage'),
]
