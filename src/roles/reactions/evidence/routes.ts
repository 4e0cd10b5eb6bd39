import { z } from 'zod'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { Evidence, EvidenceSummary } from '#roles/reactions/evidence/contract.ts'
import { evidenceOf, readEvidence } from '#roles/reactions/evidence/evidence.ts'
import { problems } from '#roles/reactions/problems.ts'
import { ById, doerOf, type ReactionsRoutes, type SignedIn } from '#roles/reactions/routes-kit.ts'

/** What was frozen of an announcement. */
export function evidenceRoutes<S extends SignedIn>(api: Api<S>, needs: ReactionsRoutes<S>): void {
  const { reactions } = needs
  route(api, {
    method: 'get',
    path: '/api/announcements/{id}/evidence',
    summary: 'What was frozen of an announcement, newest first',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: z.object({ evidence: z.array(EvidenceSummary) }) },
    handle: async ({ params }) => ({
      status: 200,
      body: { evidence: await evidenceOf(reactions.ground, params.id) },
    }),
  })
  route(api, {
    method: 'post',
    path: '/api/announcements/{id}/evidence',
    summary: 'Freeze what is known now, on record',
    access: 'signed-in',
    may: 'triage',
    params: ById,
    answers: { 201: EvidenceSummary, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    timeoutMs: 60_000,
    handle: async ({ params, session }) => {
      const { actor, name } = doerOf(needs, session)
      const taken = await reactions.freeze(params.id, { why: 'person', actor, name })
      return taken.ok ? { status: 201, body: taken.value } : refused(taken.status, taken.problem)
    },
  })
  route(api, {
    method: 'get',
    path: '/api/evidence/{id}',
    summary: 'One piece of frozen evidence, with what became of its posts',
    access: 'signed-in',
    may: 'read',
    params: ById,
    answers: { 200: Evidence, 404: Problem },
    handle: async ({ params }) => {
      const found = await readEvidence(reactions.ground, params.id)
      return found === undefined ? refused(404, problems['no-such-evidence']) : { status: 200, body: found }
    },
  })
}
