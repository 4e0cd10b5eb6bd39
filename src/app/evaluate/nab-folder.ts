import { readdir } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { z } from 'zod'
import { UsageError } from '#cli/words.ts'
import { UnreadableFile } from '#networks/replay/bytes.ts'
import { fileLines } from '#networks/replay/lines.ts'
import type { NabWindow } from '#stream/anomaly/nab-score.ts'

/** One series of a folder in NAB's layout. */
export type NabSeries = {
  /** `folder/file.csv`, as the labels name it. */
  name: string
  /** The folder it lies in; NAB's category. */
  folder: string
  timesMs: Float64Array
  values: Float64Array
  windows: NabWindow[]
  /** Rows without a moment or a number. */
  unreadable: number
}

const Labels = z.record(z.string(), z.array(z.tuple([z.string(), z.string()])))

/** Where NAB keeps its labelled windows, and where people put them who copied it. */
const labelFiles = ['labels/combined_windows.json', 'combined_windows.json', 'data/combined_windows.json']

/**
 * Reads every CSV (plain or gzip) below `data/`, or below the folder itself when it has none, with its labelled windows.
 *
 * @returns series in order of their names, and the names of CSV files the labels do not know, which cannot be scored
 * @throws UsageError when there is no label file, or no series that it names
 */
export async function nabFolder(folder: string): Promise<{ series: NabSeries[]; unlabelled: string[] }> {
  const labels = await readLabels(folder)
  const series: NabSeries[] = []
  const unlabelled: string[] = []
  for (const { path, name } of await csvFiles(folder)) {
    const windows = labels[name] ?? labels[basename(name)]
    if (windows === undefined) unlabelled.push(name)
    else series.push({ ...(await readSeries(path)), name, folder: folderOf(name), windows: spans(windows) })
  }
  if (series.length > 0) return { series, unlabelled }
  throw new UsageError({
    en: `No CSV file below ${folder} is named in its combined_windows.json.`,
    fr: `Aucun fichier CSV sous ${folder} n’est nommé dans son combined_windows.json.`,
  })
}

async function readLabels(folder: string): Promise<z.output<typeof Labels>> {
  for (const file of labelFiles) {
    const text = await wholeText(join(folder, file)).catch((error: unknown) => {
      if (error instanceof UnreadableFile && error.why === 'no-file') return undefined
      throw error
    })
    if (text === undefined) continue
    const read = Labels.safeParse(parsed(text))
    if (read.success) return read.data
    throw new UsageError({
      en: `${file} is not NAB's: a list of [from, to] is needed for each file.`,
      fr: `${file} n’est pas celui de NAB : il faut une liste de [début, fin] par fichier.`,
    })
  }
  throw new UsageError({
    en: `There is no labels/combined_windows.json in ${folder}.`,
    fr: `Il n’y a pas de labels/combined_windows.json dans ${folder}.`,
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function wholeText(path: string): Promise<string> {
  const lines: string[] = []
  for await (const line of fileLines(path)) if (line.kind === 'line') lines.push(line.text)
  return lines.join('\n')
}

/** Every CSV of a folder in NAB's layout, with the name the labels give it. */
async function csvFiles(folder: string): Promise<{ path: string; name: string }[]> {
  for (const top of [join(folder, 'data'), folder]) {
    const entries = await readdir(top, { recursive: true, withFileTypes: true }).catch(() => [])
    const paths = entries
      .filter((entry) => entry.isFile() && /\.csv(?:\.gz)?$/iu.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    if (paths.length > 0) return paths.map((path) => ({ path, name: labelName(relative(top, path)) }))
  }
  return []
}

function labelName(path: string): string {
  return path.split(sep).join('/').replace(/\.gz$/iu, '')
}

function folderOf(name: string): string {
  return name.includes('/') ? name.slice(0, name.lastIndexOf('/')) : '.'
}

function spans(windows: readonly [string, string][]): NabWindow[] {
  return windows.map(([from, to]) => ({ fromMs: momentOf(from), toMs: momentOf(to) }))
}

/** NAB writes local times without a zone; they are read as UTC, for data and labels alike. */
function momentOf(text: string): number {
  const iso = text.trim().replace(' ', 'T')
  return Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/u.test(iso) ? iso : `${iso}Z`)
}

async function readSeries(path: string): Promise<Pick<NabSeries, 'timesMs' | 'values' | 'unreadable'>> {
  const timesMs: number[] = []
  const values: number[] = []
  let columns: { time: number; value: number } | undefined
  let unreadable = 0
  for await (const line of fileLines(path)) {
    const cells =
      line.kind === 'line' ? line.text.split(',').map((cell) => cell.replaceAll('"', '').trim()) : []
    const isHeading: boolean = columns === undefined && Number.isNaN(momentOf(cells[0] ?? ''))
    columns ??= columnsOf(cells)
    const timeMs = momentOf(cells[columns.time] ?? '')
    const cell = cells[columns.value] ?? ''
    const value = cell === '' ? Number.NaN : Number(cell)
    if (Number.isFinite(timeMs) && Number.isFinite(value)) {
      timesMs.push(timeMs)
      values.push(value)
    } else if (!isHeading) unreadable++
  }
  return { timesMs: Float64Array.from(timesMs), values: Float64Array.from(values), unreadable }
}

/** Where a heading puts `timestamp` and `value`; without one, the first two columns. */
function columnsOf(cells: readonly string[]): { time: number; value: number } {
  const names = cells.map((cell) => cell.toLowerCase())
  const time = Math.max(0, names.indexOf('timestamp'))
  const value = names.indexOf('value')
  return { time, value: value === -1 ? 1 : value }
}
