import type { Connection, ConnectField, SendingLimits } from '#networks/sender.ts'
import type { ManyCapabilities, ManySender } from '#networks/to-many.ts'
import type { Ground } from '#sending/ground.ts'
import type { SubscriberKeys } from '#sending/to-many/keys.ts'

/** One kind of way to many people: mail, push. Made by `ways.ts` from what the owner configured. */
export type ManyWay = {
  capabilities: ManyCapabilities
  connectFields: readonly ConnectField[]
  limits: SendingLimits
  /** How long a text is, in the unit of `limits`. */
  measure(text: string): number
  open(connection: Connection): ManySender
  /** An address as it is kept, and what is the same for two ways of writing it; undefined when it is none. */
  read(address: string): { address: string; same: string } | undefined
  /**
   * Recipients that are taken, and written down as being told, at once: half of them on their way, half taken ahead meanwhile. As many
   * are in doubt when the process ends there, and a pause stops within them.
   */
  atOnce: number
  /** How long a recipient may be on their way; longer than any call takes. */
  leaseMs: number
  /** How people subscribe with their browser; missing where they give an address. */
  browser?: {
    /** The key that browsers subscribe with, base64url; undefined where what is kept cannot be read. */
    publicKeyOf(account: string): Promise<string | undefined>
    /** Whether what a stranger's browser offers may be kept. */
    takes(address: string): boolean
  }
}

/** What reaching subscribers stands on. */
export type ToManyGround = Pick<Ground, 'store' | 'approvals' | 'lines' | 'clock' | 'log' | 'chance'> & {
  ways: readonly ManyWay[]
  keys: () => Promise<SubscriberKeys>
  /** Address of this desk as people reach it: links to unsubscribe begin with it. */
  publicUrl: string
}

/** The way of a network; undefined where the desk has none. */
export function wayOf({ ways }: Pick<ToManyGround, 'ways'>, network: string): ManyWay | undefined {
  return ways.find(({ capabilities }) => capabilities.network === network)
}
