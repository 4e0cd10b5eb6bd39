import type { Vault } from '#access/vault/vault.ts'
import type { SendingNetwork } from '#networks/sender.ts'
import type { Store } from '#store/store.ts'
import type { Ground } from '#sending/ground.ts'
import { credentialsOf } from '#sending/lines.ts'
import { startAskingBack } from '#sending/to-many/asking-back.ts'
import { watchBounces, type WatchedMailbox } from '#sending/to-many/bounces.ts'
import { wayOf, type ManyWay, type ToManyGround } from '#sending/to-many/ground.ts'
import { subscriberKeys, type SubscriberKeys } from '#sending/to-many/keys.ts'
import { manyNetwork } from '#sending/to-many/network.ts'
import { emailWay, mailCredentials, webPushWay, type MailSettings } from '#sending/to-many/ways.ts'
import { startToMany } from '#sending/to-many/worker.ts'

/** What the owner says about reaching subscribers. */
export type ToManyConfig = {
  /** Missing: no mail. */
  mail?: MailSettings | undefined
  /** The address people reach this desk at: missing, no link to unsubscribe could be made, and nobody is told. */
  publicUrl?: string | undefined
}

/** The ways to many people that a desk has, by what its owner configured. */
export function waysOf({ mail, publicUrl }: ToManyConfig, own: { store: Store; vault: Vault }): ManyWay[] {
  if (publicUrl === undefined) return []
  return [
    ...(mail === undefined ? [] : [emailWay(mail, own)]),
    // Push services want to know whom to write to, and browsers subscribe over https only.
    ...(publicUrl.startsWith('https:') ? [webPushWay({ contact: publicUrl }, own)] : []),
  ]
}

/** Their networks, for the outbox. */
export function manyNetworks(store: Store, ways: readonly ManyWay[]): SendingNetwork[] {
  return ways.map((way) => manyNetwork(store, way))
}

/** Reaching subscribers: the front door. */
export class ToMany {
  /** For the routes and the jobs of this room. */
  readonly ground: ToManyGround
  private readonly mailbox: WatchedMailbox | undefined

  constructor(o: { sending: Ground; vault: Vault; ways: readonly ManyWay[]; config: ToManyConfig }) {
    const { store, approvals, lines, clock, log, chance } = o.sending
    let keys: Promise<SubscriberKeys> | undefined
    const own = { store, vault: o.vault }
    this.ground = {
      ...{ store, approvals, lines, clock, log, chance, ways: o.ways, publicUrl: o.config.publicUrl ?? '' },
      // Asked again after a failure: the vault may be there the next time.
      keys: () =>
        (keys ??= subscriberKeys(own).catch((error: unknown) => {
          keys = undefined
          throw error
        })),
    }
    this.mailbox = mailboxOf(o.config.mail, own)
  }

  /** Whether this desk sends mail, so that people can subscribe on its page. */
  get takesMail(): boolean {
    return wayOf(this.ground, 'email') !== undefined
  }

  /** Starts telling, asking back whoever wants to subscribe, and reading what comes back. */
  async start(): Promise<{ stop(): Promise<void> }> {
    const worker = await startToMany(this.ground)
    const bounces = this.mailbox && watchBounces(this.ground, this.mailbox)
    const asking = this.takesMail ? startAskingBack(this.ground) : undefined
    return {
      async stop() {
        await Promise.all([worker.stop(), bounces?.stop(), asking?.stop()])
      },
    }
  }
}

function mailboxOf(
  mail: MailSettings | undefined,
  own: { store: Store; vault: Vault },
): WatchedMailbox | undefined {
  if (mail?.mailbox === undefined) return undefined
  const { settings, everyMs } = mail.mailbox
  return {
    ...{ settings, everyMs },
    credentials: (account) =>
      mailCredentials(mail, own, { account, credentials: credentialsOf(own, account) }),
  }
}
