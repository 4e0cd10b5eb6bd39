import { z } from 'zod'
import { RecordKind, RecordQuery } from '#records/contract.ts'

/** Why something may be blacked out, in words everybody can read in the bundle. Names never change: old exports keep them. */
export const redactionReasons = {
  'personal-information': {
    en: 'Personal information of somebody else',
    fr: 'Renseignements personnels d’une autre personne',
  },
  safety: { en: 'Somebody could come to harm', fr: 'Risque pour la sécurité d’une personne' },
  'legal-advice': { en: 'Advice of a lawyer', fr: 'Secret professionnel de l’avocat' },
  investigation: { en: 'An investigation that goes on', fr: 'Enquête en cours' },
  deliberation: { en: 'Advice before a decision', fr: 'Avis et recommandations avant décision' },
  'third-party-business': { en: 'Business secrets of somebody else', fr: 'Secrets commerciaux d’un tiers' },
  security: { en: 'Security of systems or buildings', fr: 'Sécurité des systèmes ou des bâtiments' },
  'outside-request': { en: 'Not part of the request', fr: 'Hors de la demande' },
  other: { en: 'Another reason, said beside it', fr: 'Autre motif, précisé à côté' },
} as const
/** The name of a reason. */
export type RedactionReason = keyof typeof redactionReasons

/** The reasons as a list, in the order they are offered. */
export const reasonNames = Object.keys(redactionReasons) as [RedactionReason, ...RedactionReason[]] // keys of the object above
const Reason = z.enum(reasonNames)

/** Limits of exports. */
export const exportRules = {
  /** Entries in one export. */
  entriesMax: 500_000,
  /** Pieces blacked out in one export. */
  redactionsMax: 20_000,
  /** And in one entry, so that the record of it stays below the largest entry. */
  cutsPerEntryMax: 1000,
  /** Days a draft and a finished bundle are kept. */
  keptDays: 7,
  /** Entries on a page of the preview. */
  pageLength: 25,
  noteMax: 300,
  wordsMax: 200,
} as const

/** What an export is asked for. */
export const ExportQuestion = z.object({
  query: RecordQuery,
  /** What for: the number of the request, in the clerk's own words. */
  purpose: z.string().trim().min(3).max(200),
  /** Language of the page in the bundle, and the zone its times are told in. */
  locale: z.enum(['en', 'fr']),
  timeZone: z
    .string()
    .max(60)
    .refine(isTimeZone, {
      params: { en: 'There is no such time zone.', fr: 'Ce fuseau horaire n’existe pas.' },
    }),
})
export type ExportQuestion = z.infer<typeof ExportQuestion>

/** Something to black out: a whole field, or words wherever they stand in the field, the entry or the whole export. */
export const RedactionInput = z
  .object({
    seq: z.number().int().min(1),
    field: z.string().min(1).max(80),
    scope: z.enum(['whole-field', 'field', 'entry', 'export']),
    words: z.string().min(1).max(exportRules.wordsMax).optional(),
    reason: Reason,
    note: z.string().trim().max(exportRules.noteMax).optional(),
  })
  .refine(({ scope, words }) => (scope === 'whole-field') === (words === undefined), {
    path: ['words'],
    params: {
      en: 'Say which words to black out, or black out the whole field.',
      fr: 'Indiquez les mots à caviarder, ou caviardez le champ entier.',
    },
  })
  .refine(({ reason, note }) => reason !== 'other' || (note ?? '') !== '', {
    path: ['note'],
    params: { en: 'Say the reason in words.', fr: 'Précisez le motif.' },
  })
export type RedactionInput = z.infer<typeof RedactionInput>

/** Where in a field something is blacked out: a span of one of its texts, found by the path of keys to it. */
export const Cut = z.object({
  path: z.array(z.union([z.string(), z.number().int()])),
  from: z.number().int().min(0),
  to: z.number().int().min(1),
})
export type Cut = z.infer<typeof Cut>

/** One decision to black out, in one field. Without cuts the whole field. `of` is shared by what was decided at once. */
export const Redaction = z.object({
  of: z.string(),
  seq: z.number().int(),
  field: z.string(),
  cuts: z.array(Cut).optional(),
  reason: Reason,
  note: z.string().optional(),
})
export type Redaction = z.infer<typeof Redaction>

/** How an export stands. */
export const ExportView = z.object({
  id: z.string(),
  state: z.enum(['draft', 'making', 'ready', 'failed', 'expired']),
  madeBy: z.string(),
  begunAt: z.iso.datetime(),
  purpose: z.string(),
  locale: z.enum(['en', 'fr']),
  query: RecordQuery,
  /** Entries that fit the question. */
  entries: z.number().int(),
  /** Fields blacked out. */
  blackFields: z.number().int(),
  done: z.number().int(),
  total: z.number().int(),
  bytes: z.number().int().optional(),
  sha256: z.string().optional(),
  readyAt: z.iso.datetime().optional(),
  endsAt: z.iso.datetime(),
  /** Why it could not be made, for people. */
  failure: z.object({ en: z.string(), fr: z.string() }).optional(),
})
export type ExportView = z.infer<typeof ExportView>

/** Exports, newest first, and the fingerprint to verify them with. */
export const ExportList = z.object({ exports: z.array(ExportView), fingerprint: z.string() })
export type ExportList = z.infer<typeof ExportList>

/** One field of an entry as the export will show it. */
export const ExportField = z.object({
  name: z.string(),
  /** What it says in the archive. */
  value: z.json(),
  /** What of it the export shows, when something of it is blacked out; missing then: nothing. */
  shown: z.json().optional(),
  why: z.array(z.object({ of: z.string(), reason: Reason, note: z.string().optional() })),
})
export type ExportField = z.infer<typeof ExportField>

/** An entry of the preview. */
export const ExportEntry = z.object({
  seq: z.number().int(),
  at: z.iso.datetime(),
  kind: RecordKind,
  account: z.string().optional(),
  language: z.string().optional(),
  fields: z.array(ExportField),
})
export type ExportEntry = z.infer<typeof ExportEntry>

/** A page of the preview, newest first; `before` asks for the next. */
export const ExportPage = z.object({ entries: z.array(ExportEntry), before: z.number().int().optional() })
export type ExportPage = z.infer<typeof ExportPage>

/** What came of blacking out: in how many fields it was. */
export const Redacted = z.object({ fields: z.number().int(), entries: z.number().int() })
export type Redacted = z.infer<typeof Redacted>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
