import { parse, CsvError } from 'csv-parse/sync'
import { z } from 'zod'
import { fieldProblems } from '#api/fields.ts'
import type { Words } from '#kernel/words.ts'
import { DayForm } from '#roles/publishing/calendar/contract.ts'

/** The days of a file, and the rows that are none; or why the file cannot be read at all. */
export type DayRows =
  | { ok: true; days: DayForm[]; refused: { row: number; why: Words }[] }
  | { ok: false; words: Words }

const columns: Readonly<Record<string, 'date' | 'en' | 'fr'>> = {
  ...{ date: 'date', jour: 'date', day: 'date' },
  ...{ en: 'en', 'name en': 'en', english: 'en', anglais: 'en' },
  ...{ fr: 'fr', 'name fr': 'fr', français: 'fr', francais: 'fr', french: 'fr' },
}

const no = {
  utf8: {
    en: 'The file is not UTF-8, so accents would be spoiled. Nothing was added. Save it as “CSV UTF-8” and send it again.',
    fr: 'Le fichier n’est pas en UTF-8 : les accents seraient abîmés. Rien n’a été ajouté. Enregistrez-le au format « CSV UTF-8 », puis renvoyez-le.',
  },
  csv: {
    en: 'The file cannot be read as CSV: a quotation mark is not closed or stands inside a cell. Nothing was added.',
    fr: 'Le fichier n’est pas lisible comme CSV : un guillemet n’est pas fermé ou se trouve dans une cellule. Rien n’a été ajouté.',
  },
  heading: {
    en: 'The first line must name the columns date, en and fr. Nothing was added.',
    fr: 'La première ligne doit nommer les colonnes date, en et fr. Rien n’a été ajouté.',
  },
  date: {
    en: 'Write the date as 2026-03-22 for one year, or 03-22 for every year.',
    fr: 'Écrivez la date sous la forme 2026-03-22 pour une année, ou 03-22 pour toutes les années.',
  },
} as const satisfies Record<string, Words>

/** Reads a CSV of days: `date` (2026-03-22, or 03-22 for every year), `en`, `fr`. */
export function readDayRows(bytes: Uint8Array): DayRows {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return { ok: false, words: no.utf8 }
  }
  const table = tableOf(text)
  if (table === undefined) return { ok: false, words: no.csv }
  const [head = [], ...rest] = table
  const names = head.map((name) => columns[name.trim().toLowerCase()])
  if (!(['date', 'en', 'fr'] as const).every((name) => names.includes(name)))
    return { ok: false, words: no.heading }
  const days: DayForm[] = []
  const refused: { row: number; why: Words }[] = []
  for (const [at, cells] of rest.entries()) {
    const cell = (name: 'date' | 'en' | 'fr'): string => cells[names.indexOf(name)]?.trim() ?? ''
    const date = /^(?:(\d{4})-)?(\d{2})-(\d{2})$/u.exec(cell('date'))
    if (date === null) {
      refused.push({ row: at + 1, why: no.date })
      continue
    }
    const [, year, month, day] = date
    const read = DayForm.safeParse(
      {
        ...(year === undefined ? {} : { year: Number(year) }),
        ...{ month: Number(month), day: Number(day), en: cell('en'), fr: cell('fr') },
      },
      { reportInput: true },
    )
    if (read.success) days.push(read.data)
    else refused.push({ row: at + 1, why: wordsOf(fieldProblems(read.error.issues)) })
  }
  return { ok: true, days, refused }
}

function tableOf(text: string): string[][] | undefined {
  const [heading = ''] = text.split('\n', 1)
  const delimiter = [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0]
  try {
    const read: unknown = parse(text, {
      ...{ delimiter: delimiter ?? ',', bom: true, relax_column_count: true, skip_empty_lines: true },
    })
    return z.array(z.array(z.string())).parse(read)
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}

function wordsOf(problems: Record<string, Words>): Words {
  const all = Object.entries(problems)
  return {
    en: all.map(([name, words]) => (name === 'request' ? words.en : `${name}: ${words.en}`)).join(' '),
    fr: all.map(([name, words]) => (name === 'request' ? words.fr : `${name} : ${words.fr}`)).join(' '),
  }
}
