import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { route } from '#api/route.ts'
import { PollResults } from '#sending/polls/contract.ts'
import { pollsOf } from '#sending/polls/results.ts'
import type { Sending } from '#sending/sending.ts'

/** The address of polls: how those of one message stand, as they were read last. */
export function pollRoutes(api: Api<SignedIn>, { ground }: Sending): void {
  route(api, {
    method: 'get',
    path: '/api/polls',
    summary: 'How the polls of one message stand, by account and language, with when that was read',
    access: 'signed-in',
    may: 'read',
    query: z.object({ item: z.string().min(1).max(300) }),
    answers: { 200: PollResults },
    handle: async ({ query }) => ({
      status: 200,
      body: { polls: await pollsOf(ground.store.db, query.item) },
    }),
  })
}
