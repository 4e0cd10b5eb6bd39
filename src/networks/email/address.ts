import { domainToASCII } from 'node:url'

/** A mail address, read and made safe to write into a header or a command. */
export type MailAddress = {
  local: string
  /** In ASCII: `xn--…`. */
  domain: string
  /** `local@domain`. */
  text: string
  /** The part before the @ needs a server that takes UTF-8 there (RFC 6531). */
  needsUtf8: boolean
}

// Dot-atoms of RFC 5322, and letters beyond ASCII as RFC 6531 adds them. Quoted parts and addresses in brackets are not taken:
// nobody subscribes with one, and every parser between here and there reads them otherwise.
const localPart = /^[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}\p{M}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/**
 * Reads one mail address.
 *
 * @returns undefined for anything else: lists, names with angle brackets, line breaks, too long (RFC 5321, 4.5.3.1)
 */
export function mailAddress(written: string): MailAddress | undefined {
  if (written.length > 254) return undefined
  const text = written.trim().normalize('NFC')
  const at = text.lastIndexOf('@')
  const local = text.slice(0, Math.max(at, 0))
  if (!localPart.test(local) || Buffer.byteLength(local) > 64) return undefined
  const domain = asciiDomain(text.slice(at + 1))
  if (domain === undefined) return undefined
  return { local, domain, text: `${local}@${domain}`, needsUtf8: !/^[\x21-\x7e]+$/.test(local) }
}

function asciiDomain(written: string): string | undefined {
  if (/[^\p{L}\p{N}\p{M}.-]/u.test(written)) return undefined
  const domain = domainToASCII(written.toLowerCase())
  const labels = domain.split('.')
  const isName = domain.length <= 253 && labels.every((one) => label.test(one))
  // `1.2.3.4` is a number of a machine, and not a name.
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? domain : undefined
}
