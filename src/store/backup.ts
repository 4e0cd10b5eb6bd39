import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import type { Clock } from '#kernel/time.ts'
import { wallClock } from '#kernel/time.ts'
import type { Manifest, PartWriter, Seal, TableEnd } from '#store/backup-file.ts'
import { Manifest as ManifestSchema, openPartWriter, sealDigest } from '#store/backup-file.ts'
import type { Language } from '#store/errors.ts'
import { appliedSteps } from '#store/migrations.ts'
import type { Store } from '#store/store.ts'
import type { Table } from '#store/tables.ts'
import { readSequences, readTables } from '#store/tables.ts'

/** What may be said beyond the file: none of it is needed. */
export type BackupOptions = { appVersion?: string; language?: Language; clock?: Clock }

/** What a backup or a restore held. */
export type BackupSummary = { tables: readonly TableEnd[]; rows: number; bytes: number }

/** Dates, numbers and row order the same whoever asks; a backup of the same rows is then the same bytes. */
export const sameEverywhere = `set local datestyle = 'ISO, YMD'; set local intervalstyle = 'postgres';
  set local bytea_output = 'hex'; set local extra_float_digits = 1; set local timezone = 'UTC';
  set local synchronize_seqscans = off; set local max_parallel_workers_per_gather = 0;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`

/**
 * Writes everything in the database to one file, as of one moment, while the desk goes on working.
 *
 * The file appears under its name when it is whole. It holds everything, personal data too: mode 600.
 *
 * @param progress told once a table
 */
export async function backup(
  store: Store,
  file: string,
  progress: (line: string) => void,
  o: BackupOptions = {},
): Promise<BackupSummary> {
  const client = await store.connectAlone('backup')
  const writer = openPartWriter(file)
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query(sameEverywhere)
    const summary = await writeAll(client, writer, progress, o)
    await client.query('commit')
    await writer.finish()
    return summary
  } catch (error) {
    await writer.abandon()
    throw error
  } finally {
    await client.end()
  }
}

async function writeAll(
  client: pg.Client,
  writer: PartWriter,
  progress: (line: string) => void,
  o: BackupOptions,
): Promise<BackupSummary> {
  const tables = await readTables(client)
  const manifest = Buffer.from(JSON.stringify(await manifestOf(client, tables, o)))
  await writer.write('M', manifest)
  const ends: TableEnd[] = []
  const sealed = [manifest]
  for (const table of tables) {
    await writer.write('T', Buffer.from(JSON.stringify({ table: table.name })))
    const end = await writeTable(client, writer, table)
    const part = Buffer.from(JSON.stringify(end))
    await writer.write('E', part)
    sealed.push(part)
    ends.push(end)
    progress(o.language === 'fr' ? `${table.name} : ${end.rows} lignes` : `${table.name}: ${end.rows} rows`)
  }
  const seal: Seal = {
    tables: tables.length,
    sequences: await readSequences(client),
    digest: sealDigest(sealed),
  }
  await writer.write('Z', Buffer.from(JSON.stringify(seal)))
  return summaryOf(ends)
}

/** Sums up what the tables held. */
export function summaryOf(tables: readonly TableEnd[]): BackupSummary {
  const sum = (of: (end: TableEnd) => number): number => tables.reduce((total, end) => total + of(end), 0)
  return { tables, rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes) }
}

async function manifestOf(client: pg.Client, tables: readonly Table[], o: BackupOptions): Promise<Manifest> {
  const { rows } = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  )
  return ManifestSchema.parse({
    format: 'bellwether-backup',
    version: 1,
    appVersion: o.appVersion ?? 'unknown',
    postgres: rows[0]?.version ?? 'unknown',
    takenAt: new Date((o.clock ?? wallClock).nowMs()).toISOString(),
    steps: await appliedSteps(client),
    tables: tables.map(({ name, columns, partitions }) => ({ name, columns, partitions })),
  })
}

async function writeTable(
  client: pg.Client,
  writer: PartWriter,
  { name, columns }: Table,
): Promise<TableEnd> {
  const list = columns.map((each) => client.escapeIdentifier(each)).join(', ')
  const source = `copy (select ${list} from ${client.escapeIdentifier(name)}) to stdout (format text, encoding 'UTF8')`
  const hash = createHash('sha256')
  let [rows, bytes] = [0, 0]
  for await (const chunk of client.query(copyTo(source)) as AsyncIterable<Buffer>) {
    hash.update(chunk)
    bytes += chunk.length
    rows += linesIn(chunk)
    await writer.write('D', chunk)
    // A long table must not keep a live desk from its other work.
    await setImmediate()
  }
  return { table: name, rows, bytes, sha256: hash.digest('hex') }
}

/** Rows in COPY text: each ends in a newline, and a newline inside a value is written as backslash n. */
function linesIn(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  return lines
}
