import { z } from 'zod'
import type { Words } from '#kernel/words.ts'
import { ownPolicyLimits as limits } from '#listening/policy/organization/limits.ts'
import { wants } from '#listening/policy/organization/wants.ts'

// UTF-8 read as Latin and saved again, and the sign for a letter that was lost.
const spoiled = /\uFFFD|[ÃÂ][\u0080-\u00BF]|â€/u

function text(words: Words, fits: (value: string) => boolean): z.ZodType<string, string> {
  return z
    .string()
    .trim()
    .refine((value) => !spoiled.test(value), { params: wants.spoiled, abort: true })
    .refine(fits, { params: words })
}

const Said = text(wants.text, (value) => value.length <= limits.titleMax && /^[^\p{C}]+$/u.test(value))
const BothSaid = z.strictObject({ en: Said, fr: Said })

function lettersOf(value: string): number {
  return value.match(/[\p{L}\p{N}]/gu)?.length ?? 0
}

function isTerm(value: string): boolean {
  const isPlain = /^[\p{L}\p{M}\p{N}]+(?:[ '’-]+[\p{L}\p{M}\p{N}]+)*\*?$/u.test(value)
  return isPlain && value.length <= limits.termMax && value.split(/[ '’-]+/u).length <= limits.termWordsMax
}

function isLongEnough(value: string): boolean {
  const last = value.split(/[ '’-]+/u).at(-1) ?? ''
  return (
    lettersOf(value) >= limits.termLettersMin &&
    (!value.endsWith('*') || lettersOf(last) >= limits.stemLettersMin)
  )
}

const Word = text(wants.unless, (value) => /^[\p{L}\p{M}\p{N}]{2,40}$/u.test(value))
const FullTerm = z.strictObject({
  term: text(wants.term, isTerm).refine(isLongEnough, { params: wants.tooShort }),
  unless: z.array(Word).max(limits.unlessMax).default([]),
})
/** A term alone, or with words beside which it is let through. */
const Term = z.preprocess((value) => (typeof value === 'string' ? { term: value } : value), FullTerm)
const Terms = z.array(Term).max(limits.termsMax)

const OwnClause = z
  .strictObject({
    id: text(wants.id, (value) => /^[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/u.test(value)),
    title: BothSaid,
    /** How such a search can be written instead. */
    instead: BothSaid.optional(),
    terms: z.strictObject({ en: Terms, fr: Terms }),
  })
  .refine(({ terms }) => terms.en.length + terms.fr.length > 0, { params: wants.someTerm, path: ['terms'] })

const Handle = text(wants.handle, (value) => /^@?[\p{L}\p{N}_][\p{L}\p{N}_.:@-]{0,252}$/u.test(value))

/** The organization's own policy file, version 1: its clauses refuse, its vouched handles are let through. */
export const OwnPolicyFile = z
  .strictObject({
    version: z.literal(1),
    name: BothSaid,
    clauses: z.array(OwnClause).max(limits.clausesMax),
    vouched: z.array(Handle).max(limits.vouchedMax).default([]),
  })
  .superRefine(({ clauses }, context) => {
    const ids = clauses.map(({ id }) => id.toLowerCase())
    for (const [at, id] of ids.entries())
      if (ids.indexOf(id) !== at)
        context.addIssue({ code: 'custom', params: wants.idsOnce, path: ['clauses', at, 'id'] })
    const terms = clauses.reduce((sum, each) => sum + each.terms.en.length + each.terms.fr.length, 0)
    if (terms > limits.termsInAllMax)
      context.addIssue({ code: 'custom', params: wants.termsInAll, path: ['clauses'] })
  })
export type OwnPolicyFile = z.infer<typeof OwnPolicyFile>
