import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import type { Words } from '#kernel/words.ts'

/** Limits of a file of subscribers. */
export const importLimits = { bytesMax: 20_000_000, rowsMax: 100_000, recordBytesMax: 10_000 } as const

/** One row as it came; `row` counts from 1 without the heading. */
export type SubscriberRow = {
  row: number
  address: string
  language: string
  consent: string
  source: string
  /** Ids or names of topics, as they came; empty: everything. */
  topics: string
}

/** The rows of a file, or why it cannot be read as a whole. */
export type SubscriberRows = { ok: true; rows: SubscriberRow[] } | { ok: false; words: Words }

const columns: Readonly<Record<string, keyof Omit<SubscriberRow, 'row'>>> = {
  ...{ address: 'address', adresse: 'address', language: 'language', langue: 'language' },
  ...{ consent: 'consent', consentement: 'consent', source: 'source', origine: 'source' },
  ...{ topics: 'topics', sujets: 'topics' },
}
const needed = ['address', 'language', 'consent', 'source'] as const

/** Reads a file of subscribers: CSV in UTF-8 with a heading, parted by comma, semicolon or tab. */
export function readSubscribers(bytes: Uint8Array): SubscriberRows {
  if (bytes.length > importLimits.bytesMax) return no(problems.tooLarge)
  let table: string[][]
  try {
    table = tableOf(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return no(problems.notText)
    if (error instanceof CsvError) return no(problems.notCsv)
    throw error
  }
  const [head = [], ...rest] = table
  const names = head.map((name) => columns[name.trim().toLowerCase()])
  if (needed.some((name) => !names.includes(name))) return no(problems.heading)
  if (rest.length > importLimits.rowsMax) return no(problems.tooMany)
  const cell = (cells: readonly string[], name: keyof Omit<SubscriberRow, 'row'>): string =>
    (cells[names.indexOf(name)] ?? '').trim()
  return {
    ok: true,
    rows: rest.map((cells, at) => ({
      row: at + 1,
      ...{ address: cell(cells, 'address'), language: cell(cells, 'language') },
      ...{ consent: cell(cells, 'consent'), source: cell(cells, 'source') },
      topics: cell(cells, 'topics'),
    })),
  }
}

function tableOf(text: string): string[][] {
  const [heading = ''] = text.split('\n', 1)
  const [delimiter = ','] = [',', ';', '\t'].toSorted(
    (a, b) => heading.split(b).length - heading.split(a).length,
  )
  const options = { delimiter, bom: true, relax_column_count: true, skip_empty_lines: true }
  return z
    .array(z.array(z.string()))
    .parse(parse(text, { ...options, max_record_size: importLimits.recordBytesMax }))
}

function no(words: Words): SubscriberRows {
  return { ok: false, words }
}

const problems = {
  tooLarge: {
    en: 'The file is larger than 20 MB. Split it into several.',
    fr: 'Le fichier dépasse 20 Mo. Divisez-le en plusieurs.',
  },
  tooMany: {
    en: 'The file has more than 100,000 rows. Split it into several.',
    fr: 'Le fichier compte plus de 100 000 lignes. Divisez-le en plusieurs.',
  },
  notText: {
    en: 'The file is not text in UTF-8. Save it as CSV in UTF-8.',
    fr: 'Le fichier n’est pas du texte en UTF-8. Enregistrez-le en CSV UTF-8.',
  },
  notCsv: {
    en: 'The file cannot be read as CSV: quotes that do not close, or a row longer than any address.',
    fr: 'Le fichier ne se lit pas comme du CSV : guillemets non fermés, ou ligne plus longue que toute adresse.',
  },
  heading: {
    en: 'The first line must name four columns: address, language, consent, source. A fifth may be topics.',
    fr: 'La première ligne doit nommer quatre colonnes : adresse, langue, consentement, origine. Une cinquième peut être : sujets.',
  },
} as const satisfies Record<string, Words>
