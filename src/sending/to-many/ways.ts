import { sql } from 'kysely'
import { z } from 'zod'
import type { Vault } from '#access/vault/vault.ts'
import { jsonOf } from '#kernel/json.ts'
import { mailAddress } from '#networks/email/address.ts'
import { emailToMany } from '#networks/email/email.ts'
import { EmailSettings, MailboxSettings } from '#networks/email/settings.ts'
import type { Connection, ConnectField, Credentials } from '#networks/sender.ts'
import { fieldsOf } from '#networks/unknown-fields.ts'
import { payloadBytesMax } from '#networks/webpush/payload.ts'
import { WebPushSettings } from '#networks/webpush/settings.ts'
import { isOfferable, readSubscription } from '#networks/webpush/subscription.ts'
import { vapidKeys } from '#networks/webpush/vapid.ts'
import { webPushToMany } from '#networks/webpush/webpush.ts'
import type { Store } from '#store/store.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { ManyWay } from '#sending/to-many/ground.ts'

const mailbox = z.strictObject({
  host: z.string(),
  port: z.number(),
  security: z.enum(['tls', 'starttls', 'none']),
  allowInsecure: z.boolean().optional(),
  allowPrivateNetworks: z.boolean().optional(),
  certificateAuthority: z.string().optional(),
  folder: z.string().optional(),
  user: z.string().min(1).max(500).optional(),
  /** How long between two looks into it; missing: a minute. */
  everySeconds: z.number().int().min(5).max(3600).optional(),
})

/**
 * How mail goes out and comes back, as the owner configures it. `user`: the server wants a sign-in; its password is given when the
 * account is connected, and sealed.
 */
export const MailSettings = z
  .strictObject({
    send: EmailSettings,
    user: z.string().min(1).max(500).optional(),
    mailbox: mailbox.optional(),
  })
  .transform(({ send, user, mailbox: box }, context): MailSettings => {
    const way = { send, ...(user === undefined ? {} : { user }) }
    if (box === undefined) return way
    const { user: mailboxUser, everySeconds = 60, ...server } = box
    const read = MailboxSettings.safeParse({ ...server, from: send.from.address, bounces: send.bounces })
    // A mailbox is somebody's: it takes a sign-in, at least that of the mail server.
    if (!read.success || (mailboxUser ?? user) === undefined) {
      context.addIssue({ code: 'custom', message: 'the mailbox cannot be used' })
      return z.NEVER
    }
    const named = mailboxUser === undefined ? {} : { mailboxUser }
    return { ...way, mailbox: { settings: read.data, everyMs: everySeconds * secondMs, ...named } }
  })
/** The same, read. */
export type MailSettings = {
  send: EmailSettings
  user?: string
  mailbox?: { settings: MailboxSettings; mailboxUser?: string; everyMs: number }
}

/** Where keys of ours are kept, apart from what people give: connecting an account anew leaves them as they are. */
export type OwnKeys = { store: Store; vault: Vault }

/** Mail. */
export function emailWay(settings: MailSettings, own: OwnKeys): ManyWay {
  return {
    ...{
      capabilities: emailToMany.capabilities,
      connectFields: mailFields(settings),
      measure: (text) => text.length,
    },
    limits: { textMax: 50_000, partsMax: 1, filesMax: 0, media: {} },
    open: (connection) => emailToMany.open(settings.send, mailCredentials(settings, own, connection)),
    read(written) {
      const address = mailAddress(written)?.text
      // Whoever is there in capitals is there in small letters too, on every server that is in use.
      return address === undefined ? undefined : { address, same: address.toLowerCase() }
    },
    atOnce: settings.send.connectionsMax * 8,
    leaseMs: settings.send.messageMaxMs * 2 + 2 * minuteMs,
  }
}

