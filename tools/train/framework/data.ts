import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** Where the training data lies, beside the repository; never committed. */
export const dataFolder = new URL('../../../../shared/data/', import.meta.url)

/** One labelled text. `y` is the index of its class; `group` is what must not be split: an event, a language. */
export type Row = { text: string; y: number; group: string; weight?: number }

/** The JSON lines of a gzip file of `../shared/data`, for example `text/sentiment_en_train.jsonl.gz`. */
export function readLines(file: string): Record<string, unknown>[] {
  return gunzipSync(readFileSync(new URL(file, dataFolder)))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

/** Rows `{t, y}` of a file of `text/`, all in one group. Escapes the data's makers left behind are decoded. */
export function readRows(file: string, group = file): Row[] {
  return readLines(`text/${file}`).map((line) => ({
    text: unescaped(String(line['t'])),
    y: Number(line['y']),
    group,
  }))
}

/** `\u2019`, `\"` and HTML entities as the letters they stand for. */
export function unescaped(text: string): string {
  return text
    .replace(/\\u([0-9a-fA-F]{4})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/\\+"/g, '"')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
}

/** SHA-256 of a data file as it is trained from, for the manifest. */
export function fileHash(file: string): string {
  return createHash('sha256')
    .update(readFileSync(new URL(file, dataFolder)))
    .digest('hex')
}
