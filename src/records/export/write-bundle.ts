import { join } from 'node:path'
import type { Archive } from '#records/archive.ts'
import type { RecordQuery } from '#records/contract.ts'
import { blackWords, hushed } from '#records/export/black-out.ts'
import { blackFiles, BundleMedia, type FilesOf } from '#records/export/files.ts'
import type { Redaction } from '#records/export/contract.ts'
import { LinesWriter, type LineCounts } from '#records/export/entry-lines.ts'
import { FileWriter, packed, type WrittenFile } from '#records/export/pack.ts'
import { pageEnd, pageHead, pageRows } from '#records/export/page.ts'
import { questionWords } from '#records/export/question-words.ts'
import { readme, verifyCommand } from '#records/export/readme.ts'
import { said, type Locale, type Said } from '#records/export/said.ts'
import { countFitting, entriesOf, storedEntry, stretchOf, type Stretch } from '#records/export/stretch.ts'
import { tableHead, tableRows } from '#records/export/table.ts'
import { allKeys } from '#records/heads.ts'
import type { RecordsDb } from '#records/tables.ts'
import { bundleFiles, formatVersion, type EntryLine } from '#records/verify/format.ts'

/** What is to be put in a bundle. */
export type BundleOrder = {
  id: string
  at: string
  query: RecordQuery
  toSeq: number
  purpose: string
  locale: Locale
  timeZone: string
  redactions: readonly Redaction[]
}

/** A bundle, to be read piece by piece once; and what is in it. */
export type Bundle = {
  pieces: AsyncGenerator<Buffer>
  counts: LineCounts
  from: number
  to: number
  /** Pictures, films and sounds in it. */
  media: number
}

type BundleTo = {
  folder: string
  onProgress: (done: number, total: number) => Promise<void>
  filesOf?: FilesOf | undefined
}

/**
 * Writes the files of a bundle into a folder, in one reading of the archive, and hands out the zip.
 *
 * @param o.onProgress told how many entries of the stretch are done; a throw ends it
 * @param o.filesOf who keeps the files that entries name; missing: the bundle holds none
 * @throws ArchiveAltered, FileAltered when the archive or a file does not say what its hashes say
 */
export async function writeBundle(archive: Archive, order: BundleOrder, o: BundleTo): Promise<Bundle> {
  const { db, signer } = archive
  const stretch = await stretchOf(db, order.query, order.toSeq)
  const head = stretch.heads.get(stretch.to)
  if (head === undefined) throw new Error('a stretch ends at a signed head')
  const open = (name: string, isDeflated: boolean): FileWriter =>
    new FileWriter(name, join(o.folder, name), isDeflated)
  const writers = {
    lines: open(bundleFiles.lines, false),
    page: open(bundleFiles.page, true),
    table: open(bundleFiles.table, true),
    readme: open(bundleFiles.readme, false),
    key: open(bundleFiles.key, false),
  }
  try {
    const black = await blackIn(db, order.redactions)
    const media = new BundleMedia(o.filesOf, black.files)
    const { onProgress } = o
    const counts = await writeEntries(archive, order, {
      stretch,
      writers,
      onProgress,
      media,
      black: black.words,
    })
    const files: WrittenFile[] = []
    for (const name of ['readme', 'page', 'lines', 'table', 'key'] as const)
      files.push(await writers[name].end())
    const length = stretch.to - stretch.from + 1
    files.push(...(await media.write(o.folder, () => onProgress(length, length))))
    const about = { id: order.id, at: order.at, head, signer }
    return { pieces: packed(files, about), counts, from: stretch.from, to: stretch.to, media: media.count }
  } catch (error) {
    for (const writer of Object.values(writers)) writer.abort()
    throw error
  }
}

type Writers = Record<'lines' | 'page' | 'table' | 'readme' | 'key', FileWriter>

