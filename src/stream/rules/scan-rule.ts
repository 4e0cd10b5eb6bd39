import type { Refusal, Span } from '#stream/rules/refusals.ts'

/** A piece of a rule's text, before anyone asks what it means. */
export type Piece = Span &
  (
    | { kind: 'open' }
    | { kind: 'close' }
    | { kind: 'or' }
    | { kind: 'minus'; touches: boolean }
    /** `raw` as typed. */
    | { kind: 'word'; raw: string }
    | { kind: 'sign'; raw: string }
    /** `within` is what stands after `~`, as typed. */
    | { kind: 'quoted'; raw: string; within?: string }
    | { kind: 'operator'; name: string; raw: string; form: 'bare' | 'quoted' | 'bracketed' }
  )

/** Quotation marks by their partner; word processors turn the straight ones into the others. */
const closing: Readonly<Record<string, string>> = { '"': '"', '“': '”', '”': '”', '„': '“”', '«': '»' }
const space = /\s/

function isSpace(character: string): boolean {
  // Nearly every piece begins with a letter or a sign of ASCII, and a search costs more than this look.
  if (character > ' ' && character < '\x7f') return false
  return space.test(character) || character === '\u200B' || character === '\uFEFF'
}

/** Brackets, quotation marks that open, and what `isSpace` calls a space. One search, because the first rule of a process is read cold. */
const runEnds = /[()"“”„«\s\u200B\uFEFF]/g

function runEnd(text: string, from: number): number {
  runEnds.lastIndex = from
  return runEnds.test(text) ? runEnds.lastIndex - 1 : text.length
}

/** Cuts a rule into pieces from left to right, once over; what cannot be cut is told in `refusals`. */
export function scanRule(text: string, refusals: Refusal[]): Piece[] {
  const pieces: Piece[] = []
  let at = 0
  while (at < text.length) {
    if (isSpace(text.charAt(at))) {
      at++
      continue
    }
    const piece = pieceAt(text, at, refusals)
    pieces.push(piece)
    at = piece.to
  }
  return pieces
}

function pieceAt(text: string, from: number, refusals: Refusal[]): Piece {
  const first = text.charAt(from)
  if (first === '(') return { kind: 'open', from, to: from + 1 }
  if (first === ')') return { kind: 'close', from, to: from + 1 }
  if (first === '-') {
    const after = text.charAt(from + 1)
    return { kind: 'minus', touches: after !== '' && after !== ')' && !isSpace(after), from, to: from + 1 }
  }
  if (closing[first] !== undefined) return quotedAt(text, from, refusals)
  if (isOperatorAt(text, from)) return operatorAt(text, from, refusals)
  const to = runEnd(text, from)
  const raw = text.slice(from, to)
  if (raw === 'OR') return { kind: 'or', from, to }
  return { kind: isSign(first) ? 'sign' : 'word', raw, from, to }
}

function isSign(character: string): boolean {
  return (
    character === '#' || character === '＃' || character === '@' || character === '＠' || character === '$'
  )
}

function quotedAt(text: string, from: number, refusals: Refusal[]): Piece {
  const quote = quoteAt(text, from, refusals)
  if (text.charAt(quote.to) !== '~') return { kind: 'quoted', raw: quote.raw, from, to: quote.to }
  const to = runEnd(text, quote.to + 1)
  return { kind: 'quoted', raw: quote.raw, within: text.slice(quote.to + 1, to), from, to }
}

/** What stands between the quotation mark at `from` and its partner; `\"` is a mark that belongs to the text. */
function quoteAt(text: string, from: number, refusals: Refusal[]): { raw: string; to: number } {
  const partners = closing[text.charAt(from)] ?? '"'
  const plainEnd = closeOf(text, from + 1, partners)
  const escape = text.indexOf('\\', from)
  if (plainEnd !== -1 && (escape === -1 || escape > plainEnd))
    return { raw: text.slice(from + 1, plainEnd), to: plainEnd + 1 }
  let raw = ''
  for (let at = from + 1; at < text.length; at++) {
    const character = text.charAt(at)
    if (character === '\\' && at + 1 < text.length) {
      at++
      raw += text.charAt(at)
    } else if (partners.includes(character)) {
      return { raw, to: at + 1 }
    } else {
      raw += character
    }
  }
  refusals.push({ code: 'quote-not-closed', from, to: from + 1, params: {} })
  return { raw, to: text.length }
}

/** Where the first of the marks stands, or -1. */
function closeOf(text: string, from: number, partners: string): number {
  const ends = [...partners].map((mark) => text.indexOf(mark, from)).filter((end) => end !== -1)
  return ends.length === 0 ? -1 : Math.min(...ends)
}

/** An operator's name, of 39 letters, digits and `_` at most, and its colon. */
const operatorName = /[a-z][a-z0-9_]{0,38}:/iy

/** The end of an operator's name, where its colon stands, or -1. */
function colonAt(text: string, from: number): number {
  operatorName.lastIndex = from
  return operatorName.test(text) ? operatorName.lastIndex - 1 : -1
}

function isOperatorAt(text: string, from: number): boolean {
  return colonAt(text, from) !== -1
}

function operatorAt(text: string, from: number, refusals: Refusal[]): Piece {
  const colon = colonAt(text, from)
  const name = text.slice(from, colon).toLowerCase()
  const first = text.charAt(colon + 1)
  if (closing[first] !== undefined) {
    const quote = quoteAt(text, colon + 1, refusals)
    return { kind: 'operator', name, raw: quote.raw, form: 'quoted', from, to: quote.to }
  }
  if (first === '[') return bracketedAt(text, { from, colon, name }, refusals)
  const to = runEnd(text, colon + 1)
  return { kind: 'operator', name, raw: text.slice(colon + 1, to), form: 'bare', from, to }
}

function bracketedAt(
  text: string,
  { from, colon, name }: { from: number; colon: number; name: string },
  refusals: Refusal[],
): Piece {
  const close = text.indexOf(']', colon)
  if (close === -1) refusals.push({ code: 'bracket-not-closed', from: colon + 1, to: colon + 2, params: {} })
  const end = close === -1 ? text.length : close
  const to = close === -1 ? text.length : close + 1
  return { kind: 'operator', name, raw: text.slice(colon + 2, end), form: 'bracketed', from, to }
}
