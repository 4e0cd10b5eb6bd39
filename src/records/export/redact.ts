import { randomUUID } from 'node:crypto'
import type { Problem } from '#api/contract.ts'
import type { Archive } from '#records/archive.ts'
import { blackWords, redactionsIn } from '#records/export/black-out.ts'
import { exportRules, type Redacted, type Redaction, type RedactionInput } from '#records/export/contract.ts'
import { queryOf, redactionsOf, type ExportRow } from '#records/export/drafts.ts'
import {
  noSuchExport,
  notADraft,
  noteTellsWords,
  notInExport,
  tooManyRedactions,
  wordsNotFound,
} from '#records/export/problems.ts'
import { entriesOf, type StretchEntry } from '#records/export/stretch.ts'
import type { RecordsDb, RecordsTables } from '#records/tables.ts'

type Done<T> = { ok: true; body: T } | { ok: false; status: 404 | 409 | 422; problem: Problem }

/** Blacks something out in a draft. What was found is settled now, entry by entry, and can be taken back as one. */
export async function redact(archive: Archive, id: string, input: RedactionInput): Promise<Done<Redacted>> {
  const row = await draftOf(archive.db, id)
  if (!row.ok) return row
  const found = await find(archive.db, row.body, input)
  if (found.why !== undefined) return { ok: false, ...found.why }
  return change(archive, id, (before) => {
    const all = [...before, ...found.redactions]
    if (all.length > exportRules.redactionsMax || hasTooManyCuts(all))
      return { ok: false, status: 422, problem: tooManyRedactions }
    const entries = new Set(found.redactions.map(({ seq }) => seq)).size
    return { ok: true, all, body: { fields: found.redactions.length, entries } }
  })
}

function hasTooManyCuts(all: readonly Redaction[]): boolean {
  const counts = new Map<number, number>()
  for (const { seq, cuts } of all) counts.set(seq, (counts.get(seq) ?? 0) + (cuts?.length ?? 1))
  return [...counts.values()].some((count) => count > exportRules.cutsPerEntryMax)
}

/** Takes back what was blacked out at once. */
export async function unredact(archive: Archive, id: string, of: string): Promise<Done<Redacted>> {
  return change(archive, id, (before) => {
    const all = before.filter((one) => one.of !== of)
    const gone = before.filter((one) => one.of === of)
    return { ok: true, all, body: { fields: gone.length, entries: new Set(gone.map(({ seq }) => seq)).size } }
  })
}

type Found = { redactions: Redaction[]; why?: undefined } | { why: { status: 404 | 422; problem: Problem } }

/** Where the words stand: in one entry, or in every entry of the export. */
async function find(db: RecordsDb, row: ExportRow, input: RedactionInput): Promise<Found> {
  const of = randomUUID()
  const isEverywhere = input.scope === 'export'
  const [from, to] = isEverywhere ? [1, row.to_seq] : [input.seq, input.seq]
  const query = queryOf(row)
  const redactions: Redaction[] = []
  let seen = 0
  for await (const batch of entriesOf(db, { query, from, to, toSeq: row.to_seq, onlyFitting: true })) {
    const fitting = batch.flatMap(({ stored }: StretchEntry) => stored ?? [])
    seen += fitting.length
    for (const { seq, entry } of fitting) {
      const here = redactionsIn(entry, input, { seq, of })
      if (tells(input.note, blackWords(entry, here))) return { why: { status: 422, problem: noteTellsWords } }
      redactions.push(...here)
    }
    if (redactions.length > exportRules.redactionsMax)
      return { why: { status: 422, problem: tooManyRedactions } }
  }
  if (seen === 0) return { why: { status: 404, problem: notInExport } }
  return redactions.length === 0 ? { why: { status: 422, problem: wordsNotFound } } : { redactions }
}

function tells(note: string | undefined, words: readonly string[]): boolean {
  const folded = (note ?? '').toLowerCase()
  return words.some((word) => word.trim().length > 2 && folded.includes(word.trim().toLowerCase()))
}

async function draftOf(db: RecordsDb, id: string): Promise<Done<ExportRow>> {
  const row = await db.selectFrom('records_exports').selectAll().where('id', '=', id).executeTakeFirst()
  if (row === undefined) return { ok: false, status: 404, problem: noSuchExport }
  return row.state === 'draft' ? { ok: true, body: row } : { ok: false, status: 409, problem: notADraft }
}

type Changed =
  | { ok: true; all: Redaction[]; body: Redacted }
  | { ok: false; status: 404 | 409 | 422; problem: Problem }

/** Two clerks at once: each sees what the other has blacked out, and nothing is lost. */
async function change(
  { store }: Archive,
  id: string,
  decide: (before: Redaction[]) => Changed,
): Promise<Done<Redacted>> {
  return store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<RecordsTables>()
    const row = await tx
      .selectFrom('records_exports')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { ok: false, status: 404, problem: noSuchExport }
    if (row.state !== 'draft') return { ok: false, status: 409, problem: notADraft }
    const decided = decide(redactionsOf(row))
    if (!decided.ok) return decided
    await tx
      .updateTable('records_exports')
      .set({ redactions: JSON.stringify(decided.all) })
      .where('id', '=', id)
      .execute()
    return { ok: true, body: decided.body }
  })
}
