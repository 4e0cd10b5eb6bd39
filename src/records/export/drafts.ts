import { randomUUID } from 'node:crypto'
import type { Problem } from '#api/contract.ts'
import { dayMs } from '#kernel/time.ts'
import type { Archive } from '#records/archive.ts'
import { RecordQuery, type RecordActor } from '#records/contract.ts'
import {
  exportRules,
  ExportView,
  Redaction,
  type ExportPage,
  type ExportQuestion,
} from '#records/export/contract.ts'
import { blackOut } from '#records/export/black-out.ts'
import { nothingFits, tooManyEntries } from '#records/export/problems.ts'
import { countFitting, storedEntry } from '#records/export/stretch.ts'
import { leavesOf } from '#records/chain.ts'
import { fits } from '#records/find.ts'
import { lockHead } from '#records/records.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'
import type { Selectable } from 'kysely'

/** An export as the table has it. */
export type ExportRow = Selectable<RecordsTables['records_exports']>

/** Exports on the list, newest first. */
const listMax = 200

/** Begins an export as a draft: which entries belong to it is settled from here on, whatever is added later. */
export async function beginDraft(
  { store, clock }: Archive,
  question: ExportQuestion,
  by: RecordActor,
): Promise<{ ok: true; id: string } | { ok: false; problem: Problem }> {
  return store.inTransaction(async (tx) => {
    const db = tx.withTables<RecordsTables>()
    const { seq: toSeq } = await lockHead(tx)
    const entries = await countFitting(db, { query: question.query, toSeq })
    if (entries === 0) return { ok: false, problem: nothingFits }
    if (entries > exportRules.entriesMax) return { ok: false, problem: tooManyEntries }
    const id = randomUUID()
    const nowMs = clock.nowMs()
    await db
      .insertInto('records_exports')
      .values({
        id,
        state: 'draft',
        made_by: by.kind === 'desk' ? '' : by.name,
        by_id: by.kind === 'desk' ? '' : by.id,
        begun_at: new Date(nowMs),
        query: JSON.stringify(question.query),
        purpose: question.purpose,
        locale: question.locale,
        time_zone: question.timeZone,
        to_seq: toSeq,
        counts: JSON.stringify({ entries }),
        ends_at: new Date(nowMs + exportRules.keptDays * dayMs),
      })
      .execute()
    return { ok: true, id }
  })
}

/** One export; undefined when there is none of that id. */
export function exportRow(db: RecordsDb, id: string): Promise<ExportRow | undefined> {
  return db.selectFrom('records_exports').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Exports, newest first: drafts, finished ones, and those whose file is gone. */
export async function listExports(db: RecordsDb): Promise<ExportView[]> {
  const rows = await db
    .selectFrom('records_exports')
    .selectAll()
    .orderBy('begun_at', 'desc')
    .limit(listMax)
    .execute()
  return rows.map(exportView)
}

/** An export as people see it. */
export function exportView(row: ExportRow): ExportView {
  const counts = JSON.parse(row.counts ?? '{}') as { entries?: number } // our own, written above and when it is made
  const { bytes, sha256, ready_at: readyAt, failure } = row
  return ExportView.parse({
    id: row.id,
    state: row.state,
    madeBy: row.made_by,
    begunAt: row.begun_at.toISOString(),
    purpose: row.purpose,
    locale: row.locale,
    query: queryOf(row),
    entries: counts.entries ?? 0,
    blackFields: new Set(redactionsOf(row).map(({ seq, field }) => `${seq} ${field}`)).size,
    done: row.done,
    total: row.total,
    ...(bytes === null ? {} : { bytes }),
    ...(sha256 === null ? {} : { sha256 }),
    ...(readyAt === null ? {} : { readyAt: readyAt.toISOString() }),
    endsAt: row.ends_at.toISOString(),
    ...(failure === null ? {} : { failure: JSON.parse(failure) as unknown }),
  })
}

/** What an export was asked for. */
export function queryOf(row: Pick<ExportRow, 'query'>): RecordQuery {
  return RecordQuery.parse(JSON.parse(row.query))
}

/** What is blacked out in an export. */
export function redactionsOf(row: Pick<ExportRow, 'redactions'>): Redaction[] {
  return Redaction.array().parse(JSON.parse(row.redactions))
}

/** A page of the entries of an export, newest first, each field with what of it will be shown. */
export async function previewPage(db: RecordsDb, row: ExportRow, before?: number): Promise<ExportPage> {
  const found = await db
    .selectFrom('records_entries')
    .select(['seq', 'at', 'salt', 'body'])
    .where((e) => fits(e, queryOf(row)))
    .where('seq', '<=', row.to_seq)
    .where('body', 'is not', null)
    .$if(before !== undefined, (query) => query.where('seq', '<', before ?? 0))
    .orderBy('seq', 'desc')
    .limit(exportRules.pageLength + 1)
    .execute()
  const redactions = redactionsOf(row)
  const page = found.slice(0, exportRules.pageLength)
  const last = page.at(-1)
  return {
    entries: page.flatMap(({ body, salt, ...rest }) =>
      body === null || salt === null ? [] : previewEntry({ ...rest, body, salt }, redactions),
    ),
    ...(found.length > page.length && last !== undefined ? { before: last.seq } : {}),
  }
}

function previewEntry(
  row: { seq: number; at: Date; body: string; salt: Buffer },
  redactions: readonly Redaction[],
): ExportPage['entries'] {
  const { seq, at, entry } = storedEntry({ ...row, content: '', hash: '' })
  const fields = leavesOf(entry).map(([name, value]) => {
    const own = redactions.filter((one) => one.seq === seq && one.field === name)
    const black = blackOut(value, own)
    const shown = black?.shown === undefined ? {} : { shown: black.shown }
    const why = own.map(({ of, reason, note }) => ({ of, reason, ...(note === undefined ? {} : { note }) }))
    return { name, value, ...shown, why }
  })
  const { kind, account, language } = entry
  // Values come from the archive, which holds nothing but JSON.
  return [{ seq, at, kind, account, language, fields } as ExportPage['entries'][number]]
}
