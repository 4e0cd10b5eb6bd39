import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileLimits, KeptFile } from '#sending/files/contract.ts'
import { hashOf, wholeFile } from '#sending/files/store.ts'
import {
  gifOf,
  movingGif,
  mp3,
  mp4,
  openFiles,
  photo,
  placedPhoto,
  pngChunk,
  pngOf,
  webm,
} from '#sending/files/test-files.ts'

let office: Awaited<ReturnType<typeof openFiles>>
beforeAll(async () => {
  office = await openFiles()
})
afterAll(() => office.store.close())

async function kept(bytes: Uint8Array): Promise<KeptFile> {
  const done = await office.files.keep(bytes, { by: 'ana' })
  if (!done.ok) throw new Error(done.why.words.en)
  return done.value
}

async function refused(bytes: Uint8Array): Promise<string> {
  const done = await office.files.keep(bytes, { by: 'ana' })
  return done.ok ? 'kept' : done.why.why
}

const bytesOf = (file: KeptFile) => wholeFile(office.store.db, file.sha256)

test('a photograph loses its place, its camera and its owner, and stands upright', async () => {
  const given = await placedPhoto()
  expect(given.includes('Ana Roy')).toBe(true)
  const file = await kept(given)
  expect(file).toMatchObject({ mediaType: 'image/jpeg', width: 200, height: 300 })
  const bytes = await bytesOf(file)
  expect(await hashOf(bytes)).toBe(file.sha256)
  expect(bytes.length).toBe(file.bytes)
  const said = await sharp(bytes).metadata()
  expect([said.exif, said.xmp, said.icc, said.orientation]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect(Buffer.from(bytes).includes('Ana Roy')).toBe(false)
})

test('remarks of a PNG are gone', async () => {
  const remark = pngChunk('tEXt', Buffer.from('Comment\0taken at home, 12 Main Street'))
  const whole = await photo(40, 30).png().toBuffer()
  const end = whole.length - 12
  const file = await kept(Buffer.concat([whole.subarray(0, end), remark, whole.subarray(end)]))
  expect(file.mediaType).toBe('image/png')
  expect(Buffer.from(await bytesOf(file)).includes('Main Street')).toBe(false)
})

test.each([
  ['PNG', () => photo(40, 30).png().toBuffer(), { mediaType: 'image/png', width: 40, height: 30 }],
  ['WebP', () => photo(40, 30).webp().toBuffer(), { mediaType: 'image/webp', width: 40, height: 30 }],
  ['AVIF', () => photo(40, 30).avif().toBuffer(), { mediaType: 'image/jpeg', width: 40, height: 30 }],
  [
    'a moving GIF',
    () => movingGif(4),
    { mediaType: 'image/gif', width: 120, height: 80, frames: 4, seconds: 0.4 },
  ],
  ['MP4', () => mp4(), { mediaType: 'video/mp4', width: 640, height: 360, seconds: 12 }],
  ['M4A', () => mp4({ kind: 'soun', brand: 'M4A ' }), { mediaType: 'audio/mp4', seconds: 12 }],
  ['WebM', () => webm(), { mediaType: 'video/webm', width: 320, height: 180, seconds: 5 }],
  ['MP3', () => mp3(), { mediaType: 'audio/mpeg', seconds: 2.6 }],
])('%s is kept, with what is known of it', async (_name, make, facts) => {
  const file = await kept(await make())
  expect(file).toMatchObject(facts)
  expect(KeptFile.parse(file)).toEqual(file)
  expect(await office.files.find(office.store.db, file.sha256)).toEqual(file)
})

test('the same bytes are one file, given twice, at once, or as they came out', async () => {
  const given = await placedPhoto(120, 90)
  const [a, b] = await Promise.all([kept(given), kept(given)])
  const again = await kept(given)
  const itself = await kept(await bytesOf(a))
  expect([b, again, itself]).toEqual([a, a, a])
})

test('the place in a film is blanked, and nothing else of it moves', async () => {
  const [plain, placed] = [mp4({ seconds: 7 }), mp4({ seconds: 7, place: '+45.5017-073.5673/' })]
  const bytes = Buffer.from(await bytesOf(await kept(placed)))
  expect(bytes.length).toBe(placed.length)
  expect(bytes.includes('45.5017')).toBe(false)
  expect(bytes.subarray(-500).equals(placed.subarray(-500))).toBe(true)
  expect(placed.includes('45.5017')).toBe(true)
  expect(Buffer.from(await bytesOf(await kept(plain))).equals(plain)).toBe(true)
})

const html = '<!DOCTYPE html><html><script>alert(1)</script></html>'
const jpegPlus = async (more: string) =>
  Buffer.concat([await photo(60, 40).jpeg().toBuffer(), Buffer.from(more, 'latin1')])

test.each([
  ['nothing', async () => new Uint8Array(), 'empty'],
  ['a page that says it is a picture', async () => Buffer.from(html), 'type-not-taken'],
  [
    'SVG',
    async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    'type-not-taken',
  ],
  ['PDF', async () => Buffer.from('%PDF-1.7 '.padEnd(200)), 'type-not-taken'],
  ['TIFF', async () => photo(20, 20).tiff().toBuffer(), 'type-not-taken'],
  ['a QuickTime film', async () => mp4({ brand: 'qt  ' }), 'type-not-taken'],
  ['Matroska', async () => webm({ docType: 'matroska' }), 'type-not-taken'],
  ['a sound in WebM', async () => webm({ trackType: 2 }), 'type-not-taken'],
  ['an MP4 without film or sound', async () => mp4({ kind: 'text' }), 'type-not-taken'],
  ['a picture with a page behind it', () => jpegPlus(html), 'two-in-one'],
  ['a picture with a document behind it', () => jpegPlus('%PDF-1.4\n'), 'two-in-one'],
  ['a picture with an archive behind it', () => jpegPlus('PK\x05\x06'.padEnd(22, '\0')), 'two-in-one'],
  [
    'a GIF that is a script',
    async () => Buffer.from('GIF89a/*'.padEnd(80) + '*/=1;<script src=x></script>;'),
    'two-in-one',
  ],
  [
    'a film with a page in it',
    async () => Buffer.concat([mp4(), Buffer.from(`\0\0\0\x50free${html}`)]),
    'two-in-one',
  ],
  ['a JPEG cut off', async () => (await photo(200, 200).jpeg().toBuffer()).subarray(0, 3000), 'cut-off'],
  ['a PNG cut off', async () => (await photo(200, 200).png().toBuffer()).subarray(0, 3000), 'cut-off'],
  ['a WebP cut off', async () => (await photo(200, 200).webp().toBuffer()).subarray(0, 3000), 'cut-off'],
  ['a GIF cut off', async () => (await movingGif(3)).subarray(0, -400), 'cut-off'],
  ['an MP4 cut off', async () => mp4().subarray(0, -100), 'cut-off'],
  ['a WebM cut off', async () => webm().subarray(0, -100), 'cut-off'],
  ['a picture that is its head only', async () => Buffer.from('\xff\xd8\xff\xe0', 'latin1'), 'unreadable'],
  [
    'noise that begins as a PNG',
    async () => Buffer.from(`\x89PNG\r\n\x1a\n${'x'.repeat(99)}IEND`, 'latin1'),
    'unreadable',
  ],
  ['an MP3 that is none', async () => Buffer.concat([mp3(2), Buffer.alloc(9000)]), 'unreadable'],
  ['a PNG of 2,500 million pixels in 200 bytes', async () => pngOf(50_000, 50_000), 'too-many-pixels'],
  ['a GIF of 10,000 frames', async () => gifOf(10_000), 'too-many-frames'],
  [
    'a GIF whose frames together are too large',
    async () => gifOf(60, { width: 2000, height: 2000 }),
    'too-many-pixels',
  ],
  [
    'a moving PNG',
    async () => pngOf(20, 20, [pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0]))]),
    'moving-png',
  ],
  [
    'a picture above the limit',
    async () =>
      Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(fileLimits.pictureBytesMax)]),
    'picture-too-large',
  ],
])('%s is refused, and nothing of it is kept', async (_name, make, why) => {
  const bytes = await make()
  expect(await refused(bytes)).toBe(why)
  expect(await office.files.find(office.store.db, await hashOf(bytes))).toBeUndefined()
})

