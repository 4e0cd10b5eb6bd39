import { request, type ClientRequest } from 'node:http'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { SignedIn } from '#access/access.ts'
import { createApi } from '#api/api.ts'
import { listen, type Listening } from '#api/listen.ts'
import { silentLog } from '#kernel/log.ts'
import { mayDo, type Grant } from '#kernel/permission.ts'
import { wallClock } from '#kernel/time.ts'
import { fileAddress, fileLimits, KeptFile } from '#sending/files/contract.ts'
import { Files } from '#sending/files/files.ts'
import { fileRoutes } from '#sending/files/routes.ts'
import { wholeFile } from '#sending/files/store.ts'
import { movingGif, mp4, openFiles, photo } from '#sending/files/test-files.ts'

let office: Awaited<ReturnType<typeof openFiles>>
let server: Listening

/** People by the cookie they send; `wen` may read only. */
function somebody(name: string): SignedIn {
  const verbs = name === 'wen' ? (['read'] as const) : (['read', 'write'] as const)
  const grants = verbs.map((verb): Grant => ({ verb, account: '*', language: '*', lane: '*' }))
  const person = { id: name, name, initials: 'X' }
  return {
    ...{ sessionId: name, personId: name, isOwner: false, grants, freshUntilMs: 0 },
    session: { person, locale: 'en', isOwner: false, grants, desk: { timeZone: 'UTC', welcomed: true } },
  }
}

