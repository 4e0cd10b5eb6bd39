import { createHash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { fromBufferPromise } from 'yauzl'
import { silentLog } from '#kernel/log.ts'
import { wallClock } from '#kernel/time.ts'
import { openArchive, type Archive } from '#records/archive.ts'
import type { NewRecord, RecordActor } from '#records/contract.ts'
import type { RedactionInput } from '#records/export/contract.ts'
import { bundleOf } from '#records/export/download.ts'
import { beginDraft, exportRow, exportView } from '#records/export/drafts.ts'
import { mediaName, type FilesOf, type RecordFile } from '#records/export/files.ts'
import { askMake, runExport } from '#records/export/make.ts'
import { redact } from '#records/export/redact.ts'
import { findEntries } from '#records/find.ts'
import { recordsMigrations } from '#records/migrations.ts'
import { keepRecord } from '#records/records.ts'
import { findingWords } from '#records/verify/finding-words.ts'
import { verifyFile, type FileVerdict } from '#records/verify/verify-file.ts'
import { openTestStore } from '#store/test-store.ts'

const clerk: RecordActor = { kind: 'person', id: 'c1', name: 'Clerk Côté' }
let archive: Archive
let folder = ''

/** What is kept, by hash; a test may take something away or alter it. */
let kept: Map<string, RecordFile>
const filesOf: FilesOf = async (sha256s) => sha256s.flatMap((one) => kept.get(one) ?? [])

function keep(mediaType: string, data: Buffer): { sha256: string; mediaType: string; bytes: number } {
  const sha256 = createHash('sha256').update(data).digest('hex')
  const file = { sha256, mediaType, bytes: data.length }
  kept.set(sha256, {
    ...file,
    read: async function* () {
      for (let at = 0; at < data.length; at += 1000) yield data.subarray(at, at + 1000)
    },
  })
  return file
}

const river = Buffer.from('a picture of the river '.repeat(300))
const square = Buffer.from('a film of the square '.repeat(300))
let picture: ReturnType<typeof keep>
let film: ReturnType<typeof keep>

const delivery = (files: unknown[], i: number): NewRecord => ({
  kind: 'delivery',
  by: { kind: 'desk' },
  subject: `message:m${i}`,
  facts: { title: `Flood ${i}`, files: files as NewRecord['facts'][string] },
})

beforeEach(async () => {
  kept = new Map()
  picture = keep('image/jpeg', river)
  film = keep('video/mp4', square)
  folder = await mkdtemp(join(tmpdir(), 'bellwether-media-'))
  const store = await openTestStore([recordsMigrations])
  archive = await openArchive({ store, clock: wallClock, log: silentLog, dataDir: folder })
  const acts = [
    delivery([{ ...picture, alt: 'The <river> at "noon"', decorative: false }], 1),
    delivery(
      [
        { ...picture, alt: 'The river', decorative: false },
        { ...film, alt: 'The square', decorative: false },
      ],
      2,
    ),
    { ...delivery([], 3), facts: { title: 'Words only' } },
  ]
  await store.inTransaction((tx) => keepRecord(tx, acts, Date.UTC(2031, 3, 7)))
})
afterEach(async () => {
  await archive.store.close()
  await rm(folder, { recursive: true, force: true })
})

const mine = { stillMine: async () => true, extend: async () => true, signal: new AbortController().signal }

async function draft(locale: 'en' | 'fr' = 'en'): Promise<string> {
  const question = {
    query: { kind: 'delivery' },
    purpose: 'A-2031-014',
    locale,
    timeZone: 'America/Toronto',
  } as const
  const begun = await beginDraft(archive, question, clerk)
  if (!begun.ok) throw new Error(begun.problem.en)
  return begun.id
}

async function make(id: string): Promise<Buffer | undefined> {
  expect(await askMake(archive, id, clerk)).toEqual({ ok: true })
  await runExport(archive, id, { fence: mine, isLast: true, filesOf })
  const bundle = await bundleOf(archive, id, async () => true)
  return bundle && Buffer.from(await new Response(bundle.body).arrayBuffer())
}

async function made(id: string): Promise<Buffer> {
  return (await make(id)) ?? expect.fail('no bundle')
}

async function verified(bytes: Uint8Array): Promise<FileVerdict> {
  const file = join(folder, 'it.zip')
  await writeFile(file, bytes)
  return verifyFile(file, { trusted: { keys: [archive.signer.public] } })
}

async function unpacked(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(bytes)
  const files = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    files.set(entry.fileName, Buffer.concat(pieces))
  }
  return files
}

async function seqOf(subject: string): Promise<number> {
  const { entries } = await findEntries(archive.db, { subject })
  return entries[0]?.seq ?? expect.fail(`no entry about ${subject}`)
}

const blackOut = async (id: string, subject: string, more: Partial<RedactionInput>) => {
  const input = {
    seq: await seqOf(subject),
    field: 'facts.files',
    scope: 'whole-field',
    reason: 'personal-information',
    ...more,
  }
  return redact(archive, id, input as RedactionInput)
}

test('a bundle holds the files of its entries once each, and they verify with it', async () => {
  const id = await draft()
  const bytes = await made(id)
  expect(await verified(bytes)).toMatchObject({ ok: true, form: 'bundle', files: 8, facts: { entries: 3 } })
  const files = await unpacked(bytes)
  expect(files.get(mediaName(picture))?.equals(river)).toBe(true)
  expect(files.get(mediaName(film))?.equals(square)).toBe(true)
  expect(files.get('README.txt')?.toString()).toMatch(/the 2 pictures, films and sounds/)
  const { entries } = await findEntries(archive.db, { kind: 'export-made' })
  expect(entries[0]?.facts).toMatchObject({ media: 2 })
  expect(exportView((await exportRow(archive.db, id)) ?? expect.fail()).state).toBe('ready')
})

