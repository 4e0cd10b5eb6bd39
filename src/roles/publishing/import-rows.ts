import { parse, CsvError } from 'csv-parse/sync'
import { z } from 'zod'
import type { Words } from '#kernel/words.ts'
import { publishingLimits } from '#roles/publishing/contract.ts'

/** One row of a file, as it came: fields by our names for them. */
export type RawRow = { row: number; fields: unknown }

/** The rows of a file, or why the file as a whole cannot be read. */
export type ReadRows = { ok: true; rows: RawRow[] } | { ok: false; why: FileProblem; words: Words }

/** Why a file cannot be read at all. */
export type FileProblem =
  | 'not-utf8'
  | 'not-csv'
  | 'no-heading'
  | 'too-many-rows'
  | 'empty-file'
  | 'no-files-in-csv'

const columns: Readonly<Record<string, string>> = {
  title: 'title',
  titre: 'title',
  account: 'account',
  compte: 'account',
  language: 'language',
  langue: 'language',
  text: 'text',
  texte: 'text',
  lane: 'lane',
  voie: 'lane',
  id: 'id',
  when: 'when',
  quand: 'when',
  zone: 'zone',
  fuseau: 'zone',
  which: 'which',
  thread: 'thread',
  fil: 'thread',
  topics: 'topics',
  sujets: 'topics',
  content_warning: 'contentWarning',
  'content warning': 'contentWarning',
  avertissement: 'contentWarning',
}
/** What people write in a cell for yes and no. Anything else is refused by name, as the row is read. */
const yesNo: Readonly<Record<string, boolean>> = {
  ...{ yes: true, oui: true, true: true, vrai: true, '1': true, x: true },
  ...{ no: false, non: false, false: false, faux: false, '0': false },
}
/** Names people give to columns for files: they would be left out silently, and a picture with them. */
const fileColumns: ReadonlySet<string> = new Set(['media', 'médias', 'medias', 'files', 'fichiers'])
const needed = ['title', 'account', 'language', 'text'] as const

/** Reads a file of messages: CSV with a heading (comma, semicolon or tab), or JSON with an object a line. */
export function readRows(bytes: Uint8Array, form: 'csv' | 'jsonl'): ReadRows {
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return no('not-utf8')
  }
  const read = form === 'csv' ? readCsv(text) : readLines(text)
  if (read.ok && read.rows.length === 0) return no('empty-file')
  return read.ok && read.rows.length > publishingLimits.importRowsMax ? no('too-many-rows') : read
}

function readCsv(text: string): ReadRows {
  const [heading = ''] = text.split('\n', 1)
  const delimiter = [',', ';', '\t'].toSorted((a, b) => heading.split(b).length - heading.split(a).length)[0]
  let table: string[][]
  try {
    table = z.array(z.array(z.string())).parse(
      parse(text, {
        delimiter: delimiter ?? ',',
        relax_column_count: true,
        skip_empty_lines: true,
        max_record_size: publishingLimits.importBytesMax,
      }),
    )
  } catch (error) {
    if (error instanceof CsvError) return no('not-csv', lineOf(error))
    throw error
  }
  const [head = [], ...rest] = table
  if (head.some((name) => fileColumns.has(name.trim().toLowerCase()))) return no('no-files-in-csv')
  const names = head.map((name) => columns[name.trim().toLowerCase()])
  const missing = needed.filter((name) => !names.includes(name))
  if (missing.length > 0) return no('no-heading', missing.join(', '))
  return {
    ok: true,
    rows: rest.map((cells, at) => ({
      row: at + 1,
      fields: Object.fromEntries(
        cells.flatMap((cell, place) => {
          const name = names[place]
          const isLeftOut = name === undefined || (cell === '' && !needed.some((one) => one === name))
          if (isLeftOut) return []
          return [[name, name === 'thread' ? (yesNo[cell.trim().toLowerCase()] ?? cell) : cell]]
        }),
      ),
    })),
  }
}

function lineOf(error: CsvError): string {
  const lines: unknown = 'lines' in error ? error['lines'] : undefined
  return typeof lines === 'number' ? String(lines) : '?'
}

function readLines(text: string): ReadRows {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return { ok: true, rows: lines.map((line, at) => ({ row: at + 1, fields: readJson(line) })) }
}

function readJson(line: string): unknown {
  try {
    return renamed(JSON.parse(line))
  } catch {
    // What is no JSON is no row: the schema of a row refuses it by name.
    return undefined
  }
}

/** A row by our names for its fields: spreadsheets and scripts write `content_warning`. */
function renamed(row: unknown): unknown {
  if (typeof row !== 'object' || row === null || !('content_warning' in row)) return row
  const { content_warning: contentWarning, ...others } = row
  return { contentWarning, ...others }
}

const max = publishingLimits.importRowsMax

function no(why: FileProblem, about = ''): ReadRows {
  const words: Record<FileProblem, Words> = {
    'not-utf8': {
      en: 'The file is not UTF-8, so accents would be spoiled. Nothing was imported. Save it as “CSV UTF-8” and send it again.',
      fr: 'Le fichier n’est pas en UTF-8 : les accents seraient abîmés. Rien n’a été importé. Enregistrez-le au format « CSV UTF-8 », puis renvoyez-le.',
    },
    'not-csv': {
      en: `The file cannot be read as CSV near line ${about}: a quotation mark is not closed or stands inside a cell. Nothing was imported.`,
      fr: `Le fichier n’est pas lisible comme CSV vers la ligne ${about} : un guillemet n’est pas fermé ou se trouve dans une cellule. Rien n’a été importé.`,
    },
    'no-heading': {
      en: `The first line must name the columns title, account, language and text. Missing: ${about}. Nothing was imported.`,
      fr: `La première ligne doit nommer les colonnes titre, compte, langue et texte. Il manque : ${about}. Rien n’a été importé.`,
    },
    'too-many-rows': {
      en: `The file has more than ${max} rows. Nothing was imported. Split it and send the parts.`,
      fr: `Le fichier compte plus de ${max} lignes. Rien n’a été importé. Divisez-le et envoyez les parties.`,
    },
    'no-files-in-csv': {
      en: 'A CSV holds no pictures or films. Nothing was imported. Take the column of files out and add them on the page of each message, or send JSON lines that name them.',
      fr: 'Un CSV ne contient ni images ni vidéos. Rien n’a été importé. Retirez la colonne des fichiers et ajoutez-les à la page de chaque message, ou envoyez des lignes JSON qui les nomment.',
    },
    'empty-file': {
      en: 'The file has no rows. Nothing was imported.',
      fr: 'Le fichier ne contient aucune ligne. Rien n’a été importé.',
    },
  }
  return { ok: false, why, words: words[why] }
}
