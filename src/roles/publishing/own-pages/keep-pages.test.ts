import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PageStore } from '#networks/pages/page-store.ts'
import { addressesAt } from '#roles/publishing/own-pages/addresses.ts'
import { keepPages } from '#roles/publishing/own-pages/keep-pages.ts'
import { listPages, otherLanguages, readPage } from '#roles/publishing/own-pages/read-pages.ts'
import { openSite, testOrigin, testPage } from '#roles/publishing/own-pages/test-site.ts'

let office: Awaited<ReturnType<typeof openSite>>
let pages: PageStore
let told: string[]

beforeAll(async () => {
  office = await openSite()
})
afterAll(() => office.store.close())
beforeEach(async () => {
  await sql`truncate own_pages, own_page_words, own_page_removals, deliveries cascade`.execute(
    office.store.db,
  )
  told = []
  pages = keepPages({
    store: office.store,
    clock: { nowMs: () => office.time.nowMs, sleep: () => Promise.resolve() },
    addresses: () => addressesAt(testOrigin),
    changed: async (_tx, { account, language }) => void told.push(`${account} ${language}`),
  })
})

const textOf = async (key: string): Promise<string | undefined> =>
  (await readPage(office.store.db, key))?.text
const there = { kind: 'there', url: `${testOrigin}/p/d1-0` }

test('a page that is put twice is one, and nobody is told twice', async () => {
  expect(await pages.get('d1-0')).toBeUndefined()
  expect(await pages.put(testPage())).toEqual(there)
  expect(await pages.put(testPage({ text: 'Not these words.' }))).toEqual(there)
  expect(await pages.get('d1-0')).toEqual(there)
  expect(await textOf('d1-0')).toBe('The water is cut until six.')
  expect(told).toEqual(['site en'])
})

test('put by many at the same moment, it is one page', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => pages.put(testPage())))
  expect(all).toEqual(Array.from({ length: 12 }, () => there))
  expect(told).toEqual(['site en'])
})

test('other words take the place of the first; words that come late do not come back', async () => {
  await pages.put(testPage())
  const second = testPage({ revision: 'd2-0', text: 'Until seven.', atMs: Date.UTC(2031, 3, 7, 13) })
  expect(await pages.put(second)).toEqual(there)
  await pages.put(testPage({ revision: 'd3-0', text: 'Until eight.' }))
  expect(await pages.put(second)).toEqual(there)
  expect(await pages.put(testPage())).toEqual(there)
  expect(await textOf('d1-0')).toBe('Until eight.')
  expect(told).toHaveLength(3)
})

test('what was corrected is kept with the words it brought, in order; the first words correct nothing', async () => {
  await pages.put(testPage({ correction: 'Of nothing.' }))
  const said = (revision: string, hour: number, correction?: string) =>
    testPage({
      ...{ revision, text: `Words of ${revision}.`, atMs: Date.UTC(2031, 3, 7, hour) },
      ...(correction === undefined ? {} : { correction }),
    })
  await pages.put(said('d2-0', 13, 'Until seven.'))
  await pages.put(said('d3-0', 14))
  await pages.put(said('d4-0', 15, 'Until eight.\u0000'))
  await pages.put(said('d2-0', 13, 'Other words, too late.'))
  const corrections = [
    { atMs: Date.UTC(2031, 3, 7, 13), words: 'Until seven.' },
    { atMs: Date.UTC(2031, 3, 7, 15), words: 'Until eight.\uFFFD' },
  ]
  expect((await readPage(office.store.db, 'd1-0'))?.corrections).toEqual(corrections)
  const of = { account: 'site', language: 'en', limit: 5 }
  expect((await listPages(office.store.db, of)).map((row) => row.corrections)).toEqual([corrections])
})

test('other words for a page that is not there are not kept', async () => {
  expect(await pages.put(testPage({ revision: 'd9-0' }))).toEqual({ kind: 'missing' })
  expect(await readPage(office.store.db, 'd1-0')).toBeUndefined()
  expect(told).toEqual([])
})

test('what is taken down stays down, whatever comes later, and taking it down twice is once', async () => {
  await pages.put(testPage())
  await pages.remove('d1-0')
  office.time.nowMs += 5000
  await pages.remove('d1-0')
  const removedMs = office.time.nowMs - 5000
  expect(await readPage(office.store.db, 'd1-0')).toMatchObject({ removedMs })
  expect(await pages.get('d1-0')).toEqual({ kind: 'removed' })
  expect(await pages.put(testPage())).toEqual({ kind: 'removed' })
  expect(await pages.put(testPage({ revision: 'd2-0' }))).toEqual({ kind: 'removed' })
  expect(told).toEqual(['site en', 'site en'])
})

test('taken down before it came, it does not come', async () => {
  await pages.remove('d1-0')
  expect(await pages.put(testPage())).toEqual({ kind: 'removed' })
  expect(await readPage(office.store.db, 'd1-0')).toBeUndefined()
  expect(told).toEqual([])
})

test('what cannot be told cannot be kept: the page and the note for the hub come together or not at all', async () => {
  const broken = keepPages({
    store: office.store,
    clock: { nowMs: () => office.time.nowMs, sleep: () => Promise.resolve() },
    addresses: () => addressesAt(testOrigin),
    changed: () => Promise.reject(new Error('no')),
  })
  await expect(broken.put(testPage())).rejects.toThrow('no')
  expect(await pages.get('d1-0')).toBeUndefined()
})

test('text that PostgreSQL does not take is kept without what it cannot hold', async () => {
  expect(await pages.put(testPage({ text: 'a\u0000b \uD800 c', contentWarning: 'w\u0000' }))).toEqual(there)
  expect(await textOf('d1-0')).toBe('a\uFFFDb \uFFFD c')
})

test('languages of one message know each other by their deliveries; other rounds and messages do not', async () => {
  await delivery('d1', 'message:1 1 site', 'en')
  await delivery('d2', 'message:1 1 site', 'fr')
  await delivery('d3', 'message:1 2 site', 'fr')
  for (const [key, language] of [
    ['d1-0', 'en'],
    ['d2-0', 'fr'],
    ['d3-0', 'fr'],
  ] as const)
    await pages.put(testPage({ key, language }))
  const row = await readPage(office.store.db, 'd1-0')
  expect(row && (await otherLanguages(office.store.db, row))).toEqual([{ key: 'd2-0', language: 'fr' }])
  await pages.remove('d2-0')
  expect(row && (await otherLanguages(office.store.db, row))).toEqual([])
})

test('what goes out in the emergency lane is an announcement', async () => {
  await delivery('d1', 'message:1 1 site', 'en', 'emergency')
  await pages.put(testPage())
  expect(await readPage(office.store.db, 'd1-0')).toMatchObject({ kind: 'announcement' })
})

async function delivery(id: string, pair: string, language: string, lane = 'normal'): Promise<void> {
  await sql`insert into deliveries (id, item, title, lane, account, network, language, pair, round, sha256, content, parts,
      due_at, deadline_at, state, made_at, made_by_id, made_by, changed_at)
    values (${id}, 'message:1', 't', ${lane}, 'site', 'pages', ${language}, ${pair}, ${Number(pair.split(' ')[1])}, 'x', '{}', 1,
      now(), now(), 'sending', now(), 'w', 'Wen', now())`.execute(office.store.db)
}
