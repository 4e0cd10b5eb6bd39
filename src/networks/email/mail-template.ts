import { composeMail, type MailParts, type ReadyMail } from './compose.ts'

/** What is a recipient's own in a mail; all the rest is the same for everybody who reads that version. */
type Own = { to: string; messageId: string; boundary: string; url: string }

/** A mail in pieces: text that is the same for all, and places for what is one's own. `breaks`: soft line breaks within it. */
type Piece = string | { own: keyof Own; breaks: readonly number[] }

/** `tried`: made of one mail and not compared yet; `off`: the composer does something else with another recipient. */
type Template = { state: 'tried' | 'trusted' | 'off'; of: Own; pieces: readonly Piece[] }

/** Versions and forms of addresses that are kept; what is beyond them is composed. */
const templatesMax = 100
const softBreak = '=\r\n'

/**
 * Writes the mails of one message: the first of each kind is composed, and the others are made from it, for only a few places in them
 * differ. That is done only after a second mail came out as the composer makes it, byte by byte, and only for plain addresses: what is
 * unusual is composed. A mail is the same either way, so that a repeat is the same bytes.
 */
export function mailWriter(compose = composeMail): (parts: MailParts) => Promise<ReadyMail> {
  const templates = new Map<string, Template>()
  return async (parts) => {
    const own = ownOf(parts)
    const kind = kindOf(parts, own)
    const made = kind === undefined ? undefined : templates.get(kind)
    if (made?.state === 'trusted') return ready(parts, filled(made.pieces, own))
    const composed = await compose(parts)
    if (kind === undefined || made?.state === 'off') return composed
    const known = templates.get(kind) // another may have been composed meanwhile
    const text = composed.bytes.toString('latin1')
    if (known?.state === 'tried' && isOther(known.of, own))
      known.state = filled(known.pieces, own) === text ? 'trusted' : 'off'
    else if (known === undefined && templates.size < templatesMax)
      templates.set(kind, { state: 'tried', of: own, pieces: inPieces(text, own) })
    return composed
  }
}

function ownOf({ ids, message, recipient, to, unsubscribeUrl }: MailParts): Own {
  return {
    to: to.text,
    messageId: ids.messageId(message.key, recipient.id),
    boundary: `${message.key}.${recipient.id}`,
    url: unsubscribeUrl,
  }
}

function ready({ ids, recipient, to }: MailParts, text: string): ReadyMail {
  return { from: ids.returnAddress(recipient.id), to: to.text, bytes: Buffer.from(text, 'latin1') }
}

/** Mails of one kind break their lines in the same places; undefined where something in it may be written in another way. */
function kindOf({ message, version, recipient }: MailParts, { to, messageId, url }: Own): string | undefined {
  const isPlain = /^[\w.+-]{1,60}@[a-z\d.-]{1,60}$/.test(to) && to.length <= 60 && /^[\w:/.~-]+$/.test(url)
  if (!isPlain) return undefined
  // Letters and figures are all alike to whoever breaks a line; every other sign may be a place to break it.
  const form = (text: string): string => text.replaceAll(/[A-Za-z\d_-]/g, 'x')
  return `${message.versions.indexOf(version)} ${form(messageId)} ${form(url)} ${recipient.why ?? ''}`
}

/** Every place differs, so that one which was not found shows. */
function isOther(one: Own, two: Own): boolean {
  return one.to !== two.to && one.messageId !== two.messageId && one.url !== two.url
}

/** Takes a mail apart at what is its recipient's own. */
function inPieces(text: string, own: Own): Piece[] {
  const places = new RegExp(
    [
      `(?<=\r\nTo: )(?<to>${escaped(own.to)})(?=\r\n)`,
      `(?<messageId>${escaped(own.messageId)})`,
      `(?<boundary>${escaped(own.boundary)})`,
      `(?<url>${[...own.url].map(escaped).join(`(?:${softBreak})?`)})`,
    ].join('|'),
    'g',
  )
  const pieces: Piece[] = []
  let at = 0
  for (const found of text.matchAll(places)) {
    const [name] = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined) ?? []
    pieces.push(text.slice(at, found.index), { own: name as keyof Own, breaks: breaksIn(found[0]) }) // a group's name
    at = found.index + found[0].length
  }
  return [...pieces, text.slice(at)]
}

function breaksIn(found: string): number[] {
  const parts = found.split(softBreak)
  let at = 0
  return parts.slice(0, -1).map((part) => (at += part.length))
}

function filled(pieces: readonly Piece[], own: Own): string {
  let text = ''
  for (const piece of pieces) text += typeof piece === 'string' ? piece : broken(own[piece.own], piece.breaks)
  return text
}

function broken(value: string, breaks: readonly number[]): string {
  if (breaks.length === 0) return value
  const ends = [...breaks, value.length]
  return ends.map((end, i) => value.slice(breaks[i - 1] ?? 0, end)).join(softBreak)
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
}
