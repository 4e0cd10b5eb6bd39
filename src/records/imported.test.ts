import { afterEach, beforeEach, expect, test } from 'vitest'
import { importedOnRecord, keepImported, type ImportedPost } from '#records/imported.ts'
import { findEntries } from '#records/find.ts'
import { ada, Nights, startMs, yearMs } from '#records/retention/test-nights.ts'

let nights: Nights
beforeEach(async () => {
  nights = await Nights.open()
})
afterEach(() => nights.close())

const post = (n: number, more: Partial<ImportedPost> = {}): ImportedPost => ({
  ...{ id: `x:${n}`, network: 'x', account: '@ville', saidAtMs: Date.UTC(2014, 0, 1), text: `Avis ${n}` },
  ...{ isReply: false, files: 0 },
  export: { kind: 'x', fileName: 'x.zip', sha256: 'ab', broughtInBy: 'Ada', broughtInAtMs: startMs },
  ...more,
})

const keep = (posts: readonly ImportedPost[]) =>
  nights.archive.store.inTransaction((tx) =>
    keepImported(tx, posts, { by: ada, reason: 'the old archive', atMs: nights.nowMs }),
  )

test('posts of an export are kept once, also where two ask at the same moment, and each is told its entry', async () => {
  const both = await Promise.all([keep([post(1), post(2)]), keep([post(2), post(3)])])
  const entries = (await findEntries(nights.archive.db, { kind: 'imported' })).entries
  expect(entries.map(({ subject }) => subject ?? '').toSorted()).toEqual([
    'imported:x:1',
    'imported:x:2',
    'imported:x:3',
  ])
  const seqOf = new Map(entries.map(({ seq, subject }) => [subject, seq]))
  for (const outcome of both)
    for (const [id, came] of outcome) expect(came).toMatchObject({ seq: seqOf.get(`imported:${id}`) })
  expect(await importedOnRecord(nights.archive.store.db, [post(3), post(4)])).toEqual(
    new Map([['x:3', seqOf.get('imported:x:3')]]),
  )
})

test('an odd post is kept as it is: no words, a name too long for a mark, a language that is none; one too large is told', async () => {
  const long = post(1, { id: `x:${'é'.repeat(400)}`, text: '', files: 2, language: 'not a language' })
  const huge = post(2, { text: '\u0001'.repeat(50_000) })
  const outcome = await keep([long, huge])
  expect(outcome.get(long.id)).toMatchObject({ isNew: true })
  expect(outcome.get(huge.id)).toBe('too-large')
  expect((await keep([long])).get(long.id)).toMatchObject({ isNew: false })
  const [entry] = (await findEntries(nights.archive.db, { kind: 'imported' })).entries
  expect(entry).toMatchObject({ facts: { text: '', filesNotKept: 2, sentHere: false } })
  expect(entry?.language).toBeUndefined()
  expect((await nights.check()).finding).toBeUndefined()
})

test('they go when their schedule says so, unless a hold keeps them, and the chain stays whole', async () => {
  const first = await keep([post(1), post(2, { text: 'Le pont' })])
  const seqs = [...first.values()].map((came) => (came === 'too-large' ? 0 : came.seq))
  await nights.hold({ words: 'pont' })
  nights.nowMs += 9 * yearMs
  expect((await nights.night()).disposed).toBe(0)
  nights.nowMs += 2 * yearMs
  await nights.night()
  expect(await nights.emptied()).toEqual([seqs[0]])
  expect((await nights.check()).finding).toBeUndefined()
})
