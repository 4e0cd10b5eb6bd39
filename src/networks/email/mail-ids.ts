import { createHmac, timingSafeEqual } from 'node:crypto'

/** Whom a mail of ours went to, read from something that came back. `messageKey` is missing where only the address came back. */
export type MailTrace = { recipientId: string; messageKey?: string }

/** Makes and reads the names our mails carry. */
export type MailIds = {
  /** With its angle brackets. The same for the same message and recipient, so that a repeat can be told. */
  messageId(messageKey: string, recipientId: string): string
  /** Where one mail comes back to when it cannot be delivered. */
  returnAddress(recipientId: string): string
  /** The first of our names in a text; a name whose signature is not ours is none. */
  find(text: string): MailTrace | undefined
}

/** Longest text looked through, characters. */
const lookedThroughMax = 200_000

/**
 * The names of one mail account. Each is signed: bounces are mail that anybody can write, and a bounce ends a subscription.
 *
 * @param o.key 32 bytes, base64url
 * @param o.domain of our own address, in ASCII
 * @param o.bounces the mailbox for undelivered mail
 */
export function mailIds(o: { key: string; domain: string; bounces: string }): MailIds {
  const key = Buffer.from(o.key, 'base64url')
  const sign = (text: string): string =>
    createHmac('sha256', key).update(text).digest('hex').slice(0, macLength)
  const at = o.bounces.lastIndexOf('@')
  const [local, host] = [o.bounces.slice(0, at), o.bounces.slice(at + 1)]
  const ids = named(`${name(64)}\\.${name(36)}`, o.domain)
  const addresses = named(`${escaped(local)}\\+${name(36)}`, host)
  const isOurs = (signed: string, mac: string): boolean =>
    timingSafeEqual(Buffer.from(sign(signed)), Buffer.from(mac.toLowerCase()))

  return {
    messageId: (messageKey, recipientId) => {
      const signed = `${messageKey}.${recipientId}`
      return `<${signed}.${sign(signed)}@${o.domain}>`
    },
    returnAddress: (recipientId) => `${local}+${recipientId}.${sign(`+${recipientId}`)}@${host}`,
    find: (text) => {
      const looked = text.slice(0, lookedThroughMax)
      for (const [, messageKey = '', recipientId = '', mac = ''] of looked.matchAll(ids)) {
        const [k, id] = [messageKey.toLowerCase(), recipientId.toLowerCase()]
        if (isOurs(`${k}.${id}`, mac)) return { recipientId: id, messageKey: k }
      }
      for (const [, recipientId = '', mac = ''] of looked.matchAll(addresses)) {
        const id = recipientId.toLowerCase() // some servers change the case of what they send back
        if (isOurs(`+${id}`, mac)) return { recipientId: id }
      }
      return undefined
    },
  }
}

// 48 bits: a forger would have to send that many mails, and we read a few thousand at a time.
const macLength = 12

function name(lengthMax: number): string {
  return `([a-z0-9-]{1,${lengthMax}})`
}

function named(before: string, host: string): RegExp {
  return new RegExp(`(?<![\\w.+-])${before}\\.([0-9a-f]{${macLength}})@${escaped(host)}(?![\\w-])`, 'gi')
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
