import type { Words } from '#kernel/words.ts'
import type { RecordActor, RecordKind } from '#records/contract.ts'
import { blackBar } from '#records/export/black-out.ts'
import { redactionReasons } from '#records/export/contract.ts'
import type { SaidFile } from '#records/export/files.ts'
import { kindWords } from '#records/export/kind-words.ts'
import type { BlackField, EntryLine, OpenField, Why } from '#records/verify/format.ts'

/** The language of a bundle. */
export type Locale = 'en' | 'fr'

/** A field as people read it: its name, what of it is shown, and why something of it is black. */
export type SaidField = { name: string; text: string; why: string[] }

/** An entry as people read it, in a page or a table. */
export type Said = {
  seq: number
  at: string
  kind: string
  account: string
  language: string
  fields: SaidField[]
  hash: string
  /** What went out beside the words; missing: nothing. */
  files?: SaidFile[]
}

const fieldNames: Record<string, Words> = {
  by: { en: 'By', fr: 'Par' },
  subject: { en: 'About', fr: 'Objet' },
}
const desk: Words = { en: 'the desk itself', fr: 'le bureau lui-même' }

/** Puts a line of an export in words. */
export function said(line: EntryLine, locale: Locale): Said {
  const { seq, at, account = '', language = '', hash } = line
  const fields = Object.entries(line.fields)
    // Who and what about come first, then the facts as they stand.
    .toSorted(([a], [b]) => placeOf(a) - placeOf(b))
    .map(([name, field]) => saidField(name, field, locale))
  return {
    seq,
    at,
    kind: kindWords[line.kind as RecordKind]?.[locale] ?? line.kind,
    account,
    language,
    fields,
    hash,
  }
}

function placeOf(name: string): number {
  if (name === 'by') return 0
  return name === 'subject' ? 1 : 2
}

function saidField(name: string, field: OpenField | BlackField, locale: Locale): SaidField {
  const title = fieldNames[name]?.[locale] ?? name.replace(/^facts\./, '')
  const value = 'hash' in field ? (field.shown ?? blackBar) : field[1]
  const why = 'hash' in field ? field.why.map((one) => whyWords(one, locale)) : []
  return { name: title, text: name === 'by' ? actorText(value, locale) : textOf(value), why }
}

/** The reason of a redaction in words, with the remark beside it. */
export function whyWords({ reason, note }: Why, locale: Locale): string {
  const known: Record<string, Words> = redactionReasons
  const words = known[reason]?.[locale] ?? reason
  return note === undefined ? words : `${words} (${note})`
}

function actorText(value: unknown, locale: Locale): string {
  if (typeof value !== 'object' || value === null) return textOf(value)
  // What stands in an entry as `by` was an actor when it was written; parts of its text may be black.
  const actor = value as { kind?: RecordActor['kind']; name?: string }
  return actor.kind === 'desk' ? desk[locale] : (actor.name ?? textOf(value))
}

/** A value in one text: nested parts as `name: value`, a line each. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(textOf).join('\n')
  if (typeof value !== 'object' || value === null) return value === null ? '' : JSON.stringify(value)
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${textOf(one)}`)
    .join('\n')
}