async function writeEntries(
  { db, signer }: Archive,
  order: BundleOrder,
  o: Pick<BundleTo, 'onProgress'> & {
    stretch: Stretch
    writers: Writers
    media: BundleMedia
    black: readonly string[]
  },
): Promise<LineCounts> {
  const { stretch, writers, media, black } = o
  const { from, to, before, start, heads } = stretch
  const about = hushedAbout(order, black)
  const { fingerprint } = signer.public
  const keys = (await allKeys(db)).map(({ pem }) => pem)
  const lines = new LinesWriter(before, heads)
  const begin = { bellwether: 'records-export', v: formatVersion, id: order.id, at: order.at } as const
  const where = { from, to, before, ...(start === undefined ? {} : { start }) }
  await writers.lines.write(lines.header({ ...begin, ...where, keys, query: about.query }))
  const entries = await countFitting(db, order)
  const leftOut = to - from + 1 - entries
  const command = verifyCommand('FILE.zip', fingerprint)
  const facts = { ...about, entries, leftOut, fingerprint, command }
  await writers.page.write(pageHead({ ...facts, at: order.at, timeZone: order.timeZone }, order.locale))
  await writers.table.write(tableHead(order.locale))
  const redactions = bySeq(order.redactions.map((one) => withHushedNote(one, black)))
  for await (const batch of entriesOf(db, { ...order, from, to })) {
    const shown: EntryLine[] = []
    for (const { stored, isDisposed, ...hashes } of batch) {
      if (stored === undefined) await writers.lines.write(lines.leftOut(hashes, isDisposed))
      else {
        const { text, line } = lines.entry(stored, redactions.get(stored.seq) ?? [])
        await writers.lines.write(text)
        shown.push(line)
      }
    }
    const files = await media.take(shown)
    const entries = shown.map((line, at): Said => ({ ...said(line, order.locale), files: files[at] ?? [] }))
    await writers.page.write(pageRows(entries, order))
    await writers.table.write(tableRows(entries))
    await o.onProgress((batch.at(-1)?.seq ?? to) - from + 1, to - from + 1)
  }
  // Disposal may have emptied some of them meanwhile; the page has said another number by then.
  if (lines.counts.entries !== entries) throw new Error('the archive changed while it was exported')
  await writers.lines.write(lines.end(signer))
  await writers.page.write(pageEnd)
  await writers.readme.write(readme({ ...facts, ...lines.counts, media: media.count }, order.locale))
  await writers.key.write(keys.join(''))
  return lines.counts
}

/** The question and the purpose are shown in the bundle: words that are blacked out must not stand there either. */
function hushedAbout(
  order: BundleOrder,
  black: readonly string[],
): { purpose: string; question: string; query: RecordQuery } {
  const { person, words, subject, ...open } = order.query
  const query: RecordQuery = {
    ...open,
    ...(person === undefined ? {} : { person: hushed(person, black) }),
    ...(words === undefined ? {} : { words: hushed(words, black) }),
    ...(subject === undefined ? {} : { subject: hushed(subject, black) }),
  }
  return { purpose: hushed(order.purpose, black), question: questionWords(query, order), query }
}

function withHushedNote(redaction: Redaction, black: readonly string[]): Redaction {
  const { note } = redaction
  return note === undefined ? redaction : { ...redaction, note: hushed(note, black) }
}

/** Entries asked for at once when their blacked-out words are looked up. */
const askedAtOnce = 1000

/** What redactions black out: the words, and the files. */
async function blackIn(
  db: RecordsDb,
  redactions: readonly Redaction[],
): Promise<{ words: string[]; files: Set<string> }> {
  const groups = bySeq(redactions)
  const seqs = [...groups.keys()]
  const words = new Set<string>()
  const files = new Set<string>()
  for (let at = 0; at < seqs.length; at += askedAtOnce) {
    const rows = await db
      .selectFrom('records_entries')
      .select(['seq', 'at', 'salt', 'body'])
      .where('seq', 'in', seqs.slice(at, at + askedAtOnce))
      .execute()
    for (const { body, salt, ...row } of rows) {
      if (body === null || salt === null) continue
      const { entry } = storedEntry({ ...row, body, salt, content: '', hash: '' })
      for (const word of blackWords(entry, groups.get(row.seq) ?? [])) words.add(word)
      for (const file of blackFiles(entry, groups.get(row.seq) ?? [])) files.add(file)
    }
  }
  return { words: [...words], files }
}

function bySeq(redactions: readonly Redaction[]): Map<number, Redaction[]> {
  const groups = new Map<number, Redaction[]>()
  for (const one of redactions) groups.set(one.seq, [...(groups.get(one.seq) ?? []), one])
  return groups
}
