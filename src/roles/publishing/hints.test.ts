import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import type { FileForm, VersionForm } from '#roles/publishing/contract.ts'
import { filesInUse } from '#roles/publishing/files-in-use.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { pngPicture } from '#roles/publishing/test-pictures.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { mp4 } from '#sending/files/test-files.ts'

let office: Awaited<ReturnType<typeof openOffice>>
let film: KeptFile
let captions: KeptFile
const wen = signedIn('Wen')

beforeAll(async () => {
  office = await openOffice({ Wen: [grant('write')], Ana: [grant('approve')] })
  const river = { id: 'river', network: 'practice', handle: 'havreclair', name: 'Havre-Clair' }
  await office.store.inTransaction((tx) =>
    ensureAccount(tx, { ...river, languages: ['en', 'fr'] }, office.time.nowMs),
  )
  film = await keep(mp4({ seconds: 12, hasSound: true }))
  captions = await captioned(9)
})
afterAll(() => office.store.close())

async function keep(bytes: Uint8Array): Promise<KeptFile> {
  const kept = await office.sending.files.keep(bytes, { by: 'Wen' })
  if (!kept.ok) throw new Error(kept.why.words.en)
  return kept.value
}

async function captioned(untilS: number): Promise<KeptFile> {
  const text = `WEBVTT\n\n00:00:01.000 --> 00:00:${String(untilS).padStart(2, '0')}.000\nStay off the quay.\n`
  const kept = await office.sending.files.keepCaptions(Buffer.from(text), { by: 'Wen' })
  if (!kept.ok) throw new Error(kept.why.words.en)
  return kept.value
}

function version(media: readonly FileForm[], more: Partial<VersionForm> = {}): VersionForm {
  return { account: 'river', language: 'en', text: 'Stay off the quay.', media: [...media], ...more }
}

const file = ({ sha256 }: KeptFile, more: Partial<FileForm> = {}): FileForm => ({
  ...{ sha256, alt: 'The quay', decorative: false },
  ...more,
})

async function said(versions: VersionForm[]): Promise<{ hints: string[]; problems: string[] }> {
  const { hints, problems } = await office.publishing.check({ versions })
  return { hints: hints.map(({ why }) => why), problems: problems.map(({ why }) => why) }
}

test('a film that can be heard asks for captions, or for the word that nobody speaks; nothing is refused for it', async () => {
  expect(await said([version([file(film)])])).toEqual({ hints: ['captions-wanted'], problems: [] })
  expect(await said([version([file(film, { noSpeech: true })])])).toEqual({ hints: [], problems: [] })
  expect(await said([version([file(film, { captions: captions.sha256 })])])).toEqual({
    hints: [],
    problems: [],
  })
  const silent = await keep(mp4({ seconds: 12 }))
  expect(await said([version([file(silent)])])).toEqual({ hints: [], problems: [] })
  // The same for both accounts of a language: said once.
  const both = [version([file(film)]), version([file(film)], { account: 'city' })]
  expect((await said(both)).hints.filter((why) => why === 'captions-wanted')).toHaveLength(1)
})

test('captions that end after their film, are not kept, or stand with a picture', async () => {
  const long = await captioned(55)
  expect(await said([version([file(film, { captions: long.sha256 })])])).toMatchObject({
    hints: ['captions-beyond-film'],
  })
  expect(await said([version([file(film, { captions: '0'.repeat(64) })])])).toMatchObject({
    problems: ['captions-gone'],
  })
  // What is kept, and is no captions.
  expect(await said([version([file(film, { captions: film.sha256 })])])).toMatchObject({
    problems: ['captions-gone'],
  })
  const picture = await keep(pngPicture({ width: 40, height: 40 }))
  expect(await said([version([file(picture, { captions: captions.sha256 })])])).toMatchObject({
    problems: ['captions-without-film'],
  })
})

test('a picture that seems to hold words is told, also where it is marked as decorative', async () => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="500"><rect width="1000" height="500" fill="#fff"/><text x="60" y="200" font-family="DejaVu Sans" font-size="48" fill="#16222b">Warming centre open tonight</text></svg>`
  const sign = await keep(await sharp(Buffer.from(svg)).png().toBuffer())
  expect(await said([version([file(sign)])])).toEqual({ hints: ['picture-holds-words'], problems: [] })
  const { hints } = await office.publishing.check({
    versions: [version([file(sign, { alt: '', decorative: true })])],
  })
  expect(hints[0]?.words.en).toContain('marked as decorative')
  expect(hints[0]?.file).toBe(sign.sha256)
  const plain = await keep(pngPicture({ width: 400, height: 300 }))
  expect((await said([version([file(plain)])])).hints).toEqual([])
})

test('the approved bytes hold captions and the point in sight; another of either is another version', async () => {
  const form = (one: FileForm) => ({
    ...{ title: 'Quay', lane: 'normal' as const },
    versions: (['en', 'fr'] as const).map((language) => version([one], { language })),
  })
  const made = await office.publishing.create(wen, form(file(film, { captions: captions.sha256 })))
  if (!made.ok) throw new Error(made.why)
  expect(made.value.versions.map(({ content }) => content.media[0]?.captions)).toEqual([
    { sha256: captions.sha256, language: 'en' },
    { sha256: captions.sha256, language: 'fr' },
  ])
  const { id, revision, versions } = made.value
  const other = await captioned(8)
  const changed = await office.publishing.change(wen, id, {
    ...form(file(film, { captions: other.sha256, focus: { x: 0.5, y: -0.25 } })),
    revision,
  })
  if (!changed.ok) throw new Error(changed.why)
  expect(changed.value.revision).toBe(revision + 1)
  expect(changed.value.versions.map(({ sha256 }) => sha256)).not.toEqual(versions.map(({ sha256 }) => sha256))
  expect(changed.value.versions[0]?.content.media[0]).toMatchObject({ focus: { x: 0.5, y: -0.25 } })
})

test('captions and the picture of a card are in use as long as a version names them', async () => {
  const image = await keep(pngPicture({ width: 90, height: 60, colour: [9, 90, 120] }))
  const mine = await captioned(7)
  const unused = await captioned(6)
  const card = { url: 'https://havre-clair.example/map', title: 'Map', description: '', image: image.sha256 }
  const made = await office.publishing.create(wen, {
    ...{ title: 'Map', lane: 'normal' },
    versions: (['en', 'fr'] as const).map((language) =>
      version([file(film, { captions: mine.sha256 })], { language, card }),
    ),
  })
  if (!made.ok) throw new Error(made.why)
  expect(made.value.versions[0]?.content.card).toMatchObject({ title: 'Map', image: { decorative: true } })
  const asked = [image, mine, unused, film].map(({ sha256 }) => sha256)
  const used = await filesInUse(office.store.db, asked)
  expect(asked.map((sha256) => used.has(sha256))).toEqual([true, true, false, true])
})

test('a card nobody can follow, one without a title, and one whose picture is gone are in the way', async () => {
  const card = { url: 'javascript:alert(1)', title: '', description: '' }
  expect(await said([version([], { card })])).toEqual({
    hints: [],
    problems: ['link-not-web', 'card-title-missing'],
  })
  const gone = { url: 'https://a.example/', title: 'A', description: '', image: '0'.repeat(64) }
  expect((await said([version([], { card: gone })])).problems).toContain('no-such-file')
})
