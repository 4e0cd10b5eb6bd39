import { afterEach, expect, test } from 'vitest'
import type { Grant } from '#kernel/permission.ts'
import { minuteMs, secondMs } from '#kernel/time.ts'
import type { Message, MessageForm } from '#roles/publishing/contract.ts'
import { bothForm, grant, openOffice, signedIn } from '#roles/publishing/test-office.ts'

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const usual = {
  Wen: [grant('read'), grant('write')],
  Ana: [grant('read'), grant('approve')],
  Pia: [grant('read'), grant('publish')],
}

async function office(grants: Record<string, Grant[]> = usual) {
  const open = await openOffice(grants)
  undo.push(() => open.store.close())
  return open
}

type Office = Awaited<ReturnType<typeof office>>

const en = 'Do not drink the water.'
const fr = 'Ne buvez pas l’eau.'
const wen = signedIn('Wen')
const pia = signedIn('Pia')

async function written(o: Office, form: MessageForm = bothForm(en, fr)): Promise<Message> {
  const made = await o.publishing.create(wen, form)
  if (!made.ok) throw new Error(made.why)
  return made.value
}

/** A message that is asked about and approved. */
async function approved(o: Office): Promise<Message> {
  const message = await written(o)
  await o.publishing.ask(wen, message.id, { revision: 1 })
  expect(await o.approve('Ana', message.id)).toEqual({ ok: true })
  return message
}

async function publish(
  o: Office,
  message: Message,
  language: string,
  at: Partial<{ publishedAt: string }> = {},
) {
  const place = { account: 'town', language }
  const released = await o.publishing.release(pia, message.id, place)
  if (!released.ok) return released
  const { sha256 } = released.value
  const note = { ...place, sha256, url: `https://town.example/${language}`, ...at }
  return o.publishing.notePublished(pia, message.id, note)
}

test('written, asked, approved, published by hand in both languages: each step is on record', async () => {
  const o = await office()
  const message = await written(o)
  expect(message).toMatchObject({ state: 'draft', revision: 1, writers: ['Wen'], owner: { name: 'Wen' } })
  const asked = await o.publishing.ask(wen, message.id, { revision: 1 })
  expect(asked).toMatchObject({ ok: true, value: { approvers: ['Ana'], message: { state: 'waiting' } } })
  await o.approve('Ana', message.id)
  expect(await publish(o, message, 'en')).toMatchObject({ ok: true, value: { state: 'approved' } })
  const done = await publish(o, message, 'fr')
  expect(done).toMatchObject({ ok: true, value: { state: 'published', half: [], isPublic: true } })
  const records = await o.records(message.id)
  expect(records.map(({ kind }) => kind)).toEqual([
    'approval-asked',
    'approval-given',
    'approval-given',
    'delivery',
    'delivery',
  ])
  expect(JSON.parse(String(records[3]?.facts['content'])).parts).toEqual([en])
  expect((await o.publishing.list({ isOut: false })).messages).toEqual([])
  expect((await o.publishing.list({ isOut: true })).messages).toMatchObject([{ state: 'published' }])
})

test('nothing can be copied or noted as published before it is approved, nor after an edit', async () => {
  const o = await office()
  const message = await written(o)
  expect(await publish(o, message, 'en')).toEqual({ ok: false, why: 'not-asked' })
  await o.publishing.ask(wen, message.id, { revision: 1 })
  expect(await publish(o, message, 'en')).toEqual({ ok: false, why: 'not-approved' })
  await o.approve('Ana', message.id)
  const copied = await o.publishing.release(pia, message.id, { account: 'town', language: 'en' })
  const changed = await o.publishing.change(wen, message.id, {
    ...bothForm(`${en} Boil it.`, fr),
    revision: 1,
  })
  expect(changed).toMatchObject({ ok: true, value: { state: 'draft', revision: 2 } })
  expect(await publish(o, message, 'en')).toEqual({ ok: false, why: 'not-open' })
  const sha256 = copied.ok ? copied.value.sha256 : ''
  const note = { account: 'town', language: 'en', sha256, url: 'https://town.example/en' }
  expect(await o.publishing.notePublished(pia, message.id, note)).toEqual({ ok: false, why: 'not-open' })
  await o.publishing.ask(wen, message.id, { revision: 2 })
  await o.approve('Ana', message.id)
  expect(await o.publishing.notePublished(pia, message.id, note)).toEqual({ ok: false, why: 'changed' })
  expect((await o.records(message.id)).map(({ kind }) => kind)).not.toContain('delivery')
})

