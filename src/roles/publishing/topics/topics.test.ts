import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MessageForm, type Message } from '#roles/publishing/contract.ts'
import { readRows } from '#roles/publishing/import-rows.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'
import { sortedTopics } from '#roles/publishing/topics/about.ts'
import { topicsNamed } from '#roles/publishing/topics/named.ts'
import type { Topic } from '#sending/topics/contract.ts'

let office: Awaited<ReturnType<typeof openOffice>>
const wen = signedIn('Wen')
const kept: Topic[] = [
  { id: 'water', names: { en: 'Water', fr: 'Eau' }, retired: false },
  { id: 'roads', names: { en: 'Roads', fr: 'Routes' }, retired: false },
  { id: 'elections', names: { en: 'Elections', fr: 'Élections' }, retired: false },
  { id: 'old', names: { en: 'Old', fr: 'Ancien' }, retired: true },
]
beforeAll(async () => {
  office = await openOffice(
    { Wen: [grant('write'), grant('publish')], Ana: [grant('approve')] },
    { topics: { list: async () => kept } },
  )
})
afterAll(() => office.store.close())

async function made(topics?: string[]): Promise<Message> {
  const form = { ...bothForm('The water is cut.', 'L’eau est coupée.'), ...(topics && { topics }) }
  const done = await office.publishing.create(wen, form)
  if (!done.ok) throw new Error(done.why)
  return done.value
}

async function changed(message: Message, more: Partial<MessageForm>) {
  const form = { ...bothForm('The water is cut.', 'L’eau est coupée.'), ...more }
  return office.publishing.change(wen, message.id, { ...form, revision: message.revision })
}

function goingOut({ versions }: Message): unknown[] {
  return versions.map(({ content }) => content.topics)
}

test('topics of a message are in what goes out of every version, sorted and each once', async () => {
  const message = await made(['water', 'roads', 'water'])
  expect(message.topics).toEqual(['roads', 'water'])
  expect(goingOut(message)).toEqual([
    ['roads', 'water'],
    ['roads', 'water'],
  ])
  const again = await made(['roads', 'water'])
  expect(again.versions.map(({ sha256 }) => sha256)).toEqual(message.versions.map(({ sha256 }) => sha256))
  const none = await made()
  expect(none.topics).toEqual([])
  // The bytes of what is about nothing are those of before there were topics.
  expect(none.versions[0]?.content).not.toHaveProperty('topics')
})

test('another topic is another message to approve: what was approved is void', async () => {
  const message = await made(['water'])
  await office.publishing.ask(wen, message.id, { revision: message.revision })
  await office.approve('Ana', message.id)
  expect((await office.publishing.one(wen, message.id))?.state).toBe('approved')
  expect(await changed(message, { topics: ['water'] })).toMatchObject({ value: { state: 'approved' } })
  const done = await changed(message, { topics: ['water', 'elections'] })
  expect(done).toMatchObject({ ok: true, value: { state: 'draft', topics: ['elections', 'water'] } })
  if (done.ok) expect(goingOut(done.value)[1]).toEqual(['elections', 'water'])
})

test('a change that says nothing of topics leaves them; one that names none takes them out', async () => {
  const message = await made(['water'])
  const other = { versions: bothForm('Another text.', 'Un autre texte.').versions }
  const kept = await changed(message, other)
  expect(kept).toMatchObject({ ok: true, value: { topics: ['water'] } })
  if (!kept.ok) throw new Error(kept.why)
  expect(goingOut(kept.value)).toEqual([['water'], ['water']])
  const bare = await changed(kept.value, { ...other, topics: [] })
  expect(bare).toMatchObject({ ok: true, value: { topics: [] } })
  if (bare.ok) expect(goingOut(bare.value)).toEqual([undefined, undefined])
})

test('topics of a message without texts are kept too', async () => {
  const done = await office.publishing.create(wen, {
    title: 'Bare',
    lane: 'normal',
    versions: [],
    topics: ['water'],
  })
  if (!done.ok) throw new Error(done.why)
  const changed = { title: 'Bare', lane: 'normal' as const, versions: [], topics: ['roads'] }
  const then = await office.publishing.change(wen, done.value.id, { ...changed, revision: 1 })
  expect(then).toMatchObject({ ok: true, value: { topics: ['roads'], revision: 2 } })
})

test('an unknown topic is refused, and so is a retired one that was not chosen before', async () => {
  const form = bothForm('a', 'b')
  expect(await office.publishing.create(wen, { ...form, topics: ['nothing'] })).toMatchObject({
    why: 'no-such-topic',
  })
  expect(await office.publishing.create(wen, { ...form, topics: ['old'] })).toMatchObject({
    why: 'topic-retired',
  })
  const message = await made(['elections'])
  const elections = kept.find(({ id }) => id === 'elections')
  if (elections === undefined) throw new Error('planted')
  elections.retired = true
  const stays = await changed(message, { topics: ['elections', 'water'] })
  expect(stays).toMatchObject({ ok: true, value: { topics: ['elections', 'water'] } })
  elections.retired = false
  expect(await changed(message, { topics: ['nothing'] })).toMatchObject({ ok: false })
  expect((await office.publishing.one(wen, message.id))?.topics).toEqual(['elections', 'water'])
})

