import { sql, type Kysely } from 'kysely'
import { dayMs } from '#kernel/time.ts'
import {
  historyLimits,
  type HistoryKind,
  type HistoryReport,
  type ReportRow,
  type RowWhy,
} from '#roles/publishing/history/contract.ts'
import { ourIds } from '#roles/publishing/history/ours.ts'
import {
  UnreadableFile,
  type FileWhy,
  type PastPost,
  type PastRow,
} from '#roles/publishing/history/past-post.ts'
import { readBluesky } from '#roles/publishing/history/read-bluesky.ts'
import { readCsv } from '#roles/publishing/history/read-csv.ts'
import { readMastodon } from '#roles/publishing/history/read-mastodon.ts'
import { readX } from '#roles/publishing/history/read-x.ts'
import type { HistoryTables } from '#roles/publishing/history/tables.ts'
import { importedOnRecord } from '#records/imported.ts'
import { storableText } from '#store/storable.ts'
import type { Store } from '#store/store.ts'

/** Rows written at once. */
const atOnce = 200
/** Nobody said anything on a network before this. */
const earliestMs = Date.UTC(1990, 0, 1)

/** A file to bring in, and who brings it. */
export type Importing = {
  kind: HistoryKind
  path: string
  /** Of the whole file, hexadecimal: what is put on record later names it. */
  sha256: string
  fileName: string
  by: { id: string; name: string }
  timeZone: string
}

type Needs = { store: Store; nowMs: number; newId(): string }

/**
 * Brings an export in, row by row. What is known already changes nothing, so that the same file brought in again, or after an
 * interruption, makes no post twice. What came before a fault in the file is kept, and the report says that it was cut.
 */
export async function importHistory(
  needs: Needs,
  o: Importing,
): Promise<{ ok: true; report: HistoryReport } | { ok: false; why: FileWhy }> {
  const report = new Report()
  const id = needs.newId()
  let isBegun = false
  const write = async (rows: readonly PastRow[]): Promise<void> => {
    if (rows.length === 0) return
    if (!isBegun) await begin(needs, id, o)
    isBegun = true
    await addRows(needs, id, rows, report)
  }
  let isCut = false
  let waiting: PastRow[] = []
  try {
    for await (const row of rowsOf(o, needs.nowMs)) {
      if (row.row > historyLimits.postsMax) {
        isCut = true
        break
      }
      waiting.push(row)
      if (waiting.length < atOnce) continue
      await write(waiting)
      waiting = []
    }
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    if (!isBegun && waiting.length === 0) return { ok: false, why: error.why }
    isCut = true
  }
  await write(waiting)
  if (isBegun) await end(needs, id, report.counts.added)
  return { ok: true, report: report.told(id, isCut) }
}

function rowsOf({ kind, path, timeZone }: Importing, nowMs: number): AsyncGenerator<PastRow> {
  if (kind === 'x') return readX(path)
  if (kind === 'mastodon') return readMastodon(path)
  return kind === 'bluesky' ? readBluesky(path, nowMs) : readCsv(path, timeZone)
}

async function begin(
  { store, nowMs }: Needs,
  id: string,
  { kind, fileName, sha256, by }: Importing,
): Promise<void> {
  await store.db
    .withTables<HistoryTables>()
    .insertInto('history_imports')
    .values({
      ...{ id, kind, file_name: storableText(fileName).slice(0, 200), begun_at: new Date(nowMs) },
      ...{ begun_by_id: by.id, begun_by: by.name, ended_at: null, added: 0, sha256 },
    })
    .execute()
}

/** One that added nothing is no import to be listed. */
async function end({ store, nowMs }: Needs, id: string, added: number): Promise<void> {
  const db = store.db.withTables<HistoryTables>()
  if (added === 0) await db.deleteFrom('history_imports').where('id', '=', id).execute()
  else
    await db
      .updateTable('history_imports')
      .set({ ended_at: new Date(nowMs), added })
      .where('id', '=', id)
      .execute()
}