test('two writers at once: the second is told, nothing is lost, and both count as writers after they save', async () => {
  const o = await office({ ...usual, Wil: [grant('write')] })
  const message = await written(o)
  const [one, two] = await Promise.all([
    o.publishing.change(wen, message.id, { ...bothForm('By Wen.', fr), revision: 1 }),
    o.publishing.change(signedIn('Wil'), message.id, { ...bothForm('By Wil.', fr), revision: 1 }),
  ])
  const late = one.ok ? two : one
  expect([one.ok, two.ok].filter(Boolean)).toHaveLength(1)
  expect(late).toMatchObject({ ok: false, why: 'changed-meanwhile', current: { revision: 2 } })
  const third = await o.publishing.change(signedIn('Wil'), message.id, {
    ...bothForm('Both.', fr),
    revision: 2,
  })
  expect(third).toMatchObject({ ok: true, value: { revision: 3 } })
  expect(await o.publishing.one(wen, message.id)).toMatchObject({
    writers: expect.arrayContaining(['Wil', 'Wen']),
  })
})

test('saving what is there already changes nothing, and voids nothing', async () => {
  const o = await office()
  const message = await approved(o)
  const again = await o.publishing.change(wen, message.id, { ...bothForm(en, fr), revision: 1 })
  expect(again).toMatchObject({ ok: true, value: { revision: 1, state: 'approved' } })
})

test('a right for French writes French, and nothing else', async () => {
  const o = await office({ ...usual, Flo: [grant('write', { language: 'fr' })] })
  const message = await written(o)
  const flo = signedIn('Flo')
  expect(await o.publishing.create(flo, bothForm(en, fr))).toEqual({ ok: false, why: 'no-right-to-write' })
  const other = { ...bothForm('Other.', fr), revision: 1 }
  expect(await o.publishing.change(flo, message.id, other)).toEqual({ ok: false, why: 'no-right-to-write' })
  const lane = { ...bothForm(en, fr), lane: 'emergency' as const, revision: 1 }
  expect(await o.publishing.change(flo, message.id, lane)).toEqual({ ok: false, why: 'no-right-to-write' })
  expect(
    await o.publishing.change(flo, message.id, { ...bothForm(en, 'Autre.'), revision: 1 }),
  ).toMatchObject({
    ok: true,
    value: {
      revision: 2,
      versions: [
        { changedBy: 'Wen', may: { write: false } },
        { changedBy: 'Flo', may: { write: true } },
      ],
    },
  })
})

test('whoever lost the right, or left, changes nothing, whatever their session says', async () => {
  const o = await office()
  const message = await approved(o)
  const stale = signedIn('Wen', { grants: [grant('write'), grant('publish')] })
  await o.setGrants('Wen', [grant('read')])
  const change = { ...bothForm('New.', fr), revision: 1 }
  expect(await o.publishing.change(stale, message.id, change)).toEqual({
    ok: false,
    why: 'no-right-to-write',
  })
  await o.leave('Pia')
  expect(await publish(o, message, 'en')).toEqual({ ok: false, why: 'no-right-to-publish' })
})

test('a program writes within its key; its maker counts as the writer and cannot approve', async () => {
  const o = await office({ ...usual, Mak: [grant('write'), grant('approve')] })
  const key = signedIn('Mak', { program: 'Calendar', grants: [grant('write', { lane: 'normal' })] })
  const made = await o.publishing.create(key, bothForm(en, fr))
  expect(made).toMatchObject({ ok: true, value: { changedBy: 'Calendar', writers: ['Mak'] } })
  const emergency = { ...bothForm(en, fr), lane: 'emergency' as const }
  expect(await o.publishing.create(key, emergency)).toEqual({ ok: false, why: 'no-right-to-write' })
  const id = made.ok ? made.value.id : ''
  await o.publishing.ask(key, id, { revision: 1 })
  expect(await o.approve('Mak', id)).toEqual({ ok: false, why: 'writer' })
  expect(await o.approve('Ana', id)).toEqual({ ok: true })
})

