import { afterAll, beforeAll, expect, test } from 'vitest'
import { sha256Of } from '#access/approvals/store.ts'
import {
  approvalMigrations,
  begunMs,
  grant,
  openOffice,
  texts,
  usual,
  type Office,
} from '#access/approvals/test-office.ts'
import type { Grant } from '#kernel/permission.ts'
import { dayMs, hourMs } from '#kernel/time.ts'
import type { Store } from '#store/store.ts'
import { openTestStore } from '#store/test-store.ts'

let store: Store
beforeAll(async () => {
  store = await openTestStore(approvalMigrations)
}, 30_000)
afterAll(() => store.close())

function officeOf(grants: Record<string, Grant[]>): Promise<Office> {
  return openOffice(store, grants)
}

test('what a second person approved may go out: exactly those bytes, and they are on record', async () => {
  const office = await officeOf(usual)
  expect(await office.ask(texts)).toMatchObject({ round: 1, approvers: ['Ana'] })
  expect(await office.goesOut(texts)).toEqual(['not-approved', 'not-approved'])
  expect(await office.approve('Ana', texts)).toEqual({ ok: true })
  expect(await office.goesOut(texts)).toEqual(['yes', 'yes'])
  expect(await office.goesOut({ en: 'Drink the water.' })).toEqual(['changed'])
  const given = (await office.records()).filter(({ kind }) => kind === 'approval-given')
  expect(given.map(({ language }) => language)).toEqual(['en', 'fr'])
  expect(sha256Of(new TextEncoder().encode(given[0].facts.content))).toBe(given[0].facts.sha256)
})

test('half of a pair does not go out', async () => {
  const office = await officeOf(usual)
  await office.ask(texts)
  await office.approve('Ana', { en: texts.en })
  expect(await office.goesOut(texts)).toEqual(['half-approved', 'not-approved'])
})

test('an edit voids both halves, and the approver hears it', async () => {
  const office = await officeOf(usual)
  await office.ask(texts)
  await office.approve('Ana', texts)
  await office.edit('Wen')
  expect(await office.goesOut(texts)).toEqual(['not-open', 'not-open'])
  expect(await office.approve('Ana', texts)).toEqual({ ok: false, why: 'not-open' })
  const { notices } = await office.bellFor('Ana')
  expect(notices.map(({ kind }) => kind)).toContain('voided')
  expect((await office.records()).map(({ kind }) => kind)).toEqual([
    'approval-asked',
    'approval-given',
    'approval-given',
    'approval-voided',
  ])
})

test('asked again with one half changed, both wait again, and what changed is shown beside what was', async () => {
  const office = await officeOf(usual)
  await office.ask(texts)
  await office.approve('Ana', texts)
  const later = { ...texts, en: 'Do not drink the water until noon.' }
  await office.ask(later)
  expect(await office.goesOut(later)).toEqual(['not-approved', 'not-approved'])
  const review = await store.inTransaction((tx) =>
    office.approvals.reviewFor(tx, { item: office.item, personId: office.id('Ana') }),
  )
  expect(review?.versions.map(({ before }) => before?.parts)).toEqual([[texts.en], undefined])
})

test('asked twice for the same, nothing changes: the approval and the deadline stay', async () => {
  const office = await officeOf(usual)
  const first = await office.ask(texts)
  await office.approve('Ana', texts)
  office.time.nowMs += hourMs
  expect(await office.ask(texts)).toEqual(first)
  expect(await office.goesOut(texts)).toEqual(['yes', 'yes'])
})

test('whoever wrote cannot approve, also when they only once wrote a word of it long ago', async () => {
  const office = await officeOf({ Wen: [grant('write'), grant('approve')], Ana: [grant('approve')] })
  await office.ask(texts)
  expect(await office.approve('Wen', texts)).toEqual({ ok: false, why: 'writer' })
  await office.edit('Ana')
  await office.ask(texts, { writers: ['Wen'] })
  expect(await office.approve('Ana', texts)).toEqual({ ok: false, why: 'writer' })
  expect(await office.goesOut(texts)).toEqual(['not-approved', 'not-approved'])
})

