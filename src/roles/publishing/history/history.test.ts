import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { SignedIn } from '#access/access.ts'
import { createApi, type Api } from '#api/api.ts'
import { silentLog } from '#kernel/log.ts'
import { carOf, entry, idOf, Link } from '#networks/bluesky/test-car.ts'
import { HistoryImports, HistoryList, HistoryReport } from '#roles/publishing/history/contract.ts'
import { jsonItems } from '#roles/publishing/history/json-items.ts'
import { historyRoutes } from '#roles/publishing/history/routes.ts'
import { tarFiles } from '#roles/publishing/history/tar.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

const origin = 'https://desk.example'
let office: Awaited<ReturnType<typeof openOffice>>
let api: Api<SignedIn>
let session: SignedIn
let ids = 0
beforeAll(async () => {
  const all = [grant('write'), grant('read'), grant('approve'), grant('publish')]
  office = await openOffice({ wen: all, ana: all, rea: [grant('read')] })
  const clock = { nowMs: () => office.time.nowMs, sleep: () => new Promise<void>(() => undefined) }
  api = createApi<SignedIn>({
    ...{ log: silentLog, strictAnswers: true, clock, publicUrl: origin },
    sessionOf: () => Promise.resolve(session),
    mayDo: (who, verb) => who.grants.some((one) => one.verb === verb),
  })
  historyRoutes(api, {
    ...{ store: office.store, clock, newId: () => `i${(ids += 1)}`, timeZone: () => 'America/Toronto' },
    ...{ origin: () => origin, name: async () => 'Havre-Clair' },
  })
})
beforeEach(async () => {
  session = signedIn('wen', { grants: [grant('write'), grant('read')] })
  // A minute between two files, and a fresh allowance.
  office.time.nowMs += 3_600_000
  await sql`delete from history_imports`.execute(office.store.db)
})
afterAll(() => office.store.close())

async function ask(path: string, o: { body?: Uint8Array; method?: string } = {}): Promise<Response> {
  return api.hono.request(`${origin}${path}`, {
    method: o.method ?? (o.body === undefined ? 'GET' : 'POST'),
    headers: { cookie: 'bw_session=x', 'x-bellwether': '1' },
    ...(o.body === undefined ? {} : { body: Uint8Array.from(o.body) }),
  })
}

async function bring(kind: string, body: Uint8Array): Promise<HistoryReport> {
  const answer = await ask(`/api/history/imports?kind=${kind}&name=export.zip`, { body })
  const text = await answer.text()
  if (answer.status !== 200) throw new Error(`${answer.status} ${text}`)
  return HistoryReport.parse(JSON.parse(text))
}

async function refusal(kind: string, body: Uint8Array): Promise<[number, unknown]> {
  // So many files at once would be too many for one address.
  office.time.nowMs += 60_000
  const answer = await ask(`/api/history/imports?kind=${kind}`, { body })
  return [answer.status, ((await answer.json()) as { error: unknown }).error]
}

async function listed(query = ''): Promise<HistoryList['items']> {
  return HistoryList.parse(await (await ask(`/api/history?source=imported${query}`)).json()).items
}

/** Files as a zip. */
async function zipOf(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const parts: Buffer[] = []
  for await (const part of zip.outputStream) parts.push(Buffer.from(part))
  return Buffer.concat(parts)
}

/** Files as a tar. */
function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, text]) => {
    const bytes = Buffer.from(text)
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write('0', 156)
    const sum = header.reduce((all, byte) => all + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]
  })
  return Buffer.concat([...parts, Buffer.alloc(1024)])
}

const tweet = (id: number, text: string, more: object = {}) => ({
  tweet: {
    id_str: String(id),
    full_text: text,
    created_at: 'Wed Oct 10 20:19:24 +0000 2018',
    lang: 'fr',
    ...more,
  },
})
const xFile = (tweets: readonly unknown[], part = 0) =>
  `window.YTD.tweets.part${part} = ${JSON.stringify(tweets, null, 2)}`
const xAccount =
  'window.YTD.account.part0 = [{"account": {"username": "havreclair", "email": "secret@city.example"}}]'

