import { z } from 'zod'

/** Limits of corrections, all of them. */
export const correctionLimits = {
  /** One sentence for the public, in one language. */
  sentenceLengthMax: 500,
  /** Corrections of one message that are shown: the newest. */
  shownMax: 50,
} as const

/**
 * How a place is corrected, as words that never change. `edit`: the post is given other words; `page`: so is our own page, which
 * shows a dated note; `reply`: a reply to the post, which stays; `hand`: it was published by hand, and so is its correction;
 * `none`: the network can neither edit nor answer; `leaving`: it is being taken down; `new`: nothing stands there.
 */
export const correctionHows = ['edit', 'page', 'reply', 'hand', 'none', 'leaving', 'new'] as const
export type CorrectionHow = (typeof correctionHows)[number]

// oxlint-disable-next-line no-control-regex -- controls are what is looked for
const controls = /[\u0000-\u001F\u007F-\u009F]/u

/** What was wrong, said to the public in one sentence: one line, and nothing in it that cannot be kept. */
const Sentence = z
  .string()
  .trim()
  .min(1)
  .max(correctionLimits.sentenceLengthMax)
  .refine((text) => text.isWellFormed() && !controls.test(text), {
    params: {
      en: 'Write it on one line, without controls or half characters.',
      fr: 'Écrivez-la sur une seule ligne, sans caractère de commande ni moitié de caractère.',
    },
  })

/** Begins a correction, or says otherwise what an open one says: by language, every language of the message. */
export const CorrectionForm = z.strictObject({
  revision: z.number().int().min(1),
  sentences: z.record(z.string().min(2).max(35), Sentence),
})
export type CorrectionForm = z.infer<typeof CorrectionForm>

/** Ends an open correction: as the message was read. */
export const CorrectionEnd = z.strictObject({ revision: z.number().int().min(1) })

const Spot = { account: z.string(), language: z.string() }

/** A post as corrections point at it. */
export const CorrectedPost = z.object({ at: z.iso.datetime(), url: z.string().optional() })

/** What a correction did, or is to do, at one place. */
export const CorrectionPlace = z.object({
  ...Spot,
  how: z.enum(correctionHows),
  /** The post that it corrects. */
  original: CorrectedPost.optional(),
  /** What was put into public by it; missing until then. */
  sent: CorrectedPost.optional(),
})

/** A correction of a message. */
export const Correction = z.object({
  id: z.string(),
  sentences: z.record(z.string(), z.string()),
  madeAt: z.iso.datetime(),
  madeBy: z.string(),
  /** Missing while it is open. `dropped`: nothing of it went out. */
  ended: z.object({ at: z.iso.datetime(), how: z.enum(['done', 'dropped']) }).optional(),
  places: z.array(CorrectionPlace),
})
export type Correction = z.infer<typeof Correction>

/** How one place of a message would be corrected now. */
export const PlaceNow = z.object({
  ...Spot,
  how: z.enum(correctionHows),
  /** What its network is called; missing where the desk sent nothing there. */
  network: z.string().optional(),
  /** Whether that network edits posts at all. */
  canEdit: z.boolean(),
  /** An edit would lose the votes of the poll that stands there, so it is answered. */
  losesVotes: z.literal(true).optional(),
  /** The post that would be corrected: the oldest of ours that stands there. */
  original: CorrectedPost.optional(),
  /** The version says something else than what is public there. */
  isOther: z.boolean(),
})
export type PlaceNow = z.infer<typeof PlaceNow>

/** Corrections of a message, newest first, and how each of its places would be corrected now. */
export const CorrectionBoard = z.object({
  places: z.array(PlaceNow),
  corrections: z.array(Correction),
  /** Whether whoever asks may begin one. */
  mayCorrect: z.boolean(),
})
export type CorrectionBoard = z.infer<typeof CorrectionBoard>