test('a right for one language, account or lane approves nothing else', async () => {
  const office = await officeOf({
    Wen: [],
    Fay: [grant('approve', { language: 'fr' })],
    Oto: [grant('approve', { account: 'other' })],
    Eli: [grant('approve', { lane: 'emergency' })],
    Pub: [grant('publish')],
  })
  await office.ask(texts)
  for (const name of ['Oto', 'Eli', 'Pub'])
    expect(await office.approve(name, texts)).toEqual({ ok: false, why: 'no-right' })
  expect(await office.approve('Fay', texts)).toEqual({ ok: false, why: 'no-right' })
  expect(await office.goesOut(texts)).toEqual(['not-approved', 'not-approved'])
  expect(await office.approve('Fay', { fr: texts.fr })).toEqual({ ok: true })
})

test('somebody who left, or never was, approves nothing; what they approved before stays approved', async () => {
  const office = await officeOf(usual)
  await office.ask(texts)
  await office.approve('Ana', texts)
  await office.leave('Ana')
  expect(await office.goesOut(texts)).toEqual(['yes', 'yes'])
  await office.ask({ ...texts, en: 'New words.' })
  expect(await office.approve('Ana', { en: 'New words.' })).toEqual({ ok: false, why: 'left' })
  expect(await office.approve('Nobody', { en: 'New words.' })).toEqual({ ok: false, why: 'left' })
})

test('given back with a reason, it cannot be approved until it is asked again', async () => {
  const office = await officeOf(usual)
  await office.ask(texts)
  expect(await office.giveBack('Wen')).toEqual({ ok: false, why: 'writer' })
  expect(await office.giveBack('Ana', 'Say until when.')).toEqual({ ok: true })
  expect(await office.approve('Ana', texts)).toEqual({ ok: false, why: 'not-open' })
  const state = await office.approvals.of(store.db, [office.item, 'message:none'])
  expect([...state.values()]).toMatchObject([
    { state: 'returned', returned: { by: 'Ana', reason: 'Say until when.' } },
  ])
  await office.ask(texts)
  expect(await office.approve('Ana', texts)).toEqual({ ok: true })
})

test('an approval taken back no longer lets anything out', async () => {
  const office = await officeOf(usual)
  await office.ask(texts)
  await office.approve('Ana', texts)
  const revoke = (name: string) =>
    store.inTransaction((tx) =>
      office.approvals.revoke(tx, { item: office.item, by: office.id(name), reason: 'Wrong street' }),
    )
  expect(await revoke('Wen')).toEqual({ ok: false, why: 'no-right' })
  expect(await revoke('Ana')).toEqual({ ok: true })
  expect(await office.goesOut(texts)).toEqual(['not-approved', 'not-approved'])
  expect(await revoke('Ana')).toEqual({ ok: false, why: 'nothing-to-revoke' })
})

test('approve and edit at the same moment: whichever comes first, the edited text is not approved', async () => {
  for (let i = 0; i < 10; i++) {
    const office = await officeOf(usual)
    await office.ask(texts)
    const acts = [() => office.approve('Ana', texts), () => office.edit('Wen')]
    await Promise.all((i % 2 === 0 ? acts : acts.toReversed()).map((act) => act()))
    expect(await office.goesOut(texts)).toEqual(['not-open', 'not-open'])
  }
})

test('asked for the first time by two at once, it is one item with both writers', async () => {
  const office = await officeOf({ ...usual, Bo: [] })
  await Promise.all([office.ask(texts), office.ask(texts, { writers: ['Bo'] }), office.ask(texts)])
  const review = await store.inTransaction((tx) =>
    office.approvals.reviewFor(tx, { item: office.item, personId: office.id('Ana') }),
  )
  expect(review).toMatchObject({ round: 1, writers: ['Bo', 'Wen'] })
})

