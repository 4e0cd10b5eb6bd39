import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem, problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { route } from '#api/route.ts'
import { minuteMs } from '#kernel/time.ts'
import { KeptFile, Rectangle } from '#sending/files/contract.ts'
import { cutWords } from '#sending/files/cutting.ts'
import type { Files } from '#sending/files/files.ts'

/** The address that cuts a rectangle out of a picture. */
export function cuttingRoute(api: Api<SignedIn>, { files }: { files: Files }): void {
  route(api, {
    method: 'post',
    path: '/api/files/{sha256}/cuts',
    summary: 'Cuts a rectangle out of a picture, in its pixels, as a file of its own; the picture stays',
    access: 'signed-in',
    may: 'write',
    limit: rateLimit({ burst: 60, perMin: 60 }),
    // Others may have their turn first.
    timeoutMs: minuteMs,
    params: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/u) }),
    body: Rectangle,
    answers: { 201: KeptFile, 404: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const done = await files.cut(params.sha256, { rectangle: body, by: session.personId })
      if (done.ok) return { status: 201, body: done.value }
      if (done.why === 'not-found') return { status: 404, body: kitProblem('not-found') }
      return { status: 422, body: problem(done.why, cutWords[done.why]) }
    },
  })
}
