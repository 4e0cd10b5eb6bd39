import { lazyRouteComponent } from '@tanstack/react-router'

// Each page is a file of its own, named here and not in `area.tsx`, so that every page of the desk carries one name and not eight.

/** The page of `/reactions`. */
export const ListPage = lazyRouteComponent(() => import('#roles/reactions/web/ListPage.tsx'), 'ListPage')

/** The page of `/reactions/new`. */
export const NewPage = lazyRouteComponent(() => import('#roles/reactions/web/NewPage.tsx'), 'NewPage')

/** The page of one announcement. */
export const AnnouncementPage = lazyRouteComponent(
  () => import('#roles/reactions/web/announcement/AnnouncementPage.tsx'),
  'AnnouncementPage',
)

/** The page of frozen evidence. */
export const EvidencePage = lazyRouteComponent(
  () => import('#roles/reactions/web/evidence/EvidencePage.tsx'),
  'EvidencePage',
)

/** The page of all dashboards. */
export const BoardsPage = lazyRouteComponent(
  () => import('#roles/reactions/web/boards/BoardsPage.tsx'),
  'BoardsPage',
)

/** The page of one dashboard. */
export const BoardPage = lazyRouteComponent(
  () => import('#roles/reactions/web/boards/BoardPage.tsx'),
  'BoardPage',
)

/** The page of the posts behind a number. */
export const PostsPage = lazyRouteComponent(() => import('#roles/reactions/web/PostsPage.tsx'), 'PostsPage')

/** The page of the coding check. */
export const CodingPage = lazyRouteComponent(
  () => import('#roles/reactions/web/coding/CodingPage.tsx'),
  'CodingPage',
)
