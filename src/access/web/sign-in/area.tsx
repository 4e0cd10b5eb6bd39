import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { KeyRound, MonitorSmartphone } from 'lucide-react'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** What the settings page shows of signing in: everybody's own. */
export const areas: readonly Area[] = [
  { label: 'area.signIn', icon: KeyRound, to: '/settings/sign-in', onPhone: false, inSettings: true },
  {
    label: 'area.devices',
    icon: MonitorSmartphone,
    to: '/settings/devices',
    onPhone: false,
    inSettings: true,
  },
]

const signIn = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/sign-in',
  component: lazyRouteComponent(() => import('#access/web/sign-in/PasskeysPage.tsx'), 'PasskeysPage'),
})

const devices = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/devices',
  component: lazyRouteComponent(() => import('#access/web/sign-in/DevicesPage.tsx'), 'DevicesPage'),
})

/** The pages of signing in. */
export const routes = [signIn, devices]