const publicTo = ['https://www.w3.org/ns/activitystreams#Public']
const toot = (n: number, content: string, more: object = {}) => ({
  ...{ id: `https://town.example/users/city/statuses/${n}/activity`, type: 'Create', to: publicTo },
  object: {
    ...{
      id: `https://town.example/users/city/statuses/${n}`,
      type: 'Note',
      attributedTo: 'https://town.example/users/city',
    },
    ...{
      content,
      published: '2024-05-01T10:00:00Z',
      to: publicTo,
      cc: [],
      contentMap: { en: content },
      attachment: [],
    },
    ...{ url: `https://town.example/@city/${n}`, inReplyTo: null, ...more },
  },
})
const outbox = (items: readonly unknown[]) =>
  JSON.stringify({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: 'outbox.json',
    type: 'OrderedCollection',
    totalItems: items.length,
    orderedItems: items,
  })

test('an archive of X becomes past posts: its words, its address, in parts; reposts are left out', async () => {
  const urls = {
    entities: {
      urls: [{ url: 'https://t.co/a1', expanded_url: 'https://ville.example/eau' }],
      media: [{ url: 'https://t.co/p9' }],
    },
  }
  const zip = await zipOf({
    'data/account.js': xAccount,
    'data/tweets.js': xFile([
      tweet(1, 'L’eau &amp; la ville https://t.co/a1 https://t.co/p9', urls),
      tweet(2, 'RT @other: not ours'),
    ]),
    'data/tweets-part1.js': xFile(
      [
        tweet(3, 'Answer "with quotes" and ] braces }', { in_reply_to_status_id_str: '9' }),
        { tweet: { id_str: 'x' } },
        tweet(4, 'x', { created_at: 'never' }),
      ],
      1,
    ),
    'data/tweets_media/1-p.jpg': 'a picture',
    'data/direct-messages.js': 'window.YTD.x = [{"secret": "private"}]',
  })
  const report = await bring('x', zip)
  expect(report.counts).toEqual({ rows: 5, added: 2, known: 0, ours: 0, leftOut: 1, refused: 2 })
  expect(report.rows.filter(({ outcome }) => outcome !== 'added').map(({ row, why }) => [row, why])).toEqual([
    ...[
      [2, 'repost'],
      [4, 'unreadable'],
      [5, 'no-date'],
    ],
  ])
  expect(await listed()).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        ...{
          id: 'x:1',
          source: 'imported',
          account: '@havreclair',
          at: '2018-10-10T20:19:24.000Z',
          language: 'fr',
        },
        ...{
          text: 'L’eau & la ville https://ville.example/eau',
          url: 'https://x.com/havreclair/status/1',
          files: 1,
        },
      }),
      expect.objectContaining({ id: 'x:3', isReply: true, text: 'Answer "with quotes" and ] braces }' }),
    ]),
  )
})

test('brought in twice nothing is there twice, and what this desk sent is known as ours', async () => {
  const zip = await zipOf({
    'data/tweets.js': xFile([tweet(1, 'One'), tweet(2, 'Two'), tweet(1, 'One again')]),
  })
  expect((await bring('x', zip)).counts).toMatchObject({ added: 2, known: 1 })
  expect((await bring('x', zip)).counts).toMatchObject({ added: 0, known: 3 })
  const made = await office.publishing.create(signedIn('wen'), bothForm('Sent here', 'Envoyé ici'))
  if (!made.ok) throw new Error(made.why)
  await sql`insert into message_publications (id, message_id, account, language, round, sha256, content, pair, url, posts, published_at, noted_at, noted_by)
    values ('pub1', ${made.value.id}, 'town', 'en', 1, 'x', ${JSON.stringify({ account: 'town', language: 'en', parts: ['Sent here'], media: [] })},
      '{}', 'https://x.com/a/status/77', ${['x:77']}, now(), now(), 'Wen')`.execute(office.store.db)
  const more = await zipOf({ 'data/tweets.js': xFile([tweet(77, 'Sent here'), tweet(78, 'Not sent here')]) })
  expect((await bring('x', more)).counts).toMatchObject({ added: 1, ours: 1 })
  const imports = HistoryImports.parse(await (await ask('/api/history/imports')).json()).imports
  expect(imports.map(({ posts }) => posts).toSorted((a, b) => a - b)).toEqual([1, 2])
})