async function addRows(
  { store, nowMs }: Needs,
  importId: string,
  rows: readonly PastRow[],
  report: Report,
): Promise<void> {
  const fit = new Map<PastRow, PastPost & { id: string }>()
  for (const row of rows) {
    if (row.kind !== 'post') {
      report.note(row, row.kind, row.why)
      continue
    }
    const why = wrongWith(row.post, nowMs)
    if (why !== undefined) report.note(row, why === 'no-text' ? 'left-out' : 'refused', why)
    else fit.set(row, { ...row.post, id: `${row.post.network}:${row.post.nativeId}` })
  }
  const ids = [...fit.values()].map(({ id }) => id)
  const { ours, added } = await store.inTransaction(async (tx) => {
    const known = await ourIds(tx, ids)
    const fresh = new Map([...fit.values()].filter(({ id }) => !known.has(id)).map((post) => [post.id, post]))
    return { ours: known, added: await addPosts(tx, importId, [...fresh.values()]) }
  })
  for (const [row, { id }] of fit) {
    if (ours.has(id)) report.note(row, 'ours')
    else report.note(row, added.delete(id) ? 'added' : 'known')
  }
}

function wrongWith({ text, saidAtMs, files }: PastPost, nowMs: number): RowWhy | undefined {
  if (text.trim() === '' && files === 0) return 'no-text'
  if (text.length > historyLimits.textLengthMax) return 'too-long'
  if (saidAtMs < earliestMs) return 'too-early'
  return saidAtMs > nowMs + dayMs ? 'in-the-future' : undefined
}

async function addPosts(
  tx: Kysely<unknown>,
  importId: string,
  posts: readonly (PastPost & { id: string })[],
): Promise<Set<string>> {
  if (posts.length === 0) return new Set()
  // It may have been brought in, put on record and taken out before.
  const named = posts.map((post) => ({ ...post, id: storableText(post.id).slice(0, 700) }))
  const onRecord = await importedOnRecord(tx, named)
  const said = JSON.stringify(
    named.map((post) => ({
      record_seq: onRecord.get(post.id) ?? null,
      ...{ id: post.id, network: post.network, text: storableText(post.text) },
      ...{ account: storableText(post.account), said_at: new Date(post.saidAtMs).toISOString() },
      ...{ url: post.url === undefined ? null : storableText(post.url), language: post.language ?? null },
      ...{ is_reply: post.isReply, files: post.files },
    })),
  )
  const { rows } = await sql<{ id: string }>`
    insert into history_posts (id, import_id, network, account, said_at, text, url, language, is_reply, files, record_seq, search)
    select p.id, ${importId}, p.network, p.account, p.said_at, p.text, p.url, p.language, p.is_reply, p.files, p.record_seq,
      own_page_search(coalesce(p.language, 'und'), p.text)
    from jsonb_to_recordset(${said}::jsonb) as p (id text, network text, account text, said_at timestamptz, text text,
      url text, language text, is_reply boolean, files integer, record_seq bigint)
    on conflict (id) do nothing returning id`.execute(tx)
  return new Set(rows.map(({ id }) => id))
}

/** What became of each row, counted, and told one by one as far as there is room: what was not taken comes first. */
class Report {
  readonly counts = { rows: 0, added: 0, known: 0, ours: 0, leftOut: 0, refused: 0 }
  readonly #not: ReportRow[] = []
  readonly #taken: ReportRow[] = []

  note({ row, beginning }: PastRow, outcome: ReportRow['outcome'], why?: RowWhy): void {
    this.counts.rows += 1
    this.counts[outcome === 'left-out' ? 'leftOut' : outcome] += 1
    const told = outcome === 'added' || outcome === 'known' ? this.#taken : this.#not
    if (told.length >= historyLimits.rowsToldMax) return
    told.push({
      ...{ row, outcome },
      ...(why === undefined ? {} : { why }),
      ...(beginning === undefined || beginning === '' ? {} : { beginning }),
    })
  }

  told(id: string, isCut: boolean): HistoryReport {
    const rows = [...this.#not, ...this.#taken].slice(0, historyLimits.rowsToldMax)
    return { import: id, counts: this.counts, rows, untold: this.counts.rows - rows.length, isCut }
  }
}