function mailFields({ user, mailbox: box }: MailSettings): ConnectField[] {
  const password = (name: string, en: string, fr: string): ConnectField => {
    return { name, words: { en, fr }, isSecret: true }
  }
  return [
    ...(user === undefined
      ? []
      : [password('password', 'Password of the mail server', 'Mot de passe du serveur de courriel')]),
    ...(box?.mailboxUser === undefined
      ? []
      : [password('mailboxPassword', 'Password of the mailbox', 'Mot de passe de la boîte de réception')]),
  ]
}

/** What a mail account signs in with: names from the settings, passwords as they were given, our own key from the vault. */
export function mailCredentials(
  { user, mailbox: box }: MailSettings,
  own: OwnKeys,
  { account, credentials }: Pick<Connection, 'account' | 'credentials'>,
): Credentials {
  const kept = keptKeys(own, account)
  return {
    async read() {
      const given = fieldsOf(await credentials.read())
      const keys = fieldsOf(await kept.read())
      if (given === undefined || keys === undefined) return undefined
      const names = { user, mailboxUser: box?.mailboxUser }
      const { password, mailboxPassword } = given
      return defined({ ...names, password, mailboxPassword, tokenKey: keys['tokenKey'] })
    },
    write: (value) => kept.write(defined({ tokenKey: fieldsOf(value)?.['tokenKey'] })),
  }
}

function defined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}

/** Keys that are made here for an account; an empty object before the first. */
function keptKeys({ store, vault }: OwnKeys, account: string): Credentials {
  const name = nameOfKeys(account)
  return {
    read: async () => jsonOf((await vault.get(name)) ?? '{}'),
    write: (value) => store.inTransaction((tx) => vault.put(tx, name, JSON.stringify(value))),
  }
}

function nameOfKeys(account: string): string {
  return `to-many:${account}`
}

/** Advisory lock: the pair of an account is made once, whoever comes first. */
const pairLock = 7_240_617

/**
 * The push keys of an account. Whoever reads them finds a pair: the page and a worker in another process may be first at the same
 * moment, and with a second pair those who subscribed with the first would be lost.
 */
function pushKeys(own: OwnKeys, account: string): Credentials {
  const kept = keptKeys(own, account)
  return {
    ...kept,
    async read() {
      const found = await kept.read()
      if (Object.keys(fieldsOf(found) ?? { unreadable: true }).length > 0) return found
      await own.store.inTransaction(async (tx) => {
        await sql`select pg_advisory_xact_lock(${pairLock})`.execute(tx)
        const write = (value: unknown): Promise<void> =>
          own.vault.put(tx, nameOfKeys(account), JSON.stringify(value))
        await vapidKeys({ read: kept.read, write })
      })
      return kept.read()
    },
  }
}

/** Room for a title, a tag and an address beside the text of a push message, bytes. */
const beside = 900

/** Messages to browsers. `contact`: whom the push services can write to. */
export function webPushWay(
  o: { contact: string; allowPrivateNetworks?: boolean; certificateAuthority?: string },
  own: OwnKeys,
): ManyWay {
  const settings = WebPushSettings.parse(o)
  return {
    ...{ capabilities: webPushToMany.capabilities, connectFields: [] },
    // As it stands in the payload, so that what passes here is never cut.
    measure: (text) => Buffer.byteLength(JSON.stringify(text)) - 2,
    limits: { textMax: payloadBytesMax - beside, partsMax: 1, filesMax: 0, media: {} },
    open: ({ account }) => webPushToMany.open(settings, pushKeys(own, account)),
    browser: {
      publicKeyOf: async (account) => (await vapidKeys(pushKeys(own, account)))?.publicKey,
      takes(written) {
        const subscription = readSubscription(written, settings.allowPrivateNetworks)
        return subscription !== undefined && (settings.allowPrivateNetworks || isOfferable(subscription))
      },
    },
    read(written) {
      const subscription = readSubscription(written, settings.allowPrivateNetworks)
      return subscription === undefined
        ? undefined
        : { address: JSON.stringify(subscription), same: subscription.endpoint }
    },
    atOnce: settings.callsMax * 4,
    leaseMs: settings.timeoutMs * 4 + minuteMs,
  }
}
