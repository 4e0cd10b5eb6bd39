import { afterAll, beforeAll, expect, test } from 'vitest'
import type { VersionMedia } from '#kernel/version-content.ts'
import { mediaName } from '#records/export/files.ts'
import { fileFacts, filesNamed, filesOf, noteRecorded } from '#sending/files/recorded.ts'
import type { FilesTables } from '#sending/files/tables.ts'
import { openFiles } from '#sending/files/test-files.ts'

let office: Awaited<ReturnType<typeof openFiles>>
beforeAll(async () => {
  office = await openFiles()
})
afterAll(() => office.store.close())

const [filmHash, wordsHash, cardHash] = ['f', 'c', 'd'].map((letter) => letter.repeat(64)) as [
  string,
  string,
  string,
]
const film: VersionMedia = {
  ...{ sha256: filmHash, mediaType: 'video/mp4', bytes: 900, alt: 'The quay', decorative: false },
  captions: { sha256: wordsHash, language: 'fr' },
}
const image: VersionMedia = {
  ...{ sha256: cardHash, mediaType: 'image/png', bytes: 90, alt: '', decorative: true },
}
const card = { url: 'https://havre-clair.example/map', title: 'Map', description: '', image }

test('a record names the captions of a film after it, and the picture of a card', () => {
  expect(fileFacts({ media: [film], card })).toEqual({
    files: [
      { sha256: filmHash, mediaType: 'video/mp4', bytes: 900, alt: 'The quay', decorative: false },
      { sha256: wordsHash, mediaType: 'text/vtt', alt: 'WebVTT, fr', captionsOf: filmHash },
      { sha256: cardHash, mediaType: 'image/png', bytes: 90, alt: '', decorative: true },
    ],
  })
  expect(fileFacts({ media: [] })).toEqual({})
  expect(filesNamed({ media: [film, film], card })).toEqual([filmHash, wordsHash, cardHash])
})

test('what a record names stays noted, and captions are a file of an export under a name that opens', async () => {
  const { store, files } = office
  const kept = await files.keepCaptions(Buffer.from('WEBVTT\n\n00:00.000 --> 00:01.000\nStay.\n'), {
    by: 'ana',
  })
  if (!kept.ok) throw new Error(kept.why.words.en)
  const { sha256 } = kept.value
  await noteRecorded(store.db, { media: [{ ...film, captions: { sha256, language: 'fr' } }] }, 7)
  const rows = await store.db
    .withTables<FilesTables>()
    .selectFrom('media_recorded')
    .select('sha256')
    .where('seq', '=', 7)
    .execute()
  expect(new Set(rows.map((row) => row.sha256))).toEqual(new Set([filmHash, sha256]))
  const [file] = await filesOf(store.db, [sha256, '0'.repeat(64)])
  if (file === undefined) throw new Error('captions are kept')
  expect(mediaName(file)).toBe(`media/${sha256}.vtt`)
  const pieces: Uint8Array[] = []
  for await (const piece of file.read()) pieces.push(piece)
  expect(Buffer.concat(pieces).toString()).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nStay.\n')
})