test('an export of Mastodon is read from zip, tar.gz and by itself; what was not public stays out, and is not shown', async () => {
  const items = [
    toot(1, '<p>Brown water on <a href="https://x.example/t">#Mill</a> Street</p>'),
    toot(2, '<p>For followers only: secret</p>', {
      to: ['https://town.example/users/city/followers'],
      cc: [],
    }),
    toot(3, '<p>To one person: secret</p>', { to: ['https://town.example/users/ana'], cc: [] }),
    { id: 'https://town.example/a', type: 'Announce', object: 'https://town.example/x' },
    toot(4, '<p>Unlisted</p>', { to: [], cc: publicTo, summary: 'Injuries' }),
    toot(5, '<p>Broken</p>', { published: 'never' }),
  ]
  const counts = { rows: 6, added: 2, known: 0, ours: 0, leftOut: 3, refused: 1 }
  const report = await bring('mastodon', await zipOf({ 'outbox.json': outbox(items), 'likes.json': '{}' }))
  expect(report.counts).toEqual(counts)
  expect(JSON.stringify(report)).not.toContain('secret')
  const kept = await listed()
  expect(kept.map(({ text }) => text).sort()).toEqual(['Brown water on #Mill Street', 'Injuries\n\nUnlisted'])
  expect(kept[0]).toMatchObject({ network: 'mastodon', account: '@city@town.example', language: 'en' })
  const again = { ...counts, added: 0, known: 2 }
  expect(
    (
      await bring(
        'mastodon',
        gzipSync(tarOf({ 'media/a.txt': 'x'.repeat(2000), 'outbox.json': outbox(items) })),
      )
    ).counts,
  ).toEqual(again)
  expect((await bring('mastodon', Buffer.from(outbox(items)))).counts).toEqual(again)
})

test('a repository of Bluesky becomes past posts, and a CAR that was cut off gives what it has', async () => {
  const post = (text: string) => ({
    $type: 'app.bsky.feed.post',
    text,
    createdAt: '2026-02-04T14:38:06.240Z',
  })
  const car = carOf([
    { did: 'did:plc:53iucmf5ldftgqyf2ac7hmhd', version: 3, data: new Link(idOf(1)) },
    {
      l: null,
      e: [entry(0, 'app.bsky.feed.post/3lqcnvhqk622d', 2), entry(0, 'app.bsky.feed.post/3m2a2fwazy22o', 3)],
    },
    ...[post('Hello from the city'), post('And again')],
  ])
  expect((await bring('bluesky', car)).counts).toMatchObject({ rows: 2, added: 2 })
  const [first] = await listed('&q=hello')
  expect(first).toMatchObject({
    network: 'bluesky',
    text: 'Hello from the city',
    at: '2026-02-04T14:38:06.240Z',
  })
  expect((await bring('bluesky', car.subarray(0, car.length - 5))).counts).toMatchObject({
    known: 1,
    refused: 1,
  })
})

test('a table is read with its zones; what cannot be read is told row by row', async () => {
  const table = [
    'Date;Texte;Lien;Langue',
    '2024-05-01T10:00:00-04:00;"Ligne une; avec point-virgule";https://x.example/1;fr',
    '2024-05-02;Un jour;;fr',
    '2024-05-03 10:00;Sans fuseau;;fr',
    '2024-02-30;Pas un jour;;fr',
    ';Sans date;;fr',
    '2024-05-04;;;fr',
    '2124-05-04;Plus tard;;fr',
    '=cmd();Formule;;fr',
  ].join('\r\n')
  const report = await bring('csv', Buffer.from(`\uFEFF${table}`))
  expect(report.counts).toMatchObject({ rows: 8, added: 2, refused: 6 })
  expect(report.rows.flatMap(({ row, why }) => (why === undefined ? [] : [`${row} ${why}`]))).toEqual([
    ...['3 no-zone', '4 bad-date', '5 no-date', '6 no-text', '7 in-the-future', '8 bad-date'],
  ])
  const items = await listed()
  // Noon of the day at the desk, which is on Toronto's clock.
  expect(items.map(({ at }) => at)).toEqual(['2024-05-02T16:00:00.000Z', '2024-05-01T14:00:00.000Z'])
  expect((await bring('csv', Buffer.from(table))).counts).toMatchObject({ added: 0, known: 2 })
})

