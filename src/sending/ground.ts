import type { Kysely } from 'kysely'
import type { Approvals } from '#access/approvals/approvals.ts'
import type { Log } from '#kernel/log.ts'
import type { Clock } from '#kernel/time.ts'
import type { Sender, SendingCapabilities } from '#networks/sender.ts'
import type { InUse } from '#sending/files/sweeping.ts'
import type { Store } from '#store/store.ts'
import type { Delivery } from '#sending/outbox.ts'

/** Channel on which workers and open screens hear that something of the outbox changed. */
export const sendingChannel = 'sending'

/** Channel on which whoever reads for our accounts hears that one was connected, disconnected or lost; the payload is its id. */
export const connectionsChannel = 'sending_connections'

/** An account that can be spoken through now. */
export type Line = { sender: Sender }

/** Where accounts are connected. */
export type Lines = {
  /** The way to speak through an account; undefined while it is not connected. */
  open(account: string): Promise<Line | undefined>
  /** What the network of an account can do, also while it is not connected. */
  capabilities(network: string): SendingCapabilities | undefined
  /** The network said that the sign-in is over. */
  lost(tx: Kysely<unknown>, account: string, detail: string): Promise<void>
}

/** What other rooms are told of in the transaction in which it becomes true. */
export type SendingPorts = {
  /** A delivery is there, whole. */
  sent(tx: Kysely<unknown>, delivery: Delivery): Promise<void>
  /** What was there was taken down again by us. */
  removed(tx: Kysely<unknown>, delivery: Delivery, why: string): Promise<void>
  /** Which of these files other rooms still refer to. Missing: no file is ever deleted. */
  inUse?: InUse
}

/** What everything here stands on. */
export type Ground = {
  store: Store
  approvals: Pick<Approvals, 'mayGoOut'>
  lines: Lines
  ports: SendingPorts
  clock: Clock
  log: Log
  newId(): string
  /** From 0 to 1, spreads waits. */
  chance(): number
}
