import type { Lane } from '#kernel/permission.ts'
import type { PostedPart, SendingLimits, SendingNeeds } from '#networks/sender.ts'
import type { XClient } from '#networks/x/wire/client.ts'
import { askMe } from '#networks/x/speak/me.ts'
import type { NothingDone } from '#networks/call.ts'
import type { Meter, SpendKind } from '#networks/x/price.ts'
import type { Me } from '#networks/x/speak/summoned.ts'
import type { MediaThere } from '#networks/x/speak/upload.ts'

/** One account of ours, ready to speak, and what was learned while it spoke. */
export type Speaking = {
  change: XClient
  read: XClient
  /** Reads posts. */
  lookUp: XClient
  /** By when the sign-in renews itself, epoch ms; undefined for keys that never end. */
  renewsAtMs(): Promise<number | undefined>
  handle: string
  limits: SendingLimits
  isEnterprise: boolean
  meter: Meter | undefined
  /** Who the account is, once X has said so. */
  me?: Me
  /** Files X has and no post carries yet, by hash and description. */
  files: Map<string, MediaThere>
}

const overBudget: NothingDone = {
  kind: 'wait',
  why: 'over-budget',
  detail: 'the budget for X is used up for this month',
  retryInMs: 3_600_000,
}

/** What something is spent on: so many, in which lane (missing: normal). */
export type Spending = { count?: number; lane?: Lane | undefined }

/** Asks the meter before something is spent; undefined where it may be. */
export async function spend(
  { meter }: Speaking,
  kind: SpendKind,
  { count = 1, lane = 'normal' }: Spending = {},
): Promise<NothingDone | undefined> {
  if (meter === undefined || count === 0) return undefined
  return (await meter.spend(kind, count, lane)) === 'ok' ? undefined : overBudget
}

/** Who the account is; asked once. */
export async function meOf(
  speaking: Speaking,
  needs: SendingNeeds,
  lane?: Lane,
): Promise<{ kind: 'me'; me: Me } | NothingDone> {
  if (speaking.me !== undefined) return { kind: 'me', me: speaking.me }
  const tooMuch = await spend(speaking, 'owned-read', { lane })
  if (tooMuch !== undefined) return tooMuch
  const asked = await askMe(speaking.read, needs)
  if (asked.kind === 'me') speaking.me = asked.me
  return asked
}

/** A post of ours as it is kept. */
export function postedAs({ handle }: Speaking, nativeId: string): PostedPart {
  const who = /^\w{1,50}$/.test(handle) ? handle : 'i/web'
  return { nativeId, url: `https://x.com/${who}/status/${nativeId}` }
}
