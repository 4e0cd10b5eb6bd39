import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem } from '#api/problems.ts'
import { refused, route } from '#api/route.ts'
import { secretFeedRoute } from '#api/secret-feed.ts'
import type { FacesNeeds } from '#roles/faces/ground.ts'
import { NewRotaFeed, RotaFeedOf, RotaFeeds } from '#roles/faces/rota/contract.ts'
import { endRotaFeed, feedStates, makeRotaFeed, readRotaFeed } from '#roles/faces/rota/feeds.ts'

const Whose = z.object({ shows: RotaFeedOf })

/** The addresses of one's own calendar: since when it may read the rota, a new secret one, its end; and the calendar behind it. */
export function rotaFeedRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    ...{ method: 'get', path: '/api/rota/feeds', access: 'signed-in', may: 'read' },
    summary:
      'Whether one’s own calendar may read one’s shifts or the whole rota, since when, and when it last did',
    answers: { 200: RotaFeeds, 403: Problem },
    handle: async ({ session }) =>
      session.program === undefined
        ? { status: 200, body: await feedStates(needs, session) }
        : refused(403, kitProblem('not-for-programs')),
  })
  route(api, {
    ...{ method: 'post', path: '/api/rota/feeds/{shows}', access: 'signed-in', may: 'read' },
    summary: 'A new secret address for one’s own calendar, told this once; an earlier one ends',
    params: Whose,
    answers: { 201: NewRotaFeed, 403: Problem },
    handle: async ({ params, session }) =>
      session.program === undefined
        ? { status: 201, body: await makeRotaFeed(needs, session, params.shows) }
        : refused(403, kitProblem('not-for-programs')),
  })
  route(api, {
    ...{ method: 'delete', path: '/api/rota/feeds/{shows}', access: 'signed-in', may: 'read' },
    summary: 'Ends one’s secret address',
    params: Whose,
    answers: { 204: null, 403: Problem },
    handle: async ({ params, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      await endRotaFeed(needs, session, params.shows)
      return { status: 204 }
    },
  })
  secretFeedRoute(api, {
    ...{ path: '/calendar/rota/{file}', fileName: 'bellwether-rota.ics' },
    summary: 'One’s own shifts or the whole rota (iCalendar), for whoever has a secret address',
    read: (asked) => readRotaFeed(needs, asked),
  })
}
