import { z } from 'zod'

/** Somebody who is answered: told beside the followers, and named in the note so that they notice. */
const Answered = z.object({ id: z.string(), handle: z.string().optional(), inbox: z.string() })

const File = z.object({
  ...{ sha256: z.string(), mediaType: z.string(), alt: z.string() },
  focus: z.object({ x: z.number(), y: z.number() }).optional(),
})

/** What people are asked to choose from, and when that ends, epoch ms. */
const Poll = z.object({
  options: z.array(z.string()).min(2).max(20),
  multiple: z.boolean(),
  endsMs: z.number(),
})

/** A note of ours as it is kept. `revisions`: the keys of the words it had, the newest last; an edit adds one. */
const There = z.object({
  kind: z.literal('there'),
  actor: z.string(),
  key: z.string(),
  revisions: z.array(z.string()).min(1).max(1000),
  /** Epoch ms. */
  atMs: z.number(),
  changedMs: z.number().optional(),
  text: z.string(),
  language: z.string(),
  media: z.array(File),
  contentWarning: z.string().optional(),
  inReplyTo: z.string().optional(),
  answered: Answered.optional(),
  poll: Poll.optional(),
})

/** What is left of a note that was taken back: that it was there. */
const Removed = z.object({ kind: z.literal('removed'), removedMs: z.number() })

/** What is kept at the address of a note. */
export const KeptNote = z.discriminatedUnion('kind', [There, Removed])
export type KeptNote = z.infer<typeof KeptNote>

/** A note that is there. */
export type Note = z.infer<typeof There>

/** A note that asks something. */
export type Question = Note & { poll: NonNullable<Note['poll']> }

/** What is kept there; undefined where nothing ever was. */
export function keptNoteOf(value: unknown): KeptNote | undefined {
  return value === undefined ? undefined : KeptNote.parse(value)
}
