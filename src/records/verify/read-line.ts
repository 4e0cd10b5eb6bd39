import { contentHash, entryHash, leafHash } from '#records/chain.ts'
import { SignedHead, type RecordKind } from '#records/contract.ts'
import type { BlackField, EntryLine, OpenField, RunLine } from '#records/verify/format.ts'
import { exportLimits, Why } from '#records/verify/format.ts'

/** A line between the first and the last, read; `to` is the last entry it has. */
export type ChainLine = (EntryLine & { from: number; to: number }) | (RunLine & { from: number; to: number })

const hashForm = /^[0-9a-f]{64}$/

/** Reads a line by hand, because a million of them are read: undefined when it has not the form of one. */
export function readChainLine(value: unknown): ChainLine | undefined {
  if (!isObject(value) || !isHash(value['hash'])) return undefined
  if (value['head'] !== undefined && !SignedHead.safeParse(value['head']).success) return undefined
  return value['run'] === undefined ? readEntry(value) : readRun(value)
}

function readEntry(value: Record<string, unknown>): ChainLine | undefined {
  const { seq, fields } = value
  if (!isSeq(seq) || !isObject(fields)) return undefined
  if (typeof value['at'] !== 'string' || typeof value['kind'] !== 'string') return undefined
  if (!isTextOrNone(value['account']) || !isTextOrNone(value['language']) || !isTextOrNone(value['lane']))
    return undefined
  for (const name in fields) if (!isField(fields[name])) return undefined
  // Every part the type names was looked at above.
  return Object.assign(value as EntryLine, { from: seq, to: seq })
}

function readRun(value: Record<string, unknown>): ChainLine | undefined {
  const { run } = value
  if (!isObject(run) || !isSeq(run['from'])) return undefined
  const { from, contents, disposed = [] } = run
  if (!Array.isArray(contents) || !contents.every(isHash)) return undefined
  if (contents.length === 0 || contents.length > exportLimits.runLengthMax) return undefined
  if (!Array.isArray(disposed) || !disposed.every(isSeq)) return undefined
  // Every part the type names was looked at above.
  return Object.assign(value as RunLine, { from, to: from + contents.length - 1 })
}

function isField(field: unknown): field is OpenField | BlackField {
  if (Array.isArray(field)) return field.length === 2 && typeof field[0] === 'string'
  return isObject(field) && isHash(field['hash']) && Why.array().min(1).safeParse(field['why']).success
}

/** The fields of an entry line that are blacked out. */
export function blackFields(line: EntryLine): BlackField[] {
  return Object.values(line.fields).filter((field): field is BlackField => !isOpen(field))
}

function isOpen(field: OpenField | BlackField): field is OpenField {
  return Array.isArray(field)
}

/**
 * The hash of the chain after a line, computed anew from what the line says.
 *
 * @param from the place the line has, whatever it says of itself
 */
export function hashAfter(line: ChainLine, before: string, from: number): string {
  if ('run' in line) return line.run.contents.reduce((hash, content) => entryHash(hash, content), before)
  const leaves: Record<string, string> = {}
  for (const name in line.fields) {
    const field = line.fields[name]
    if (field === undefined) continue
    const hash = isOpen(field) ? leafHash(name, field[0], field[1]) : field.hash
    // Set it would be lost: every object has something of that name. No entry has such a field.
    if (name === '__proto__') return ''
    leaves[name] = hash
  }
  const { at, account, language, lane } = line
  // Kinds and lanes of a later version hash like ours, so they are not looked at.
  const heading = { at, kind: line.kind as RecordKind, account, language, lane: lane as 'normal', seq: from }
  return entryHash(before, contentHash(heading, leaves))
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && hashForm.test(value)
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}
