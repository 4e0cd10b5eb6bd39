import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { blueskyLimits } from '#networks/bluesky/limits.ts'
import { usualLimits } from '#networks/mastodon/limits.ts'
import type { MediaLimits, SendingLimits } from '#networks/sender.ts'
import { xLimits } from '#networks/x/speak/limits.ts'
import type { KeptFile } from '#sending/files/contract.ts'
import { formsFor, takes, triesMax } from '#sending/files/fit-rules.ts'
import { factsOf } from '#sending/files/picture.ts'
import { FileNotKept, wholeFile } from '#sending/files/store.ts'
import { movingGif, mp4, openFiles, photo } from '#sending/files/test-files.ts'

let office: Awaited<ReturnType<typeof openFiles>>
beforeAll(async () => {
  office = await openFiles()
})
afterAll(() => office.store.close())

function taking(media: Record<string, MediaLimits>): SendingLimits {
  return { textMax: 500, partsMax: 1, filesMax: 4, media }
}

async function kept(bytes: Uint8Array): Promise<KeptFile> {
  const done = await office.files.keep(bytes, { by: 'ana' })
  if (!done.ok) throw new Error(done.why.words.en)
  return done.value
}

const fit = ({ sha256 }: KeptFile, limits: SendingLimits) => office.files.fit(office.store.db, sha256, limits)

test('what a network takes as it is goes out as it is', async () => {
  const file = await kept(await photo(200, 100).jpeg().toBuffer())
  for (const limits of [blueskyLimits, usualLimits, xLimits])
    expect(await fit(file, limits)).toEqual({ fits: true, file, changed: false })
})

test('a photograph too heavy for Bluesky is made lighter, never larger, and keeps its shape', async () => {
  const file = await kept(await photo(1500, 1000).png().toBuffer())
  expect(file.bytes).toBeGreaterThan(2_000_000)
  const done = await fit(file, blueskyLimits)
  if (!done.fits) throw new Error('it did not fit')
  expect(done.changed).toBe(true)
  expect(done.file.bytes).toBeLessThanOrEqual(2_000_000)
  const { width = 0, height = 0 } = done.file
  expect(width).toBeLessThanOrEqual(1500)
  expect(width).toBeGreaterThan(800)
  expect(width / height).toBeCloseTo(1.5, 1)
})

test('asked again, and by two at once, it is the same bytes, and they are found rather than made', async () => {
  const file = await kept(await photo(900, 600).png().toBuffer())
  const limits = taking({ 'image/jpeg': { bytesMax: 90_000 } })
  const [a, b] = await Promise.all([fit(file, limits), fit(file, limits)])
  const again = await fit(file, limits)
  expect([b, again]).toEqual([a, a])
  expect(again.fits && again.file.mediaType).toBe('image/jpeg')
  expect(again.fits && (await wholeFile(office.store.db, again.file.sha256)).length).toBe(again.file.bytes)
})

test('a picture of a type that is not taken goes out in one that is', async () => {
  const file = await kept(await photo(300, 200).webp().toBuffer())
  const done = await fit(file, taking({ 'image/png': { bytesMax: 5_000_000 } }))
  expect(done).toMatchObject({
    fits: true,
    changed: true,
    file: { mediaType: 'image/png', width: 300, height: 200 },
  })
})

test('what is transparent stays so where that is taken', async () => {
  const clear = await photo(200, 100).ensureAlpha(0.4).png().toBuffer()
  const done = await fit(
    await kept(clear),
    taking({ 'image/webp': { bytesMax: 60_000 }, 'image/jpeg': { bytesMax: 60_000 } }),
  )
  if (!done.fits) throw new Error('it did not fit')
  expect(done.file.mediaType).toBe('image/webp')
  expect((await factsOf(await wholeFile(office.store.db, done.file.sha256)))?.hasAlpha).toBe(true)
})

test('a picture of too many pixels is made smaller', async () => {
  const file = await kept(await photo(400, 300).jpeg().toBuffer())
  const done = await fit(
    file,
    taking({ 'image/jpeg': { bytesMax: 5_000_000, pixelsMax: 70_000, sideMax: 280 } }),
  )
  if (!done.fits) throw new Error('it did not fit')
  expect((done.file.width ?? 0) * (done.file.height ?? 0)).toBeLessThanOrEqual(70_000)
  expect(done.file.width).toBeLessThanOrEqual(280)
})

test('what moves goes on moving, or does not go', async () => {
  const file = await kept(await movingGif(5, 300, 200))
  const lighter = await fit(file, taking({ 'image/gif': { bytesMax: Math.round(file.bytes * 0.6) } }))
  expect(lighter).toMatchObject({ fits: true, changed: true, file: { mediaType: 'image/gif', frames: 5 } })
  expect(await fit(file, taking({ 'image/jpeg': { bytesMax: 5_000_000 } }))).toEqual({ fits: false, file })
  expect(await fit(file, blueskyLimits)).toEqual({ fits: false, file })
  expect(await fit(file, blueskyLimits)).toEqual({ fits: false, file })
})

test('a film is not converted', async () => {
  const file = await kept(mp4({ seconds: 200 }))
  expect(await fit(file, blueskyLimits)).toEqual({ fits: false, file })
  expect(await fit(file, usualLimits)).toEqual({ fits: true, file, changed: false })
})

test('nothing fits where a picture would have to be a stamp', async () => {
  const file = await kept(await photo(600, 400).jpeg().toBuffer())
  expect(await fit(file, taking({ 'image/jpeg': { bytesMax: 300 } }))).toEqual({ fits: false, file })
  expect(await fit(file, taking({}))).toEqual({ fits: false, file })
})

test('a file that is not kept is an error with a name', async () => {
  await expect(
    fit({ sha256: '0'.repeat(64), mediaType: 'image/png', bytes: 1 }, usualLimits),
  ).rejects.toThrow(FileNotKept)
})

test('whatever the limits, few forms are tried, none larger than the picture, none still for what moves', () => {
  const limit = fc.record(
    {
      bytesMax: fc.integer({ min: 1, max: 1e8 }),
      pixelsMax: fc.nat(1e9),
      sideMax: fc.nat(1e5),
      framesMax: fc.integer({ min: 1, max: 1000 }),
    },
    { requiredKeys: ['bytesMax'] },
  )
  const media = fc.dictionary(
    fc.constantFrom('image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4'),
    limit,
  )
  const side = fc.integer({ min: 1, max: 20_000 })
  const frames = fc.constantFrom(1, 2, 500)
  fc.assert(
    fc.property(media, side, side, frames, fc.boolean(), (given, width, height, count, hasAlpha) => {
      const file = {
        sha256: '',
        mediaType: 'image/gif',
        bytes: 9,
        width,
        height,
        ...(count > 1 ? { frames: count } : {}),
      }
      const forms = formsFor(file, hasAlpha, taking(given))
      expect(forms.length).toBeLessThanOrEqual(triesMax)
      for (const { mediaType, scale } of forms) {
        expect(scale > 0 && scale <= 1).toBe(true)
        expect(given[mediaType]).toBeDefined()
        if (count > 1) expect(['image/gif', 'image/webp']).toContain(mediaType)
      }
    }),
  )
})

test('what is not known of a file is not held against it', () => {
  expect(takes({ bytesMax: 10, pixelsMax: 5, secondsMax: 3, framesMax: 1 }, { bytes: 10 })).toBe(true)
  expect(takes({ bytesMax: 9 }, { bytes: 10 })).toBe(false)
  expect(takes(undefined, { bytes: 1 })).toBe(false)
})
