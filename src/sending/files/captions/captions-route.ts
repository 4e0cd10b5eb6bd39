import type { SignedIn } from '#access/access.ts'
import { answerProblem, type Api } from '#api/api.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { readWithin } from '#api/read-body.ts'
import { rawRoute } from '#api/route.ts'
import { secondMs } from '#kernel/time.ts'
import { captionsRefusal } from '#sending/files/captions/wrongs.ts'
import { fileLimits, KeptFile } from '#sending/files/contract.ts'
import type { Files } from '#sending/files/files.ts'

/** The address that takes captions: WebVTT or SubRip, as they are. */
export function captionsRoute(api: Api<SignedIn>, { files }: { files: Files }): void {
  const turns = rateLimit(fileLimits.uploads)
  rawRoute(api, {
    method: 'post',
    path: '/api/files/captions',
    summary:
      'Keeps captions (WebVTT or SubRip, UTF-8), sent as they are; answers the hash that names them, or the line that is wrong',
    access: 'signed-in',
    may: 'write',
    handle: async ({ context, session }) => {
      const turn = turns.take(session.personId, api.needs.clock.nowMs())
      if (!turn.ok) {
        context.header('retry-after', String(Math.ceil(turn.waitMs / secondMs)))
        return answerProblem(context, 429, 'too-many')
      }
      const bytes = await readWithin(context.req.raw.body, fileLimits.captionsBytesMax)
      if (bytes === undefined) {
        const { why, words } = captionsRefusal('captions-too-large')
        return context.json(problem(why, words), 413)
      }
      const kept = await files.keepCaptions(bytes, { by: session.personId })
      if (kept.ok) return context.json(KeptFile.parse(kept.value), 201)
      const { why, words, line } = kept.why
      return context.json({ ...problem(why, words), line }, 422)
    },
  })
}
