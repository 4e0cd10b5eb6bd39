import { z } from 'zod'

/** Limits of the organization's own jargon. */
export const jargonLimits = {
  wordsMax: 3000,
  termLengthMax: 100,
  plainLengthMax: 200,
  /** Words of one term: longer ones are not looked for. */
  termWordsMax: 5,
  importLinesMax: 3000,
  importLengthMax: 300_000,
} as const

/** Words of a term: letters and digits, with hyphens and apostrophes within. */
const wordOf = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu

/** A term as it is looked up: its words in small letters. */
export function foldedTerm(term: string): string {
  return (term.normalize('NFC').toLowerCase().replaceAll('’', "'").match(wordOf) ?? []).join(' ')
}

const oneLine = (text: string): boolean => text.isWellFormed() && !/\p{Cc}/u.test(text)

/** A word readers may not know, in one language, and what to write instead; empty: only that it is jargon. */
export const JargonForm = z.object({
  language: z.enum(['en', 'fr']),
  term: z
    .string()
    .trim()
    .max(jargonLimits.termLengthMax)
    .refine((term) => oneLine(term) && isTerm(term), {
      params: {
        en: 'A word, or up to five words on one line.',
        fr: 'Un mot, ou jusqu’à cinq mots sur une ligne.',
      },
    }),
  plain: z
    .string()
    .trim()
    .max(jargonLimits.plainLengthMax)
    .refine(oneLine, {
      params: { en: 'What to write instead is one line.', fr: 'Ce qu’il faut écrire tient sur une ligne.' },
    }),
})
export type JargonForm = z.infer<typeof JargonForm>

function isTerm(term: string): boolean {
  const words = foldedTerm(term).split(' ').filter(Boolean).length
  return words >= 1 && words <= jargonLimits.termWordsMax
}

/** A word of the list. */
export const JargonWord = z.object({
  language: z.enum(['en', 'fr']),
  term: z.string(),
  plain: z.string(),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})
export type JargonWord = z.infer<typeof JargonWord>

/** The list, by language and word, and whether whoever asks may change it. */
export const JargonList = z.object({ words: z.array(JargonWord), mayChange: z.boolean() })
export type JargonList = z.infer<typeof JargonList>

/** Names one word of the list. */
export const JargonName = z.object({
  language: z.enum(['en', 'fr']),
  term: z.string().min(1).max(jargonLimits.termLengthMax),
})

/** A list as lines, one word each: the word, then `=`, `;`, `->`, `→` or a tab, then what to write instead. */
export const JargonLines = z.object({
  language: z.enum(['en', 'fr']),
  lines: z.string().max(jargonLimits.importLengthMax),
})
export type JargonLines = z.infer<typeof JargonLines>

/** What came of an import, line by line; empty lines are not counted among them. */
export const JargonReport = z.object({
  lines: z.array(
    z.object({
      /** From 1, as editors count. */
      line: z.number().int(),
      outcome: z.enum(['new', 'changed', 'same', 'refused']),
      term: z.string(),
      why: z.object({ en: z.string(), fr: z.string() }).optional(),
    }),
  ),
  refused: z.number().int(),
})
export type JargonReport = z.infer<typeof JargonReport>
