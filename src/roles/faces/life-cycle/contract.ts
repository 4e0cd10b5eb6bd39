import { z } from 'zod'
import {
  AccountKind,
  Check,
  EntryForm,
  ProfileChange,
  registerLimits,
} from '#roles/faces/register/contract.ts'

const Text = (min: number, max: number) => z.string().trim().min(min).max(max)
const Person = z.object({ id: z.string(), name: z.string() })

/** What is asked for a new account. */
export const RequestForm = z.strictObject({
  network: Text(1, 40).regex(/^[a-z][a-z0-9-]*$/u),
  handle: Text(1, 200),
  name: Text(1, 200),
  languages: z.array(z.string().min(2).max(35)).min(1).max(10),
  kind: AccountKind,
  purpose: z.object({
    en: Text(1, registerLimits.purposeLengthMax),
    fr: Text(1, registerLimits.purposeLengthMax),
  }),
  why: Text(1, registerLimits.whyLengthMax),
  /** People who would own it, by id. */
  owners: z.array(z.string().min(1).max(100)).max(registerLimits.ownersMax),
})
export type RequestForm = z.infer<typeof RequestForm>

/** Somebody asked for an account; what came of it. */
export const AccountRequest = z.object({
  id: z.string(),
  ...{ network: z.string(), networkName: z.string(), handle: z.string(), name: z.string() },
  ...{ languages: z.array(z.string()), kind: AccountKind },
  purpose: z.object({ en: z.string(), fr: z.string() }),
  why: z.string(),
  owners: z.array(Person),
  by: Person,
  at: z.iso.datetime(),
  state: z.enum(['asked', 'approved', 'refused', 'withdrawn']),
  decided: z.object({ by: z.string(), at: z.iso.datetime(), words: z.string().optional() }).optional(),
  account: z.string().optional(),
  /** What whoever asks may do with it; `needs-another`: they asked for it themselves, somebody else says yes. */
  may: z.array(z.enum(['decide', 'withdraw', 'needs-another', 'needs-owners'])),
})
export type AccountRequest = z.infer<typeof AccountRequest>

/** What is decided about a request. */
export const DecideForm = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('approve'), words: Text(0, registerLimits.whyLengthMax).optional() }),
  z.strictObject({ does: z.literal('refuse'), words: Text(1, registerLimits.whyLengthMax) }),
  z.strictObject({ does: z.literal('withdraw') }),
])
export type DecideForm = z.infer<typeof DecideForm>

/** Who owns an account: two people at least. */
export const OwnersForm = z.strictObject({
  owners: z.array(z.string().min(1).max(100)).min(registerLimits.ownersMin).max(registerLimits.ownersMax),
})

/** How an account ends: what became of its records, who holds them, what the network says of its data, what people are told. */
export const CloseForm = z.strictObject({
  why: Text(1, registerLimits.whyLengthMax),
  recordsKept: Text(1, registerLimits.whyLengthMax),
  heldBy: Text(1, 200),
  networkSays: Text(1, registerLimits.whyLengthMax),
  public: z.object({
    en: Text(1, registerLimits.purposeLengthMax),
    fr: Text(1, registerLimits.purposeLengthMax),
  }),
  followUrl: z
    .url({ protocol: /^https?$/u })
    .max(2000)
    .optional(),
})
export type CloseForm = z.infer<typeof CloseForm>

/** Where an account is in its life. */
export const lifeStates = ['needs-owners', 'not-connected', 'in-use', 'dormant', 'closed'] as const
/** One of them. */
export const LifeState = z.enum(lifeStates)
export type LifeState = z.infer<typeof LifeState>

/** One account as those who look after accounts see it. */
export const OfficialAccount = z.object({
  id: z.string(),
  ...{ network: z.string(), networkName: z.string(), handle: z.string(), name: z.string() },
  languages: z.array(z.string()),
  entry: EntryForm,
  /** Nobody has said yet what it is for. */
  isNew: z.boolean(),
  /** Where people find it. */
  url: z.string().optional(),
  life: LifeState,
  /** How it came to be: asked for and approved; here before this list was kept; noted without being asked for. */
  origin: z.enum(['request', 'before', 'noted']),
  notedAt: z.iso.datetime(),
  request: AccountRequest.optional(),
  /** Named owners; without any, how many people may look after it. */
  owners: z.array(Person),
  keepers: z.number().int(),
  /** When something of it was last public. */
  saidAt: z.iso.datetime().optional(),
  checks: z.array(Check),
  change: ProfileChange.optional(),
  /** The desk reads its profile. */
  isRead: z.boolean(),
  closing: CloseForm.extend({ at: z.iso.datetime(), by: z.string() }).optional(),
  mayManage: z.boolean(),
})
export type OfficialAccount = z.infer<typeof OfficialAccount>

/** Everything the page of accounts shows. */
export const OfficialBoard = z.object({
  accounts: z.array(OfficialAccount),
  requests: z.array(AccountRequest),
  people: z.array(Person),
  /** Look-alikes that nobody has looked at yet. */
  lookAlikes: z.number().int(),
  publicPath: z.object({ en: z.string(), fr: z.string() }),
  mayAsk: z.boolean(),
})
export type OfficialBoard = z.infer<typeof OfficialBoard>

/** Which check is found right as it is now; `by-hand`: somebody looked where the desk cannot. */
export const AcceptForm = z.strictObject({
  kind: z.enum(['profile', 'text', 'links-here', 'handle', 'by-hand']),
})