test('half a message cannot be asked about, nor one that changed after it was read', async () => {
  const o = await office()
  const empty = await written(o, { ...bothForm('', ''), versions: [] })
  expect(await o.publishing.ask(wen, empty.id, { revision: 1 })).toEqual({ ok: false, why: 'nothing-to-ask' })
  const half = await written(o, bothForm(en, '  '))
  expect(await o.publishing.ask(wen, half.id, { revision: 1 })).toEqual({ ok: false, why: 'half-written' })
  const one = await written(o, { ...bothForm(en, fr), versions: bothForm(en, fr).versions.slice(0, 1) })
  expect(await o.publishing.ask(wen, one.id, { revision: 1 })).toEqual({ ok: false, why: 'half-written' })
  const whole = await written(o)
  expect(await o.publishing.ask(wen, whole.id, { revision: 9 })).toMatchObject({ why: 'changed-meanwhile' })
})

test('returned with a reason, it is said at the top; taken back, it is a draft again', async () => {
  const o = await office()
  const message = await written(o)
  const item = `message:${message.id}`
  await o.publishing.ask(wen, message.id, { revision: 1 })
  await o.store.inTransaction((tx) => o.approvals.giveBack(tx, { item, by: 'Ana', reason: 'Until when?' }))
  expect(await o.publishing.one(wen, message.id)).toMatchObject({
    state: 'returned',
    returned: { by: 'Ana', reason: 'Until when?' },
  })
  await o.publishing.ask(wen, message.id, { revision: 1 })
  expect(await o.publishing.takeBack(pia, message.id)).toEqual({ ok: false, why: 'not-theirs' })
  expect(await o.publishing.takeBack(wen, message.id)).toMatchObject({ ok: true, value: { state: 'draft' } })
  expect(await o.publishing.takeBack(wen, message.id)).toEqual({ ok: false, why: 'no-open-question' })
})

test('a draft nobody asked about can be deleted; one that was asked about stays', async () => {
  const o = await office()
  const draft = await written(o)
  expect(await o.publishing.remove(pia, draft.id)).toEqual({ ok: false, why: 'no-right-to-write' })
  expect(await o.publishing.remove(wen, draft.id)).toMatchObject({ ok: true })
  expect(await o.publishing.one(wen, draft.id)).toBeUndefined()
  const asked = await written(o)
  await o.publishing.ask(wen, asked.id, { revision: 1 })
  await o.publishing.takeBack(wen, asked.id)
  expect(await o.publishing.remove(wen, asked.id)).toEqual({ ok: false, why: 'asked-already' })
})

test('half of a pair that is out says since when, and how long it was alone is on record', async () => {
  const o = await office()
  const message = await approved(o)
  const first = await publish(o, message, 'fr')
  const since = new Date(o.time.nowMs).toISOString()
  expect(first).toMatchObject({ value: { half: [{ public: ['fr'], missing: ['en'], since }] } })
  o.time.nowMs += 3 * minuteMs
  expect(await publish(o, message, 'en')).toMatchObject({ value: { half: [], state: 'published' } })
  const last = (await o.records(message.id)).at(-1)
  expect(last).toMatchObject({ kind: 'delivery', facts: { otherLanguageAloneS: 180, byHand: true } })
})

test('what is public and is edited needs a new approval; published anew it is an edit on record', async () => {
  const o = await office()
  const message = await approved(o)
  await publish(o, message, 'en')
  await publish(o, message, 'fr')
  const next = 'Boil the water.'
  const changed = await o.publishing.change(wen, message.id, { ...bothForm(next, fr), revision: 1 })
  expect(changed).toMatchObject({ value: { state: 'draft', isPublic: true, half: [] } })
  expect(await publish(o, message, 'en')).toEqual({ ok: false, why: 'not-open' })
  await o.publishing.ask(wen, message.id, { revision: 2 })
  await o.approve('Ana', message.id)
  expect(await publish(o, message, 'fr')).toEqual({ ok: false, why: 'already-public' })
  expect(await publish(o, message, 'en')).toMatchObject({ value: { state: 'published', half: [] } })
  const last = (await o.records(message.id)).at(-1)
  expect(last).toMatchObject({ kind: 'edit', facts: { round: 2, sha256Before: message.versions[0]?.sha256 } })
})

