import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureAccount } from '#access/people/accounts.ts'
import type { FileForm, Message, MessageForm } from '#roles/publishing/contract.ts'
import { MessageForm as Form } from '#roles/publishing/contract.ts'
import { readRows } from '#roles/publishing/import-rows.ts'
import { filesInUse } from '#roles/publishing/files-in-use.ts'
import { grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { mp3Sound, pngPicture } from '#roles/publishing/test-pictures.ts'
import type { KeptFile } from '#sending/files/contract.ts'

let office: Awaited<ReturnType<typeof openOffice>>
/** Larger than the town takes. */
let big: KeptFile
const wen = signedIn('Wen')
const pat = signedIn('Pat')

beforeAll(async () => {
  office = await openOffice({ Wen: [grant('write')], Ana: [grant('approve')], Pat: [grant('publish')] })
  const river = { id: 'river', network: 'practice', handle: 'havreclair', name: 'Havre-Clair' }
  await office.store.inTransaction((tx) =>
    ensureAccount(tx, { ...river, languages: ['en', 'fr'] }, office.time.nowMs),
  )
  big = await keep(pngPicture({ width: 1800, height: 1600 }))
})
afterAll(() => office.store.close())

async function keep(bytes: Uint8Array): Promise<KeptFile> {
  const kept = await office.sending.files.keep(bytes, { by: 'Wen' })
  if (!kept.ok) throw new Error(kept.why.words.en)
  return kept.value
}

let shade = 0
/** A small picture like no other. */
function picture(): Promise<KeptFile> {
  shade += 1
  return keep(pngPicture({ width: 32, height: 16, colour: [shade, 90, 120] }))
}

const alts = { en: 'The river at the bridge', fr: 'La rivière au pont' }

function formOf(media: Partial<Record<'en' | 'fr', FileForm[]>>, account = 'river'): MessageForm {
  const texts = { en: 'The path is closed.', fr: 'Le sentier est fermé.' }
  const versions = (['en', 'fr'] as const).map((language) => ({
    ...{ account, language, text: texts[language] },
    ...(media[language] === undefined ? {} : { media: media[language] }),
  }))
  return { title: 'Path closed', lane: 'normal', versions }
}

function described({ sha256 }: KeptFile): Record<'en' | 'fr', FileForm[]> {
  return {
    en: [{ sha256, alt: alts.en, decorative: false }],
    fr: [{ sha256, alt: alts.fr, decorative: false }],
  }
}

async function written(form: MessageForm): Promise<Message> {
  const made = await office.publishing.create(wen, form)
  if (!made.ok) throw new Error(made.why)
  return made.value
}

function ask({ id, revision }: Message) {
  return office.publishing.ask(wen, id, { revision })
}

test('a picture goes with both languages, described in each, and its bytes are part of what is approved', async () => {
  const file = await picture()
  const message = await written(formOf(described(file)))
  const { sha256, mediaType, bytes } = file
  expect(message.versions.map(({ content }) => content.media)).toEqual([
    [{ sha256, mediaType, bytes, alt: alts.en, decorative: false }],
    [{ sha256, mediaType, bytes, alt: alts.fr, decorative: false }],
  ])
  expect(message.versions.map(({ files }) => files)).toEqual(Object.values(described(file)))
  expect(await ask(message)).toMatchObject({ ok: true })
  const bare = await written(formOf({}))
  expect(bare.versions.map((one) => one.sha256)).not.toEqual(message.versions.map((one) => one.sha256))
  expect(bare.versions.map(({ files, content }) => [...files, ...content.media])).toEqual([[], []])
})

test('another file, another order, another description or none after approval: each voids it', async () => {
  const [one, two] = [await picture(), await picture()]
  const both = (first: KeptFile, second: KeptFile, alt = 'A') => {
    const media = [first, second].map(({ sha256 }) => ({ sha256, alt, decorative: false }))
    return formOf({ en: media, fr: media })
  }
  const message = await written(both(one, two))
  let { revision } = message
  const approve = async (): Promise<void> => {
    expect(await office.publishing.ask(wen, message.id, { revision })).toMatchObject({ ok: true })
    expect(await office.approve('Ana', message.id)).toEqual({ ok: true })
    const state = await office.publishing.one(wen, message.id)
    expect(state).toMatchObject({ state: 'approved', revision })
  }
  await approve()
  expect(await office.publishing.change(wen, message.id, { ...both(one, two), revision })).toMatchObject({
    value: { state: 'approved', revision },
  })
  const changes = [both(two, one), both(two, one, 'B'), both(two, await picture(), 'B'), formOf({})]
  for (const form of changes) {
    const done = await office.publishing.change(wen, message.id, { ...form, revision })
    expect(done).toMatchObject({ ok: true, value: { state: 'draft', revision: revision + 1 } })
    revision += 1
    const place = { account: 'river', language: 'en' }
    expect(await office.publishing.release(pat, message.id, place)).toMatchObject({
      ok: false,
      why: 'not-open',
    })
    await approve()
  }
})

test('without a description nobody is asked; every problem is named at once, with its place, network and remedy', async () => {
  const { sha256 } = await picture()
  const media = [{ sha256, alt: '  ', decorative: false }]
  const message = await written(formOf({ en: media, fr: media }))
  const refused = await ask(message)
  expect(refused).toMatchObject({
    ...{ ok: false, why: 'cannot-go-out' },
    problems: [
      { account: 'river', language: 'en', why: 'alt-missing', file: sha256 },
      { account: 'river', language: 'fr', why: 'alt-missing', file: sha256 },
    ],
  })
  const [first] = 'problems' in refused ? refused.problems : []
  expect(first?.where).toEqual({ en: 'Havre-Clair, English', fr: 'Havre-Clair, anglais' })
  expect(first?.words.en).toMatch(/^File 1 .*Describe it, or mark it as decorative\.$/u)
  expect(first?.words.fr).toMatch(/^Le fichier 1 .*Décrivez-le, ou marquez-le comme décoratif\.$/u)
  expect(await office.publishing.one(wen, message.id)).toMatchObject({ state: 'draft', revision: 1 })
  expect(await office.records(message.id)).toEqual([])
})

test('an account that is not connected is given the file as it is, and still needs its description', async () => {
  const plain = described(big)
  const message = await written(
    formOf({ ...plain, fr: [{ sha256: big.sha256, alt: '', decorative: false }] }, 'town'),
  )
  expect(message.versions[0]?.content.media[0]?.sha256).toBe(big.sha256)
  expect(await ask(message)).toMatchObject({
    problems: [{ account: 'town', language: 'fr', why: 'alt-missing', file: big.sha256 }],
  })
})

test('a decorative picture goes out without words, and the words come back when it is none', async () => {
  const { sha256 } = await picture()
  const media = (decorative: boolean) => [{ sha256, alt: 'Waves', decorative }]
  const message = await written(formOf({ en: media(true), fr: media(true) }))
  expect(message.versions[0]).toMatchObject({
    content: { media: [{ alt: '', decorative: true }] },
    files: [{ alt: 'Waves' }],
  })
  expect(await ask(message)).toMatchObject({ ok: true })
})

test('a picture that is too large goes out as a smaller copy, the same for both languages', async () => {
  expect(big.bytes).toBeGreaterThan(8_000_000)
  const message = await written(formOf(described(big)))
  const [en, fr] = message.versions.map(({ content }) => content.media[0])
  expect(en?.sha256).not.toBe(big.sha256)
  expect(en?.bytes).toBeLessThanOrEqual(8_000_000)
  expect(fr?.sha256).toBe(en?.sha256)
  expect(message.versions[0]?.files[0]?.sha256).toBe(big.sha256)
  expect(await ask(message)).toMatchObject({ ok: true })
  // Saved once more as it is read, nothing is another: the same copy is found again.
  const change = { ...formOf(described(big)), revision: message.revision }
  expect(await office.publishing.change(wen, message.id, change)).toMatchObject({ value: { revision: 1 } })
  const checked = await office.publishing.check(formOf(described(big)))
  expect(checked).toMatchObject({
    problems: [],
    files: [{ sha256: big.sha256 }],
    copies: [{ account: 'river', of: big.sha256, goes: { sha256: en?.sha256 } }],
  })
})

test('an account connected after it was saved is given its copy when approval is asked, and that is what is approved', async () => {
  const later = { id: 'later', network: 'elsewhere', handle: 'later', name: 'Later' }
  await office.store.inTransaction((tx) => ensureAccount(tx, { ...later, languages: ['en', 'fr'] }, 0))
  const message = await written(formOf(described(big), 'later'))
  expect(message.versions[0]?.content.media[0]?.sha256).toBe(big.sha256)
  await sql`update accounts set network = 'practice' where id = 'later'`.execute(office.store.db)
  expect(await ask(message)).toMatchObject({
    ok: true,
    value: { message: { revision: 1, writers: ['Wen'] } },
  })
  expect(await office.approve('Ana', message.id)).toEqual({ ok: true })
  const now = await office.publishing.one(wen, message.id)
  const [media] = now?.versions[0]?.content.media ?? []
  expect(media?.bytes).toBeLessThanOrEqual(8_000_000)
  expect(now?.versions[0]?.files).toEqual(described(big).en)
  const sent = await office.publishing.send(pat, message.id, { revision: 1 })
  expect(sent).toMatchObject({ ok: true })
})

test('what fits nowhere is kept as it is, and said before anybody is asked', async () => {
  const sound = await keep(mp3Sound())
  const message = await written(formOf(described(sound)))
  expect(message.versions[0]?.content.media[0]?.sha256).toBe(sound.sha256)
  expect(await ask(message)).toMatchObject({
    problems: [
      { language: 'en', why: 'media-type', file: sound.sha256 },
      { language: 'fr', why: 'media-type', file: sound.sha256 },
    ],
  })
})

test('the same file twice in one version, and a file that is not kept: refused, and nothing is saved', async () => {
  const { sha256 } = await picture()
  const twice = [1, 2].map((n) => ({ sha256, alt: `${n}`, decorative: false }))
  const unknown = [{ sha256: 'f'.repeat(64), alt: 'A', decorative: false }]
  const message = await written(formOf({}))
  for (const [media, why] of [
    [twice, 'file-twice'],
    [unknown, 'no-such-file'],
  ] as const) {
    const form = formOf({ en: media, fr: media })
    expect(await office.publishing.create(wen, form)).toEqual({ ok: false, why })
    expect(await office.publishing.change(wen, message.id, { ...form, revision: 1 })).toEqual({
      ok: false,
      why,
    })
  }
  expect(await office.publishing.one(wen, message.id)).toMatchObject({
    revision: 1,
    versions: [{ files: [] }, {}],
  })
  const checked = await office.publishing.check(formOf({ en: unknown }))
  expect(checked).toMatchObject({
    files: [],
    copies: [],
    problems: [{ why: 'no-such-file', language: 'en' }],
  })
})

test('21 files, a description of 5,001 characters, a hash that is none: refused at their place', () => {
  const file = (n: number, alt = 'A') => ({
    sha256: n.toString(16).padStart(64, '0'),
    alt,
    decorative: false,
  })
  const issuesOf = (media: unknown): string[] => {
    const read = Form.safeParse({
      ...formOf({}),
      versions: [{ account: 'river', language: 'en', text: 'x', media }],
    })
    return read.success ? [] : read.error.issues.map(({ path }) => path.slice(2).join('.'))
  }
  expect(issuesOf(Array.from({ length: 20 }, (_none, n) => file(n)))).toEqual([])
  expect(issuesOf(Array.from({ length: 21 }, (_none, n) => file(n)))).toEqual(['media'])
  expect(issuesOf([file(1, 'é'.repeat(5000))])).toEqual([])
  expect(issuesOf([file(1, 'é'.repeat(5001))])).toEqual(['media.0.alt'])
  expect(issuesOf([file(1, 'a\u0000b')])).toEqual(['media.0.alt'])
  for (const sha256 of ['', 'F'.repeat(64), '../etc', 7])
    expect(issuesOf([{ ...file(1), sha256 }])).toEqual(['media.0.sha256'])
})

test('a language described too long for its network is named with the limit', async () => {
  const { sha256 } = await picture()
  const media = (alt: string) => [{ sha256, alt, decorative: false }]
  const message = await written(formOf({ en: media('A'), fr: media('é'.repeat(1501)) }))
  expect(await ask(message)).toMatchObject({
    problems: [{ language: 'fr', why: 'alt-too-long', limit: 1500, actual: 1501, file: sha256 }],
  })
})

test('an import may name files, keeps those of a row that says nothing of them, and refuses what is not kept', async () => {
  const file = await picture()
  const row = (fields: object) => ({
    ...{ title: 'Imported', account: 'river', language: 'en', text: 'In.' },
    ...fields,
  })
  const media = [{ sha256: file.sha256, alt: 'A', decorative: false }]
  const rows = [
    row({ media }),
    row({ language: 'fr', text: 'Dedans.' }),
    row({ title: 'Lost', media: [{ ...media[0], sha256: 'e'.repeat(64) }] }),
  ]
  const report = await office.publishing.importRows(
    wen,
    rows.map((fields, at) => ({ row: at + 1, fields })),
  )
  expect(report.rows).toMatchObject([{ outcome: 'new' }, { outcome: 'new' }, { outcome: 'refused' }])
  expect(report.rows[2]?.why?.en).toContain('not kept here')
  const id = report.rows[0]?.id ?? ''
  const filesOf = async () =>
    (await office.publishing.one(wen, id))?.versions.map(({ files }) => files.length)
  expect(await filesOf()).toEqual([1, 0])
  const again = await office.publishing.importRows(wen, [{ row: 1, fields: row({ id, text: 'Changed.' }) }])
  expect(again.rows).toMatchObject([{ outcome: 'changed' }])
  expect(await filesOf()).toEqual([1, 0])
  await office.publishing.importRows(wen, [{ row: 1, fields: row({ id, text: 'Changed.', media: [] }) }])
  expect(await filesOf()).toEqual([0, 0])
})

test('published by hand, the files are on record with their words, and are kept although the message has none any more', async () => {
  const file = await picture()
  const message = await written(formOf(described(file), 'town'))
  await ask(message)
  await office.approve('Ana', message.id)
  const place = { account: 'town', language: 'fr' }
  const released = await office.publishing.release(pat, message.id, place)
  if (!released.ok) throw new Error(released.why)
  const note = { ...place, sha256: released.value.sha256, url: 'https://town.example/fr' }
  expect(await office.publishing.notePublished(pat, message.id, note)).toMatchObject({ ok: true })
  const delivery = (await office.records(message.id)).find(({ kind }) => kind === 'delivery')
  expect(delivery?.facts['files']).toEqual([
    { sha256: file.sha256, mediaType: 'image/png', bytes: file.bytes, alt: alts.fr, decorative: false },
  ])
  await office.publishing.change(wen, message.id, { ...formOf({}, 'town'), revision: 1 })
  expect(await filesInUse(office.store.db, [file.sha256])).toEqual(new Set([file.sha256]))
  const { rows } = await sql`select sha256 from media_recorded where sha256 = ${file.sha256}`.execute(
    office.store.db,
  )
  expect(rows).toHaveLength(1)
})

test('a column of files in a CSV is refused in words, whatever it is called', () => {
  for (const name of ['media', 'Fichiers', ' FILES '])
    expect(readRows(Buffer.from(`title,account,language,text,${name}\nA,river,en,B,C`), 'csv')).toMatchObject(
      {
        ...{ ok: false, why: 'no-files-in-csv' },
      },
    )
  expect(readRows(Buffer.from('title,account,language,text\nA,river,en,media'), 'csv')).toMatchObject({
    ok: true,
  })
})

test('a file is in use while a draft has it, as it was uploaded and as it goes out; when the draft is gone it is not', async () => {
  const large = await keep(pngPicture({ width: 1700, height: 1600 }))
  const other = await picture()
  // A text that looks like a list of files is only a text.
  const form = formOf(described(large))
  const spoof = `"media":[{"sha256":"${other.sha256}"}]`
  const message = await written({ ...form, versions: form.versions.map((one) => ({ ...one, text: spoof })) })
  const goes = message.versions[0]?.content.media[0]?.sha256 ?? ''
  const asked = [large.sha256, goes, other.sha256, 'd'.repeat(64)]
  expect(await filesInUse(office.store.db, asked)).toEqual(new Set([large.sha256, goes]))
  expect(await filesInUse(office.store.db, [])).toEqual(new Set())
  await office.publishing.remove(wen, message.id)
  expect(await filesInUse(office.store.db, asked)).toEqual(new Set())
})
