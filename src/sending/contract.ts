import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { deliveryStates, type MoveWhy } from '#sending/machine.ts'

/** Limits of sending, all of them. */
export const sendingLimits = {
  reasonLengthMax: 2000,
  /** How long after its time something may still go out, where nobody says otherwise. */
  lateMs: { normal: 60 * 60_000, emergency: 5 * 60_000, exercise: 60 * 60_000 },
  /** How far ahead something can be scheduled. */
  aheadMsMax: 366 * 24 * 3_600_000,
  /** How long a worker may hold what it claimed; a call gives up well before. */
  leaseMs: 120_000,
  /** The same for a part with files. */
  mediaLeaseMs: 900_000,
  /** No call is begun later than this after its claim. */
  beginWithinMs: 60_000,
  /** Deliveries of one claim. */
  claimMax: 16,
  /** Half of a language pair is never public alone for longer than this; we act before. */
  aloneMsMax: 60_000,
  aloneActMs: 45_000,
  /** Workers say that they are alive this often; silence for longer, while something is due, is an alarm. */
  pulseMs: 10_000,
  silentMs: 60_000,
  pageMax: 200,
  /** What the desk itself stopped or took down is shown to people, and counted, until this long after its time. */
  stoppedShownMs: 24 * 3_600_000,
  /** Tries to take something down before a person is called. */
  removeTriesMax: 12,
  /** Bytes of everything given to connect an account; what the network adds must fit into the vault too. */
  signInBytesMax: 6000,
} as const

/** What is stopped: everything, a lane, an account, or what mentions some words. */
export const PauseForm = z
  .strictObject({
    scope: z.enum(['all', 'lane', 'account', 'topic']),
    value: z.string().trim().min(1).max(200).optional(),
    reason: z.string().trim().min(1).max(sendingLimits.reasonLengthMax),
  })
  .refine(({ scope, value }) => (scope === 'all') === (value === undefined), {
    params: {
      en: 'Say which lane, account or topic is paused; for everything, nothing more.',
      fr: 'Indiquez la voie, le compte ou le sujet suspendu ; pour tout suspendre, rien de plus.',
    },
  })
  .refine(({ scope, value }) => scope !== 'lane' || value === 'normal' || value === 'exercise', {
    params: {
      en: 'The emergency lane is never paused.',
      fr: 'La voie d’urgence n’est jamais suspendue.',
    },
  })
export type PauseForm = z.infer<typeof PauseForm>

/** A pause that holds. */
export const Pause = z.object({
  id: z.string(),
  scope: z.enum(['all', 'lane', 'account', 'topic']),
  value: z.string().optional(),
  reason: z.string(),
  begunAt: z.iso.datetime(),
  begunBy: z.string(),
})
export type Pause = z.infer<typeof Pause>

/** Where a delivery stands, in one word; see `machine.ts`. */
export const DeliveryStateWord = z.enum(deliveryStates)

/** Every reason a step can have: screens have a sentence for each. */
export type DeliveryWhy = MoveWhy | 'scheduled' | 'moved'

/** One step of a delivery, with its reason. */
export const DeliveryStep = z.object({
  at: z.iso.datetime(),
  state: DeliveryStateWord,
  why: z.string(),
  detail: z.string().optional(),
  by: z.string().optional(),
})

/** One version on its way to one account, as people see it. */
export const DeliveryView = z.object({
  id: z.string(),
  item: z.string(),
  title: z.string(),
  lane: z.enum(lanes),
  account: z.string(),
  network: z.string(),
  language: z.string(),
  sha256: z.string(),
  state: DeliveryStateWord,
  why: z.string().optional(),
  detail: z.string().optional(),
  dueAt: z.iso.datetime(),
  /** As it was written: wall time and its zone; missing: at once. */
  wall: z.string().optional(),
  zone: z.string().optional(),
  deadline: z.iso.datetime(),
  /** When it is tried or asked about again. */
  nextAt: z.iso.datetime().optional(),
  parts: z.number().int(),
  /** Addresses of what is there, in order; empty where the network gives none. */
  there: z.array(z.object({ nativeId: z.string(), url: z.string().optional(), at: z.iso.datetime() })),
  removed: z.object({ at: z.iso.datetime(), why: z.string(), by: z.string().optional() }).optional(),
  /** It was asked to take it down, and it is not known to be gone yet. */
  removing: z
    .object({ why: z.string(), by: z.string().optional(), nextAt: z.iso.datetime().optional() })
    .optional(),
  /** It gives other words to a post that was there. */
  isEdit: z.boolean(),
  /** It is public at our own address, and a pause keeps it from followers on other servers until somebody lets it go. */
  isHeldBack: z.literal(true).optional(),
  /** The post it corrects, and how; missing where it corrects none. */
  corrects: z
    .object({
      how: z.enum(['edit', 'reply']),
      /** Since when that post stands, and where; missing where nobody knows. */
      at: z.iso.datetime().optional(),
      url: z.string().optional(),
    })
    .optional(),
  /** What its correction says in public; missing: it is part of none. */
  correction: z.string().optional(),
  by: z.string(),
  /** What whoever asks may do with it. */
  may: z.array(z.enum(['cancel', 'release', 'there', 'again', 'take-down'])),
})
export type DeliveryView = z.infer<typeof DeliveryView>

