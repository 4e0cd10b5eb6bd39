import { leavesOf } from '#records/chain.ts'
import type { NewRecord } from '#records/contract.ts'
import type { Cut, Redaction, RedactionInput } from '#records/export/contract.ts'
import type { Why } from '#records/verify/format.ts'

/** What stands for blacked-out words: always the same length, so that it says nothing about theirs. */
export const blackBar = '█████'

/** A field as the export shows it; `shown` is missing when all of it is black. */
export type Blackened = { shown?: unknown; why: Why[] }

/** A field without what is blacked out; undefined when nothing of it is. */
export function blackOut(value: unknown, redactions: readonly Redaction[]): Blackened | undefined {
  if (redactions.length === 0) return undefined
  const why = redactions.map(({ reason, note }) => ({ reason, ...(note === undefined ? {} : { note }) }))
  const cuts = redactions.flatMap((one) => one.cuts ?? [])
  const isWhole = redactions.some((one) => one.cuts === undefined)
  return { ...(isWhole ? {} : { shown: without(value, cuts, []) }), why: distinct(why) }
}

function distinct(why: readonly Why[]): Why[] {
  return [...new Map(why.map((one) => [JSON.stringify(one), one])).values()]
}

function without(value: unknown, cuts: readonly Cut[], path: Cut['path']): unknown {
  if (typeof value === 'string')
    return withoutSpans(
      value,
      cuts.filter((cut) => isSamePath(cut.path, path)),
    )
  if (Array.isArray(value)) return value.map((one, i) => without(one, cuts, [...path, i]))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, one]) => [key, without(one, cuts, [...path, key])])
  return Object.fromEntries(entries)
}

function isSamePath(a: Cut['path'], b: Cut['path']): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i])
}

function withoutSpans(text: string, cuts: readonly Cut[]): string {
  let shown = ''
  let at = 0
  for (const { from, to } of cuts.toSorted((a, b) => a.from - b.from)) {
    // A span that touches the one before is one with it.
    if (from > at || (at === 0 && shown === '')) shown += text.slice(at, from) + blackBar
    at = Math.max(at, to)
  }
  return shown + text.slice(at)
}

/** Every text inside a value, with the path of keys to it. */
export function textsIn(value: unknown, path: Cut['path'] = []): { path: Cut['path']; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }]
  if (Array.isArray(value)) return value.flatMap((one, i) => textsIn(one, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, one]) => textsIn(one, [...path, key]))
}

/** Where words stand in a value, whatever their case. */
export function cutsFor(value: unknown, words: string): Cut[] {
  const form = new RegExp(words.replaceAll(/[$()*+./?[\\\]^{|}-]/g, '\\$&'), 'giu')
  return textsIn(value).flatMap(({ path, text }) =>
    [...text.matchAll(form)].map(({ index, 0: found }) => ({ path, from: index, to: index + found.length })),
  )
}

/** What a decision blacks out in one entry. */
export function redactionsIn(
  entry: Pick<NewRecord, 'by' | 'subject' | 'facts'>,
  input: RedactionInput,
  place: { seq: number; of: string },
): Redaction[] {
  const { reason, note, words, scope } = input
  const decided = { ...place, reason, ...(note === undefined || note === '' ? {} : { note }) }
  const isMeant = (name: string): boolean => scope === 'entry' || scope === 'export' || name === input.field
  return leavesOf(entry)
    .filter(([name]) => isMeant(name))
    .flatMap(([field, value]): Redaction[] => {
      if (words === undefined) return [{ ...decided, field }]
      const cuts = cutsFor(value, words)
      return cuts.length === 0 ? [] : [{ ...decided, field, cuts }]
    })
}

/** The words that redactions of an entry black out: these must appear nowhere in what we say about the export. */
export function blackWords(
  entry: Pick<NewRecord, 'by' | 'subject' | 'facts'>,
  redactions: readonly Redaction[],
): string[] {
  const values = new Map(leavesOf(entry))
  return redactions.flatMap(({ field, cuts }) => {
    const texts = textsIn(values.get(field))
    if (cuts === undefined) return texts.map(({ text }) => text)
    return cuts.map(({ path, from, to }) =>
      (texts.find((one) => isSamePath(one.path, path))?.text ?? '').slice(from, to),
    )
  })
}

/** Shorter words stand in every sentence, so taking them out of the question would hide nothing. */
const hushedLengthMin = 3

/** A sentence with every blacked-out word in it black too, and black whole when it is part of one. */
export function hushed(text: string, words: readonly string[]): string {
  const folded = text.toLowerCase()
  const told = words.map((word) => word.trim()).filter((word) => word.length >= hushedLengthMin)
  if (told.some((word) => word.toLowerCase().includes(folded) && folded.length >= hushedLengthMin))
    return blackBar
  return told.reduce((said, word) => withoutSpans(said, cutsFor(said, word)), text)
}
