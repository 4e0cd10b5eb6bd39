import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { silentLog } from '#kernel/log.ts'
import { dayMs, wallClock } from '#kernel/time.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import { checkChain } from '#records/check.ts'
import type { RecordActor, RecordQuery } from '#records/contract.ts'
import type { RedactionInput } from '#records/export/contract.ts'
import { bundleOf } from '#records/export/download.ts'
import { beginDraft, exportRow, exportView, previewPage, type ExportRow } from '#records/export/drafts.ts'
import { startExportJobs } from '#records/export/jobs.ts'
import { askMake, expireExports, runExport } from '#records/export/make.ts'
import { redact, unredact } from '#records/export/redact.ts'
import { testAct } from '#records/export/test-archive.ts'
import { findEntries } from '#records/find.ts'
import { signHead } from '#records/heads.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { keepRecord } from '#records/records.ts'
import { bundleFiles } from '#records/verify/format.ts'
import { verifyFile, type FileVerdict } from '#records/verify/verify-file.ts'
import { openTestStore } from '#store/test-store.ts'
import type { Fence } from '#store/work-jobs.ts'

const clerk: RecordActor = { kind: 'person', id: 'c1', name: 'Clerk Côté' }
const startMs = Date.UTC(2031, 3, 7)
let archive: Archive
let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bellwether-exports-'))
  const store = await openTestStore([recordsMigrations])
  archive = await openArchive({ store, clock: wallClock, log: silentLog, dataDir: folder })
  for (let day = 0; day < 4; day++) {
    const acts = Array.from({ length: 30 }, (_, i) => testAct(day * 30 + i))
    await store.inTransaction((tx) => keepRecord(tx, acts, startMs + day * dayMs))
    await signHead(archive)
  }
})
afterEach(async () => {
  await archive.store.close()
  await rm(folder, { recursive: true, force: true })
})

async function rowOf(id: string): Promise<ExportRow> {
  const row = await exportRow(archive.db, id)
  if (row === undefined) throw new Error('no such export')
  return row
}

const mine: Fence = {
  stillMine: async () => true,
  extend: async () => true,
  signal: new AbortController().signal,
}

async function draft(
  query: RecordQuery,
  more: { locale?: 'en' | 'fr'; purpose?: string } = {},
): Promise<string> {
  const question = {
    query,
    purpose: 'A-2031-014',
    locale: 'en',
    timeZone: 'America/Toronto',
    ...more,
  } as const
  const begun = await beginDraft(archive, question, clerk)
  if (!begun.ok) throw new Error(begun.problem.en)
  return begun.id
}

async function made(id: string): Promise<Buffer> {
  expect(await askMake(archive, id, clerk)).toEqual({ ok: true })
  await runExport(archive, id, { fence: mine, isLast: true })
  return download(id)
}

async function download(id: string): Promise<Buffer> {
  const bundle = await bundleOf(archive, id, async () => true)
  if (bundle === undefined) throw new Error('no bundle')
  return Buffer.from(await new Response(bundle.body).arrayBuffer())
}

async function verified(bytes: Uint8Array): Promise<FileVerdict> {
  const file = join(folder, 'it.zip')
  await writeFile(file, bytes)
  return verifyFile(file, { trusted: { keys: [archive.signer.public] } })
}

/** Every file of a bundle, unpacked. */
async function unpacked(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await fromBufferPromise(bytes)
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    files.set(entry.fileName, Buffer.concat(pieces).toString('utf8'))
  }
  return files
}

const blackOut = (id: string, more: Partial<RedactionInput>) =>
  redact(archive, id, {
    seq: 2,
    field: 'by',
    scope: 'entry',
    reason: 'personal-information',
    ...more,
  } as RedactionInput)

test('an export of one day holds what fits, proves that nothing of that time is left out, and is on record', async () => {
  const query = { from: '2031-04-08T00:00:00Z', to: '2031-04-09T00:00:00Z', account: 'city' }
  const id = await draft(query)
  const bytes = await made(id)
  const verdict = await verified(bytes)
  expect(verdict).toMatchObject({
    ok: true,
    form: 'bundle',
    files: 6,
    facts: { entries: 15, leftOut: 15, isTrusted: true },
  })
  expect(verdict.ok && [verdict.facts.from, verdict.facts.to]).toEqual([32, 61])
  const files = await unpacked(bytes)
  expect([...files.keys()]).toEqual([
    'README.txt',
    'index.html',
    'entries.jsonl',
    'entries.csv',
    'public-key.pem',
    'manifest.json',
  ])
  for (const name of ['index.html', 'entries.jsonl', 'entries.csv']) {
    expect(files.get(name)).toContain('message:m30')
    expect(files.get(name)).not.toContain('message:m31')
  }
  const view = exportView(await rowOf(id))
  const { entries } = await findEntries(archive.db, { kind: 'export-made' })
  expect(entries[0]).toMatchObject({
    by: clerk,
    subject: `export:${id}`,
    facts: { purpose: 'A-2031-014', query, entries: 15, sha256: view.sha256, bytes: bytes.length },
  })
  expect((await checkChain(archive.db, { onProgress: async () => undefined })).finding).toBeUndefined()
})