/** What is given to connect an account, by the name of the field. All of it is sealed as one secret, which has an end. */
export const ConnectForm = z
  .record(z.string().max(60), z.string().max(4000))
  .refine((form) => bytesOf(JSON.stringify(form)) <= sendingLimits.signInBytesMax, {
    params: {
      en: 'This is longer than any sign-in. Paste only what the fields ask for.',
      fr: 'C’est plus long que toute connexion. Collez seulement ce que les champs demandent.',
    },
  })
export type ConnectForm = z.infer<typeof ConnectForm>

/** An account on the board: whether it can speak now. `own`: ours to speak through, nothing to connect; `by-hand`: no network of ours. */
export const AccountHealth = z.object({
  account: z.string(),
  network: z.string(),
  handle: z.string(),
  name: z.string(),
  languages: z.array(z.string()),
  state: z.enum(['own', 'connected', 'lost', 'none', 'by-hand']),
  server: z.string().optional(),
  connectedAt: z.iso.datetime().optional(),
  connectedBy: z.string().optional(),
  checkedAt: z.iso.datetime().optional(),
  /** When the harmless call last worked. */
  goodAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
  /** By when the desk renews the sign-in by itself. */
  renewsAt: z.iso.datetime().optional(),
  problem: z.string().optional(),
  detail: z.string().optional(),
  /** Calls left of how many, until when. */
  budget: z.object({ left: z.number(), of: z.number(), resetsAtMs: z.number() }).optional(),
  textMax: z.number().optional(),
  filesMax: z.number().optional(),
  /** People who may look after it; fewer than two is a risk. */
  owners: z.number().int(),
})
export type AccountHealth = z.infer<typeof AccountHealth>

/** A network as people see it: what it can do, and what connecting it asks for. */
export const NetworkView = z.object({
  network: z.string(),
  name: z.string(),
  can: z.object({
    threads: z.boolean(),
    replies: z.boolean(),
    quotes: z.boolean(),
    images: z.boolean(),
    video: z.boolean(),
    altText: z.boolean(),
    contentWarning: z.boolean(),
    languageTags: z.boolean(),
    /** Films go out with their captions. */
    captions: z.boolean(),
    /** The card of a link is shown as it was written; elsewhere the network makes its own, or shows none. */
    cards: z.boolean(),
    /** People there vote on a poll. */
    polls: z.boolean(),
    edits: z.boolean(),
    deletes: z.boolean(),
    readsBack: z.boolean(),
    /** What people write to an account in private can be read. */
    readsPrivate: z.boolean(),
  }),
  repeats: z.enum(['key', 'record-key', 'message-id', 'none']),
  /** An account can be connected by signing in at the network itself. */
  signsInThere: z.literal(true).optional(),
  fields: z.array(
    z.object({
      name: z.string(),
      words: z.object({ en: z.string(), fr: z.string() }),
      hint: z.object({ en: z.string(), fr: z.string() }).optional(),
      isSecret: z.boolean(),
      isOptional: z.boolean(),
    }),
  ),
})
export type NetworkView = z.infer<typeof NetworkView>

/** What stands at the top of every page of the desk: pauses that hold, and whether sending answers. */
export const SendingState = z.object({
  pauses: z.array(Pause),
  isSilent: z.boolean(),
  /** Since when nothing goes out; missing while sending answers. */
  silentSince: z.iso.datetime().optional(),
  /** Deliveries that wait for somebody, each once: unconfirmed, missed, refused, held back by a pause, stopped or taken down by the desk. */
  forPeople: z.number().int(),
})
export type SendingState = z.infer<typeof SendingState>

/** Where a browser goes to sign in at a network. */
export const GoThere = z.object({ url: z.url() })

/** Deliveries, as a list. */
export const DeliveryList = z.object({ deliveries: z.array(DeliveryView) })

/** The steps of one delivery, oldest first. */
export const DeliverySteps = z.object({ steps: z.array(DeliveryStep) })

/** What somebody decides about a delivery; `url`: where it stands, if they found it. */
export const ActForm = z.union([
  z.strictObject({
    does: z.enum(['cancel', 'release', 'there', 'again']),
    url: z
      .url({ protocol: /^https?$/u })
      .max(2000)
      .optional(),
  }),
  z.strictObject({
    does: z.literal('take-down'),
    reason: z.string().trim().min(1).max(sendingLimits.reasonLengthMax),
  }),
])
export type ActForm = z.infer<typeof ActForm>

/** What a network that charges for each use has cost this month of the calendar (UTC), thousandths of a US dollar. */
export const MonthSpending = z.object({
  network: z.string(),
  name: z.string(),
  /** The first moment of the next month, when counting begins anew. */
  untilMs: z.number(),
  spentMillidollars: z.number(),
  monthMillidollars: z.number(),
  /** Part of the month that only emergencies may use. */
  reserveMillidollars: z.number(),
})
export type MonthSpending = z.infer<typeof MonthSpending>

/** Accounts with their state, the networks there are, and what those that charge have cost. */
export const AccountBoard = z.object({
  accounts: z.array(AccountHealth),
  networks: z.array(NetworkView),
  spending: z.array(MonthSpending).optional(),
})
export type AccountBoard = z.infer<typeof AccountBoard>

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}
