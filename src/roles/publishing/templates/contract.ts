import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { MessageForm, VersionForm } from '#roles/publishing/contract.ts'

/** Limits of templates, all of them. */
export const templateLimits = { keptMax: 500 } as const

const Words = VersionForm.shape.text.refine((text) => text.trim() !== '', {
  params: { en: 'Write it in both languages.', fr: 'Rédigez-le dans les deux langues.' },
})

/** A template as somebody writes it: words in both languages; what differs each time stands in square brackets. */
export const TemplateForm = z.strictObject({
  name: MessageForm.shape.title,
  lane: z.enum(lanes),
  texts: z.strictObject({ en: Words, fr: Words }),
})
export type TemplateForm = z.infer<typeof TemplateForm>

/** A template as people see it. */
export const Template = TemplateForm.extend({
  id: z.string(),
  revision: z.number().int(),
  by: z.string(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
  /** Whether whoever asks may change it, or take it out. */
  mayChange: z.boolean(),
})
export type Template = z.infer<typeof Template>

/** Changes a template as it was read at a revision. */
export const TemplateChange = TemplateForm.extend({ revision: z.number().int().min(1) })
export type TemplateChange = z.infer<typeof TemplateChange>

/** All templates, by name. */
export const TemplateList = z.object({ templates: z.array(Template), mayKeep: z.boolean() })
export type TemplateList = z.infer<typeof TemplateList>
