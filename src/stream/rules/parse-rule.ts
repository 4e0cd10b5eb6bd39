import type { ValueRead } from '#stream/rules/read-place.ts'
import { readTerm } from '#stream/rules/read-term.ts'
import { type Refusal, type RefusalCode, shown, type Span } from '#stream/rules/refusals.ts'
import { type Leaf, type Rule, ruleLimits } from '#stream/rules/rule.ts'
import { leafText } from '#stream/rules/rule-text.ts'
import { type Piece, scanRule } from '#stream/rules/scan-rule.ts'
import { type Read, standingRefusals } from '#stream/rules/standing.ts'

/** A rule that was read, or everything there is to change in it, from left to right. */
export type RuleRead = { ok: true; rule: Rule } | { ok: false; refusals: Refusal[] }

/**
 * Reads a rule in the grammar of X's filtered stream.
 *
 * A space is "and" and binds tighter than `OR`: `a OR b c` is `a OR (b c)`. Refused for X's reasons and a few of ours,
 * all found in one go. Never throws; time grows with the length of the text. A text more than ten times too long is
 * refused unread.
 */
export function parseRule(text: string): RuleRead {
  const length = lengthOf(text)
  const refusals: Refusal[] = []
  if (length > ruleLimits.lengthMax) refusals.push(tooLong(text, length))
  if (length > 10 * ruleLimits.lengthMax) return { ok: false, refusals }
  const read = new RuleReader(text, scanRule(text, refusals), refusals).readWhole()
  if (read) refusals.push(...standingRefusals(text, read))
  refusals.sort((one, other) => one.from - other.from || one.to - other.to)
  const rule = read && refusals.length === 0 ? ruleOf(read) : undefined
  return rule ? { ok: true, rule } : { ok: false, refusals }
}

/** In characters, exact only where it may be too many. */
function lengthOf(text: string): number {
  if (text.length <= ruleLimits.lengthMax) return text.length
  return [...text.slice(0, 11 * ruleLimits.lengthMax)].length
}

function tooLong(text: string, length: number): Refusal {
  const params = {
    length: String(Math.max(length, text.length > 11 * ruleLimits.lengthMax ? text.length : 0)),
  }
  return {
    code: 'too-long',
    from: 0,
    to: text.length,
    params: { ...params, max: String(ruleLimits.lengthMax) },
  }
}

/** Drops the places in the text; undefined when a part was refused. */
function ruleOf(read: Read): Rule | undefined {
  if (read.kind === 'refused') return undefined
  if (read.kind === 'leaf') return read.negated ? { kind: 'not', of: read.leaf } : read.leaf
  const members = read.of.map(ruleOf).filter((member) => member !== undefined)
  return members.length === read.of.length ? { kind: read.kind, of: members } : undefined
}

/** One pass over the pieces; the place reached is its state, and which terms it has read. */
class RuleReader {
  readonly #text: string
  readonly #pieces: readonly Piece[]
  readonly #refusals: Refusal[]
  /** By how they are written: a long rule repeats itself, and equal terms being one object lets others see it cheaply. */
  readonly #terms = new Map<string, ValueRead>()
  #at = 0

  constructor(text: string, pieces: readonly Piece[], refusals: Refusal[]) {
    this.#text = text
    this.#pieces = pieces
    this.#refusals = refusals
  }

  readWhole(): Read | undefined {
    if (this.#pieces.length === 0) {
      this.#refuse('empty', { from: 0, to: this.#text.length })
      return undefined
    }
    const groups: Read[] = []
    while (this.#at < this.#pieces.length) {
      const group = this.#readAny(0)
      if (group) groups.push(group)
      const stray = this.#pieces[this.#at]
      if (stray) this.#refuse('bracket-not-opened', stray)
      this.#at++
    }
    return grouped('all', groups)
  }

