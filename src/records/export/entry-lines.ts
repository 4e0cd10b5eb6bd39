import { entryHash, leavesOf, leafHash, saltOf } from '#records/chain.ts'
import type { NewRecord, SignedHead } from '#records/contract.ts'
import type { Signer } from '#records/signing.ts'
import { blackOut } from '#records/export/black-out.ts'
import type { Redaction } from '#records/export/contract.ts'
import {
  endText,
  exportLimits,
  firstSeal,
  sealed,
  signedLine,
  type BlackField,
  type EntryLine,
  type HeaderLine,
  type OpenField,
} from '#records/verify/format.ts'
import { hashAfter } from '#records/verify/read-line.ts'

/** The archive does not say what its hashes say: nothing may be signed on top of that. */
export class ArchiveAltered extends Error {
  override name = 'ArchiveAltered'
  readonly seq: number
  constructor(seq: number) {
    super(`entry ${seq} of the archive is not as it was hashed`)
    this.seq = seq
  }
}

/** An entry as it stands in the archive. */
export type StoredEntry = {
  seq: number
  at: string
  entry: NewRecord
  salt: Uint8Array
  content: string
  hash: string
}

/** Counts of an export, as its end says them. */
export type LineCounts = { entries: number; leftOut: number; blackFields: number }

/** An entry as a line without its seal: each field open with its salt, or black with its hash. */
export function entryLine(
  { seq, at, entry, salt, hash }: StoredEntry,
  redactions: readonly Redaction[],
): EntryLine {
  const fields = leavesOf(entry).map(([name, value]): [string, OpenField | BlackField] => {
    const ownSalt = saltOf(salt, name)
    const black = blackOut(
      value,
      redactions.filter((one) => one.field === name),
    )
    return [name, black === undefined ? [ownSalt, value] : { hash: leafHash(name, ownSalt, value), ...black }]
  })
  const { kind, account, language, lane } = entry
  // In the order they are hashed in, which saves the verifier the sorting.
  fields.sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
  return { seq, at, kind, account, language, lane, fields: Object.fromEntries(fields), hash }
}

/** Writes the lines of an export one after the other, each sealed onto the one before. Every text ends in a newline. */
export class LinesWriter {
  #seal = firstSeal
  #hash: string
  #run: { from: number; contents: string[]; disposed: number[] } | undefined
  readonly #heads: ReadonlyMap<number, SignedHead>
  readonly counts: LineCounts = { entries: 0, leftOut: 0, blackFields: 0 }

  /** @param heads the signed heads of the stretch, by entry; the last one must be there */
  constructor(before: string, heads: ReadonlyMap<number, SignedHead>) {
    this.#hash = before
    this.#heads = heads
  }

  /** The first line. */
  header(said: Omit<HeaderLine, 'seal'>): string {
    return this.#write(said)
  }

  /** @throws ArchiveAltered when the entry is not what the chain says */
  entry(stored: StoredEntry, redactions: readonly Redaction[]): { text: string; line: EntryLine } {
    const before = this.#flush()
    const line = entryLine(stored, redactions)
    const { seq } = stored
    if (hashAfter({ ...line, from: seq, to: seq }, this.#hash, seq) !== stored.hash)
      throw new ArchiveAltered(seq)
    this.#hash = stored.hash
    this.counts.entries += 1
    this.counts.blackFields += Object.values(line.fields).filter((field) => 'hash' in field).length
    return { text: before + this.#write(this.#withHead(line, seq)), line }
  }

  /**
   * An entry that does not belong to the export; written with its neighbours once enough came together.
   *
   * @throws ArchiveAltered when its hash is not what the chain says
   */
  leftOut({ seq, content, hash }: Omit<StoredEntry, 'at' | 'entry' | 'salt'>, isDisposed: boolean): string {
    if (entryHash(this.#hash, content) !== hash) throw new ArchiveAltered(seq)
    this.#hash = hash
    this.counts.leftOut += 1
    this.#run ??= { from: seq, contents: [], disposed: [] }
    this.#run.contents.push(content)
    if (isDisposed) this.#run.disposed.push(seq)
    const isFull = this.#run.contents.length >= exportLimits.runLengthMax
    return isFull || this.#heads.has(seq) ? this.#flush() : ''
  }

  /** What is still to be written, and the signed end. */
  end(signer: Signer): string {
    const rest = this.#flush()
    const { text, seal } = sealed(this.#seal, { end: { ...this.counts, key: signer.public.id } })
    return `${rest}${signedLine.write(text, signer.sign(endText(seal)))}\n`
  }

  #flush(): string {
    if (this.#run === undefined) return ''
    const { from, contents, disposed } = this.#run
    this.#run = undefined
    const run = { from, contents, ...(disposed.length === 0 ? {} : { disposed }) }
    return this.#write(this.#withHead({ run, hash: this.#hash }, from + contents.length - 1))
  }

  #withHead<L extends object>(line: L, seq: number): L & { head?: SignedHead } {
    const head = this.#heads.get(seq)
    return head === undefined ? line : { ...line, head }
  }

  #write(line: object): string {
    const { text, seal } = sealed(this.#seal, line)
    this.#seal = seal
    return `${text}\n`
  }
}
