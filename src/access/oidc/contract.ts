import { z } from 'zod'

/** An account elsewhere that signs its person in here, as they see it. */
export const ListedIdentity = z.object({
  id: z.string(),
  /** Its provider, by the id in its addresses here. */
  provider: z.string(),
  name: z.object({ en: z.string(), fr: z.string() }),
  /** What the provider last said; tells two accounts at one provider apart. */
  email: z.string().optional(),
  connectedAt: z.iso.datetime(),
  usedAt: z.iso.datetime(),
  /** Whether this desk still knows its provider. One it does not know signs nobody in. */
  opens: z.boolean(),
  /** The only way its person signs in at this address: it stays until they have another. */
  isLastWayIn: z.boolean(),
})
export type ListedIdentity = z.infer<typeof ListedIdentity>

/** A person's own accounts elsewhere, newest first. */
export const Identities = z.object({ identities: z.array(ListedIdentity) })
