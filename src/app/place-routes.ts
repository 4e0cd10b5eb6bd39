import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { route } from '#api/route.ts'
import { searchPlaces } from '#app/places.ts'

const FoundPlace = z.object({
  name: z.string(),
  region: z.string().optional(),
  country: z.string(),
  lat: z.number(),
  lon: z.number(),
  population: z.number(),
})

/** The address at which the first five minutes look up the place served. */
export function placeRoutes(api: Api<SignedIn>): void {
  route(api, {
    method: 'get',
    path: '/api/places',
    summary: 'Places by the beginning of their name, from the gazetteer that is shipped',
    access: 'signed-in',
    may: 'self',
    query: z.object({ q: z.string().trim().max(100) }),
    answers: { 200: z.object({ places: z.array(FoundPlace) }) },
    handle: async ({ query, session }) => ({
      status: 200,
      body: { places: await searchPlaces(query.q, { locale: session.session.locale }) },
    }),
  })
}
