import type { Kysely } from 'kysely'
import { answerProblem, type Api, type ApiContext } from '#api/api.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import { filesOfNotes } from '#sending/federation/public-files.ts'
import { answerWhole } from '#sending/files/answering.ts'
import { findFile } from '#sending/files/store.ts'

/** Where the files of notes are, below the address of the desk. */
export const filesPath = '/ap/files'

/** What was taken back is gone from caches after that. */
const cacheForMs = 5 * minuteMs

/** Adds the files of notes of ours: for everybody, and only while a note that has them stands in public. */
export function federationFileRoute<S>(api: Api<S>, db: Kysely<unknown>): void {
  rawRoute(api, {
    ...{ method: 'get', path: `${filesPath}/{sha256}`, summary: 'ActivityPub: a file of something we said' },
    ...{ access: 'public', fromOutside: true, limit: rateLimit({ burst: 300, perMin: 1200 }) },
    handle: ({ context }) => answerFile(context, db, context.req.param('sha256') ?? ''),
  })
}

async function answerFile(c: ApiContext, db: Kysely<unknown>, sha256: string): Promise<Response> {
  const isName = /^[0-9a-f]{64}$/.test(sha256)
  const isPublic = isName && (await filesOfNotes(db, [sha256])).has(sha256)
  const file = isPublic ? await findFile(db, sha256) : undefined
  if (file === undefined) return answerProblem(c, 404, 'not-found')
  const response = answerWhole(c, db, file)
  // Other servers and their pages show it, and ask again whether it is still there.
  response.headers.set('cache-control', `public, max-age=${cacheForMs / secondMs}`)
  response.headers.set('cross-origin-resource-policy', 'cross-origin')
  response.headers.set('access-control-allow-origin', '*')
  return response
}