test('a name that is blacked out stands in no byte of the bundle, not in the question either, and the record says where and why', async () => {
  const id = await draft({ person: 'Tremblay' }, { purpose: 'All that Ada Tremblay did' })
  const done = await blackOut(id, { scope: 'export', words: 'Ada Tremblay', note: 'a private matter' })
  expect(done).toEqual({ ok: true, body: { fields: 30, entries: 30 } })
  const bytes = await made(id)
  const verdict = await verified(bytes)
  expect(verdict).toMatchObject({
    ok: true,
    facts: { entries: 30, blackFields: 30, reasons: { 'personal-information': 30 } },
  })
  const all = [bytes.toString('utf8'), ...(await unpacked(bytes)).values()].join('\n')
  expect(all).not.toMatch(/tremblay/iu)
  expect(all).toContain('█████')
  const { entries } = await findEntries(archive.db, { kind: 'redaction', subject: 'record:2' })
  expect(entries[0]?.facts).toMatchObject({
    export: id,
    seq: 2,
    fields: [{ field: 'by', cuts: [{ path: ['name'], from: 0, to: 12 }], reason: 'personal-information' }],
  })
  expect(JSON.stringify(entries)).not.toContain('Tremblay')
})

test('two reasons on one text are both told, once', async () => {
  const id = await draft({ subject: 'message:m0' })
  await blackOut(id, { field: 'facts.text', scope: 'field', words: 'rue Principale', reason: 'safety' })
  await blackOut(id, {
    field: 'facts.text',
    scope: 'field',
    words: 'Principale sera',
    reason: 'other',
    note: 'see letter',
  })
  const bytes = await made(id)
  expect(await verified(bytes)).toMatchObject({
    ok: true,
    facts: { blackFields: 1, reasons: { safety: 1, other: 1 } },
  })
  const page = (await unpacked(bytes)).get('index.html') ?? ''
  expect(page).toMatch(
    /l’eau de la <span class="unseen">\[blacked out\]<\/span><span class="bar" aria-hidden="true">█████<\/span> brune/u,
  )
  expect(page).toContain('Blacked out because: Another reason, said beside it (see letter)')
})

test('a whole field that is black is not there at all', async () => {
  const id = await draft({ subject: 'message:m0' })
  await blackOut(id, { field: 'facts.text', scope: 'whole-field' })
  const files = await unpacked(await made(id))
  for (const text of files.values()) expect(text).not.toContain('Principale')
  expect(files.get('entries.jsonl')).not.toContain('"shown"')
})

test('what was blacked out can be taken back until it is made, and not after', async () => {
  const id = await draft({ subject: 'message:m0' })
  await blackOut(id, { words: 'Ada' })
  const [entry] = (await previewPage(archive.db, await rowOf(id))).entries
  const by = entry?.fields.find(({ name }) => name === 'by')
  expect(by?.shown).toMatchObject({ name: '█████ Tremblay' })
  const of = by?.why[0]?.of ?? ''
  expect(await unredact(archive, id, of)).toMatchObject({ ok: true, body: { fields: 1 } })
  await made(id)
  expect(await blackOut(id, { words: 'Ada' })).toMatchObject({ ok: false, status: 409 })
})

test.each([
  ['words that stand nowhere', { words: 'nobody said this' }, 422],
  ['an entry that does not fit the question', { seq: 3, words: 'Boris' }, 404],
  ['a remark that says the very words', { words: 'Ada Tremblay', note: 'this is ada tremblay' }, 422],
])('%s cannot be blacked out', async (_what, more, status) => {
  const id = await draft({ subject: 'message:m0' })
  expect(await blackOut(id, more)).toMatchObject({ ok: false, status })
})

test('entries that are added while it is made do not get in, and it still verifies', async () => {
  const id = await draft({ account: 'city' })
  await archive.store.inTransaction((tx) => keepRecord(tx, [testAct(500)], startMs))
  await askMake(archive, id, clerk)
  const adding = (async () => {
    for (let i = 0; i < 20; i++)
      await archive.store.inTransaction((tx) => keepRecord(tx, [testAct(600 + i)], Date.now()))
  })()
  await runExport(archive, id, { fence: mine, isLast: true })
  await adding
  expect(await verified(await download(id))).toMatchObject({ ok: true, facts: { entries: 60 } })
})

