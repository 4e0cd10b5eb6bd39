import { createHash } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import type { Problem } from '#api/contract.ts'
import type { Words } from '#kernel/words.ts'
import { dayMs } from '#kernel/time.ts'
import type { Archive } from '#records/archive.ts'
import { NewRecord, type RecordActor } from '#records/contract.ts'
import { progressEveryMs } from '#records/checks.ts'
import { exportRules, type Redaction } from '#records/export/contract.ts'
import { exportRow, queryOf, redactionsOf, type ExportRow } from '#records/export/drafts.ts'
import { ArchiveAltered } from '#records/export/entry-lines.ts'
import { FileAltered, TooManyFiles, type FilesOf } from '#records/export/files.ts'
import { BundleTooLarge } from '#records/export/pack.ts'
import { noSuchExport, notADraft } from '#records/export/problems.ts'
import { writeBundle, type Bundle } from '#records/export/write-bundle.ts'
import { signHead } from '#records/heads.ts'
import { entriesAtOnceMax, keepRecord } from '#records/records.ts'
import type { RecordsTables } from '#records/tables.ts'
import { enqueue } from '#store/jobs.ts'
import type { Fence } from '#store/work-jobs.ts'

/** The kind of job that makes a bundle. */
export const exportJob = 'records-export'

/** Attempts before an export counts as failed: a desk that is killed in the middle begins it again. */
const attemptsMax = 5

/** Bytes of a bundle in one row of the store. */
const partBytes = 2 ** 20

/** Asks for a draft to be made; the head that it will end at is signed now. */
export async function askMake(
  archive: Archive,
  id: string,
  by: RecordActor,
): Promise<{ ok: true } | { ok: false; status: 404 | 409; problem: Problem }> {
  const { store, clock } = archive
  await signHead(archive)
  return store.inTransaction(async (anyTx) => {
    const tx = anyTx.withTables<RecordsTables>()
    const row = await tx
      .selectFrom('records_exports')
      .select('state')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (row === undefined) return { ok: false, status: 404, problem: noSuchExport }
    if (row.state !== 'draft' && row.state !== 'failed') return { ok: false, status: 409, problem: notADraft }
    const who = by.kind === 'desk' ? {} : { made_by: by.name, by_id: by.id }
    const ends_at = new Date(clock.nowMs() + exportRules.keptDays * dayMs)
    await tx
      .updateTable('records_exports')
      .set({ state: 'making', done: 0, total: 0, failure: null, ends_at, ...who })
      .where('id', '=', id)
      .execute()
    await enqueue(store, { kind: exportJob, payload: { id }, key: id, attemptsMax }, anyTx)
    return { ok: true }
  })
}

/** Makes a bundle: written beside the store, then put in it, and on record in the same transaction that makes it ready. */
export async function runExport(
  archive: Archive,
  id: string,
  o: { fence: Fence; isLast: boolean; filesOf?: FilesOf | undefined },
): Promise<void> {
  const row = await exportRow(archive.db, id)
  if (row?.state !== 'making') return
  const folder = join(tmpdir(), `bellwether-export-${id}`)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { mode: 0o700 })
  try {
    await make(archive, row, { folder, ...o })
  } catch (error) {
    const words = failureWords(error)
    if (words === undefined && !o.isLast) throw error
    await fail(archive, id, words ?? failedOften)
    archive.log('error', `an export could not be made: ${String(error)}`, { id })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function make(
  archive: Archive,
  row: ExportRow,
  o: { folder: string; fence: Fence; filesOf?: FilesOf | undefined },
): Promise<void> {
  const order = {
    id: row.id,
    at: new Date(archive.clock.nowMs()).toISOString(),
    query: queryOf(row),
    toSeq: row.to_seq,
    purpose: row.purpose,
    locale: row.locale === 'fr' ? 'fr' : 'en',
    timeZone: row.time_zone,
    redactions: redactionsOf(row),
  } as const
  const onProgress = progressOf(archive, row.id, o.fence)
  const bundle = await writeBundle(archive, order, { folder: o.folder, onProgress, filesOf: o.filesOf })
  const kept = await keepParts(archive, row.id, { bundle, fence: o.fence })
  await archive.store.inTransaction(async (tx) => {
    if (!(await o.fence.stillMine(tx))) throw new Error('the export was taken over by another worker')
    const done = bundle.to - bundle.from + 1
    await tx
      .withTables<RecordsTables>()
      .updateTable('records_exports')
      .set({ state: 'ready', ready_at: new Date(order.at), done, total: done, ...kept })
      .set({ counts: JSON.stringify(bundle.counts) })
      .where('id', '=', row.id)
      .execute()
    await keepRecords(tx, [...redactionRecords(row), madeRecord(row, bundle, kept)], archive.clock.nowMs())
  })
}

/** Writes down how far it is, and keeps the job ours, at most twice a second. */
function progressOf(
  { db, clock }: Archive,
  id: string,
  fence: Fence,
): (done: number, total: number) => Promise<void> {
  let toldMs = 0
  return async (done, total) => {
    fence.signal.throwIfAborted()
    if (clock.nowMs() - toldMs < progressEveryMs) return
    toldMs = clock.nowMs()
    if (!(await fence.extend())) throw new Error('the export was taken over by another worker')
    await db.updateTable('records_exports').set({ done, total }).where('id', '=', id).execute()
  }
}

/** Puts the bundle in the store in place of what an attempt before this one left. */
async function keepParts(
  { store, db }: Archive,
  id: string,
  { bundle, fence }: { bundle: Bundle; fence: Fence },
): Promise<{ bytes: number; sha256: string }> {
  await db.deleteFrom('records_export_parts').where('export_id', '=', id).execute()
  const whole = createHash('sha256')
  let [bytes, part] = [0, 0]
  for await (const piece of inParts(bundle.pieces)) {
    whole.update(piece)
    bytes += piece.length
    await store.inTransaction(async (tx) => {
      if (!(await fence.stillMine(tx))) throw new Error('the export was taken over by another worker')
      const row = { export_id: id, part, bytes: piece }
      await tx.withTables<RecordsTables>().insertInto('records_export_parts').values(row).execute()
    })
    part += 1
    if (part % 8 === 0) await fence.extend()
  }
  return { bytes, sha256: whole.digest('hex') }
}

/** The same bytes in pieces of one size. */
async function* inParts(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const piece of pieces) {
    held.push(piece)
    length += piece.length
    if (length < partBytes) continue
    const all = Buffer.concat(held)
    for (let at = 0; at + partBytes <= all.length; at += partBytes) yield all.subarray(at, at + partBytes)
    held = [all.subarray(all.length - (all.length % partBytes))]
    length = held[0]?.length ?? 0
  }
  if (length > 0) yield Buffer.concat(held)
}

