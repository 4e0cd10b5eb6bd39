import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outboxMigrations } from '#sending/test-sending.ts'
import { importSubscribers, type RowOutcome } from '#sending/to-many/importing.ts'
import { readSubscribers } from '#sending/to-many/import-rows.ts'
import { viewReach } from '#sending/to-many/reach.ts'
import { countByTopic, endSubscriptions } from '#sending/to-many/subscribers.ts'
import { goOn, summariesOf, testMany, type TestMany } from '#sending/to-many/test-to-many.ts'
import { isFor } from '#sending/topics/rules.ts'
import { keepTestTopics } from '#sending/topics/test-topics.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

// Who is told, of those who chose topics: from the hand-over to the numbers.

let store: Store
beforeAll(async () => {
  store = await openTestStore(outboxMigrations)
  await sql`insert into people (id, name, locale, is_owner, created_at) values ('pat', 'Pat', 'en', true, now())`.execute(
    store.db,
  )
  await keepTestTopics(store)
})
afterAll(() => store.close())

const people: Record<string, string[] | null> = {
  all: null,
  water: ['water'],
  both: ['roads', 'water'],
  parks: ['parks'],
  fairs: ['fairs'],
}

async function withPeople(desk: TestMany): Promise<void> {
  for (const [name, topics] of Object.entries(people))
    await desk.add(`${name}@people.example`, 'en', { topics })
}

function toldOf(desk: TestMany): string[] {
  return [...desk.told.keys()].map((address) => address.replace('@people.example', '')).toSorted()
}

test('those are told who chose one of its topics, or everything; a retired topic counts for who chose it', async () => {
  for (const [name, topics, told] of [
    ['about-water', ['water'], ['all', 'both', 'water']],
    ['about-two', ['parks', 'roads'], ['all', 'both', 'parks']],
    ['about-fairs', ['fairs'], ['all', 'fairs']],
    ['about-none', null, Object.keys(people).toSorted()],
    ['about-new', ['never-kept'], ['all']],
  ] as const) {
    const desk = testMany(store, { name })
    await withPeople(desk)
    await desk.send({ en: 'Something happened.' }, { topics })
    await goOn(desk.process())
    expect(toldOf(desk), `message ${name}`).toEqual(told)
  }
})

test('an emergency reaches everybody, and says so in numbers; somebody with topics is told why', async () => {
  const desk = testMany(store, { name: 'flood' })
  await withPeople(desk)
  const why = new Map<string, string | undefined>()
  desk.answer = (recipient) => {
    why.set(recipient.address.split('@', 1)[0] ?? '', recipient.why)
    return undefined
  }
  await desk.send({ en: 'Leave the riverside now.' }, { topics: ['water'], lane: 'emergency' })
  await goOn(desk.process())
  expect(toldOf(desk)).toEqual(Object.keys(people).toSorted())
  expect(Object.fromEntries(why)).toEqual({
    all: undefined,
    water: 'You chose messages about: Water.',
    both: 'You chose messages about: Water, Roads.',
    parks: 'You chose messages about: Parks & trees. This one is an emergency and goes to everybody.',
    fairs: 'You chose messages about: Fairs. This one is an emergency and goes to everybody.',
  })
  const [row] = await desk.rows()
  const asking = { grants: [], isProgram: false }
  expect(await viewReach({ store }, row?.id ?? '', asking)).not.toHaveProperty('topics')
})

test('handed over twice, whoever chose since is not added, and the numbers say among whom they are', async () => {
  const desk = testMany(store, { name: 'twice' })
  await withPeople(desk)
  await desk.send({ en: 'Water is off.' }, { topics: ['water'] })
  await goOn(desk.process())
  const [row] = await desk.rows()
  await desk.add('late@people.example', 'en', { topics: ['water'] })
  // As after a crash right behind the hand-over: the outbox does it again.
  await sql`update deliveries set state = 'sending', leased_until = ${new Date(0)} where id = ${row?.id ?? ''}`.execute(
    store.db,
  )
  await desk.clock.sleep(600_000)
  await goOn(desk.process())
  expect([...desk.told.values()].map((messages) => messages.length)).toEqual([1, 1, 1])
  const reach = await viewReach({ store }, row?.id ?? '', { grants: [], isProgram: false })
  expect(reach).toMatchObject({ recipients: 3, sent: 3, topics: [{ en: 'Water', fr: 'Eau' }] })
  expect(await summariesOf(store, 'twice')).toMatchObject([{ topics: ['water'], recipients: 3, sent: 3 }])
})

