import { jsonOf } from '#kernel/json.ts'
import { genesisHash } from '#records/chain.ts'
import type { Finding, SignedHead } from '#records/contract.ts'
import { headFault, isSignedBy, keysById, readPublicKeys, type PublicKey } from '#records/signing.ts'
import {
  EndLine,
  endText,
  firstSeal,
  formatVersion,
  HeaderLine,
  isSealed,
  sealOf,
  signedLine,
} from '#records/verify/format.ts'
import type { RawLine } from '#records/verify/lines.ts'
import { blackFields, hashAfter, readChainLine, type ChainLine } from '#records/verify/read-line.ts'
import { asksTrust, isTrusted, type ExportFacts, type Trusted } from '#records/verify/verdict.ts'

/** How far a verification is. */
export type State = {
  trusted: Trusted
  line: number
  seal: string
  header?: HeaderLine
  keys: Map<string, PublicKey>
  /** The last entry, and the hash of the chain there. */
  seq: number
  hash: string
  head?: SignedHead
  end?: EndLine
  counts: { entries: number; leftOut: number; blackFields: number; reasons: Map<string, number> }
  /** Something is not at its place: whether it comes later decides between missing and reordered. */
  gap?: Gap
}
type Gap = { finding: Finding; starts: readonly string[] }

/** Counts of nothing yet. */
export function noCounts(): State['counts'] {
  return { entries: 0, leftOut: 0, blackFields: 0, reasons: new Map() }
}

/** Before the first line. */
export function beginCheck(trusted: Trusted): State {
  const nowhere = { line: 0, seal: firstSeal, seq: 0, hash: genesisHash }
  return { trusted, keys: new Map(), counts: noCounts(), ...nowhere }
}

/** Looks at some more lines, up to the first that is wrong. */
export function takeLines(state: State, lines: readonly RawLine[]): Finding | undefined {
  for (const line of lines) {
    state.line += 1
    const finding = state.gap === undefined ? take(state, line) : lookFor(state.gap, line)
    if (finding !== undefined) return finding
  }
  return undefined
}

const headerStart = '{"bellwether":"records-export"'

function take(state: State, raw: RawLine): Finding | undefined {
  if (raw.fault !== undefined) return here(state, raw.fault)
  const value = jsonOf(raw.text)
  if (state.header === undefined) return takeHeader(state, raw.text, value)
  if (state.end !== undefined) return afterEnd(state, raw.text)
  if (raw.text.startsWith(headerStart)) return { why: 'repeated', line: state.line }
  if (value === undefined) return here(state, 'unreadable')
  if (raw.text.startsWith('{"end":')) return takeEnd(state, raw.text, value)
  return takeEntry(state, raw.text, value)
}

/** What is wrong stands on this line, where the next entry should. */
function here(state: State, why: Finding['why']): Finding {
  const next = state.seq + 1
  const { header } = state
  const isDue = header !== undefined && next <= header.to && state.end === undefined
  return { why, ...(isDue ? { seq: next } : {}), line: state.line }
}

function takeHeader(state: State, text: string, value: unknown): Finding | undefined {
  const read = HeaderLine.safeParse(value)
  if (!read.success) {
    const isLater = readChainLine(value) !== undefined || EndLine.safeParse(value).success
    if (!isLater) return { why: value === undefined ? 'unreadable' : 'altered', line: state.line }
    // Another line of an export stands first: its first line is missing, or comes later.
    state.gap = { finding: { why: 'missing', line: state.line }, starts: [headerStart] }
    return undefined
  }
  const header = read.data
  if (!isSealed(firstSeal, text)) return { why: 'altered', line: state.line }
  if (header.v !== formatVersion) return { why: 'unknown-version', line: state.line }
  const known = [...readPublicKeys(header.keys.join('\n')), ...state.trusted.keys]
  Object.assign(state, { header, keys: keysById(known), seal: header.seal })
  Object.assign(state, { seq: header.from - 1, hash: header.before })
  return startFault(state, header)
}

/** The stretch begins at the first entry of all, or at a signed head. */
function startFault(state: State, { from, to, before, start }: HeaderLine): Finding | undefined {
  if (to < from) return { why: 'altered', line: state.line }
  if (from === 1) return before === genesisHash ? undefined : { why: 'head-differs', line: state.line }
  if (start === undefined || start.seq !== from - 1 || start.hash !== before)
    return { why: 'head-differs', line: state.line }
  const fault = headFault(start, state.keys)
  return fault === undefined ? undefined : { why: fault, line: state.line }
}

