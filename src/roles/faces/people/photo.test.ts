import sharp from 'sharp'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { squareOf } from '#roles/faces/people/photo.ts'
import { photosInUse } from '#roles/faces/people/store.ts'
import { openFaces, samsFace, showAll, type FacesOffice } from '#roles/faces/test-faces.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

async function office(): Promise<FacesOffice> {
  const open = await openFaces({ Odile: 'owner', Sam: ['read'] })
  undo.push(open.close)
  return open
}

/** A picture in two halves, red above and blue below, with a remark in it that says where it was taken. */
async function tall(): Promise<Uint8Array> {
  const half = (colour: string) =>
    sharp({ create: { width: 200, height: 200, channels: 3, background: colour } })
      .png()
      .toBuffer()
  return sharp({ create: { width: 200, height: 400, channels: 3, background: '#0000ff' } })
    .composite([{ input: await half('#ff0000'), top: 0, left: 0 }])
    .withExif({ IFD0: { ImageDescription: '12 Mill Street, at home' } })
    .jpeg({ quality: 95 })
    .toBuffer()
}

const Photo = z.object({ sha256: z.string() })
const alt = { en: 'Sam, smiling', fr: 'Sam, souriant' }

test('a picture is cut square on the part one says, and loses what is not the picture', async () => {
  const o = await office()
  for (const [part, red] of [
    ['start', true],
    ['end', false],
  ] as const) {
    const answer = await o.ask(`/api/faces/mine/photo?part=${part}`, { by: 'Sam', body: await tall() })
    expect(answer.status).toBe(201)
    const { sha256 } = Photo.parse(await answer.json())
    await showAll(o, 'Sam', { face: { ...samsFace, photo: { sha256, alt } } })
    const shown = Buffer.from(await (await o.ask(`/who/photo/${sha256}`)).arrayBuffer())
    const { width, height, exif } = await sharp(shown).metadata()
    expect([width, height, exif]).toEqual([200, 200, undefined])
    expect(shown.includes('Mill Street')).toBe(false)
    const { data } = await sharp(shown).raw().toBuffer({ resolveWithObject: true })
    expect((data[0] ?? 0) > (data[2] ?? 0)).toBe(red)
  }
})

test('a picture is public while its person shows it and not a moment longer, and is never kept without being asked for again', async () => {
  const o = await office()
  const { sha256 } = Photo.parse(
    await (await o.ask('/api/faces/mine/photo', { by: 'Sam', body: await tall() })).json(),
  )
  expect((await o.ask(`/who/photo/${sha256}`)).status).toBe(404)
  const chosen = (by: string) => o.ask(`/api/faces/mine/photo?sha256=${sha256}`, { by })
  expect([(await chosen('Sam')).status, (await chosen('Odile')).status]).toEqual([200, 404])
  await showAll(o, 'Sam', { face: { ...samsFace, photo: { sha256, alt } }, purposes: ['byline'] })
  expect((await o.ask(`/who/photo/${sha256}`)).status).toBe(404)
  await showAll(o, 'Sam', { face: { ...samsFace, photo: { sha256, alt } } })
  const answer = await o.ask(`/who/photo/${sha256}`)
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache'])
  expect([...(await photosInUse(o.store.db, [sha256, 'f'.repeat(64)]))]).toEqual([sha256])
  await o.ask('/api/faces/mine/consent/end', { by: 'Sam', method: 'POST' })
  expect((await o.ask(`/who/photo/${sha256}`)).status).toBe(404)
  expect((await o.ask('/api/faces/mine/photo', { by: 'Sam' })).status).toBe(200)
  expect((await o.ask('/api/faces/mine/photo', { by: 'Odile' })).status).toBe(404)
})

test('what is no picture of a face is refused in words', async () => {
  const o = await office()
  const give = async (body: Uint8Array): Promise<[number, string]> => {
    const answer = await o.ask('/api/faces/mine/photo', { by: 'Sam', body })
    return [answer.status, z.object({ error: z.string() }).parse(await answer.json()).error]
  }
  const small = await sharp({ create: { width: 90, height: 400, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  expect(await give(small)).toEqual([422, 'too-small'])
  expect(await give(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toEqual([
    422,
    'not-a-picture',
  ])
  expect(await give((await tall()).slice(0, 600))).toEqual([422, 'cut-off'])
  expect((await give(new Uint8Array()))[0]).toBe(422)
  const gone = { ...samsFace, photo: { sha256: 'a'.repeat(64), alt } }
  expect((await showAll(o, 'Sam', { face: gone })).status).toBe(422)
})

test('the square lies in the picture, whichever part stays', () => {
  expect(squareOf({ width: 400, height: 200 }, 'start')).toEqual({ left: 0, top: 0, width: 200, height: 200 })
  expect(squareOf({ width: 400, height: 200 }, 'middle')).toEqual({
    left: 100,
    top: 0,
    width: 200,
    height: 200,
  })
  expect(squareOf({ width: 201, height: 400 }, 'end')).toEqual({ left: 0, top: 199, width: 201, height: 201 })
})