function actorOf(row: ExportRow): RecordActor {
  return row.by_id === '' ? { kind: 'desk' } : { kind: 'person', id: row.by_id, name: row.made_by }
}

function madeRecord(row: ExportRow, bundle: Bundle, kept: { bytes: number; sha256: string }): NewRecord {
  const { counts, from, to, media } = bundle
  const facts = factsOf({ purpose: row.purpose, query: queryOf(row), ...counts, from, to, ...kept, media })
  return { kind: 'export-made', by: actorOf(row), subject: `export:${row.id}`, facts }
}

/** One entry for each entry something was blacked out of: where and why, never the words. */
function redactionRecords(row: ExportRow): NewRecord[] {
  const groups = new Map<number, Redaction[]>()
  for (const one of redactionsOf(row)) groups.set(one.seq, [...(groups.get(one.seq) ?? []), one])
  return [...groups].map(([seq, redactions]) => ({
    kind: 'redaction',
    by: actorOf(row),
    subject: `record:${seq}`,
    facts: factsOf({
      export: row.id,
      seq,
      fields: redactions.map(({ field, cuts, reason, note }) => ({ field, cuts, reason, note })),
    }),
  }))
}

/** As JSON will say it: parts that are undefined are not there. */
function factsOf(facts: object): NewRecord['facts'] {
  return NewRecord.shape.facts.parse(JSON.parse(JSON.stringify(facts)))
}

async function keepRecords(tx: Kysely<unknown>, entries: NewRecord[], atMs: number): Promise<void> {
  for (let at = 0; at < entries.length; at += entriesAtOnceMax)
    await keepRecord(tx, entries.slice(at, at + entriesAtOnceMax), atMs)
}

const failedOften: Words = {
  en: 'It could not be made in several attempts; the log of the server says why. Nothing was given out. Try again.',
  fr: 'Il n’a pu être produit après plusieurs essais; le journal du serveur dit pourquoi. Rien n’a été communiqué. Réessayez.',
}

/** What trying again cannot mend, in words. */
function failureWords(error: unknown): Words | undefined {
  if (error instanceof ArchiveAltered)
    return {
      en: `Entry ${error.seq} of the archive is not as it was written, so nothing is signed. Have the whole archive checked now (Settings, Records, State).`,
      fr: `L’inscription ${error.seq} des archives n’est pas telle qu’elle a été écrite : rien n’est signé. Faites vérifier toutes les archives maintenant (Réglages, Archives, État).`,
    }
  if (error instanceof FileAltered)
    return {
      en: `The kept file ${error.sha256.slice(0, 12)} is not what went out: its hash differs, so nothing is signed. Put it back from a back-up, or black out the field “files” of its entries with a reason.`,
      fr: `Le fichier conservé ${error.sha256.slice(0, 12)} n’est pas celui qui est parti : son empreinte diffère, et rien n’est signé. Rétablissez-le d’une sauvegarde, ou caviardez le champ « files » de ses inscriptions avec un motif.`,
    }
  if (error instanceof TooManyFiles)
    return {
      en: 'There are more than 1,980 pictures, films and sounds in it. Ask for a shorter time, or in several parts.',
      fr: 'Il contiendrait plus de 1 980 images, vidéos et sons. Demandez une période plus courte, ou en plusieurs parties.',
    }
  if (error instanceof BundleTooLarge)
    return {
      en: 'The file would be larger than 2 GB. Ask for a shorter time, or in several parts.',
      fr: 'Le fichier dépasserait 2 Go. Demandez une période plus courte, ou en plusieurs parties.',
    }
  return undefined
}

async function fail({ db }: Archive, id: string, words: Words): Promise<void> {
  await db
    .updateTable('records_exports')
    .set({ state: 'failed', failure: JSON.stringify(words) })
    .where('id', '=', id)
    .where('state', '=', 'making')
    .execute()
  await db.deleteFrom('records_export_parts').where('export_id', '=', id).execute()
}

/** Takes away bundles and drafts whose days are over; what is on record of them stays. */
export async function expireExports({ db, clock }: Archive): Promise<void> {
  const now = new Date(clock.nowMs())
  const over = db.selectFrom('records_exports').select('id').where('ends_at', '<=', now)
  await db.deleteFrom('records_export_parts').where('export_id', 'in', over).execute()
  await db.deleteFrom('records_exports').where('ends_at', '<=', now).where('state', '=', 'draft').execute()
  await db
    .updateTable('records_exports')
    .set({ state: 'expired' })
    .where('ends_at', '<=', now)
    .where('state', 'in', ['ready', 'failed'])
    .execute()
}