test('every refusal says in both languages what it is and what to do', async () => {
  const done = await office.files.keep(pngOf(50_000, 50_000), { by: 'ana' })
  expect(done.ok).toBe(false)
  if (done.ok) return
  expect(done.why).toMatchObject({ limit: 100_000_000, actual: 2_500_000_000 })
  expect(done.why.words.en).toMatch(/2,500 million pixels.*100 million.*smaller/)
  expect(done.why.words.fr).toMatch(/2\s500 millions.*100 millions.*Réduisez/u)
})

test('whatever bytes come, they are kept or refused in words, and nothing is thrown', async () => {
  const heads = [
    '\xff\xd8\xff',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    'RIFF\x20\0\0\0WEBP',
    '\0\0\0\x14ftypisom',
    '\x1a\x45\xdf\xa3\x84webm',
    'ID3',
    '\xff\xfb\x90\x64',
    '\0\0\0\x14ftypavif',
    '\0\0\0\x14ftypheic',
  ]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('', ...heads), fc.uint8Array({ maxLength: 600 }), async (head, rest) => {
      const done = await office.files.keep(Buffer.concat([Buffer.from(head, 'latin1'), rest]), { by: 'ana' })
      expect(done.ok || done.why.words.fr.length > 20).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('a film of which any stretch is overwritten is kept or refused, and nothing is thrown', async () => {
  const films = [mp4({ place: '+1+2/' }), webm(), mp3(20)]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...films),
      fc.nat(),
      fc.uint8Array({ minLength: 1, maxLength: 12 }),
      async (film, at, bytes) => {
        const hurt = Buffer.from(film)
        hurt.set(bytes.slice(0, hurt.length), at % Math.max(1, hurt.length - bytes.length))
        await office.files.keep(hurt, { by: 'ana' })
      },
    ),
    { numRuns: 150 },
  )
})

test('whether a film can be heard is read from its tables; of a sound nobody asks', async () => {
  expect(await kept(mp4({ seconds: 7 }))).toMatchObject({ hasSound: false })
  expect(await kept(mp4({ seconds: 7, hasSound: true }))).toMatchObject({ hasSound: true, width: 640 })
  expect(await kept(webm())).toMatchObject({ hasSound: false })
  expect(await kept(mp4({ seconds: 7, kind: 'soun', brand: 'M4A ' }))).not.toHaveProperty('hasSound')
})
