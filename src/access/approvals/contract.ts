import { z } from 'zod'
import { lanes } from '#kernel/permission.ts'
import { VersionContent } from '#kernel/version-content.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const Place = { account: z.string().min(1).max(100), language: z.string().min(2).max(35) }

/** A version as it was shown to whoever decides: the SHA-256 is of the exact bytes that would go out. */
export const ShownVersion = z.object({ ...Place, sha256: Sha256 })
export type ShownVersion = z.infer<typeof ShownVersion>

/** Who approved a version, when, and how. */
export const GivenApproval = z.object({
  by: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(['approved', 'broke-glass']),
  /** Whose right was used, when it was a delegated one. */
  onBehalfOf: z.string().optional(),
})

/** Where an item stands. `waiting`: asked about, not everything of it is approved. */
export const ApprovalState = z.enum(['waiting', 'approved', 'returned', 'edited', 'withdrawn'])
export type ApprovalState = z.infer<typeof ApprovalState>

/** An item and where its approval stands. */
export const ApprovalSummary = z.object({
  item: z.string(),
  title: z.string(),
  lane: z.enum(lanes),
  state: ApprovalState,
  round: z.number().int(),
  askedBy: z.string(),
  askedAt: z.iso.datetime(),
  deadline: z.iso.datetime(),
  /** The next approvers were asked because nobody had decided by the deadline. */
  escalated: z.boolean(),
  returned: z.object({ by: z.string(), reason: z.string() }).optional(),
  versions: z.array(ShownVersion.extend({ approval: GivenApproval.optional() })),
  changedAt: z.iso.datetime(),
})
export type ApprovalSummary = z.infer<typeof ApprovalSummary>

/** What was let out with one key, and what somebody else found of it. */
export const GlassReview = z.object({
  id: z.string(),
  item: z.string(),
  title: z.string(),
  brokenBy: z.string(),
  brokenAt: z.iso.datetime(),
  reason: z.string(),
  due: z.iso.datetime(),
  versions: z.array(ShownVersion),
  /** Whether whoever asks may review it. */
  forMe: z.boolean(),
  reviewed: z
    .object({ by: z.string(), at: z.iso.datetime(), wasRight: z.boolean(), finding: z.string() })
    .optional(),
})
export type GlassReview = z.infer<typeof GlassReview>

/** One of our accounts, as a reader knows it. */
export const NamedAccount = z.object({
  id: z.string(),
  name: z.string(),
  handle: z.string(),
  network: z.string(),
})
export type NamedAccount = z.infer<typeof NamedAccount>

/** The list of approvals as one person sees it. */
export const ApprovalList = z.object({
  items: z.array(
    ApprovalSummary.extend({
      /** Waits for whoever asks: they may approve something of it that nobody has approved yet. */
      forMe: z.boolean(),
      /** Whoever asks wrote it or asked for it. */
      isMine: z.boolean(),
    }),
  ),
  reviews: z.array(GlassReview),
  accounts: z.array(NamedAccount),
})
export type ApprovalList = z.infer<typeof ApprovalList>

/** One version for reading: what would go out, and what stood there when somebody last approved or gave back. */
export const ReviewVersion = ShownVersion.extend({
  content: VersionContent,
  before: VersionContent.optional(),
  approval: GivenApproval.optional(),
  /** Whoever asks may approve it now. */
  mine: z.boolean(),
})
export type ReviewVersion = z.infer<typeof ReviewVersion>

/** One item for reviewing. */
export const ApprovalReview = ApprovalSummary.omit({ versions: true }).extend({
  versions: z.array(ReviewVersion),
  /** Names of those who wrote it; none of them may approve. */
  writers: z.array(z.string()),
  /** Names of those who may approve something of it now. */
  approvers: z.array(z.string()),
  may: z.object({
    approve: z.boolean(),
    giveBack: z.boolean(),
    revoke: z.boolean(),
    withdraw: z.boolean(),
    breakGlass: z.boolean(),
  }),
  /** Whoever asks is one of the writers. */
  isWriter: z.boolean(),
  accounts: z.array(NamedAccount),
  glass: GlassReview.optional(),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      act: z.string(),
      by: z.string().optional(),
      reason: z.string().optional(),
    }),
  ),
})
export type ApprovalReview = z.infer<typeof ApprovalReview>

/** Words somebody must give for an act. */
export const Reason = z.string().trim().min(1).max(2000)

/** An approver's right handed to somebody for a while. */
export const Delegation = z.object({
  id: z.string(),
  from: z.object({ id: z.string(), name: z.string() }),
  to: z.object({ id: z.string(), name: z.string() }),
  account: z.string(),
  language: z.string(),
  lane: z.enum([...lanes, '*']),
  endsAt: z.iso.datetime(),
  /** False when the delegator has lost the right meanwhile. */
  holds: z.boolean(),
})
export type Delegation = z.infer<typeof Delegation>

/** A delegation as a person makes it. */
export const NewDelegation = z.object({
  to: z.string().min(1).max(100),
  account: z.string().min(1).max(100),
  language: z.string().min(1).max(35),
  lane: z.enum([...lanes, '*']),
  endsAt: z.iso.datetime(),
})
export type NewDelegation = z.infer<typeof NewDelegation>

/** Delegations of and to a person, and what they could delegate to whom. */
export const DelegationList = z.object({
  delegations: z.array(Delegation),
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Where the person may approve by a right of their own. */
  mine: z.array(z.object({ account: z.string(), language: z.string(), lane: z.enum([...lanes, '*']) })),
  accounts: z.array(NamedAccount),
})
export type DelegationList = z.infer<typeof DelegationList>
