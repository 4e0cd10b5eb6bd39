import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { KeyRound, Users } from 'lucide-react'
import { z } from 'zod'
import { guarded } from '#access/web/people/guarded.tsx'
import { lanes } from '#kernel/permission.ts'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** What the settings page shows of people and what they may do. */
export const areas: readonly Area[] = [
  {
    label: 'area.people',
    icon: Users,
    to: '/settings/people',
    may: 'people',
    onPhone: false,
    inSettings: true,
  },
  {
    label: 'area.whoMay',
    icon: KeyRound,
    to: '/settings/who-may',
    may: 'people',
    onPhone: false,
    inSettings: true,
  },
]

const page = (path: string, load: Parameters<typeof lazyRouteComponent>[0], name: string) =>
  createRoute({ getParentRoute: () => rootRoute, path, component: guarded(lazyRouteComponent(load, name)) })

const WhoMaySearch = z.object({
  account: z.string().max(100).optional().catch(undefined),
  language: z.string().max(35).optional().catch(undefined),
  lane: z.enum(lanes).optional().catch(undefined),
})

const whoMay = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/who-may',
  validateSearch: WhoMaySearch,
  component: guarded(lazyRouteComponent(() => import('#access/web/people/WhoMayPage.tsx'), 'WhoMayPage')),
})

/** The pages of people and what they may do. */
export const routes = [
  page('/settings/people', () => import('#access/web/people/PeoplePage.tsx'), 'PeoplePage'),
  page('/settings/people/$id', () => import('#access/web/people/PersonPage.tsx'), 'PersonPage'),
  page('/settings/teams', () => import('#access/web/people/TeamsPage.tsx'), 'TeamsPage'),
  page('/settings/teams/new', () => import('#access/web/people/TeamPage.tsx'), 'NewTeamPage'),
  page('/settings/teams/$id', () => import('#access/web/people/TeamPage.tsx'), 'TeamPage'),
  page('/settings/changes', () => import('#access/web/people/ChangesPage.tsx'), 'ChangesPage'),
  whoMay,
]
