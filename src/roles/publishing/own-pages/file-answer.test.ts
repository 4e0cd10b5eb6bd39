import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite } from '#roles/publishing/own-pages/test-site.ts'
import { stretchAsked } from '#sending/files/stretch.ts'

let office: Awaited<ReturnType<typeof openSite>>
const film = randomBytes(2_500_000)
const sha256 = 'f'.repeat(64)
const path = '/p/d1-0/files/0'
const words = Buffer.from('WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nL’eau monte.\n')
const captions = { sha256: 'c'.repeat(64), language: 'fr' }

beforeAll(async () => {
  office = await openSite()
  await sql`insert into media_files (sha256, media_type, bytes, data, kept_at)
    values (${sha256}, 'video/mp4', ${film.length}, ${film}, now())`.execute(office.store.db)
  const part = { sha256, mediaType: 'video/mp4', bytes: film.length, alt: 'The river' }
  const kept = (bytes: Uint8Array) => ({ read: () => Promise.resolve(bytes) })
  await sql`insert into media_files (sha256, media_type, bytes, data, kept_at)
    values (${captions.sha256}, 'text/vtt', ${words.length}, ${words}, now())`.execute(office.store.db)
  const image = { ...part, mediaType: 'image/png', alt: '', ...kept(film) }
  await office.say('Look.', {
    media: [{ ...part, captions: { ...captions, ...kept(words) }, ...kept(film) }],
    card: { url: 'https://havre-clair.example/map', title: 'Map', description: '', image },
  })
})
afterAll(() => office.store.close())

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer())
}

test('a film comes whole, and is not sent again to whoever has it', async () => {
  const answer = await office.ask(path)
  expect(answer.status).toBe(200)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'video/mp4',
    'content-length': String(film.length),
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  })
  expect((await bytesOf(answer)).equals(film)).toBe(true)
  const again = await office.ask(path, { headers: { 'if-none-match': answer.headers.get('etag') ?? '' } })
  expect(again.status).toBe(304)
})

test.each([
  ['bytes=0-0', 0, 0],
  ['bytes=5-1048590', 5, 1_048_590],
  ['bytes=1048576-', 1_048_576, film.length - 1],
  ['bytes=-10', film.length - 10, film.length - 1],
  ['bytes=0-99999999999', 0, film.length - 1],
])('of a film a player gets the stretch it asks for: %s', async (range, from, to) => {
  const answer = await office.ask(path, { headers: { range } })
  expect(answer.status).toBe(206)
  expect(answer.headers.get('content-range')).toBe(`bytes ${from}-${to}/${film.length}`)
  expect((await bytesOf(answer)).equals(film.subarray(from, to + 1))).toBe(true)
})

test('a stretch that is not there is refused; a question that cannot be read is answered whole', async () => {
  const beyond = await office.ask(path, { headers: { range: `bytes=${film.length}-` } })
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${film.length}`])
  expect(stretchAsked('bytes=-0', 10)).toBe('none')
  for (const header of [
    undefined,
    '',
    'bytes=-',
    'bytes=5-2',
    'bytes=0-1,4-5',
    'lines=1-2',
    'bytes=a-b',
    'bytes=1',
  ])
    expect(stretchAsked(header, 10)).toBeUndefined()
})

test('HEAD tells how long it is', async () => {
  const head = await office.ask(path, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
    200,
    String(film.length),
    '',
  ])
})

test('a page shows its film with captions and its link with a picture; both are read where it says', async () => {
  const html = await (await office.ask('/p/d1-0')).text()
  expect(html).toContain(
    '<track kind="captions" src="https://havre-clair.example/p/d1-0/files/0/captions.vtt" srclang="fr"',
  )
  expect(html).toContain(
    '<a class="link" href="https://havre-clair.example/map"><img src="https://havre-clair.example/p/d1-0/link-picture"',
  )
  const answer = await office.ask('/p/d1-0/files/0/captions.vtt')
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/vtt; charset=utf-8'])
  expect(await answer.text()).toBe(words.toString())
  const picture = await office.ask('/p/d1-0/link-picture')
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  for (const nothing of [
    '/p/d1-0/files/1/captions.vtt',
    '/p/d9-0/link-picture',
    '/p/d1-0/files/-1/captions.vtt',
  ])
    expect((await office.ask(nothing)).status).toBe(404)
})