test('somebody else’s change of topics is never overwritten', async () => {
  const message = await made(['water'])
  await changed(message, { topics: ['roads'] })
  const late = await changed(message, { topics: ['elections'] })
  expect(late).toMatchObject({ ok: false, why: 'changed-meanwhile', current: { topics: ['roads'] } })
})

test('what is no list of topics is refused by its schema', () => {
  const form = bothForm('a', 'b')
  for (const topics of [
    ...[
      'water',
      [''],
      ['Water'],
      ['wa ter'],
      ['-'],
      ['a-'],
      ['a--b'],
      ['é'],
      ['../x'],
      [1],
      [null],
      {},
      ['a'.repeat(41)],
    ],
    Array.from({ length: 11 }, (_, at) => `t${at}`),
  ])
    expect([topics, MessageForm.safeParse({ ...form, topics }).success]).toEqual([topics, false])
})

test('a message that comes again, and one put into a campaign, keep their topics', async () => {
  const message = await made(['water', 'roads'])
  const rule = { unit: 'day' as const, every: 1, from: '2026-03-02', time: '09:00', zone: 'UTC', count: 2 }
  const series = await office.publishing.recurring.begin(wen, { message: message.id, rule, leadMin: 60 * 24 })
  if (!series.ok) throw new Error(series.why)
  const campaign = await office.publishing.campaigns.add(wen, { name: 'Spring', tag: 'spring', tags: true })
  if (!campaign.ok) throw new Error(campaign.why)
  const o = { revision: message.revision, campaign: campaign.value.id }
  expect(await office.publishing.campaigns.setCampaign(wen, message.id, o)).toMatchObject({
    ok: true,
    value: { topics: ['roads', 'water'] },
  })
})

async function imported(text: string, form: 'csv' | 'jsonl' = 'csv') {
  const read = readRows(new TextEncoder().encode(text), form)
  if (!read.ok) throw new Error(read.why)
  return office.publishing.importRows(wen, read.rows)
}

test('a file names topics by id or name, in either language; one row may say it for all', async () => {
  const report = await imported(
    'titre,compte,langue,texte,sujets\nFichier,town,en,One,"Eau; ELECTIONS;water"\nFichier,town,fr,Un,\n',
  )
  expect(report).toMatchObject({ refused: 0, messages: 1 })
  const id = report.rows[0]?.id ?? ''
  const message = await office.publishing.one(wen, id)
  expect(message?.topics).toEqual(['elections', 'water'])
  // A file that says nothing of them leaves them; an empty list takes them out.
  await imported(`title,account,language,text,id\nFichier,town,en,Two,${id}\n`)
  expect((await office.publishing.one(wen, id))?.topics).toEqual(['elections', 'water'])
  const line = { title: 'Fichier', account: 'town', language: 'en', text: 'Two', id }
  await imported(JSON.stringify({ ...line, topics: ['roads'] }), 'jsonl')
  expect((await office.publishing.one(wen, id))?.topics).toEqual(['roads'])
  await imported(JSON.stringify({ ...line, topics: [] }), 'jsonl')
  expect((await office.publishing.one(wen, id))?.topics).toEqual([])
})

test('a file that names an unknown or a retired topic, or two different ones, is refused by the row', async () => {
  const rows = (topics: [string, string]): string =>
    `title,account,language,text,topics\nRow,town,en,One,${topics[0]}\nRow,town,fr,Un,${topics[1]}\n`
  const unknown = await imported(rows(['water;wotter', '']))
  expect(unknown).toMatchObject({ refused: 2, messages: 0 })
  expect(unknown.rows[0]?.why?.en).toContain('No topic is called “wotter”')
  expect(unknown.rows[1]?.why?.fr).toContain('«\u00A0wotter\u00A0»')
  expect((await imported(rows(['water', 'roads']))).rows[0]?.why?.en).toContain('different topics')
  expect((await imported(rows(['water;roads', 'Routes | EAU']))).refused).toBe(0)
  expect((await imported(rows(['roads;water', '"water;roads"']))).refused).toBe(0)
  expect((await imported(rows(['old', '']))).rows[0]?.why?.en).toContain('retired')
  const line = { title: 'Row', account: 'town', language: 'en', text: 'x' }
  for (const topics of [5, [5], [''], { a: 1 }, null, Array.from({ length: 41 }, () => 'water')])
    expect((await imported(JSON.stringify({ ...line, topics }), 'jsonl')).refused).toBe(1)
})

test('names are read without case, accents and spaces around them, and never guessed', () => {
  expect(topicsNamed([' elections ', 'EAU', 'water'], kept)).toEqual({ ids: ['elections', 'water'] })
  expect(topicsNamed(['ele'], kept)).toEqual({ unknown: 'ele' })
  expect(topicsNamed([], kept)).toEqual({ ids: [] })
})

test('the same choice in any order gives the same topics', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'b', 'c', 'd-1', 'd')), (ids) => {
      expect(sortedTopics(ids.toReversed())).toEqual(sortedTopics(ids))
      expect(new Set(sortedTopics(ids))).toEqual(new Set(ids))
    }),
  )
})
