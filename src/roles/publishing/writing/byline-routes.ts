import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { route } from '#api/route.ts'
import { OfferedBylines } from '#roles/publishing/contract.ts'
import type { Publishing } from '#roles/publishing/publishing.ts'

/** The address that says whose line may stand under words. */
export function bylineRoute(api: Api<SignedIn>, publishing: Publishing): void {
  route(api, {
    method: 'get',
    path: '/api/bylines',
    summary: 'People whose line may stand under a message in a language, with that line',
    access: 'signed-in',
    may: 'write',
    query: z.object({ language: z.string().min(2).max(35) }),
    answers: { 200: OfferedBylines },
    handle: async ({ query }) => ({
      status: 200,
      body: { bylines: [...(await publishing.offeredBylines(query.language))] },
    }),
  })
}
