import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { route } from '#api/route.ts'
import { pulseOf } from '#sending/pulse.ts'
import type { Sending } from '#sending/sending.ts'

const Pulse = z.object({ sending: z.enum(['fine', 'silent']) })

/**
 * Whether anything that is due goes out, for whoever watches over machines from outside: nothing here can call for help when the
 * whole machine is gone. Says nothing else, and needs no session.
 */
export function pulseRoute(api: Api<SignedIn>, { ground }: Sending): void {
  route(api, {
    method: 'get',
    path: '/api/pulse',
    summary: 'Whether sending answers: 200, or 503 while something is due and nothing goes out',
    access: 'public',
    limit: rateLimit({ burst: 60, perMin: 120 }),
    answers: { 200: Pulse, 503: Pulse },
    handle: async () => {
      const { isSilent } = await pulseOf(ground)
      return isSilent
        ? { status: 503, body: { sending: 'silent' as const } }
        : { status: 200, body: { sending: 'fine' as const } }
    },
  })
}