test('what is no export is refused in words, and nothing of it is kept', async () => {
  const text = (said: string) => Buffer.from(said)
  expect(await refusal('x', text('hello'))).toEqual([422, 'not-json'])
  expect(await refusal('x', await zipOf({ 'readme.txt': 'x' }))).toEqual([422, 'no-posts-file'])
  expect(
    await refusal('x', await zipOf({ 'data/tweets.js': 'window.YTD.tweets.part0 = [ {"tweet": ' })),
  ).toEqual([422, 'not-json'])
  const zip = await zipOf({ 'data/tweets.js': xFile([tweet(1, 'One')]) })
  expect(await refusal('x', zip.subarray(0, zip.length - 30))).toEqual([422, 'not-an-archive'])
  expect(await refusal('mastodon', gzipSync(text('no tar at all'.repeat(100))))).toEqual([
    422,
    'not-an-archive',
  ])
  expect(await refusal('mastodon', gzipSync(tarOf({ 'a.json': '{}' })))).toEqual([422, 'no-posts-file'])
  expect(await refusal('bluesky', text('no repository'))).toEqual([422, 'not-a-repository'])
  expect(await refusal('csv', text('a,b\n1,2\n'))).toEqual([422, 'no-heading'])
  expect(await refusal('csv', Buffer.from([0x64, 0xe9, 0x0a]))).toEqual([422, 'not-utf8'])
  expect(await refusal('csv', text('date,text\n2024-01-01,"open'))).toEqual([422, 'not-csv'])
  expect(await refusal('csv', new Uint8Array())).toEqual([422, 'empty'])
  expect((await refusal('tiktok', text('x')))[0]).toBe(422)
  expect(await listed()).toEqual([])
  expect(HistoryImports.parse(await (await ask('/api/history/imports')).json()).imports).toEqual([])
})

test('hostile paths write nothing, a post of a megabyte is refused alone, and a bomb ends without filling memory', async () => {
  const tar = tarOf({
    '../../../../tmp/bellwether-evil/outbox.json': outbox([toot(1, 'Evil')]),
    'outbox.json': outbox([toot(2, 'Fine'), toot(3, 'x'.repeat(1_100_000))]),
  })
  expect((await bring('mastodon', gzipSync(tar))).counts).toMatchObject({ added: 1, refused: 1 })
  expect((await listed()).map(({ text }) => text)).toEqual(['Fine'])
  // 300 MB of spaces, packed to less than a megabyte.
  const spaces = Buffer.alloc(64 * 1024 ** 2, 32)
  const bomb = await zipOf({
    'data/tweets.js': Buffer.concat([Buffer.from('x = ['), ...Array.from({ length: 5 }, () => spaces)]),
  })
  expect(bomb.length).toBeLessThan(1024 ** 2)
  expect(await refusal('x', bomb)).toEqual([422, 'too-large'])
}, 60_000)

test('what came before a fault is kept, and the report says the file was cut', async () => {
  const whole = xFile([tweet(1, 'One'), tweet(2, 'Two'), tweet(3, 'Three')])
  const report = await bring('x', await zipOf({ 'data/tweets.js': whole.slice(0, whole.length - 60) }))
  expect(report).toMatchObject({ isCut: true, counts: { added: 2 } })
})

test('words are found in both languages and without accents, in what was brought in and in what was sent here', async () => {
  await bring(
    'x',
    await zipOf({
      'data/tweets.js': xFile([
        tweet(1, 'Les rues ont été évacuées'),
        tweet(2, 'The pool is closed', { lang: 'en' }),
      ]),
    }),
  )
  expect((await listed('&q=evacuees')).map(({ id }) => id)).toEqual(['x:1'])
  expect((await listed('&q=pools')).map(({ id }) => id)).toEqual(['x:2'])
  for (const words of ["') or 1=1", '%22', '-', 'x'.repeat(900)])
    expect((await ask(`/api/history?q=${words}`)).status).toBe(200)
  const here = HistoryList.parse(await (await ask('/api/history?source=here')).json()).items
  expect(here).toEqual([expect.objectContaining({ id: 'pub1', source: 'here', text: 'Sent here' })])
  expect(HistoryList.parse(await (await ask('/api/history?q=sent&source=here')).json()).items).toHaveLength(1)
})

