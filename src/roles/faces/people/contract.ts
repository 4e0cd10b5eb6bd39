import { z } from 'zod'
import type { Words } from '#kernel/words.ts'

/** Limits of what somebody shows, in characters; languages by number. */
export const faceLimits = {
  nameMax: 40,
  teamMax: 60,
  pronounMax: 30,
  hoursMax: 120,
  helpsMax: 300,
  bylineMax: 80,
  altMax: 300,
  languagesMax: 10,
  reasonMax: 300,
  /** Side of the picture that is kept, px. */
  photoPx: 512,
  /** As it is given, bytes. */
  photoBytesMax: 20_000_000,
} as const

/** What of a person may be shown; the name always is, where anything is. */
export const faceFields = ['name', 'team', 'pronoun', 'photo', 'hours', 'languages', 'helps'] as const
export type FaceField = (typeof faceFields)[number]

/** What it may be shown for: under messages, on the page of who is on duty, on a page of their own. */
export const facePurposes = ['byline', 'rota', 'page'] as const
export type FacePurpose = (typeof facePurposes)[number]

const both = (max: number) =>
  z.object({ en: z.string().trim().min(1).max(max), fr: z.string().trim().min(1).max(max) })

/** A square picture and what it shows, in both languages. */
export const FacePhoto = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  alt: both(faceLimits.altMax),
})

/** What a person writes of themself. Only what is in a consent of theirs is ever shown. */
export const Face = z.object({
  /** First name, or the name they work under. */
  name: z.string().trim().min(1).max(faceLimits.nameMax),
  team: both(faceLimits.teamMax),
  pronoun: both(faceLimits.pronounMax).optional(),
  hours: both(faceLimits.hoursMax).optional(),
  /** BCP 47 primary tags. */
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(faceLimits.languagesMax)
    .default([]),
  helps: both(faceLimits.helpsMax).optional(),
  photo: FacePhoto.optional(),
  /** The line under messages; missing: made of name and team. */
  byline: both(faceLimits.bylineMax).optional(),
})
export type Face = z.infer<typeof Face>

/** What of it is shown: what a consent names, and nothing else. */
export const ShownFace = Face.extend({ team: both(faceLimits.teamMax).optional() })
export type ShownFace = z.infer<typeof ShownFace>

/** A consent as it was given: what is shown, for what, in which words it was asked. `shown` is exactly what the public sees. */
export const Consent = z.object({
  id: z.string(),
  fields: z.array(z.enum(faceFields)),
  purposes: z.array(z.enum(facePurposes)),
  givenAt: z.iso.datetime(),
  wording: z.object({ en: z.string(), fr: z.string() }),
})
export type Consent = z.infer<typeof Consent>

/** The same, standing: with what is shown by it, and where. */
export const LiveConsent = Consent.extend({ shown: ShownFace, slug: z.string().optional() })
export type LiveConsent = z.infer<typeof LiveConsent>

/** The same, over. */
export const EndedConsent = Consent.extend({
  endedAt: z.iso.datetime(),
  endedHow: z.enum(['self', 'owner', 'replaced', 'left']),
})

/** What an owner would like somebody to show: words to take up or to leave, and nothing more. */
export const FaceProposal = z.object({
  team: both(faceLimits.teamMax),
  helps: both(faceLimits.helpsMax).optional(),
  hours: both(faceLimits.hoursMax).optional(),
})
export type FaceProposal = z.infer<typeof FaceProposal>

/** What somebody sees of themself. */
export const MyFace = z.object({
  personId: z.string(),
  /** 0: nothing was written yet. */
  revision: z.number().int(),
  face: Face.optional(),
  consent: LiveConsent.optional(),
  earlier: z.array(EndedConsent),
  proposal: FaceProposal.extend({ by: z.string(), at: z.iso.datetime() }).optional(),
})
export type MyFace = z.infer<typeof MyFace>

/** Keeps what one writes of oneself; nothing is shown by it. */
export const FaceChange = z.object({ revision: z.number().int().min(0), face: Face })

/** The act of consent, about what was written at a revision. */
export const ConsentForm = z.object({
  revision: z.number().int().min(1),
  fields: z.array(z.enum(faceFields)).min(1).max(faceFields.length),
  purposes: z.array(z.enum(facePurposes)).min(1).max(facePurposes.length),
})
export type ConsentForm = z.infer<typeof ConsentForm>

/** Why an owner ends somebody's consent for them. */
export const EndForm = z.object({ reason: z.string().trim().min(1).max(faceLimits.reasonMax) })

/** A colleague as the directory lists them: what they agreed to show, and nothing else of what they wrote. */
export const ListedFace = z.object({
  id: z.string(),
  /** The name the desk knows them by. */
  name: z.string(),
  isMe: z.boolean(),
  shown: ShownFace.optional(),
  fields: z.array(z.enum(faceFields)),
  purposes: z.array(z.enum(facePurposes)),
  slug: z.string().optional(),
  isProposedTo: z.boolean(),
})
export type ListedFace = z.infer<typeof ListedFace>

/** Everybody here. */
export const FaceList = z.object({ people: z.array(ListedFace), mayPropose: z.boolean() })
export type FaceList = z.infer<typeof FaceList>

/** Which part of a picture that is no square is kept: `start` is the left or the top. */
export const photoParts = ['middle', 'start', 'end'] as const
export type PhotoPart = (typeof photoParts)[number]

const fieldWords: Record<FaceField, Words> = {
  name: { en: 'my name as I wrote it', fr: 'mon nom tel que je l’ai écrit' },
  team: { en: 'my team', fr: 'mon équipe' },
  pronoun: { en: 'my pronoun', fr: 'mon pronom' },
  photo: { en: 'my picture', fr: 'ma photo' },
  hours: { en: 'my hours', fr: 'mes heures' },
  languages: { en: 'my languages', fr: 'mes langues' },
  helps: { en: 'what I can help with', fr: 'ce pour quoi je peux aider' },
}

const purposeWords: Record<FacePurpose, Words> = {
  byline: { en: 'under messages of the office', fr: 'sous les messages du bureau' },
  rota: {
    en: 'on the page of who answers now, while I am on duty',
    fr: 'sur la page indiquant qui répond, pendant mes heures de service',
  },
  page: { en: 'on a page of my own', fr: 'sur une page à mon nom' },
}

/** The sentence a person agrees to. The screen shows it and the archive keeps it: both are made here. */
export function consentWording(fields: readonly FaceField[], purposes: readonly FacePurpose[]): Words {
  const listed = (tag: string, words: readonly string[]): string =>
    new Intl.ListFormat(tag, { type: 'conjunction' }).format(words)
  const what = faceFields.filter((field) => fields.includes(field)).map((field) => fieldWords[field])
  const where = facePurposes.filter((one) => purposes.includes(one)).map((one) => purposeWords[one])
  const inEn = (list: readonly Words[]): string =>
    listed(
      'en-CA',
      list.map(({ en }) => en),
    )
  const inFr = (list: readonly Words[]): string =>
    listed(
      'fr-CA',
      list.map(({ fr }) => fr),
    )
  return {
    en: `I agree that the office shows the public ${inEn(what)}: ${inEn(where)}. It is my choice. I can end this at any moment, and then it is shown no more; what was already sent or printed cannot be called back.`,
    fr: `J’accepte que le bureau montre au public ${inFr(what)}\u00A0: ${inFr(where)}. C’est mon choix. Je peux y mettre fin à tout moment, et rien n’est alors plus montré\u202F; ce qui a déjà été envoyé ou imprimé ne peut pas être rappelé.`,
  }
}
