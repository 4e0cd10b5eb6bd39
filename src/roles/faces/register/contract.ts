import { z } from 'zod'

/** Limits of the register, of look-alikes and of the life of accounts. */
export const registerLimits = {
  purposeLengthMax: 300,
  whyLengthMax: 2000,
  askLengthMax: 300,
  accountsMax: 500,
  requestsMax: 200,
  /** A look-alike nobody works on is forgotten so long after it was last seen. */
  lookAlikeDays: 30,
  /** An account that said nothing for so long is dormant. */
  dormantDays: 90,
  /** A check that got no answer for so long rings, once. */
  unansweredTellDays: 3,
  ownersMin: 2,
  ownersMax: 10,
} as const

/** Whose voice an account is: the organization's, that of a post (the mayor), or a person's who writes about work. */
export const AccountKind = z.enum(['official', 'role', 'personal'])
export type AccountKind = z.infer<typeof AccountKind>

/** What the desk looks at. `by-hand`: a person did, where the desk cannot. */
export const checkKinds = ['sign-in', 'profile', 'text', 'links-here', 'handle', 'by-hand'] as const
/** One of them. */
export const CheckKind = z.enum(checkKinds)
export type CheckKind = z.infer<typeof CheckKind>

/** `advice`: nothing is wrong, and it could be better. `unknown`: nobody answered. */
export const CheckState = z.enum(['ok', 'advice', 'bad', 'unknown'])
export type CheckState = z.infer<typeof CheckState>

/** What was found, by name; short texts from outside among it. */
export const CheckFacts = z.record(z.string().max(40), z.string().max(600))
export type CheckFacts = z.infer<typeof CheckFacts>

/** One thing that was looked at. `code`: a word that never changes; screens have a sentence for each. */
export const Check = z.object({
  kind: CheckKind,
  state: CheckState,
  code: z.string(),
  facts: CheckFacts,
  checkedAt: z.iso.datetime(),
  /** Since when it is in this state. */
  since: z.iso.datetime(),
})
export type Check = z.infer<typeof Check>

/** What a profile says, as it is compared. */
export const NotedProfile = z.object({
  handle: z.string(),
  name: z.string(),
  bio: z.string(),
  fields: z.array(z.object({ name: z.string(), text: z.string() })),
  /** What its picture looks like, 16 hexadecimal digits; missing where it has none or it could not be read. */
  picture: z.string().optional(),
})
export type NotedProfile = z.infer<typeof NotedProfile>

/** A profile that says something else than what somebody last found right. */
export const ProfileChange = z.object({
  noted: NotedProfile,
  notedAt: z.iso.datetime(),
  notedBy: z.string().optional(),
  seen: NotedProfile,
  seenAt: z.iso.datetime(),
})
export type ProfileChange = z.infer<typeof ProfileChange>

const Text = (max: number) => z.string().trim().max(max)
const WebAddress = z.url({ protocol: /^https?$/u }).max(2000)
const Day = z.iso.date()

/** What the public is told of an account. */
export const EntryForm = z.strictObject({
  kind: AccountKind,
  purpose: z.object({ en: Text(registerLimits.purposeLengthMax), fr: Text(registerLimits.purposeLengthMax) }),
  profileUrl: WebAddress.optional(),
  isListed: z.boolean(),
  since: Day.optional(),
})
export type EntryForm = z.infer<typeof EntryForm>

/** One account as everybody may know it. */
export const PublicAccount = z.object({
  network: z.string(),
  networkName: z.string(),
  handle: z.string(),
  name: z.string(),
  url: z.string().optional(),
  kind: AccountKind,
  purpose: z.object({ en: z.string(), fr: z.string() }),
  languages: z.array(z.string()),
  since: Day.optional(),
  /** When the desk last found all of it in order. */
  checkedAt: z.iso.datetime().optional(),
  /** Closed: it speaks for us no more. */
  closed: z
    .object({
      at: z.iso.datetime(),
      words: z.object({ en: z.string(), fr: z.string() }),
      url: z.string().optional(),
    })
    .optional(),
})
export type PublicAccount = z.infer<typeof PublicAccount>

/** The register as programs read it. */
export const PublicRegister = z.object({
  organization: z.string(),
  /** The page people read. */
  url: z.string(),
  isPractice: z.boolean(),
  accounts: z.array(PublicAccount),
})
export type PublicRegister = z.infer<typeof PublicRegister>

/** What whoever asks "is this really you?" is told. */
export const NameAnswer = z.object({
  asked: z.string(),
  answer: z.enum(['ours', 'closed', 'looks-alike', 'not-ours', 'nothing-asked']),
  /** Those it names; where it only looks like one, that one. */
  accounts: z.array(PublicAccount),
})
export type NameAnswer = z.infer<typeof NameAnswer>
