import type { Clock } from '#kernel/time.ts'
import type { Credentials, SendingNeeds, SendingWhy } from '#networks/sender.ts'

/**
 * How people who subscribed are told, one by one: by mail, by push. Beside `sender.ts`, where a network is told once and shows
 * it to everybody. The words for what is known after a call are the same, and as strict.
 */

/** Somebody who asked to be told. `id` is ours: 1 to 36 of a-z, 0-9 and `-`, and says nothing about the person. */
export type Recipient = {
  id: string
  /** A mail address, or the push subscription of a browser as JSON. Personal data: no log and no detail holds it. */
  address: string
  /** BCP 47. */
  language: string
  /** Ends this subscription by one POST, without signing in (RFC 8058): https. */
  unsubscribeUrl: string
  /** Why they get this one, in the language of the message, at most 300 characters. Missing: because they subscribed. */
  why?: string
}

/** What is said in one language. `title` at most 300 characters, `text` at most 50,000; `url`: where all of it stands. */
export type ManyVersion = { language: string; title: string; text: string; url?: string }

/** What goes out to many. Everything in it is the same at every attempt, so that a repeat can be told from a second message. */
export type ManyMessage = {
  /** Names this message for ever: 1 to 64 of a-z, 0-9 and `-`. */
  key: string
  /** When it was first claimed, epoch ms: the date it carries. */
  atMs: number
  /** At least one. A recipient whose language is not here gets the first. */
  versions: readonly [ManyVersion, ...ManyVersion[]]
  /** What a later message replaces where it was not seen yet: an alert, an area. At most 200 characters. */
  topic: string
  isUrgent: boolean
  /** Not worth delivering after this, epoch ms. */
  validUntilMs?: number
  /** Asks somebody who is no subscriber yet whether they want to be one: it speaks of no subscription, and is no mail of a list. */
  isRequest?: boolean
}

/** Why one recipient was not told, as words that never change. */
export type ManyWhy =
  | SendingWhy
  /** Nobody is there. */
  | 'no-such-address'
  /** The subscription has ended on the other side. */
  | 'gone'
  /** It is no address. */
  | 'bad-address'
  | 'mailbox-full'
  /** A rule of the other side: spam, policy, size. */
  | 'rejected'
  | 'too-large'
  /** It was no longer worth delivering. */
  | 'too-late'

/**
 * What is known about one recipient. Nothing of `wait` and `refused` has reached them; of `unknown` it may have.
 * `isPermanent`: the address itself is no good any more, so the subscription ends; otherwise only this message was refused.
 */
export type ManyOutcome = { id: string } & (
  | { kind: 'sent'; returned?: string }
  | { kind: 'refused'; why: ManyWhy; isPermanent: boolean; detail: string }
  | { kind: 'wait'; why: ManyWhy; detail: string; retryInMs?: number }
  | { kind: 'unknown'; why: ManyWhy; detail: string }
)

/** Why nobody else could be told: the way out as a whole is closed. Recipients that were not asked for are as they were. */
export type ManyStopped = { kind: 'stopped'; why: SendingWhy; detail: string; retryInMs?: number }

/** How sending to many ended. */
export type ManyEnd = { kind: 'all' } | ManyStopped

/** Whether the way out is open. */
export type ManyHealth =
  | { ok: true; handle: string }
  | { ok: false; why: SendingWhy; detail: string; isTransient: boolean }

/** What a way to many people can do, as data. */
export type ManyCapabilities = {
  network: string
  /** The network's own name, the same in every language. */
  name: string
  /**
   * What makes a repeat harmless. `message-id`: it carries the same id, and most mailboxes show it once; `topic`: it takes the
   * place of the first where that was not shown yet, and of its notification where it was.
   */
  repeats: 'message-id' | 'topic'
  /** It tells later, by itself, that something did not arrive. */
  bounces: boolean
  /** How many recipients are taken before the first of them has an outcome. */
  atOnceMax: number
}

/** A way out, ready. No method throws for anything the other side does. */
export type ManySender = {
  /**
   * Tells each recipient once. A recipient that was taken from `recipients` gets exactly one outcome, in any order; whoever gives
   * them out writes down before that they are being sent to, so that after a crash it is known who may have been told.
   *
   * @throws what `onOutcome` or `recipients` throws, after those on their way have their outcome
   */
  sendAll(
    message: ManyMessage,
    recipients: AsyncIterable<Recipient> | Iterable<Recipient>,
    needs: SendingNeeds,
    onOutcome: (outcome: ManyOutcome) => Promise<void>,
  ): Promise<ManyEnd>
  health(needs: SendingNeeds): Promise<ManyHealth>
}

/** A network that tells people one by one: its folder's front door. */
export type ToMany<Settings> = {
  capabilities: ManyCapabilities
  open(settings: Settings, credentials: Credentials): ManySender
}

/** What somebody reads: their language, else another form of it, else the first. */
export function versionFor(message: ManyMessage, language: string): ManyVersion {
  const wanted = language.toLowerCase()
  const base = wanted.split('-')[0]
  const { versions } = message
  return (
    versions.find((one) => one.language.toLowerCase() === wanted) ??
    versions.find((one) => one.language.toLowerCase().split('-')[0] === base) ??
    versions[0]
  )
}

/** Something a network said, as one short line for people, without what must not be shown. */
export function plainDetail(text: string, hidden: readonly string[]): string {
  let plain = text.slice(0, 2000)
  for (const one of hidden) if (one !== '') plain = plain.replaceAll(one, '…')
  return plain
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 300)
}

/** Whether it is too late for a message. */
export function isTooLate({ validUntilMs }: ManyMessage, clock: Clock): boolean {
  return validUntilMs !== undefined && clock.nowMs() > validUntilMs
}

/** Calls that come while one is under way share its answer, so that what is made at the first use is made once. */
export function together<T>(make: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | undefined
  return () => {
    underWay ??= make().finally(() => (underWay = undefined))
    return underWay
  }
}
