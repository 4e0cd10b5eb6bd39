import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { dayOf } from '#roles/publishing/results/daily-counts.ts'
import { startOfDayMs } from '#kernel/zones.ts'
import { hourMs } from '#kernel/time.ts'
import { historyLimits, type RowWhy } from '#roles/publishing/history/contract.ts'
import { beginningOf, UnreadableFile, type PastRow } from '#roles/publishing/history/past-post.ts'

const columns: Readonly<Record<string, string>> = {
  ...{ date: 'date', time: 'date', when: 'date', published: 'date', publié: 'date', heure: 'date' },
  ...{ text: 'text', texte: 'text', message: 'text', content: 'text', contenu: 'text' },
  ...{ url: 'url', link: 'url', address: 'url', lien: 'url', adresse: 'url' },
  ...{ network: 'network', réseau: 'network', reseau: 'network', account: 'account', compte: 'account' },
  ...{ language: 'language', lang: 'language', langue: 'language', id: 'id', identifiant: 'id' },
}

/**
 * The rows of a table of what was said: CSV in UTF-8 with a heading. It needs a date with its zone (`2024-05-01T10:00:00-04:00`), or a
 * day, which is that of the desk; and the text.
 *
 * @throws UnreadableFile
 */
export async function* readCsv(path: string, timeZone: string): AsyncGenerator<PastRow> {
  let names: (string | undefined)[] | undefined
  let row = 0
  try {
    for await (const cells of recordsOf(path)) {
      if (names === undefined) {
        names = cells.map((cell) => columns[cell.trim().toLowerCase()])
        if (!names.includes('date') || !names.includes('text')) throw new UnreadableFile('no-heading')
        continue
      }
      const fields = Object.fromEntries(
        names.flatMap((name, at) => (name === undefined ? [] : [[name, (cells[at] ?? '').trim()]])),
      )
      yield rowOf((row += 1), fields, timeZone)
    }
  } catch (cause) {
    if (cause instanceof UnreadableFile) throw cause
    if (cause instanceof CsvError) throw new UnreadableFile('not-csv', { cause })
    if (cause instanceof TypeError) throw new UnreadableFile('not-utf8', { cause })
    throw cause
  }
  if (names === undefined) throw new UnreadableFile('no-heading')
}

async function* recordsOf(path: string): AsyncGenerator<string[]> {
  const parser = parse({
    ...{ delimiter: [',', ';', '\t'], relax_column_count: true, skip_empty_lines: true },
    max_record_size: historyLimits.itemBytesMax,
  })
  const text = Readable.from(decoded(path))
  text.on('error', (error) => parser.destroy(error))
  text.pipe(parser)
  for await (const record of parser) yield record as string[] // without `columns` a record is a list of texts
}

/** Text in UTF-8; anything else is refused, so that no accent is lost. */
async function* decoded(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const bytes of createReadStream(path))
    yield decoder.decode(bytes as Uint8Array, { stream: true })
  yield decoder.decode()
}

function rowOf(row: number, fields: Readonly<Record<string, string>>, timeZone: string): PastRow {
  const { text = '', date = '', url = '', language = '', network = '', account = '' } = fields
  const beginning = beginningOf(text)
  if (text === '') return { row, kind: 'refused', why: 'no-text' }
  const when = timeIn(date, timeZone)
  if (typeof when === 'string') return { row, beginning, kind: 'refused', why: when }
  const web = /^https?:\/\/\S{1,1000}$/u.test(url) ? url : undefined
  return {
    ...{ row, beginning, kind: 'post' },
    post: {
      ...{ network: /^[a-z]{1,20}$/u.test(network.toLowerCase()) ? network.toLowerCase() : 'csv' },
      nativeId: nameOf(fields, { when, text, web }),
      ...{ account: account.slice(0, 300), saidAtMs: when, text, isReply: false, files: 0 },
      ...(web === undefined ? {} : { url: web }),
      ...(/^[a-z]{2,3}(-[\w-]{2,20})?$/iu.test(language) ? { language } : {}),
    },
  }
}

/** What makes two rows one: their id, else their address, else the same words at the same time. */
function nameOf(
  { id = '' }: Readonly<Record<string, string>>,
  { when, text, web }: { when: number; text: string; web: string | undefined },
): string {
  if (id !== '' && id.length <= 400) return id
  return web ?? createHash('sha256').update(`${when} ${text}`).digest('hex')
}

/** A moment, or why there is none. A time without its zone is asked for: an hour more or less is another moment. */
function timeIn(date: string, timeZone: string): number | RowWhy {
  if (date === '') return 'no-date'
  const [, day] = /^(\d{4}-\d{2}-\d{2})$/u.exec(date) ?? []
  if (day !== undefined) {
    const noonMs = Date.parse(`${day}T12:00:00Z`)
    if (!Number.isFinite(noonMs) || new Date(noonMs).toISOString().slice(0, 10) !== day) return 'bad-date'
    // Where it is noon by UTC some zones have the next day already.
    const within = [noonMs, noonMs - 12 * hourMs, noonMs + 12 * hourMs].find(
      (ms) => dayOf(ms, timeZone) === day,
    )
    return within === undefined ? 'bad-date' : startOfDayMs(within, timeZone) + 12 * hourMs
  }
  if (!/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/u.test(date)) return 'bad-date'
  if (!/(?:Z|[+-]\d{2}:?\d{2})$/u.test(date)) return 'no-zone'
  const ms = Date.parse(date.replace(' ', 'T'))
  return Number.isFinite(ms) ? ms : 'bad-date'
}
