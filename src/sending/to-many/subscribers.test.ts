import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'
import { outboxMigrations } from '#sending/test-sending.ts'
import { importSubscribers, type RowOutcome } from '#sending/to-many/importing.ts'
import { importLimits, readSubscribers } from '#sending/to-many/import-rows.ts'
import { countSubscribers, endSubscriptions } from '#sending/to-many/subscribers.ts'
import { testMany } from '#sending/to-many/test-to-many.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
})
afterAll(() => store.close())

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const head = 'address,language,consent,source\n'

test('an address is subscribed once, however it is written, and no table shows it', async () => {
  const desk = testMany(store, { name: 'once' })
  expect(await desk.add('Ana@People.example')).toMatchObject({ kind: 'added' })
  expect(await desk.add(' ana@people.EXAMPLE ')).toMatchObject({ kind: 'already' })
  const both = await Promise.all([1, 2, 3, 4].map(() => desk.add('bea@people.example')))
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['added', 'already', 'already', 'already'])
  const { rows } = await sql<{ all: string }>`
    select string_agg(s::text || convert_from(decode(encode(a.sealed, 'hex'), 'escape'), 'SQL_ASCII'), ' ') as all
    from subscribers s join subscriber_addresses a on a.subscriber_id = s.id`.execute(store.db)
  expect(rows[0]?.all).not.toMatch(/ana|bea|people/i)
})

test('what is no address is none: headers, lists, scripts, half characters', async () => {
  const desk = testMany(store, { name: 'hostile' })
  const hostile = [
    ...['', '@', 'a', 'a@', '@b.example', 'a b@c.example', 'a@b@c.example', 'a@1.2.3.4', 'a@[::1]'],
    ...[
      'a@b.example\r\nBcc: all@people.example',
      'a@b.example, c@d.example',
      '"a"@b.example',
      '<a@b.example>',
    ],
    ...['a\u0000@b.example', '\ud800@b.example', 'a@b.example;rm -rf /', `${'a'.repeat(65)}@b.example`],
    ...[`a@${'b.'.repeat(200)}example`, '{"endpoint":"https://x"}', "a'; drop table subscribers;--@b"],
  ]
  for (const address of hostile)
    expect(await desk.add(address), `address ${JSON.stringify(address)}`).toMatchObject({
      kind: 'refused',
      why: 'bad-address',
    })
  for (const language of ['', 'e', 'english', 'en_CA!', 'x'.repeat(100), '<b>'])
    expect(await desk.add('good@people.example', language)).toMatchObject({
      kind: 'refused',
      why: 'bad-language',
    })
  expect(await desk.add("o'neil+alerts@people.example")).toMatchObject({ kind: 'added' })
})

test('who has left is not brought back by an old list, only by asking anew', async () => {
  const desk = testMany(store, { name: 'left' })
  const consentAtMs = desk.clock.nowMs()
  const added = await desk.add('ana@people.example', 'en', { consentAtMs })
  const id = 'id' in added ? added.id : ''
  await desk.clock.sleep(1000)
  const end = () =>
    store.inTransaction((tx) => endSubscriptions(tx, [{ id, why: 'unsubscribed' }], desk.clock.nowMs()))
  expect([await end(), await end()]).toEqual([1, 0])
  expect(await desk.add('ana@people.example', 'en', { consentAtMs })).toEqual({ kind: 'left', id })
  await desk.clock.sleep(1000)
  expect(await desk.add('ana@people.example', 'fr')).toEqual({ kind: 'again', id })
  expect((await countSubscribers(store.db)).filter(({ account }) => account === 'left')).toMatchObject([
    { language: 'fr', active: 1, unsubscribed: 0 },
  ])
})

test('a file is taken row by row; the same file twice adds nobody twice', async () => {
  const desk = testMany(store, { name: 'file' })
  const read = readSubscribers(
    bytes(
      `\ufeffAdresse;Langue;Consentement;Origine\r\nana@people.example;fr;2026-05-01;page\r\n"bea@people.example";en;2026-05-01T10:00:00Z;"desk; main hall"\r\nno address;en;2026-05-01;page\r\ncy@people.example;en;tomorrow;page\r\ndi@people.example;en;2031-12-01;page\r\nel@people.example;en;2026-05-01;\r\nana@people.example;fr;2026-05-01;page\r\n`,
    ),
  )
  expect(read.ok).toBe(true)
  if (!read.ok) return
  const take = async (): Promise<RowOutcome['outcome'][]> => {
    const came: RowOutcome[] = []
    const o = {
      account: 'file',
      network: 'email',
      rows: read.rows,
      onRow: (one: RowOutcome) => came.push(one),
    }
    await importSubscribers(desk.process().many, o)
    expect(came.map(({ row }) => row)).toEqual([1, 2, 3, 4, 5, 6, 7])
    return came.map(({ outcome }) => outcome)
  }
  const wrong = ['bad-address', 'bad-consent', 'bad-consent', 'no-source'] as const
  expect(await take()).toEqual(['added', 'added', ...wrong, 'already'])
  expect(await take()).toEqual(['already', 'already', ...wrong, 'already'])
})

test.each([
  ['no heading', 'ana@people.example,en,2026-05-01,page\n'],
  ['a quote that never closes', `${head}"ana@people.example,en\n`.repeat(3)],
  ['a row without an end', `${head}${'x'.repeat(importLimits.recordBytesMax + 100)}`],
  ['nothing', ''],
  ['too many rows', head + 'a,en,2026-05-01,x\n'.repeat(importLimits.rowsMax + 1)],
])('a file with %s is refused as a whole, in words', (_, text) => {
  const read = readSubscribers(bytes(text))
  expect(read).toMatchObject({ ok: false })
  if (!read.ok) expect([read.words.en.length > 20, read.words.fr.length > 20]).toEqual([true, true])
})

test('a file that is no text, or too large, is refused', () => {
  expect(readSubscribers(new Uint8Array([0xff, 0xfe, 0x00]))).toMatchObject({ ok: false })
  expect(readSubscribers(new Uint8Array(importLimits.bytesMax + 1))).toMatchObject({ ok: false })
})
