import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayMs } from '#kernel/time.ts'
import { silentLog } from '#kernel/log.ts'
import type { KeptFile, Rectangle } from '#sending/files/contract.ts'
import { wholeFile } from '#sending/files/store.ts'
import { sweepFiles } from '#sending/files/sweeping.ts'
import { movingGif, mp4, openFiles, photo } from '#sending/files/test-files.ts'

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

const cut = (sha256: string, rectangle: Rectangle) => office.files.cut(sha256, { rectangle, by: 'ana' })

async function piece(sha256: string, rectangle: Rectangle): Promise<KeptFile> {
  const done = await cut(sha256, rectangle)
  if (!done.ok) throw new Error(done.why)
  return done.value
}

/** Red above, blue below, as a PNG. */
function twoColours(): Promise<Buffer> {
  const blue = { create: { width: 200, height: 100, channels: 3, background: '#00f' } } as const
  return sharp({ create: { width: 200, height: 200, channels: 3, background: '#f00' } })
    .composite([{ input: blue, top: 100, left: 0 }])
    .png()
    .toBuffer()
}

test('what is cut out is what stands in the rectangle, and the picture stays', async () => {
  const whole = await kept(await twoColours())
  const rectangle = { x: 10, y: 110, width: 100, height: 80 }
  const made = await piece(whole.sha256, rectangle)
  expect(made).toMatchObject({ mediaType: 'image/png', width: 100, height: 80 })
  expect(made.cut).toEqual({ of: whole.sha256, ...rectangle })
  const { dominant } = await sharp(await wholeFile(office.store.db, made.sha256)).stats()
  expect(dominant.b).toBeGreaterThan(200)
  expect(dominant.r).toBeLessThan(50)
  expect(await office.files.find(office.store.db, whole.sha256)).toEqual(whole)
  expect(await office.files.find(office.store.db, made.sha256)).toEqual(made)
})

test('the same rectangle is the same file, also when two ask at once; all of it is the picture itself', async () => {
  const whole = await kept(await photo(400, 300).jpeg().toBuffer())
  const rectangle = { x: 0, y: 0, width: 200, height: 150 }
  const [one, two] = await Promise.all([piece(whole.sha256, rectangle), piece(whole.sha256, rectangle)])
  expect(two).toEqual(one)
  expect(await piece(whole.sha256, rectangle)).toEqual(one)
  expect(await piece(whole.sha256, { x: 0, y: 0, width: 400, height: 300 })).toEqual(whole)
})

test('a rectangle that reaches out of the picture, one nobody would see, and what is no still picture', async () => {
  const { sha256 } = await kept(await photo(300, 200).jpeg().toBuffer())
  expect(await cut(sha256, { x: 250, y: 0, width: 100, height: 100 })).toEqual({
    ok: false,
    why: 'cut-outside',
  })
  expect(await cut(sha256, { x: 0, y: 150, width: 100, height: 51 })).toEqual({
    ok: false,
    why: 'cut-outside',
  })
  expect(await cut(sha256, { x: 0, y: 0, width: 63, height: 100 })).toEqual({
    ok: false,
    why: 'cut-too-small',
  })
  expect(await cut('0'.repeat(64), { x: 0, y: 0, width: 100, height: 100 })).toEqual({
    ok: false,
    why: 'not-found',
  })
  const film = await kept(mp4())
  expect(await cut(film.sha256, { x: 0, y: 0, width: 100, height: 100 })).toMatchObject({
    why: 'cut-not-a-picture',
  })
  const moving = await kept(await movingGif(3))
  expect(await cut(moving.sha256, { x: 0, y: 0, width: 10, height: 10 })).toMatchObject({
    why: 'cut-not-a-picture',
  })
})

test('the whole picture is kept as long as its piece, and no longer', async () => {
  const whole = await kept(await photo(310, 210).jpeg().toBuffer())
  const made = await piece(whole.sha256, { x: 0, y: 0, width: 100, height: 100 })
  const { store, clock } = office
  const sweep = (used: readonly string[]) =>
    sweepFiles({ store, clock, log: silentLog, inUse: () => Promise.resolve(new Set(used)) })
  const isKept = async ({ sha256 }: KeptFile) => (await office.files.find(store.db, sha256)) !== undefined
  await clock.sleep(31 * dayMs)
  await sweep([made.sha256])
  expect([await isKept(whole), await isKept(made)]).toEqual([true, true])
  await clock.sleep(31 * dayMs)
  await sweep([])
  await clock.sleep(31 * dayMs)
  await sweep([])
  expect([await isKept(whole), await isKept(made)]).toEqual([false, false])
})