function takeEntry(state: State, text: string, value: unknown): Finding | undefined {
  const line = readChainLine(value)
  if (line === undefined) return here(state, 'altered')
  const hash = safeHash(line, state)
  if (hash === undefined) return here(state, 'unreadable')
  const fitsHere = hash === line.hash
  if (line.from !== state.seq + 1) return fitsHere ? here(state, 'altered') : misplaced(state, line)
  if (!fitsHere || !isSealed(state.seal, text) || line.to > toOf(state)) return here(state, 'altered')
  Object.assign(state, { seq: line.to, hash, seal: sealOf(text) })
  count(state, line)
  return headFinding(state, line.head)
}

function safeHash(line: ChainLine, state: State): string | undefined {
  try {
    return hashAfter(line, state.hash, state.seq + 1)
  } catch (error) {
    // Nested deeper than can be read: nothing the writer writes is.
    if (error instanceof RangeError) return undefined
    throw error
  }
}

function misplaced(state: State, line: ChainLine): Finding | undefined {
  const next = state.seq + 1
  if (line.from < next) return { why: 'repeated', seq: line.from, line: state.line }
  lookLater(state, next)
  return undefined
}

/** The entry due here is not here: all that follows is looked through for it. */
function lookLater(state: State, seq: number): void {
  const starts = [`{"seq":${seq},`, `{"run":{"from":${seq},`]
  state.gap = { finding: { why: 'missing', seq, line: state.line }, starts }
}

function lookFor(gap: Gap, { text }: RawLine): Finding | undefined {
  if (text === undefined || !gap.starts.some((start) => text.startsWith(start))) return undefined
  return { ...gap.finding, why: 'reordered' }
}

function count({ counts }: State, line: ChainLine): void {
  if ('run' in line) {
    counts.leftOut += line.run.contents.length
    return
  }
  counts.entries += 1
  for (const { why } of blackFields(line)) {
    counts.blackFields += 1
    for (const reason of new Set(why.map((one) => one.reason)))
      counts.reasons.set(reason, (counts.reasons.get(reason) ?? 0) + 1)
  }
}

/** A signed head says what the chain says there, by a key we know. */
function headFinding(state: State, head: SignedHead | undefined): Finding | undefined {
  if (head === undefined) return undefined
  const at = { seq: state.seq, line: state.line }
  if (head.seq !== state.seq || head.hash !== state.hash) return { why: 'head-differs', ...at }
  const fault = headFault(head, state.keys)
  state.head = head
  return fault === undefined ? undefined : { why: fault, ...at }
}

function takeEnd(state: State, text: string, value: unknown): Finding | undefined {
  const read = EndLine.safeParse(value)
  if (!read.success) return here(state, 'altered')
  if (state.seq < toOf(state)) {
    lookLater(state, state.seq + 1)
    return undefined
  }
  state.end = read.data
  const { end, seal, signature } = read.data
  if (!isSealed(state.seal, signedLine.strip(text))) return { why: 'altered', line: state.line }
  const { entries, leftOut, blackFields: black } = state.counts
  if (end.entries !== entries || end.leftOut !== leftOut || end.blackFields !== black)
    return { why: 'altered', line: state.line }
  const key = state.keys.get(end.key)
  const isOurs = key !== undefined && (!asksTrust(state.trusted) || isTrusted(key, state.trusted))
  if (!isOurs) return { why: 'unknown-key', line: state.line }
  if (!isSignedBy(key, endText(seal), signature)) return { why: 'wrong-signature', line: state.line }
  // What is signed as a whole ends at a signed head, so that it can be held against the published ones.
  return state.head?.seq === state.seq ? undefined : { why: 'head-differs', seq: state.seq, line: state.line }
}

/** Nothing stands after the end. */
function afterEnd(state: State, text: string): Finding {
  const isOfAnExport = /^\{"(?:bellwether|seq|run|end)":/.test(text)
  return { why: isOfAnExport ? 'repeated' : 'altered', line: state.line, ...seqIn(text) }
}

function seqIn(text: string): { seq?: number } {
  const seq = /^\{"(?:seq|run":\{"from)":(\d{1,15})/.exec(text)?.[1]
  return seq === undefined ? {} : { seq: Number(seq) }
}

/** What is wrong when nothing comes any more. */
export function faultAtEnd(state: State): Finding | undefined {
  if (state.gap !== undefined) return state.gap.finding
  if (state.end !== undefined) return undefined
  state.line += 1
  return here(state, 'cut-off')
}

function toOf(state: State): number {
  return state.header?.to ?? 0
}

/** What an export says of itself, after all of it was found fine. */
export function factsOf({ header, end, head, keys, trusted, counts, seq }: State): ExportFacts {
  const key = end === undefined ? undefined : keys.get(end.end.key)
  if (header === undefined || head === undefined || key === undefined)
    throw new Error('an export that is fine has a header, a head and a key')
  const { id, at, from } = header
  const { reasons, ...numbers } = counts
  return {
    ...{ id, at, from, to: seq, head, fingerprint: key.fingerprint },
    ...numbers,
    reasons: Object.fromEntries(reasons),
    isTrusted: isTrusted(key, trusted),
  }
}