test('who reads none of its languages gets the first one, and still only what they chose', async () => {
  const desk = testMany(store, { name: 'tongues' })
  await desk.add('de@people.example', 'de', { topics: ['water'] })
  await desk.add('fr@people.example', 'fr', { topics: ['water'] })
  await desk.add('es@people.example', 'es', { topics: ['parks'] })
  await desk.send({ en: 'Water is off.', fr: 'L’eau est coupée.' }, { topics: ['water'] })
  await goOn(desk.process())
  expect(toldOf(desk)).toEqual(['de', 'fr'])
  expect([...desk.told.values()].map((messages) => messages.length)).toEqual([1, 1])
})

const someTopics = fc.option(
  fc.uniqueArray(fc.constantFrom('water', 'roads', 'parks', 'fairs', 'else'), { minLength: 1, maxLength: 4 }),
)

test('whatever people chose and a message is about, exactly those are told whom the rule says', async () => {
  let runs = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(someTopics, { maxLength: 8 }),
      someTopics,
      fc.constantFrom('normal', 'emergency'),
      async (choices, about, lane) => {
        const desk = testMany(store, { name: `any-${(runs += 1)}` })
        for (const [at, topics] of choices.entries())
          await desk.add(`p${at}@people.example`, 'en', { topics })
        const sorted = about === null ? null : about.toSorted()
        await desk.send({ en: 'Something happened.' }, { topics: sorted, lane })
        await goOn(desk.process())
        const wanted = choices.flatMap((chosen, at) => (isFor({ chosen, about, lane }) ? [`p${at}`] : []))
        expect(toldOf(desk)).toEqual(wanted.toSorted())
      },
    ),
    { numRuns: 25 },
  )
})

test('a file may say what people chose, by id or name; a row with a topic we do not have is not taken', async () => {
  const desk = testMany(store, { name: 'file' })
  const text = `adresse;langue;consentement;origine;sujets
a@people.example;fr;2026-05-01;guichet;"eau;ROADS"
b@people.example;fr;2026-05-01;guichet;Parcs & arbres|fairs
c@people.example;fr;2026-05-01;guichet;
d@people.example;fr;2026-05-01;guichet;Patinoires
e@people.example;fr;2026-05-01;guichet;eau|d@people.example`
  const read = readSubscribers(new TextEncoder().encode(text))
  if (!read.ok) throw new Error(read.words.en)
  const done: RowOutcome[] = []
  const added = await importSubscribers(desk.process().many, {
    ...{ account: 'file', network: 'email', rows: read.rows },
    onRow: (one) => done.push(one),
  })
  expect(added).toBe(3)
  expect(done.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'added', 'bad-topic', 'bad-topic'])
  const { rows } = await sql<{ topics: string[] | null }>`
    select topics from subscribers where account = 'file' order by added_at, topics nulls last`.execute(
    store.db,
  )
  expect(rows.map(({ topics }) => topics)).toEqual([['fairs', 'parks'], ['roads', 'water'], null])
  const counted = (await countByTopic(store.db)).filter(({ account }) => account === 'file')
  expect(counted.map(({ topic, active }) => `${topic ?? 'everything'} ${active}`)).toEqual([
    'everything 1',
    ...['fairs 1', 'parks 1', 'roads 1', 'water 1'],
  ])
})

test('what somebody chose goes with their subscription', async () => {
  const desk = testMany(store, { name: 'gone' })
  const added = await desk.add('ana@people.example', 'en', { topics: ['water'] })
  if (!('id' in added)) throw new Error('not added')
  const { id } = added
  await store.inTransaction((tx) => endSubscriptions(tx, [{ id, why: 'unsubscribed' }], desk.clock.nowMs()))
  const { rows } = await sql`select topics from subscribers where id = ${id}`.execute(store.db)
  expect(rows).toEqual([{ topics: null }])
})
