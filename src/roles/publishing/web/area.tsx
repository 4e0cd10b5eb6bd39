import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { lazy } from 'react'
import { z } from 'zod'
import type { Area } from '#web/desk.ts'
import { rootRoute } from '#web/root-route.ts'

/** What the rail shows of publishing. */
export const areas: readonly Area[] = [
  { label: 'area.publish', icon: Send, to: '/publish', onPhone: true, may: 'read' },
]

/** What waits on this device while the desk does not answer. */
export const Waiting = lazy(async () => ({
  default: (await import('#roles/publishing/web/offline/WaitingHere.tsx')).WaitingHere,
}))

const list = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish',
  component: lazyRouteComponent(() => import('#roles/publishing/web/PublishPage.tsx'), 'PublishPage'),
})

const Words = z.string().max(5000).optional().catch(undefined)

const fresh = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/new',
  validateSearch: z.object({
    about: Words,
    issue: z.string().max(200).optional().catch(undefined),
    template: Words,
  }),
  component: lazyRouteComponent(() => import('#roles/publishing/web/MessagePage.tsx'), 'NewMessagePage'),
})

const imports = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/import',
  component: lazyRouteComponent(() => import('#roles/publishing/web/ImportPage.tsx'), 'ImportPage'),
})

const accounts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/accounts',
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/accounts/AccountsPage.tsx'),
    'AccountsPage',
  ),
})

const networks = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/accounts/networks',
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/accounts/NetworksPage.tsx'),
    'NetworksPage',
  ),
})

const connect = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/accounts/$id/connect',
  // Set by the desk where a browser comes back from signing in at a network.
  validateSearch: z.object({ back: z.boolean().optional().catch(undefined) }),
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/accounts/ConnectPage.tsx'),
    'ConnectPage',
  ),
})

const names = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/names',
  component: lazyRouteComponent(() => import('#roles/publishing/web/names/NamesPage.tsx'), 'NamesPage'),
})

const topics = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/topics',
  component: lazyRouteComponent(() => import('#roles/publishing/web/topics/TopicsPage.tsx'), 'TopicsPage'),
})

const history = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/history',
  validateSearch: z.object({
    q: Words,
    source: z.enum(['here', 'imported']).optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('#roles/publishing/web/history/HistoryPage.tsx'), 'HistoryPage'),
})

const links = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/links',
  component: lazyRouteComponent(() => import('#roles/publishing/web/results/LinksPage.tsx'), 'LinksPage'),
})

const calendar = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/calendar',
  validateSearch: z.object({
    view: z.enum(['week', 'month', 'list']).optional().catch(undefined),
    date: Words,
    account: Words,
    campaign: Words,
    lane: Words,
  }),
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/calendar/CalendarPage.tsx'),
    'CalendarPage',
  ),
})

const templates = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/templates',
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/templates/TemplatesPage.tsx'),
    'TemplatesPage',
  ),
})

const campaigns = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/campaigns',
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/campaigns/CampaignsPage.tsx'),
    'CampaignsPage',
  ),
})

const recurring = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/recurring',
  component: lazyRouteComponent(
    () => import('#roles/publishing/web/recurring/RecurringPage.tsx'),
    'RecurringPage',
  ),
})

const message = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/$id',
  component: lazyRouteComponent(() => import('#roles/publishing/web/MessagePage.tsx'), 'MessagePage'),
})

/** The pages of publishing. */
export const routes = [
  list,
  fresh,
  imports,
  accounts,
  networks,
  connect,
  names,
  topics,
  links,
  history,
  calendar,
  templates,
  campaigns,
  recurring,
  message,
]
