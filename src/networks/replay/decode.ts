import { parse } from 'csv-parse/sync'
import type { Post } from '#kernel/post.ts'
import { readerLimits, type RefusedWhy } from '#networks/contract.ts'
import type { FileLine } from '#networks/replay/lines.ts'
import { fieldName, isPostTable, postFromRecord, type RecordContext } from '#networks/replay/record.ts'

/** What one line was: a post, or why not. */
export type Decoded = { post: Post } | { refused: RefusedWhy }

/** Reads one line of JSON as a post; never throws. See `postFromRecord` for the fields it knows. */
export function decodeLine(line: string | Buffer, context: RecordContext): Decoded {
  const text = typeof line === 'string' ? line : line.toString('utf8')
  const record = readJson(text)
  if (record === undefined) return { refused: 'not-json' }
  return decoded(postFromRecord(withWholeIds(record, text), context))
}

function decoded(outcome: Post | RefusedWhy): Decoded {
  return typeof outcome === 'string' ? { refused: outcome } : { post: outcome }
}

function readJson(line: string): unknown {
  const text = line.includes('\u0000') ? line.replaceAll('\u0000', '') : line
  // Escapes that a store cannot hold are rare, and only then is the slower path worth it.
  const revive = /\\u(?:0000|d[89a-f])/i.test(text) ? withoutUnstorable : undefined
  try {
    // A file may be one JSON array with an item a line: the comma at the end belongs to the array.
    const parsed: unknown = JSON.parse(text.replace(/,\s*$/, ''), revive)
    return parsed ?? null
  } catch (error) {
    return error instanceof SyntaxError ? undefined : null
  }
}

function withoutUnstorable(_key: string, value: unknown): unknown {
  if (typeof value !== 'string') return value
  return value.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')
}

/** JSON numbers lose digits past 2^53 and two posts would become one: the digits are taken from the line instead. */
function withWholeIds(record: unknown, line: string): unknown {
  if (typeof record !== 'object' || record === null || !('id' in record)) return record
  const { id } = record
  if (typeof id !== 'number' || Number.isSafeInteger(id) || 'id_str' in record) return record
  const written = [...line.matchAll(/"id"\s*:\s*(\d{1,40})/g)]
    .map((found) => found[1])
    .find((digits) => Number(digits) === id)
  return written === undefined ? record : { ...record, id: written }
}

/** What a file says line by line: nothing yet (a heading, half a quoted cell), a post, or a refusal. */
export type Told = { n: number; badEncoding: boolean; sample: string } & Decoded

/**
 * Reads the lines of one file in turn, whichever form its first line shows: JSON lines, a JSON array with an item a
 * line, or CSV with a heading (comma, semicolon or tab).
 */
type FileDecoder = {
  next(line: FileLine, context: Omit<RecordContext, 'n'>): Told[]
  /** What was begun and never finished. */
  end(context: Omit<RecordContext, 'n'>): Told[]
}

/** Starts reading a file whose form is not known yet. */
export function fileDecoder(): FileDecoder {
  let form: FileDecoder | undefined
  return {
    next(line, context) {
      if (line.kind === 'refused') return [told(line, { refused: line.why })]
      form ??= formOf(line.text)
      return form.next(line, context)
    },
    end: (context) => form?.end(context) ?? [],
  }
}

function formOf(firstLine: string): FileDecoder {
  if (/^\s*[[{]/.test(firstLine)) return jsonDecoder
  const delimiter = [',', ';', '\t'].find((mark) => isPostTable(cells(firstLine, mark) ?? []))
  return delimiter === undefined ? jsonDecoder : csvDecoder(delimiter)
}

const jsonDecoder: FileDecoder = {
  next(line, context) {
    if (line.kind === 'refused' || /^\s*[[\]]\s*$/.test(line.text)) return []
    return [told(line, decodeLine(line.text, { ...context, n: line.n }))]
  },
  end: () => [],
}

// A quote that is never closed would otherwise swallow the rest of the file.
const linesPerRecordMax = 50

function csvDecoder(delimiter: string): FileDecoder {
  let headings: string[] | undefined
  let open: (FileLine & { kind: 'line' })[] = []
  const read = (line: FileLine & { kind: 'line' }, context: Omit<RecordContext, 'n'>): Told[] => {
    open.push(line)
    const text = open.map((part) => part.text).join('\n')
    if (hasOpenQuote(text)) {
      return open.length < linesPerRecordMax && text.length < readerLimits.frameBytesMax
        ? []
        : giveUp(context)
    }
    const first = open[0] ?? line
    open = []
    const row = cells(text, delimiter)
    if (headings === undefined) {
      headings = row?.map(fieldName) ?? []
      return []
    }
    return [told(first, row ? fromRow(headings, row, { ...context, n: first.n }) : { refused: 'not-a-post' })]
  }
  /** The first line of a record that never closes is refused alone; the others are read again, so nothing is lost. */
  const giveUp = (context: Omit<RecordContext, 'n'>): Told[] => {
    const [broken, ...rest] = open
    open = []
    const later = rest.flatMap((line) => read(line, context))
    return broken ? [told(broken, { refused: 'not-a-post' }), ...later] : later
  }
  return {
    next: (line, context) => (line.kind === 'line' ? read(line, context) : []),
    end(context) {
      const rest: Told[] = []
      while (open.length > 0) rest.push(...giveUp(context))
      return rest
    },
  }
}

function hasOpenQuote(text: string): boolean {
  return (text.split('"').length - 1) % 2 === 1
}

function cells(text: string, delimiter: string): string[] | undefined {
  try {
    const rows: unknown = parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      trim: false,
    })
    const row: unknown = Array.isArray(rows) ? rows[0] : undefined
    return Array.isArray(row) ? row.map((cell) => String(cell).trim()) : undefined
  } catch (error) {
    // The parser throws only for text it cannot read; the caller counts that as refused.
    return error instanceof Error ? undefined : []
  }
}

function fromRow(headings: readonly string[], row: readonly string[], context: RecordContext): Decoded {
  const record = Object.fromEntries(
    headings.map((heading, i) => [heading, (row[i] ?? '').replaceAll('\u0000', '')]),
  )
  const filled = Object.fromEntries(
    Object.entries(record).filter(([key, value]) => key !== '' && value !== ''),
  )
  return decoded(postFromRecord(filled, context))
}

function told(line: FileLine, outcome: Decoded): Told {
  const sample = (line.kind === 'line' ? line.text : line.sample).slice(0, 200)
  return { n: line.n, badEncoding: line.kind === 'line' && line.badEncoding, sample, ...outcome }
}