test('an export whose worker dies in the middle is begun again and made once', async () => {
  const id = await draft({})
  await askMake(archive, id, clerk)
  const dying: Fence = { ...mine, stillMine: async () => false }
  await expect(runExport(archive, id, { fence: dying, isLast: false })).rejects.toThrow('taken over')
  expect((await exportRow(archive.db, id))?.state).toBe('making')
  const worker = await startExportJobs(archive)
  await expect.poll(async () => (await exportRow(archive.db, id))?.state, { timeout: 20_000 }).toBe('ready')
  await worker.stop()
  expect(await verified(await download(id))).toMatchObject({ ok: true, facts: { entries: 121 } })
  expect((await findEntries(archive.db, { kind: 'export-made' })).entries).toHaveLength(1)
})

test('an archive that was tampered with is not signed once more: the export fails in words and names the entry', async () => {
  const id = await draft({})
  await sql
    .raw(`alter table records_entries disable trigger all;
    update records_entries set body = replace(body, 'Avis 9:', 'Avis 8:') where seq = 11`)
    .execute(archive.db)
  await askMake(archive, id, clerk)
  await runExport(archive, id, { fence: mine, isLast: false })
  const view = exportView(await rowOf(id))
  expect(view).toMatchObject({ state: 'failed' })
  expect(view.failure?.en).toContain('Entry 11')
  expect(await bundleOf(archive, id, async () => true)).toBeUndefined()
})

test('a bundle is there for seven days and its record for good', async () => {
  const id = await draft({ account: 'city' })
  await made(id)
  const later = { ...archive, clock: { ...wallClock, nowMs: () => Date.now() + 8 * dayMs } }
  expect(await bundleOf(later, id, async () => true)).toBeUndefined()
  await expireExports(later)
  expect(exportView(await rowOf(id))).toMatchObject({ state: 'expired', madeBy: 'Clerk Côté' })
  expect((await findEntries(archive.db, { kind: 'export-made' })).entries).toHaveLength(1)
})

test('somebody who loses the right in the middle of a download gets no more of it', async () => {
  const id = await draft({})
  await made(id)
  const bundle = await bundleOf(archive, id, async () => false)
  await expect(new Response(bundle?.body).arrayBuffer()).rejects.toThrow('taken away')
})

test('a French bundle speaks French, with a French page', async () => {
  const id = await draft({ subject: 'message:m0' }, { locale: 'fr' })
  await blackOut(id, { words: 'Ada' })
  const files = await unpacked(await made(id))
  expect(files.get('index.html')).toContain('<html lang="fr-CA">')
  expect(files.get('index.html')).toContain('Caviardé pour : Renseignements personnels d’une autre personne')
  expect(files.get('entries.csv')).toContain('Inscription,Heure (UTC)')
  expect(files.get('README.txt')).toContain('COMMENT LE VÉRIFIER')
})

test('what somebody wrote runs neither in the page nor in a spreadsheet', async () => {
  const text = '=HYPERLINK("http://x")</dd><script>alert(1)</script>'
  const act = { ...testAct(0), subject: '=1+1', facts: { text } }
  await archive.store.inTransaction((tx) => keepRecord(tx, act, Date.now()))
  const files = await unpacked(await made(await draft({ subject: '=1+1' })))
  expect(files.get('index.html')).not.toContain('<script')
  expect(files.get('entries.csv')).toContain("'=1+1")
})

test('any one byte of a bundle that is another is found, and within the lines the entry is named', async () => {
  const bundle = await made(await draft({ account: 'city' }))
  expect((await verified(bundle)).ok).toBe(true)
  const lines = (await unpacked(bundle)).get(bundleFiles.lines) ?? ''
  const linesAt = bundle.indexOf(lines.slice(0, 200))
  const linesEnd = linesAt + Buffer.byteLength(lines)
  await fc.assert(
    fc.asyncProperty(fc.nat(bundle.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const bytes = Buffer.from(bundle)
      bytes[at] = (bytes[at] ?? 0) ^ flip
      const verdict = await verified(bytes)
      expect(verdict.ok).toBe(false)
      if (verdict.ok || at < linesAt || at >= linesEnd) return
      const line = bundle.subarray(linesAt, at).toString('latin1').split('\n').length
      expect(verdict.finding).toMatchObject({ line, file: bundleFiles.lines })
    }),
    { numRuns: 150 },
  )
}, 120_000)