  #refuse(code: RefusalCode, { from, to }: Span, params: Record<string, string> = {}): void {
    this.#refusals.push({ code, from, to, params })
  }

  /** Members joined by OR, up to a closing bracket or the end. */
  #readAny(depth: number): Read | undefined {
    const members: Read[] = []
    for (;;) {
      const member = this.#readAll(depth)
      const next = this.#pieces[this.#at]
      if (member) members.push(member)
      else if (next?.kind === 'or') this.#refuse('or-without-side', next)
      if (next?.kind !== 'or') return grouped('any', members)
      this.#at++
      const after = this.#pieces[this.#at]
      if (member && (!after || after.kind === 'close')) this.#refuse('or-without-side', next)
    }
  }

  /** Members joined by spaces, up to OR, a closing bracket or the end. */
  #readAll(depth: number): Read | undefined {
    const members: Read[] = []
    for (;;) {
      const next = this.#pieces[this.#at]
      if (!next || next.kind === 'or' || next.kind === 'close') return grouped('all', members)
      const member = this.#readOne(next, depth)
      if (member) members.push(member)
    }
  }

  #readOne(piece: Piece, depth: number): Read | undefined {
    this.#at++
    if (piece.kind === 'open') return this.#readGroup(piece, depth)
    if (piece.kind === 'minus') return this.#readNegated(piece, depth)
    if (piece.kind === 'or' || piece.kind === 'close') return undefined
    return this.#placed(piece, this.#term(piece), false)
  }

  #term(piece: Parameters<typeof readTerm>[0]): ValueRead {
    const written = this.#text.slice(piece.from, piece.to)
    const known = this.#terms.get(written)
    if (known !== undefined) return known
    const read = readTerm(piece)
    this.#terms.set(written, read)
    return read
  }

  #placed({ from, to }: Span, read: ValueRead, negated: boolean): Read {
    if ('leaf' in read) return { kind: 'leaf', leaf: read.leaf, negated, from, to }
    this.#refuse(read.code, { from, to }, read.params)
    return { kind: 'refused', from, to }
  }

  #readGroup(open: Span, depth: number): Read | undefined {
    if (depth >= ruleLimits.depthMax) return this.#skipGroup(open)
    const inside = this.#readAny(depth + 1)
    const close = this.#pieces[this.#at]
    if (!close) this.#refuse('bracket-not-closed', open)
    else this.#at++
    if (!inside) this.#refuse('empty-group', { from: open.from, to: close?.to ?? open.to })
    return inside
  }

  /** Passes over everything up to the partner of a bracket that stands too deep. */
  #skipGroup(open: Span): Read {
    this.#refuse('too-deep', open, { max: String(ruleLimits.depthMax) })
    let depth = 1
    while (depth > 0 && this.#at < this.#pieces.length) {
      const kind = this.#pieces[this.#at]?.kind
      if (kind === 'open') depth++
      if (kind === 'close') depth--
      this.#at++
    }
    return { kind: 'refused', from: open.from, to: this.#pieces[this.#at - 1]?.to ?? open.to }
  }

  #readNegated(minus: Extract<Piece, { kind: 'minus' }>, depth: number): Read | undefined {
    const next = this.#pieces[this.#at]
    if (!next || !minus.touches || next.kind === 'or' || next.kind === 'close') {
      this.#refuse('lone-minus', minus)
      return { kind: 'refused', from: minus.from, to: minus.to }
    }
    this.#at++
    if (next.kind === 'minus') {
      this.#refuse('double-minus', { from: minus.from, to: next.to })
      return this.#readNegated(next, depth)
    }
    if (next.kind === 'open') return this.#readNegatedGroup(minus, next, depth)
    return this.#placed({ from: minus.from, to: next.to }, this.#term(next), true)
  }

  #readNegatedGroup(minus: Span, open: Span, depth: number): Read {
    const inside = this.#readGroup(open, depth)
    const to = this.#pieces[this.#at - 1]?.to ?? open.to
    if (inside)
      this.#refuse('negated-group', { from: minus.from, to }, { instead: shown(withoutGroup(inside)) })
    return { kind: 'refused', from: minus.from, to }
  }
}

/** One member stands for itself; a group within a group of its kind is one group. */
function grouped(kind: 'all' | 'any', members: Read[]): Read | undefined {
  const [first] = members
  const last = members.at(-1)
  if (!first || !last) return undefined
  if (members.length === 1) return first
  const of = members.flatMap((member) => (member.kind === kind ? member.of : [member]))
  return { kind, of, from: first.from, to: last.to }
}

/** What to write for `-(a OR b)`: each word with its minus, as X advises. */
function withoutGroup(read: Read): string {
  const leaves = leavesIn(read)
  const joint = read.kind === 'all' ? ' OR ' : ' '
  if (leaves.length === 0 || isNested(read)) return '-… -…'
  return leaves.map((leaf) => `-${leafText(leaf)}`).join(joint)
}

function isNested(read: Read): boolean {
  return (
    (read.kind === 'all' || read.kind === 'any') &&
    read.of.some((member) => member.kind !== 'leaf' || member.negated)
  )
}

function leavesIn(read: Read): Leaf[] {
  if (read.kind === 'leaf') return [read.leaf]
  return read.kind === 'refused' ? [] : read.of.flatMap(leavesIn)
}
