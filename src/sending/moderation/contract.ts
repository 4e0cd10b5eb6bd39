import { z } from 'zod'
import type { Words } from '#kernel/words.ts'

/** Limits of moderation. Nobody is barred for ever: after that many days it is over, or somebody says again why. */
export const moderationLimits = {
  partyLengthMax: 300,
  reasonLengthMax: 500,
  daysMax: 365,
  daysUsual: 90,
} as const

/** What nobody may do where we speak. A public body bars people for what they do, never for what they think of it. */
export const houseRules = ['threats', 'hatred', 'personal-data', 'false-name', 'spam', 'unlawful'] as const
export type HouseRule = (typeof houseRules)[number]

/** The rules as everybody reads them. */
export const houseRuleWords: Readonly<Record<HouseRule, Words>> = {
  threats: {
    en: 'No threats against anybody, and no calls to violence.',
    fr: 'Aucune menace envers qui que ce soit, aucun appel à la violence.',
  },
  hatred: {
    en: 'No hatred or harassment because of who somebody is.',
    fr: 'Ni haine ni harcèlement en raison de ce qu’est une personne.',
  },
  'personal-data': {
    en: 'No personal information about other people.',
    fr: 'Aucun renseignement personnel sur autrui.',
  },
  'false-name': {
    en: 'No pretending to be us or somebody else.',
    fr: 'Ne pas se faire passer pour nous ni pour quelqu’un d’autre.',
  },
  spam: {
    en: 'No advertising and no floods of the same message.',
    fr: 'Ni publicité ni messages répétés en masse.',
  },
  unlawful: {
    en: 'Nothing that the law forbids to publish.',
    fr: 'Rien dont la loi interdit la publication.',
  },
}

const Rule = z.enum(houseRules)
const Reason = z.string().trim().min(1).max(moderationLimits.reasonLengthMax)

/** Somebody, or everybody on a server, who may not speak to our own actors on the fediverse. */
export const Barred = z.object({
  id: z.string(),
  /** `zoe@elsewhere.example`, or `elsewhere.example` for everybody there and on servers below it. */
  party: z.string(),
  isServer: z.boolean(),
  rule: Rule,
  reason: z.string(),
  begunAt: z.iso.datetime(),
  begunBy: z.string(),
  endsAt: z.iso.datetime(),
  /** Missing while it holds. */
  ended: z
    .object({ at: z.iso.datetime(), by: z.string().optional(), reason: z.string().optional() })
    .optional(),
})
export type Barred = z.infer<typeof Barred>

/** Everybody who is barred now, newest first, and those of the last year with whom it is over; at most 500. */
export const BarredList = z.object({ barred: z.array(Barred), mayBar: z.boolean() })
export type BarredList = z.infer<typeof BarredList>

/** Barring somebody. `party`: `@name@server`, a server, or the address of a profile. */
export const BarForm = z.object({
  party: z.string().trim().min(1).max(moderationLimits.partyLengthMax),
  rule: Rule,
  reason: Reason,
  days: z.number().int().min(1).max(moderationLimits.daysMax).default(moderationLimits.daysUsual),
})
export type BarForm = z.input<typeof BarForm>

/** Letting somebody speak again before the time is over. */
export const LiftForm = z.object({ reason: Reason })
export type LiftForm = z.infer<typeof LiftForm>

/** What everybody may know: the rules, and how many are barred under each. Whom is told to nobody. */
export const PublicModeration = z.object({
  rules: z.array(
    z.object({
      rule: Rule,
      words: z.object({ en: z.string(), fr: z.string() }),
      people: z.number().int(),
      servers: z.number().int(),
    }),
  ),
})
export type PublicModeration = z.infer<typeof PublicModeration>
