import { z } from 'zod'
import type { SignedIn } from '#access/access.ts'
import type { Api } from '#api/api.ts'
import { Problem } from '#api/contract.ts'
import { refused, route } from '#api/route.ts'
import { refusalProblem, statusOf, type Ruled } from '#roles/publishing/problems.ts'
import { Template, TemplateChange, TemplateForm, TemplateList } from '#roles/publishing/templates/contract.ts'
import type { Templates } from '#roles/publishing/templates/templates.ts'

const ById = z.object({ id: z.string().min(1).max(100) })

/** The addresses of templates: the list, keep one, change it, take it out. */
export function templateRoutes(api: Api<SignedIn>, templates: Templates): void {
  route(api, {
    method: 'get',
    path: '/api/templates',
    summary: 'Messages kept to begin others from, by name',
    access: 'signed-in',
    may: 'read',
    answers: { 200: TemplateList },
    handle: async ({ session }) => ({ status: 200, body: await templates.list(session) }),
  })
  route(api, {
    method: 'post',
    path: '/api/templates',
    summary: 'Keeps words in both languages as a template',
    access: 'signed-in',
    may: 'write',
    body: TemplateForm,
    answers: { 201: Template, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ body, session }) => {
      const kept = await templates.keep(session, body)
      return kept.ok ? { status: 201, body: kept.value } : no(kept)
    },
  })
  route(api, {
    method: 'put',
    path: '/api/templates/{id}',
    summary: 'Changes a template as it was read at a revision',
    access: 'signed-in',
    may: 'write',
    params: ById,
    body: TemplateChange,
    answers: { 200: Template, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, body, session }) => {
      const changed = await templates.change(session, params.id, body)
      return changed.ok ? { status: 200, body: changed.value } : no(changed)
    },
  })
  route(api, {
    method: 'delete',
    path: '/api/templates/{id}',
    summary: 'Takes a template out; messages begun from it stay',
    access: 'signed-in',
    may: 'write',
    params: ById,
    answers: { 204: null, 403: Problem, 404: Problem, 409: Problem, 422: Problem },
    handle: async ({ params, session }) => {
      const gone = await templates.remove(session, params.id)
      return gone.ok ? { status: 204 } : no(gone)
    },
  })
}

type No = { status: 403 | 404 | 409 | 422; body: Problem }

function no(done: Extract<Ruled<unknown>, { ok: false }>): No {
  return refused(statusOf(done.why), refusalProblem(done.why))
}