test('the page shows each picture with its description, and nothing of the description runs', async () => {
  const page = (await unpacked(await made(await draft()))).get('index.html')?.toString() ?? ''
  expect(page).toContain(`<img src="${mediaName(picture)}" alt="The &lt;river&gt; at &quot;noon&quot;"`)
  expect(page).toContain(`<video src="${mediaName(film)}" aria-label="The square" controls`)
  expect(page).not.toContain('<river>')
})

test('one byte of a picture that is another makes the bundle wrong, and the picture is named', async () => {
  const bytes = await made(await draft())
  const [name] = [mediaName(picture)]
  const begin = bytes.indexOf(river.subarray(0, 200))
  await fc.assert(
    fc.asyncProperty(fc.nat(river.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
      const hurt = Buffer.from(bytes)
      hurt[begin + at] = (hurt[begin + at] ?? 0) ^ flip
      const verdict = await verified(hurt)
      expect(verdict).toMatchObject({ ok: false, finding: { why: 'file-differs', file: name } })
      if (!verdict.ok) expect(findingWords(verdict.finding).en).toContain(name)
    }),
    { numRuns: 40 },
  )
})

test('a picture that is gone from the list of the zip is named missing', async () => {
  const bytes = await made(await draft())
  const name = mediaName(film)
  const other = name.replace(/.{4}\.mp4$/, 'ffff.mp4')
  const renamed = Buffer.from(bytes)
  for (let at = renamed.indexOf(name); at !== -1; at = renamed.indexOf(name, at + 1)) {
    // The name in the page and the manifest stays; the two places of the zip begin with their own marks.
    const isPlace = [0x04034b50, 0x02014b50].some(
      (mark, i) => renamed.readUInt32LE(at - (i === 0 ? 30 : 46)) === mark,
    )
    if (isPlace) renamed.write(other, at)
  }
  expect(await verified(renamed)).toMatchObject({ ok: false, finding: { why: 'file-missing', file: name } })
})

test('a picture that is blacked out in one entry is in the bundle of none, and the reason is told', async () => {
  const id = await draft('fr')
  expect((await blackOut(id, 'message:m1', {})).ok).toBe(true)
  const bytes = await made(id)
  expect(await verified(bytes)).toMatchObject({
    ok: true,
    files: 7,
    facts: { reasons: { 'personal-information': 1 } },
  })
  const files = await unpacked(bytes)
  expect([files.has(mediaName(picture)), files.has(mediaName(film))]).toEqual([false, true])
  const page = files.get('index.html')?.toString() ?? ''
  expect(page).toContain('Caviardé pour : Renseignements personnels')
  expect(page).toContain('laissé hors de cet extrait')
  expect(bytes.includes(river.subarray(0, 100))).toBe(false)
})

test('one of two files can be left out by its hash', async () => {
  const id = await draft()
  const done = await blackOut(id, 'message:m2', { scope: 'field', words: film.sha256 })
  expect(done.ok).toBe(true)
  const files = await unpacked(await made(id))
  expect([files.has(mediaName(picture)), files.has(mediaName(film))]).toEqual([true, false])
})

test('a description that is blacked out is nowhere, and its picture is still shown', async () => {
  const id = await draft()
  await blackOut(id, 'message:m1', { scope: 'field', words: 'noon' })
  const files = await unpacked(await made(id))
  expect(files.has(mediaName(picture))).toBe(true)
  expect(files.get('index.html')?.toString()).not.toContain('noon')
  expect(files.get('index.html')?.toString()).toContain('[blacked out]')
})

test('a file that is not kept any more is said to be so, and the rest is there', async () => {
  kept.delete(picture.sha256)
  const files = await unpacked(await made(await draft()))
  expect([files.has(mediaName(picture)), files.has(mediaName(film))]).toEqual([false, true])
  expect(files.get('index.html')?.toString()).toContain('This file was not kept')
})

test('a kept file that is not what its hash says is never signed', async () => {
  const before = kept.get(picture.sha256) ?? expect.fail()
  kept.set(picture.sha256, {
    ...before,
    read: async function* () {
      yield Buffer.concat([river.subarray(0, -1), Buffer.from('!')])
    },
  })
  const id = await draft()
  expect(await make(id)).toBeUndefined()
  expect(exportView((await exportRow(archive.db, id)) ?? expect.fail())).toMatchObject({
    state: 'failed',
    failure: { en: expect.stringContaining(picture.sha256.slice(0, 12)) },
  })
})

test('facts named files that are something else are shown as words, and nothing is fetched for them', async () => {
  const odd = [{ sha256: '../../etc/passwd', mediaType: 'image/png"><script>', alt: 'x' }, 'text', 7]
  await archive.store.inTransaction((tx) =>
    keepRecord(
      tx,
      [delivery(odd, 9), { ...delivery([], 10), facts: { files: 'none' } }],
      Date.UTC(2031, 3, 8),
    ),
  )
  const bytes = await made(await draft())
  expect(await verified(bytes)).toMatchObject({ ok: true, files: 8 })
  const page = (await unpacked(bytes)).get('index.html')?.toString() ?? ''
  expect(page).not.toContain('<script>')
})