test('taken down by hand: a deletion with its reason on record, and the other half stands alone', async () => {
  const o = await office()
  const message = await approved(o)
  await publish(o, message, 'en')
  const both = await publish(o, message, 'fr')
  const english = both.ok ? both.value.publications.find(({ language }) => language === 'en') : undefined
  const note = { publicationId: english?.id ?? '', reason: 'Wrong street' }
  expect(await o.publishing.noteTakenDown(wen, message.id, note)).toEqual({
    ok: false,
    why: 'no-right-to-publish',
  })
  o.time.nowMs += secondMs
  const since = new Date(o.time.nowMs).toISOString()
  expect(await o.publishing.noteTakenDown(pia, message.id, note)).toMatchObject({
    value: { half: [{ public: ['fr'], missing: ['en'], since }] },
  })
  expect(await o.publishing.noteTakenDown(pia, message.id, note)).toEqual({ ok: false, why: 'not-public' })
  expect((await o.records(message.id)).at(-1)).toMatchObject({
    kind: 'deletion',
    facts: { reason: 'Wrong street' },
  })
})

test('a note from the future, or from two months ago, is refused', async () => {
  const o = await office()
  const message = await approved(o)
  for (const days of [1, -60]) {
    const publishedAt = new Date(o.time.nowMs + days * 24 * 60 * minuteMs).toISOString()
    expect(await publish(o, message, 'en', { publishedAt })).toEqual({ ok: false, why: 'not-then' })
  }
})

test('an account that is not ours, a language it does not speak, a text twice: refused', async () => {
  const o = await office()
  const base = bothForm(en, fr)
  const at = (account: string, language: string) => ({ ...base, versions: [{ account, language, text: en }] })
  expect(await o.publishing.create(wen, at('other', 'en'))).toMatchObject({ why: 'no-such-account' })
  expect(await o.publishing.create(wen, at('town', 'de'))).toMatchObject({ why: 'no-such-language' })
  const twice = { ...base, versions: [...base.versions, ...base.versions] }
  expect(await o.publishing.create(wen, twice)).toMatchObject({ why: 'version-twice' })
})

test('an account is noted by hand once, by name, on record', async () => {
  const o = await office({ ...usual, Acc: [grant('accounts')] })
  const form = { network: 'bluesky', handle: '@Havre-Clair.example', name: 'City', languages: ['en', 'fr'] }
  const made = await o.publishing.addAccount(signedIn('Acc'), form)
  expect(made).toMatchObject({ ok: true, value: { id: 'bluesky.havre-clair-example' } })
  expect(await o.publishing.addAccount(signedIn('Acc'), form)).toEqual({ ok: false, why: 'account-known' })
  expect((await o.publishing.accounts()).map(({ id }) => id)).toContain('bluesky.havre-clair-example')
})

test('who leaves hands their open messages over; the heir looks after them and may still approve', async () => {
  const o = await office()
  const message = await written(o)
  const held = await o.publishing.holdings.holdingsOf?.({ id: 'Wen', name: 'Wen' }, o.store.db)
  expect(held).toEqual([
    { kind: 'draft', id: message.id, title: 'Brown water', to: `/publish/${message.id}` },
  ])
  await o.store.inTransaction(async (tx) =>
    o.publishing.holdings.handOver?.({ id: 'Wen', name: 'Wen' }, { id: 'Ana', name: 'Ana' }, tx),
  )
  expect(await o.publishing.one(wen, message.id)).toMatchObject({ owner: { name: 'Ana' }, writers: ['Wen'] })
})

test('an exercise is approved like the real thing, and never handed out nor noted as published', async () => {
  const o = await office()
  const message = await written(o, { ...bothForm(en, fr), lane: 'exercise' })
  await o.publishing.ask(wen, message.id, { revision: 1 })
  expect(await o.approve('Ana', message.id)).toEqual({ ok: true })
  expect(await publish(o, message, 'en')).toEqual({ ok: false, why: 'exercise' })
  const sha256 = message.versions[0]?.sha256 ?? ''
  const note = { account: 'town', language: 'en', sha256, url: 'https://town.example/en' }
  expect(await o.publishing.notePublished(pia, message.id, note)).toEqual({ ok: false, why: 'exercise' })
})
