import type { RowWhy } from '#roles/publishing/history/contract.ts'

/** A post as an export holds it. */
export type PastPost = {
  network: string
  nativeId: string
  /** Who said it, as the export names it: `@handle`. */
  account: string
  saidAtMs: number
  text: string
  url?: string
  language?: string
  isReply: boolean
  /** Pictures, films and sounds it had; they are not brought in. */
  files: number
}

/** One row of a file as it was read, from 1. */
export type PastRow = { row: number; beginning?: string } & (
  | { kind: 'post'; post: PastPost }
  | { kind: 'left-out' | 'refused'; why: RowWhy }
)

/** Why a file cannot be read at all. */
export type FileWhy =
  | 'not-an-archive'
  | 'no-posts-file'
  | 'not-json'
  | 'not-a-repository'
  | 'too-large'
  | 'not-utf8'
  | 'not-csv'
  | 'no-heading'

/** Thrown while a file is read: what came before stands in the report. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
  readonly why: FileWhy
  constructor(why: FileWhy, options?: ErrorOptions) {
    super(`the file cannot be read: ${why}`, options)
    this.why = why
  }
}

/** The beginning of a text on one line, by which people find a row. */
export function beginningOf(text: string): string {
  const line = text.slice(0, 400).replaceAll(/\s+/gu, ' ').trim()
  return line.length <= 80 ? line : `${line.slice(0, 79).toWellFormed()}…`
}
