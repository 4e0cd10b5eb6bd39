import { createRoute, lazyRouteComponent, type AnyRoute } from '@tanstack/react-router'
import { Stamp } from 'lucide-react'
import { useWaitingCount } from '#web/shell/Bell/bell-query.ts'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** What the rail shows of approvals: how much waits for this person. */
export const areas: readonly Area[] = [
  {
    label: 'area.approvals',
    icon: Stamp,
    to: '/approvals',
    useCount: useWaitingCount,
    onPhone: true,
    may: 'read',
  },
]

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approvals',
  component: lazyRouteComponent(() => import('#access/web/approvals/ApprovalsPage.tsx'), 'ApprovalsPage'),
})

const delegations = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approvals/delegations',
  component: lazyRouteComponent(() => import('#access/web/approvals/Delegations.tsx'), 'Delegations'),
})

const review = createRoute({
  getParentRoute: () => rootRoute,
  path: '/approvals/$item',
  component: lazyRouteComponent(() => import('#access/web/approvals/ReviewPage.tsx'), 'ReviewPage'),
})

/** The pages of approvals. */
export const routes: readonly AnyRoute[] = [list, delegations, review]
