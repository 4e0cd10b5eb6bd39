import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Mails } from 'lucide-react'
import { lazy, Suspense, useEffect, type ReactElement } from 'react'
import { z } from 'zod'
import { secondMs } from '#kernel/time.ts'
import { call } from '#web/client.ts'
import { useDesk, useMay, type Area } from '#web/desk.ts'
import type { LiveLink } from '#web/live.ts'
import { rootRoute } from '#web/root-route.ts'

// On every page, so it is kept small: what it shows comes in files of their own, when there is something to show.

/** As much of `SendingState` as every page needs; its whole contract comes with the banner. */
const Brief = z.object({ pauses: z.array(z.unknown()), isSilent: z.boolean(), forPeople: z.number() })

const briefQuery = {
  queryKey: ['sending', 'brief'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(Brief, { path: '/api/sending', signal }),
  // Silence is nothing that anybody could tell us of.
  refetchInterval: 30 * secondMs,
} as const

/** What the rail shows of sending: how much waits for somebody. */
export const areas: readonly Area[] = [
  {
    label: 'area.outbox',
    icon: Mails,
    to: '/publish/outbox',
    inner: true,
    onPhone: false,
    may: 'read',
    useCount: () => useQuery(briefQuery).data?.forPeople,
  },
]

const outbox = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/outbox',
  validateSearch: z.object({
    show: z.literal('done').optional().catch(undefined),
    ask: z.literal('pause').optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('#sending/web/OutboxPage.tsx'), 'OutboxPage'),
})

const barred = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/accounts/barred',
  component: lazyRouteComponent(() => import('#sending/web/moderation/BarredPage.tsx'), 'BarredPage'),
})

const letters = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/messages',
  validateSearch: z.object({
    show: z.literal('handled').optional().catch(undefined),
    account: z.string().optional().catch(undefined),
  }),
  component: lazyRouteComponent(
    () => import('#sending/web/private-messages/MessagesPage.tsx'),
    'MessagesPage',
  ),
})

const letter = createRoute({
  getParentRoute: () => rootRoute,
  path: '/publish/messages/$conversation',
  component: lazyRouteComponent(
    () => import('#sending/web/private-messages/ConversationPage.tsx'),
    'ConversationPage',
  ),
})

/** The pages of sending. */
export const routes = [outbox, barred, letters, letter]

const Banner = lazy(async () => ({ default: (await import('#sending/web/Banner.tsx')).Banner }))

/** What stands above every page while sending is paused or does not answer. */
export function Above(): ReactElement | null {
  const { live } = useDesk()
  const queries = useQueryClient()
  const { data } = useQuery({ ...briefQuery, enabled: useMay('read') })
  useEffect(() => followSending(live, queries), [live, queries])
  if (!data || (!data.isSilent && data.pauses.length === 0)) return null
  return (
    <Suspense>
      <Banner />
    </Suspense>
  )
}

/** Asks anew for what is shown of sending when something changed there, once a second at most. */
function followSending(live: LiveLink, queries: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = live.on('sending', () => {
    timer ??= setTimeout(() => {
      timer = undefined
      void queries.invalidateQueries({ queryKey: ['sending'] })
    }, secondMs)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}
