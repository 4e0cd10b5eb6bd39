import { stringify } from 'csv-stringify/sync'
import type { Locale, Said } from '#records/export/said.ts'

const titles: Record<Locale, string[]> = {
  en: [
    'Entry',
    'Time (UTC)',
    'Kind',
    'Account',
    'Language',
    'By',
    'About',
    'Facts',
    'Blacked out because',
    'Hash',
  ],
  fr: [
    'Inscription',
    'Heure (UTC)',
    'Genre',
    'Compte',
    'Langue',
    'Par',
    'Objet',
    'Faits',
    'Caviardé pour',
    'Empreinte',
  ],
}

/** A formula in a cell would be run by whoever opens the table: it is written as text. */
const csv = { escape_formulas: true, record_delimiter: 'windows' } as const

/** The first line of the table; the mark in front tells spreadsheets that it is UTF-8. */
export function tableHead(locale: Locale): string {
  return `\uFEFF${stringify([titles[locale]], csv)}`
}

/** Entries as lines of the table. */
export function tableRows(entries: readonly Said[]): string {
  return stringify(entries.map(rowOf), csv)
}

function rowOf({ seq, at, kind, account, language, fields, hash }: Said): (string | number)[] {
  const [by, subject, ...facts] = fields
  const factText = facts.map(({ name, text }) => `${name}: ${text}`).join('\n')
  const why = fields.flatMap((field) => field.why.map((words) => `${field.name}: ${words}`)).join('\n')
  return [seq, at, kind, account, language, by?.text ?? '', subject?.text ?? '', factText, why, hash]
}
