import type { SignedIn } from '#access/access.ts'
import { answerProblem, type Api, type ApiContext } from '#api/api.ts'
import { problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute } from '#api/route.ts'
import { secondMs } from '#kernel/time.ts'
import { answerSmall, answerWhole } from '#sending/files/answering.ts'
import { captionsRoute } from '#sending/files/captions/captions-route.ts'
import { cuttingRoute } from '#sending/files/cutting-route.ts'
import { fileLimits, KeptFile, type FileWhy } from '#sending/files/contract.ts'
import { receive } from '#sending/files/receiving.ts'
import { fileRefusal, type FileRefusal } from '#sending/files/refusals.ts'
import type { Files } from '#sending/files/files.ts'
import type { Ground } from '#sending/ground.ts'

/** What the addresses of files stand on: sending has both. */
export type FileRoutes = { files: Files; ground: Pick<Ground, 'store' | 'clock'> }

/** The addresses of files that go out with messages: giving one in, and seeing it. */
export function fileRoutes(api: Api<SignedIn>, sending: FileRoutes): void {
  addGiving(api, sending)
  addSeeing(api, sending)
  captionsRoute(api, sending)
  cuttingRoute(api, sending)
}

function addGiving(api: Api<SignedIn>, { files, ground }: FileRoutes): void {
  const turns = rateLimit(fileLimits.uploads)
  let atOnce = 0
  rawRoute(api, {
    method: 'post',
    path: '/api/files',
    summary: 'Keeps a picture, film or sound, sent as it is; answers what it is and the hash that names it',
    access: 'signed-in',
    may: 'write',
    receiveMs: fileLimits.receiveMs,
    handle: async ({ context, session }) => {
      const turn = turns.take(session.personId, api.needs.clock.nowMs())
      if (!turn.ok) {
        context.header('retry-after', String(Math.ceil(turn.waitMs / secondMs)))
        return answerProblem(context, 429, 'too-many')
      }
      if (atOnce >= fileLimits.uploadsAtOnce) return refuse(context, fileRefusal('busy'))
      atOnce += 1
      try {
        const { raw } = context.req
        const received = await receive(raw.body, { told: toldLength(raw), clock: ground.clock })
        if (!received.ok) {
          // What is left of the body, if anything, must not be taken for the next request.
          context.header('connection', 'close')
          return refuse(context, received.why === 'left' ? fileRefusal('cut-off') : received.why)
        }
        const kept = await files.keep(received.bytes, { by: session.personId })
        return kept.ok ? context.json(KeptFile.parse(kept.value), 201) : refuse(context, kept.why)
      } finally {
        atOnce -= 1
      }
    },
  })
}

function toldLength({ headers }: Request): number | undefined {
  const told = headers.get('content-length')
  return told === null || !/^\d{1,15}$/.test(told) ? undefined : Number(told)
}

const tooLarge: ReadonlySet<FileWhy> = new Set(['too-large', 'picture-too-large', 'film-too-large'])

function refuse(c: ApiContext, { why, words, limit, actual }: FileRefusal): Response {
  const said = { ...problem(why, words), limit, actual }
  if (why === 'busy') return c.json(said, 503, { 'retry-after': '5' })
  return c.json(said, tooLarge.has(why) ? 413 : 422)
}

function addSeeing(api: Api<SignedIn>, { files, ground }: FileRoutes): void {
  rawRoute(api, {
    method: 'get',
    path: '/api/files/{sha256}',
    summary: 'A kept file, or with ?size=small the picture of it for a screen',
    access: 'signed-in',
    may: 'read',
    handle: async ({ context }) => {
      const { db } = ground.store
      const sha256 = context.req.param('sha256') ?? ''
      const file = /^[0-9a-f]{64}$/.test(sha256) ? await files.find(db, sha256) : undefined
      const isSmall = context.req.query('size') === 'small'
      if (file === undefined || (isSmall && !file.mediaType.startsWith('image/')))
        return answerProblem(context, 404, 'not-found')
      return isSmall ? answerSmall(context, db, file) : answerWhole(context, db, file)
    },
  })
}