test('bytes that show one thing and hold another are refused', async () => {
  const office = await officeOf(usual)
  const hostile = [
    ['{"account":"town","language":"en","media":[],"parts":["Good"],"parts":["Bad"]}', /the bytes are those/],
    ['{"account":"town","language":"en","media":[],"parts":["Good"],"hidden":"Bad"}', /the bytes are those/],
    ['{ "account":"town","language":"en","media":[],"parts":["Good"]}', /the bytes are those/],
    ['{"account":"other","language":"en","media":[],"parts":["Good"]}', /where they go/],
    ['not json', /JSON/],
  ] as const
  for (const [text, why] of hostile) {
    const version = { account: 'town', language: 'en', bytes: new TextEncoder().encode(text) }
    const asking = store.inTransaction((tx) =>
      office.approvals.ask(tx, {
        item: office.item,
        title: 'T',
        lane: 'normal',
        writers: [office.id('Wen')],
        versions: [version],
        by: { kind: 'desk' },
      }),
    )
    await expect(asking).rejects.toThrow(why)
  }
  expect((await office.approvals.of(store.db, [office.item])).size).toBe(0)
})

test('a delegated right works until its end, on nothing either of the two wrote, and cannot be delegated on', async () => {
  const office = await officeOf({ Wen: [], Ana: [grant('approve', { account: 'town' })], Dee: [] })
  const delegate = (from: string, to: string, o: { account?: string; endsMs?: number } = {}) =>
    store.inTransaction((tx) =>
      office.approvals.delegate(tx, {
        from: office.id(from),
        to: office.id(to),
        account: o.account ?? 'town',
        language: '*',
        lane: '*',
        endsAt: new Date(o.endsMs ?? begunMs + dayMs).toISOString(),
      }),
    )
  await office.ask(texts)
  expect(await office.approve('Dee', texts)).toEqual({ ok: false, why: 'no-right' })
  expect(await delegate('Ana', 'Ana')).toMatchObject({ why: 'self' })
  expect(await delegate('Ana', 'Dee', { account: '*' })).toMatchObject({ why: 'no-right' })
  expect(await delegate('Ana', 'Dee', { endsMs: begunMs + 60 * dayMs + 1 })).toMatchObject({
    why: 'too-long',
  })
  expect(await delegate('Ana', 'Dee', { endsMs: begunMs })).toMatchObject({ why: 'past' })
  expect(await delegate('Ana', 'Dee')).toMatchObject({ ok: true })
  expect(await delegate('Dee', 'Wen')).toMatchObject({ why: 'no-right' })
  expect(await office.approve('Dee', texts)).toEqual({ ok: true })
  const given = (await office.records()).find(({ kind }) => kind === 'approval-given')
  expect(given.facts.onBehalfOf).toMatchObject({ name: 'Ana' })
  await office.ask({ en: 'By Ana.' }, { writers: ['Ana'] })
  expect(await office.approve('Dee', { en: 'By Ana.' })).toEqual({ ok: false, why: 'no-right' })
})

test.each(['over', 'ended', 'right lost', 'left'] as const)(
  'a delegated right that is %s opens nothing',
  async (how) => {
    const office = await officeOf({ Wen: [], Ana: [grant('approve')], Dee: [] })
    await office.ask(texts)
    const made = await store.inTransaction((tx) =>
      office.approvals.delegate(tx, {
        from: office.id('Ana'),
        to: office.id('Dee'),
        account: 'town',
        language: '*',
        lane: 'normal',
        endsAt: new Date(begunMs + hourMs).toISOString(),
      }),
    )
    const id = made.ok ? made.id : ''
    if (how === 'over') office.time.nowMs += hourMs
    if (how === 'ended') {
      const end = (name: string) =>
        store.inTransaction((tx) => office.approvals.endDelegation(tx, { id, by: office.id(name) }))
      expect([await end('Wen'), await end('Ana'), await end('Ana')]).toEqual([false, true, false])
    }
    if (how === 'right lost') await office.setGrants('Ana', [])
    if (how === 'left') await store.inTransaction((tx) => office.approvals.personLeaves(tx, office.id('Ana')))
    expect(await office.approve('Dee', texts)).toEqual({ ok: false, why: 'no-right' })
  },
)
