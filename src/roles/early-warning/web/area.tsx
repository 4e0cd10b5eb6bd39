import { useQuery, useQueryClient } from '@tanstack/react-query'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { Activity, Antenna, ClipboardList, Ear, Search, Settings } from 'lucide-react'
import { useEffect } from 'react'
import { z } from 'zod'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { issuesQuery, LiveStory, putStory, storiesQuery } from '#roles/early-warning/web/data.ts'
import { NowPage } from '#roles/early-warning/web/NowPage.tsx'
import { useDesk, type Area } from '#web/desk.ts'
import { herald } from '#web/parts/Announcer/announce.ts'
import { rootRoute } from '#web/root-route.ts'
import { useWords } from '#web/words.tsx'

function useStoryCount(): number | undefined {
  return useQuery(storiesQuery(undefined)).data?.stories.length
}

function useIssueCount(): number | undefined {
  return useQuery(issuesQuery).data?.issues.filter((issue) => issue.state === 'open').length
}

/** What the rail shows of this role, and the pages of the house that exist so far. */
export const areas: readonly Area[] = [
  { label: 'area.now', icon: Activity, to: '/now', key: 'goNow', useCount: useStoryCount, onPhone: true },
  {
    label: 'area.issues',
    icon: ClipboardList,
    to: '/now/issues',
    key: 'goIssues',
    useCount: useIssueCount,
    onPhone: true,
    inner: true,
  },
  { label: 'area.watches', icon: Ear, to: '/now/watches', onPhone: false, inner: true },
  { label: 'area.posts', icon: Search, to: '/search', key: 'goPosts', onPhone: false, inner: true },
  {
    label: 'area.sources',
    icon: Antenna,
    to: '/settings/sources',
    key: 'goSources',
    onPhone: false,
    inner: true,
  },
  { label: 'area.settings', icon: Settings, to: '/settings', key: 'goSettings', onPhone: true, last: true },
]

const NowSearch = z.object({ show: z.enum(['muted', 'over']).optional().catch(undefined) })

const now = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now',
  validateSearch: NowSearch,
  component: function Now() {
    return <NowPage show={now.useSearch().show} />
  },
})

const story = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/stories/$id',
  component: lazyRouteComponent(() => import('#roles/early-warning/web/StoryPage.tsx'), 'StoryPage'),
})

const attention = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/attention',
  component: lazyRouteComponent(
    () => import('#roles/early-warning/web/attention/AttentionPage.tsx'),
    'AttentionPage',
  ),
})

const watches = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/watches',
  component: lazyRouteComponent(() => import('#roles/early-warning/web/WatchesPage.tsx'), 'WatchesPage'),
})

const newWatch = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/watches/new',
  validateSearch: z.object({ rule: z.string().max(2048).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('#roles/early-warning/web/WatchPage.tsx'), 'NewWatchPage'),
})

const watch = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/watches/$id',
  component: lazyRouteComponent(() => import('#roles/early-warning/web/WatchPage.tsx'), 'WatchPage'),
})

const issues = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/issues',
  component: lazyRouteComponent(
    () => import('#roles/early-warning/web/register/IssuesPage.tsx'),
    'IssuesPage',
  ),
})

const issue = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/issues/$id',
  component: lazyRouteComponent(() => import('#roles/early-warning/web/register/IssuePage.tsx'), 'IssuePage'),
})

const ledger = createRoute({
  getParentRoute: () => rootRoute,
  path: '/now/ledger',
  validateSearch: z.object({ show: z.enum(['all']).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import('#roles/early-warning/web/ledger/LedgerPage.tsx'), 'LedgerPage'),
})

const search = createRoute({
  getParentRoute: () => rootRoute,
  path: '/search',
  validateSearch: z.object({
    q: z.string().max(2048).optional().catch(undefined),
    from: z.iso.date().optional().catch(undefined),
    to: z.iso.date().optional().catch(undefined),
  }),
  component: lazyRouteComponent(() => import('#roles/early-warning/web/PostsPage.tsx'), 'PostsPage'),
})

/** The pages of this role. */
export const routes = [now, story, attention, watches, newWatch, watch, issues, issue, ledger, search]

/** How often the ranking is asked for again at most while stories change. */
const rankEveryMs = 3 * secondMs
/** How often the counts above columns are asked for again at most while posts come; without posts once a minute. */
const countEveryMs = 10 * secondMs

/** Follows stories and the counts of watches live, wherever the person is on the desk. */
export function useLiveStories(): void {
  const { live } = useDesk()
  const { say } = useWords()
  const queries = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = live.on('story', (data) => {
      const read = LiveStory.safeParse(data)
      if (!read.success) return
      putStory(queries, read.data)
      // What only waits in the list interrupts nobody, also not those who listen to the page.
      if (read.data.change === 'opened' && read.data.story.attention?.decision !== 'waits')
        herald.announce(say('live.newStory', { title: read.data.story.headline }))
      timer ??= setTimeout(() => {
        timer = undefined
        void queries.invalidateQueries({ queryKey: ['stories'] })
      }, rankEveryMs)
    })
    let countTimer: ReturnType<typeof setTimeout> | undefined
    const askCounts = (): void => {
      countTimer = undefined
      void queries.invalidateQueries({ queryKey: ['watches'] })
    }
    const stopPosts = live.on('posts', () => {
      countTimer ??= setTimeout(askCounts, countEveryMs)
    })
    const stopGone = live.on('gone', () => void queries.invalidateQueries({ queryKey: ['posts'] }))
    const counts = setInterval(askCounts, minuteMs)
    return () => {
      stop()
      stopPosts()
      stopGone()
      clearTimeout(timer)
      clearTimeout(countTimer)
      clearInterval(counts)
    }
  }, [live, queries, say])
}
