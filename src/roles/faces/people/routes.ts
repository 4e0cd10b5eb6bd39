import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import { answerProblem, type Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { kitProblem, problem } from '#api/problems.ts'
import { rateLimit } from '#api/rate-limit.ts'
import { rawRoute, refused, route } from '#api/route.ts'
import { secondMs } from '#kernel/time.ts'
import { fileRefusal } from '#sending/files/refusals.ts'
import { receive } from '#sending/files/receiving.ts'
import type { FacesNeeds, Ruled } from '#roles/faces/ground.ts'
import {
  endForSomebody,
  endMine,
  giveConsent,
  leaveProposal,
  propose,
  writeFace,
} from '#roles/faces/people/acts.ts'
import {
  ConsentForm,
  EndForm,
  FaceChange,
  FaceList,
  faceLimits,
  FaceProposal,
  MyFace,
  photoParts,
} from '#roles/faces/people/contract.ts'
import { listFaces } from '#roles/faces/people/listing.ts'
import { readMine } from '#roles/faces/people/mine.ts'
import { takePhoto } from '#roles/faces/people/photo.ts'
import { answerPhoto, gaveFile } from '#roles/faces/people/photo-answer.ts'
import { faceProblem, faceStatus, type FaceRefusal } from '#roles/faces/people/problems.ts'

const ById = z.object({ id: z.string().min(1).max(100) })
const Done = z.object({ done: z.literal(true) })
const refusals = { 403: Problem, 404: Problem, 409: Problem, 422: Problem } as const
const mineAnswers = { 200: MyFace, ...refusals } as const
const doneAnswers = { 200: Done, ...refusals } as const

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function answered<T>(done: Ruled<T, FaceRefusal>): { status: 200; body: T } | No {
  return done.ok
    ? { status: 200, body: done.value }
    : refused(faceStatus(done.why), faceProblem(done.why, done.field))
}

/** The addresses of what people show: their own, and what an owner may do about somebody else's. */
export function faceRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  readingRoutes(api, needs)
  ownRoutes(api, needs)
  photoRoutes(api, needs)
  ownerRoutes(api, needs)
}

function readingRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'get',
    path: '/api/faces',
    summary: 'Everybody here, with what they agreed to show the public',
    access: 'signed-in',
    may: 'read',
    answers: { 200: FaceList },
    handle: async ({ session }) => ({
      status: 200,
      body: await listFaces(needs.store.db, session.program === undefined ? session.personId : undefined),
    }),
  })
  route(api, {
    method: 'get',
    path: '/api/faces/mine',
    summary: 'What one wrote of oneself, agreed to show, and was proposed',
    access: 'signed-in',
    may: 'self',
    answers: { 200: MyFace },
    handle: async ({ session }) => ({ status: 200, body: await readMine(needs.store.db, session.personId) }),
  })
}

function ownRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'put',
    path: '/api/faces/mine',
    summary: 'Keeps what one writes of oneself; nothing is shown by it',
    access: 'signed-in',
    may: 'self',
    body: FaceChange,
    answers: mineAnswers,
    handle: async ({ body, session }) => answered(await writeFace(needs, session, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/faces/mine/consent',
    summary: 'Agrees that what one wrote is shown to the public: which fields, and for what',
    access: 'signed-in',
    may: 'self',
    body: ConsentForm,
    answers: mineAnswers,
    handle: async ({ body, session }) => answered(await giveConsent(needs, session, body)),
  })
  route(api, {
    method: 'post',
    path: '/api/faces/mine/consent/end',
    summary: 'Ends one’s own consent: nothing of oneself is shown from now on',
    access: 'signed-in',
    may: 'self',
    answers: mineAnswers,
    handle: async ({ session }) => answered(await endMine(needs, session)),
  })
  route(api, {
    method: 'delete',
    path: '/api/faces/mine/proposal',
    summary: 'Leaves what an owner proposed',
    access: 'signed-in',
    may: 'self',
    answers: mineAnswers,
    handle: async ({ session }) => answered(await leaveProposal(needs, session)),
  })
}

/** Pictures of themselves that one person may try, at once and then a minute. */
const photoRate = { burst: 20, perMin: 10 }

function photoRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  const turns = rateLimit(photoRate)
  rawRoute(api, {
    method: 'post',
    path: '/api/faces/mine/photo',
    summary:
      'Takes a picture of oneself in, cut square; answers the hash that names it. Nothing is shown by it',
    access: 'signed-in',
    may: 'self',
    handle: async ({ context, session }) => {
      const turn = turns.take(session.personId, needs.clock.nowMs())
      if (!turn.ok) {
        context.header('retry-after', String(Math.ceil(turn.waitMs / secondMs)))
        return answerProblem(context, 429, 'too-many')
      }
      const part = z.enum(photoParts).catch('middle').parse(context.req.query('part'))
      const told = Number(context.req.header('content-length') ?? Number.NaN)
      if (told > faceLimits.photoBytesMax)
        return context.json(problem('too-large', fileRefusal('picture-too-large', told).words), 413)
      const received = await receive(context.req.raw.body, { told: undefined, clock: needs.clock })
      if (!received.ok) {
        context.header('connection', 'close')
        const { why, words } = received.why === 'left' ? fileRefusal('cut-off') : received.why
        return context.json(problem(why, words), 422)
      }
      const taken = await takePhoto(needs, received.bytes, { part, by: session.personId })
      return taken.ok
        ? context.json({ sha256: taken.value.sha256 }, 201)
        : context.json(problem(taken.why, taken.words), 422)
    },
  })
  rawRoute(api, {
    method: 'get',
    path: '/api/faces/mine/photo',
    summary: 'The picture one chose of oneself, shown or not',
    access: 'signed-in',
    may: 'self',
    handle: async ({ context, session }) => {
      const asked = context.req.query('sha256')
      const sha256 =
        asked !== undefined && (await gaveFile(needs.store.db, { sha256: asked, by: session.personId }))
          ? asked
          : (await readMine(needs.store.db, session.personId)).face?.photo?.sha256
      return sha256 === undefined || (asked !== undefined && asked !== sha256)
        ? answerProblem(context, 404, 'not-found')
        : answerPhoto(context, needs, sha256)
    },
  })
}

function ownerRoutes(api: Api<SignedIn>, needs: FacesNeeds): void {
  route(api, {
    method: 'put',
    path: '/api/faces/{id}/proposal',
    summary: 'Proposes to somebody what they could show; they decide. For owners',
    access: 'signed-in',
    may: 'people',
    params: ById,
    body: FaceProposal,
    answers: doneAnswers,
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const done = await propose(needs, session, { personId: params.id, proposal: body })
      return answered(done.ok ? { ok: true, value: { done: true as const } } : done)
    },
  })
  route(api, {
    method: 'post',
    path: '/api/faces/{id}/consent/end',
    summary:
      'Ends somebody’s consent for them, with a reason. For owners; nobody can give one for somebody else',
    access: 'signed-in',
    may: 'people',
    params: ById,
    body: EndForm,
    answers: doneAnswers,
    handle: async ({ params, body, session }) => {
      if (session.program !== undefined) return refused(403, kitProblem('not-for-programs'))
      const done = await endForSomebody(needs, session, { personId: params.id, reason: body.reason })
      return answered(done.ok ? { ok: true, value: { done: true as const } } : done)
    },
  })
}
