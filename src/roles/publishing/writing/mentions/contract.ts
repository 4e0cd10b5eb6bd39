import { z } from 'zod'

/** Limits of the address book. */
export const mentionLimits = { entriesMax: 2000, nameLengthMax: 100, handleLengthMax: 200 } as const

/** Networks on which somebody has a handle, and the form of one there, without the `@` before it. */
const handleForms = {
  mastodon: /^\w+(?:[.-]+\w+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/iu,
  activitypub: /^\w+(?:[.-]+\w+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/iu,
  bluesky: /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu,
  x: /^\w{1,15}$/u,
  practice: /^[\p{L}\p{N}_.-]{1,60}$/iu,
} as const

/** A network of the address book. */
export const HandleNetwork = z.enum(['mastodon', 'activitypub', 'bluesky', 'x', 'practice'])
export type HandleNetwork = z.infer<typeof HandleNetwork>

const Name = z
  .string()
  .trim()
  .min(1)
  .max(mentionLimits.nameLengthMax)
  .refine((name) => name.isWellFormed() && !/[[\]\n\p{Cc}]/u.test(name), {
    params: {
      en: 'A name is one line without square brackets.',
      fr: 'Un nom tient sur une ligne, sans crochets.',
    },
  })

const Handle = z
  .string()
  .trim()
  .max(mentionLimits.handleLengthMax)
  .overwrite((handle) => handle.replace(/^@/u, ''))

/** Somebody to be mentioned: a name in each language, and a handle on each network where they have one. */
export const MentionForm = z.object({
  name: z.object({ en: Name, fr: Name }),
  handles: z.partialRecord(HandleNetwork, Handle).superRefine((handles, context) => {
    for (const network of HandleNetwork.options) {
      const handle = handles[network]
      if (handle === undefined || handleForms[network].test(handle)) continue
      context.addIssue({ code: 'custom', path: [network], params: formWords[network] })
    }
  }),
})
export type MentionForm = z.infer<typeof MentionForm>

const federated = {
  en: 'A handle there is name@server, such as ville@social.example.',
  fr: 'Un identifiant y est nom@serveur, par exemple ville@social.example.',
}
const formWords: Record<HandleNetwork, { en: string; fr: string }> = {
  mastodon: federated,
  activitypub: federated,
  bluesky: {
    en: 'A handle on Bluesky is a name with dots, such as ville.bsky.social.',
    fr: 'Un identifiant sur Bluesky est un nom avec des points, par exemple ville.bsky.social.',
  },
  x: {
    en: 'A handle on X has up to 15 letters, digits and underscores.',
    fr: 'Un identifiant sur X compte jusqu’à 15 lettres, chiffres et traits de soulignement.',
  },
  practice: {
    en: 'A handle in the practice town has letters, digits, dots and hyphens, no spaces.',
    fr: 'Un identifiant dans la ville d’exercice compte des lettres, des chiffres, des points et des traits d’union, sans espaces.',
  },
}

/** An entry of the address book. */
export const MentionEntry = z.object({
  id: z.string(),
  name: z.object({ en: z.string(), fr: z.string() }),
  handles: z.partialRecord(HandleNetwork, z.string()),
  changedAt: z.iso.datetime(),
  changedBy: z.string(),
})
export type MentionEntry = z.infer<typeof MentionEntry>

/** The address book, by name, and whether whoever asks may change it. */
export const MentionList = z.object({ entries: z.array(MentionEntry), mayChange: z.boolean() })
export type MentionList = z.infer<typeof MentionList>
