import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { BrokenAlone, NotFound } from '#web/pages/Fallback.tsx'
import { Shell } from '#web/shell/Shell.tsx'
import { takeWanted } from '#web/sign-in/wanted.ts'

/** The frame around every page; roles hang their own routes below it. */
export const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
  errorComponent: BrokenAlone,
})

const home = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: () => {
    const wanted = takeWanted(localStorage, Date.now())
    throw wanted === undefined ? redirect({ to: '/now' }) : redirect({ href: wanted })
  },
})

const settings = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('#web/pages/Settings.tsx'), 'Settings'),
})

const sources = createRoute({
  getParentRoute: () => rootRoute,
  path: '/settings/sources',
  component: lazyRouteComponent(() => import('#web/pages/Sources.tsx'), 'Sources'),
})

/** The kit of parts: in development and for its tests. Written so that other builds leave it out altogether. */
const kit =
  import.meta.env.DEV || import.meta.env.MODE === 'kit'
    ? [
        createRoute({
          getParentRoute: () => rootRoute,
          path: '/dev/kit',
          component: lazyRouteComponent(() => import('#web/pages/Kit.tsx'), 'Kit'),
        }),
      ]
    : []

/** Pages that belong to no role. */
export const ownRoutes = [home, settings, sources, ...kit]
