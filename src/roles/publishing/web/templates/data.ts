import {
  Template,
  TemplateList,
  type TemplateChange,
  type TemplateForm,
} from '#roles/publishing/templates/contract.ts'
import { call, callQuietly } from '#web/client.ts'

/** All templates, by name. */
export const templatesQuery = {
  queryKey: ['templates'],
  queryFn: ({ signal }: { signal?: AbortSignal }) =>
    call(TemplateList, { path: '/api/templates', ...(signal ? { signal } : {}) }),
}

/** Keeps a template: a new one, or a change of one as it was read at a revision. */
export function keepTemplate(
  to: { id: string; revision: number } | undefined,
  form: TemplateForm,
): Promise<Template> {
  if (to === undefined) return call(Template, { method: 'POST', path: '/api/templates', body: form })
  const body: TemplateChange = { ...form, revision: to.revision }
  return call(Template, { method: 'PUT', path: pathOf(to.id), body })
}

/** Takes a template out. */
export function removeTemplate(id: string): Promise<void> {
  return callQuietly({ method: 'DELETE', path: pathOf(id) })
}

function pathOf(id: string): string {
  return `/api/templates/${encodeURIComponent(id)}`
}
