import { z } from 'zod'
import { TopicId } from '#kernel/version-content.ts'

/** Limits of topics. */
export const topicLimits = { topicsMax: 40, nameLengthMax: 60 } as const

/** The signs that part names where several stand in one cell of a file. */
const parting = /[;|\p{Cc}\u2028\u2029]/u

const Name = z
  .string()
  .trim()
  .min(1)
  .max(topicLimits.nameLengthMax)
  .overwrite((name) => name.replaceAll(/\s+/gu, ' '))
  .refine((name) => name.isWellFormed() && /[\p{L}\p{N}]/u.test(name) && !parting.test(name), {
    params: {
      en: 'A name is one line with letters in it, without semicolons and vertical bars.',
      fr: 'Un nom tient sur une ligne et contient des lettres, sans points-virgules ni barres verticales.',
    },
  })

const Names = z.object({ en: Name, fr: Name })

/** Something our messages are about, which subscribers can choose. Its id is in addresses and in what was approved: it never changes. */
export const Topic = z.object({
  id: TopicId,
  names: z.object({ en: z.string(), fr: z.string() }),
  /** Not offered any more; whoever chose it still gets what is about it. */
  retired: z.boolean(),
})
export type Topic = z.infer<typeof Topic>

/** Every topic in order, retired ones among them, and whether whoever asks may change them. */
export const TopicList = z.object({ topics: z.array(Topic), mayChange: z.boolean() })
export type TopicList = z.infer<typeof TopicList>

/** A topic to be kept; its id is made of the English name. */
export const NewTopic = z.strictObject({ names: Names })
export type NewTopic = z.infer<typeof NewTopic>

/** What changes of a topic. */
export const TopicChange = z
  .strictObject({ names: Names.optional(), retired: z.boolean().optional() })
  .refine(({ names, retired }) => names !== undefined || retired !== undefined, {
    params: {
      en: 'Nothing to change: give names, or say whether it is retired.',
      fr: 'Rien à modifier : donnez des noms, ou indiquez si le sujet est retiré.',
    },
  })
export type TopicChange = z.infer<typeof TopicChange>

/** The order in which topics are shown: each of them once. */
export const TopicOrder = z.strictObject({ ids: z.array(TopicId).max(topicLimits.topicsMax) })
export type TopicOrder = z.infer<typeof TopicOrder>
