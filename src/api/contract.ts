import { z } from 'zod'

/** An error as a public sentence in both languages: what happened, to what, what to do next. Never a stack. */
export const Problem = z.object({
  error: z.string(),
  en: z.string(),
  fr: z.string(),
  /** Per field, for forms. */
  fields: z.record(z.string(), z.object({ en: z.string(), fr: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