test('page by page everything comes once, also where many have the same moment', async () => {
  await bring(
    'x',
    await zipOf({
      'data/tweets.js': xFile(Array.from({ length: 130 }, (_, n) => tweet(n + 1001, `Number ${n}`))),
    }),
  )
  const seen: string[] = []
  let before: string | undefined
  for (let pages = 0; pages < 10; pages += 1) {
    const path = `/api/history?source=imported${before === undefined ? '' : `&before=${encodeURIComponent(before)}`}`
    const page = HistoryList.parse(await (await ask(path)).json())
    seen.push(...page.items.map(({ id }) => id))
    before = page.before
    if (before === undefined) break
  }
  expect(seen).toHaveLength(130)
  expect(new Set(seen).size).toBe(130)
})

test('everything comes out as JSON Feed and as a table, in which nothing runs', async () => {
  await bring(
    'x',
    await zipOf({
      'data/tweets.js': xFile([
        tweet(1, '=HYPERLINK("https://evil.example")'),
        tweet(2, 'Un "mot", et\nune ligne'),
      ]),
    }),
  )
  const feed = (await (await ask('/api/history/export.json')).json()) as {
    version: string
    items: { id: string; _bellwether: { source: string } }[]
  }
  expect(feed.version).toBe('https://jsonfeed.org/version/1.1')
  expect(feed.items.map(({ id, _bellwether: { source } }) => `${id} ${source}`).toSorted()).toEqual([
    ...['here:pub1 here', 'imported:x:1 imported', 'imported:x:2 imported'],
  ])
  const answer = await ask('/api/history/export.csv')
  expect(answer.headers.get('content-disposition')).toContain('history.csv')
  const table = await answer.text()
  expect(table).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
  expect(table).toContain('"Un ""mot"", et\nune ligne"')
})

test('an import is taken out again by who may write, and by nobody else', async () => {
  await bring('x', await zipOf({ 'data/tweets.js': xFile([tweet(1, 'One')]) }))
  const [one] = HistoryImports.parse(await (await ask('/api/history/imports')).json()).imports
  session = signedIn('rea', { grants: [grant('read')] })
  expect((await ask(`/api/history/imports/${one?.id}`, { method: 'DELETE' })).status).toBe(403)
  expect((await ask('/api/history/imports?kind=x', { body: Buffer.from('x') })).status).toBe(403)
  session = signedIn('wen', { grants: [grant('write'), grant('read')] })
  await office.setGrants('wen', [grant('read')])
  expect((await ask(`/api/history/imports/${one?.id}`, { method: 'DELETE' })).status).toBe(403)
  await office.setGrants('wen', [grant('write'), grant('read')])
  expect((await ask(`/api/history/imports/${one?.id}`, { method: 'DELETE' })).status).toBe(204)
  expect((await ask(`/api/history/imports/${one?.id}`, { method: 'DELETE' })).status).toBe(404)
  expect(await listed()).toEqual([])
})

test('a list in JSON is read the same however its bytes are cut', async () => {
  const items = [{ a: 'x]}"\\', b: [{ c: '{' }] }, { text: 'é😀' }, {}]
  const bytes = Buffer.from(`{"n": [1], "orderedItems": ${JSON.stringify(items)}, "more": 1}`)
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (sizes) => {
      const pieces = async function* () {
        for (let at = 0, n = 0; at < bytes.length; n += 1) {
          const size = sizes[n % sizes.length] ?? 1
          yield bytes.subarray(at, at + size)
          at += size
        }
      }
      const read: unknown[] = []
      for await (const item of jsonItems(pieces(), { after: '"orderedItems"', itemBytesMax: 1000 }))
        read.push(JSON.parse(item ?? ''))
      expect(read).toEqual(items)
    }),
    { numRuns: 50 },
  )
})

test('a tar is read the same however its bytes are cut, and rubbish is refused', async () => {
  const tar = tarOf({ a: 'x'.repeat(700), b: '', 'deep/c': 'y' })
  const read = async (size: number, bytes: Buffer): Promise<string[]> => {
    const pieces = async function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
    }
    const names: string[] = []
    for await (const { name, bytes: inside } of tarFiles(pieces())) {
      const parts: Uint8Array[] = []
      for await (const part of inside) parts.push(part)
      names.push(`${name} ${Buffer.concat(parts).length}`)
    }
    return names
  }
  for (const size of [1, 7, 511, 512, 513, 100_000])
    expect(await read(size, tar)).toEqual(['a 700', 'b 0', 'deep/c 1'])
  await expect(read(512, tar.subarray(0, 900))).rejects.toThrow('not-an-archive')
  await expect(read(512, Buffer.alloc(600, 7))).rejects.toThrow('not-an-archive')
})