beforeAll(async () => {
  office = await openFiles()
  const api = createApi<SignedIn>({
    log: silentLog,
    sessionOf: async (token) => (token === undefined ? undefined : somebody(token)),
    mayDo: ({ grants }, verb) => mayDo(grants, verb),
  })
  const { store } = office
  const files = new Files({ store, clock: wallClock, log: silentLog })
  fileRoutes(api, { files, ground: { store, clock: wallClock } })
  server = await listen(api, { port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await server.close(0)
  await office.store.close()
})

type Sent = { who?: string | undefined; type?: string; headers?: Record<string, string> }

function headersFor({ who, type = 'application/octet-stream', headers = {} }: Sent): Record<string, string> {
  const cookie = who === undefined ? {} : { cookie: `bw_session=${who}` }
  return { 'x-bellwether': '1', 'content-type': type, ...cookie, ...headers }
}

function give(body: Uint8Array, sent: Sent = { who: 'ana' }): Promise<Response> {
  return fetch(`${server.url}/api/files`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: headersFor(sent),
  })
}

function see(address: string, sent: Sent = { who: 'wen' }): Promise<Response> {
  return fetch(`${server.url}${address}`, { headers: headersFor(sent) })
}

async function given(bytes: Uint8Array, who: string): Promise<KeptFile> {
  const answer = await give(bytes, { who })
  expect(answer.status).toBe(201)
  return KeptFile.parse(await answer.json())
}

test('a picture is given in and seen, whole and small, as a picture and nothing else', async () => {
  const file = await given(await photo(900, 600).jpeg().toBuffer(), 'p1')
  expect(file).toMatchObject({ mediaType: 'image/jpeg', width: 900, height: 600 })
  const whole = await see(fileAddress(file.sha256))
  expect(whole.status).toBe(200)
  expect(Object.fromEntries(whole.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-length': String(file.bytes),
    'x-content-type-options': 'nosniff',
    'content-security-policy':
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, max-age=86400, immutable',
  })
  expect(Buffer.from(await whole.arrayBuffer()).equals(await wholeFile(office.store.db, file.sha256))).toBe(
    true,
  )
  for (const _ of [1, 2]) {
    const small = await see(fileAddress(file.sha256, 'small'))
    expect(small.headers.get('content-type')).toBe('image/webp')
    expect((await small.arrayBuffer()).byteLength).toBeLessThan(file.bytes)
  }
  const again = await see(fileAddress(file.sha256), {
    who: 'wen',
    headers: { 'if-none-match': `"${file.sha256}"` },
  })
  expect(again.status).toBe(304)
})

test('of a film a player gets the stretch it asks for, and there is no small picture of it', async () => {
  const file = await given(mp4(), 'p2')
  const part = await see(fileAddress(file.sha256), { who: 'wen', headers: { range: 'bytes=4-7' } })
  expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
  expect(part.headers.get('content-range')).toBe(`bytes 4-7/${file.bytes}`)
  const beyond = await see(fileAddress(file.sha256), {
    who: 'wen',
    headers: { range: `bytes=${file.bytes}-` },
  })
  expect(beyond.status).toBe(416)
  expect((await see(fileAddress(file.sha256, 'small'))).status).toBe(404)
})

test('a moving picture has a small one that stands still', async () => {
  const file = await given(await movingGif(3), 'p3')
  expect((await see(fileAddress(file.sha256, 'small'))).headers.get('content-type')).toBe('image/webp')
})

test('nobody who is signed out gives or sees anything; who may not draft gives nothing', async () => {
  const bytes = await photo(20, 20).png().toBuffer()
  const file = await given(bytes, 'p4')
  expect((await give(bytes, {})).status).toBe(401)
  expect((await give(bytes, { who: 'wen' })).status).toBe(403)
  expect((await see(fileAddress(file.sha256), {})).status).toBe(401)
  expect((await see(fileAddress(file.sha256, 'small'), {})).status).toBe(401)
})

test('what is not kept, or is no hash, is not there', async () => {
  for (const name of ['0'.repeat(64), 'x', '..%2f..%2fetc%2fpasswd', "'; drop table media_files; --"])
    expect((await see(`/api/files/${name}`)).status).toBe(404)
})

test('a page that says it is a picture is refused in words, and so is nothing at all', async () => {
  const page = await give(Buffer.from('<!doctype html><script>1</script>'), { who: 'p5', type: 'image/png' })
  expect(page.status).toBe(422)
  expect(await page.json()).toMatchObject({
    error: 'type-not-taken',
    en: expect.stringContaining('JPEG, PNG'),
  })
  const long = await give(Buffer.from('<html>'.repeat(500_000)), { who: 'p5', type: 'image/jpeg' })
  expect([long.status, ((await long.json()) as { error: string }).error]).toEqual([422, 'type-not-taken'])
  const none = await give(new Uint8Array(), { who: 'p5' })
  expect([none.status, ((await none.json()) as { error: string }).error]).toEqual([422, 'empty'])
})

/** Begins an upload by hand: what is told and what is sent may differ. */
function begin(
  who: string,
  told: Record<string, string>,
): { asked: ClientRequest; status: Promise<number | string> } {
  const asked = request(`${server.url}/api/files`, {
    method: 'POST',
    headers: { ...headersFor({ who }), ...told },
  })
  const status = new Promise<number | string>((resolve) => {
    asked.once('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
    asked.once('error', ({ message }) => resolve(message))
  })
  return { asked, status }
}

async function filesKept(): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from media_files`.execute(
    office.store.db,
  )
  return rows[0]?.n ?? 0
}

const jpegHead = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(100)])

test('a body that says it is larger than the limit is refused before it comes', async () => {
  const { asked, status } = begin('p6', { 'content-length': String(fileLimits.filmBytesMax + 1) })
  asked.flushHeaders()
  expect(await status).toBe(413)
  asked.destroy()
  const picture = begin('p6', { 'content-length': String(fileLimits.pictureBytesMax + 1) })
  picture.asked.write(jpegHead)
  expect(await picture.status).toBe(413)
  picture.asked.destroy()
})

test('a body without a length is read up to the limit of its type, and no further', async () => {
  const { asked, status } = begin('p7', { 'transfer-encoding': 'chunked' })
  asked.write(jpegHead)
  const piece = Buffer.alloc(2 ** 20)
  let pieces = 0
  let answered: number | string | undefined
  const watching = status.then((told) => (answered = told))
  while (answered === undefined && pieces < 200) {
    pieces += 1
    // Once it is answered nobody takes more of it.
    await Promise.race([watching, new Promise<void>((go) => asked.write(piece, () => go()))])
  }
  await watching
  expect(answered === 413 || typeof answered === 'string').toBe(true)
  expect(pieces).toBeLessThan(130)
  asked.destroy()
})

test('who hangs up midway leaves nothing behind, and the place is free for the next', async () => {
  const bytes = await photo(300, 300).jpeg().toBuffer()
  const before = await filesKept()
  for (let i = 0; i < fileLimits.uploadsAtOnce + 2; i++) {
    const { asked, status } = begin('p8', { 'content-length': String(bytes.length) })
    await new Promise<void>((go) => asked.write(bytes.subarray(0, 500), () => go()))
    asked.destroy()
    expect(await status).toMatch(/hang up|aborted|reset/i)
  }
  const after = await filesKept()
  expect(after).toEqual(before)
  await expect.poll(async () => (await give(bytes, { who: 'p8' })).status).toBe(201)
})

test('somebody who gives too many in a short time waits; others do not', async () => {
  const bytes = await photo(10, 10).png().toBuffer()
  const statuses = []
  for (let i = 0; i <= fileLimits.uploads.burst; i++) statuses.push((await give(bytes, { who: 'p9' })).status)
  expect(statuses.slice(0, -1).every((status) => status === 201)).toBe(true)
  expect(statuses.at(-1)).toBe(429)
  expect((await give(bytes, { who: 'p10' })).status).toBe(201)
})

test('captions are given in as WebVTT or SubRip and read as WebVTT; a mistake is told with its line', async () => {
  const ask = (body: string | Uint8Array<ArrayBuffer>, who = 'c1') =>
    fetch(`${server.url}/api/files/captions`, { method: 'POST', body, headers: headersFor({ who }) })
  const answer = await ask('1\n00:00:01,000 --> 00:00:02,500\nL’eau monte.\n')
  expect(answer.status).toBe(201)
  const file = KeptFile.parse(await answer.json())
  expect(file).toMatchObject({ mediaType: 'text/vtt', seconds: 2.5 })
  const read = await see(fileAddress(file.sha256))
  expect(read.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
  expect(await read.text()).toBe('WEBVTT\n\n00:00:01.000 --> 00:00:02.500\nL’eau monte.\n')
  expect(
    KeptFile.parse(await (await ask(await (await see(fileAddress(file.sha256))).text())).json()),
  ).toEqual(file)
  const wrong = await ask('WEBVTT\n\n00:05.000 --> 00:01.000\na')
  expect([wrong.status, await wrong.json()]).toMatchObject([422, { error: 'captions-time', line: 3 }])
  const large = await ask(new Uint8Array(fileLimits.captionsBytesMax + 1))
  expect([large.status, await large.json()]).toMatchObject([413, { error: 'captions-too-large' }])
  expect((await ask('WEBVTT', 'wen')).status).toBe(403)
  // Captions are no picture: there is no small one of them.
  expect((await see(fileAddress(file.sha256, 'small'))).status).toBe(404)
})

test('a piece is cut out of a picture by whoever may write', async () => {
  const { sha256 } = await given(await photo(300, 200).jpeg().toBuffer(), 'k1')
  const ask = (body: unknown, who = 'k1', of = sha256) =>
    fetch(`${server.url}/api/files/${of}/cuts`, {
      ...{ method: 'POST', body: JSON.stringify(body) },
      headers: headersFor({ who, type: 'application/json' }),
    })
  const made = await ask({ x: 10, y: 20, width: 100, height: 90 })
  expect(made.status).toBe(201)
  expect(KeptFile.parse(await made.json())).toMatchObject({
    width: 100,
    height: 90,
    cut: { of: sha256, x: 10 },
  })
  const outside = await ask({ x: 210, y: 0, width: 100, height: 100 })
  expect([outside.status, await outside.json()]).toMatchObject([422, { error: 'cut-outside' }])
  for (const odd of [
    { x: -1, y: 0, width: 100, height: 100 },
    { x: 0.5, y: 0, width: 100, height: 100 },
    {},
    [],
  ])
    expect((await ask(odd)).status).toBe(422)
  expect((await ask({ x: 0, y: 0, width: 100, height: 100 }, 'k1', '0'.repeat(64))).status).toBe(404)
  expect((await ask({ x: 0, y: 0, width: 100, height: 100 }, 'wen')).status).toBe(403)
})
