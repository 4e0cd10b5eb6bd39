import { expect, test } from 'vitest'
import { sql } from 'kysely'
import type { MessageForm, VersionForm } from '#roles/publishing/contract.ts'
import { openCorrecting, pat, wen } from '#roles/publishing/corrections/test-corrections.ts'
import { grant, signedIn } from '#roles/publishing/test-office.ts'
import type { Bylines } from '#roles/publishing/writing/bylines.ts'
import type { MentionForm } from '#roles/publishing/writing/mentions/contract.ts'

const sentence = (n: number): string => `Sentence number ${n} says what to do about the brown water today.`
/** About 1,900 characters, which is five posts of the town. */
const long = Array.from({ length: 30 }, (_, n) => sentence(n)).join(' ')

function form(o: Partial<VersionForm> & { lane?: MessageForm['lane'] } = {}): MessageForm {
  const { lane = 'normal', ...version } = o
  const at = (account: string, language: string): VersionForm => ({
    text: 'Water.',
    ...version,
    account,
    language,
  })
  return { title: 'Water', lane, versions: [at('river', 'en'), at('river', 'fr')] }
}

async function open(bylines?: Bylines) {
  const desk = await openCorrecting(bylines === undefined ? {} : { bylines })
  await desk.office.setGrants('Ana', [grant('approve'), grant('settings')])
  const write = async (o: Parameters<typeof form>[0]) => {
    const made = await desk.publishing.create(wen, form(o))
    if (!made.ok) throw new Error(made.why)
    return made.value
  }
  return { ...desk, write }
}

const ana = signedIn('Ana')
const health: MentionForm = {
  name: { en: 'Health Canada', fr: 'Santé Canada' },
  handles: { practice: 'sante', x: 'GovCanHealth' },
}

test('a thread goes out as it was shown, post after post, each an answer to the one before', async () => {
  const desk = await open()
  const message = await desk.write({ text: long, thread: true })
  const [version] = message.versions
  expect(version?.written).toMatchObject({ text: long, thread: true })
  const checked = await desk.publishing.check(form({ text: long, thread: true }))
  expect(checked.problems).toEqual([])
  const [goes] = checked.goesOut
  expect(goes?.parts).toEqual(version?.content.parts)
  expect(goes?.lengths).toHaveLength(5)
  expect(goes?.lengths.every(({ n, max }) => n <= max && max === 500)).toBe(true)
  await desk.publish(message.id)
  const out = desk.inTown().filter(({ text }) => goes?.parts.includes(text))
  // Both languages say the same here.
  expect(out).toHaveLength(10)
  expect(out.filter(({ replyTo }) => replyTo === undefined)).toHaveLength(2)
})

test('a text that is too long and no thread is held in words, and a thread of too many parts as well', async () => {
  const desk = await open()
  const one = await desk.write({ text: long })
  expect(await desk.ask(one.id)).toMatchObject({
    why: 'cannot-go-out',
    problems: [{ why: 'too-long', limit: 500 }, { why: 'too-long' }],
  })
  const many = Array.from({ length: 60 }, (_, n) => `Part ${n}`).join('\n---\n')
  const checked = await desk.publishing.check(form({ text: many, thread: true }))
  expect(checked.problems).toMatchObject([{ why: 'too-many-parts', limit: 25, actual: 50 }, {}])
})

test('turning a thread on is a change, also where the same goes out; saving it as it is, is none', async () => {
  const desk = await open()
  const { id } = await desk.write({ text: 'Short.' })
  const thread = { ...form({ text: 'Short.', thread: true }), revision: 1 }
  expect(await desk.publishing.change(wen, id, thread)).toMatchObject({ value: { revision: 2 } })
  expect(await desk.publishing.change(wen, id, { ...thread, revision: 2 })).toMatchObject({
    value: { revision: 2, versions: [{ written: { thread: true } }, {}] },
  })
})

test('a content warning is approved and sent with the words, counted, and held where it is too long', async () => {
  const desk = await open()
  const message = await desk.write({ text: 'Photos of the flood.', contentWarning: 'Flood damage' })
  expect(message.versions[0]?.content.contentWarning).toBe('Flood damage')
  await desk.publish(message.id)
  const { problems } = await desk.publishing.check(form({ contentWarning: 'w'.repeat(201) }))
  expect(problems).toMatchObject([{ why: 'content-warning-too-long', limit: 200 }, {}])
})

test('a message from before, of which only what goes out was kept, is read as its writer gave it', async () => {
  const desk = await open()
  const { id } = await desk.write({ text: 'Old.' })
  await sql`update message_versions set written = null`.execute(desk.office.store.db)
  expect((await desk.now(id)).versions[0]?.written).toEqual({
    account: 'river',
    language: 'en',
    text: 'Old.',
  })
  const same = { ...form({ text: 'Old.' }), revision: 1 }
  expect(await desk.publishing.change(wen, id, same)).toMatchObject({ value: { revision: 1 } })
})

test('whom a text mentions is looked up when it is asked about; what is approved stays as it is', async () => {
  const desk = await open()
  const text = 'Ask @[Health Canada].'
  const message = await desk.write({ text })
  expect(await desk.ask(message.id)).toMatchObject({ problems: [{ why: 'unknown-mention' }, {}] })
  const made = await desk.publishing.mentions.add(ana, health)
  expect(made).toMatchObject({ ok: true })
  const id = made.ok ? made.value.id : ''
  expect(await desk.ask(message.id)).toMatchObject({ ok: true })
  const [asked] = (await desk.now(message.id)).versions
  expect(asked).toMatchObject({ written: { text }, content: { parts: ['Ask @sante.'] } })
  await desk.office.approve('Ana', message.id)
  expect(await desk.publishing.mentions.change(ana, id, { ...health, handles: {} })).toMatchObject({
    ok: true,
  })
  expect(await desk.send(message.id)).toMatchObject({ ok: true })
  await desk.settle()
  await desk.isPublished(message.id)
  expect(desk.inTown().map((post) => post.text)).toContain('Ask @sante.')
})

test('the address book: names once, handles in their form, only with the right to settings', async () => {
  const desk = await open()
  const { mentions } = desk.publishing
  expect(await mentions.add(wen, health)).toEqual({ ok: false, why: 'no-right' })
  const both = await Promise.all([mentions.add(ana, health), mentions.add(ana, health)])
  expect(both.filter(({ ok }) => ok)).toHaveLength(1)
  const other = { name: { en: 'Fire', fr: 'SANTE canada' }, handles: {} }
  expect(await mentions.add(ana, other)).toEqual({ ok: false, why: 'name-taken' })
  const [entry] = await mentions.list()
  const id = entry?.id ?? ''
  expect(entry).toMatchObject({ ...health, changedBy: 'Ana' })
  expect(await mentions.change(ana, id, health)).toMatchObject({ ok: true })
  expect(await mentions.change(ana, 'gone', other)).toEqual({ ok: false, why: 'name-taken' })
  expect(await mentions.change(ana, 'gone', { ...other, name: { en: 'a', fr: 'b' } })).toMatchObject({
    why: 'no-such-entry',
  })
  expect(await mentions.remove(wen, id)).toEqual({ ok: false, why: 'no-right' })
  expect(await mentions.remove(ana, id)).toEqual({ ok: true })
  expect(await mentions.remove(ana, id)).toEqual({ ok: false, why: 'no-such-entry' })
})

/** Lines that people let stand, until they do not. */
function lines(standing: Set<string>): Bylines {
  const lineOf = (person: string, language: string): string => `— ${person}, ${language}`
  return {
    offered: async (_, language) =>
      [...standing].map((person) => ({ person, name: person, line: lineOf(person, language) })),
    lineOf: async (_, { person, language }) => (standing.has(person) ? lineOf(person, language) : undefined),
  }
}

test('a message signed by a person bears their line; in an emergency it does not', async () => {
  const desk = await open(lines(new Set(['Rose'])))
  expect(await desk.publishing.offeredBylines('fr')).toEqual([
    { person: 'Rose', name: 'Rose', line: '— Rose, fr' },
  ])
  const message = await desk.write({ text: 'Boil it.', byline: 'Rose' })
  expect(message.versions.map(({ content }) => content.parts)).toEqual([
    ['Boil it.\n\n— Rose, en'],
    ['Boil it.\n\n— Rose, fr'],
  ])
  const urgent = await desk.publishing.check(form({ text: 'Boil it.', byline: 'Rose', lane: 'emergency' }))
  expect(urgent).toMatchObject({ problems: [], goesOut: [{ parts: ['Boil it.'] }, {}] })
  expect(urgent.goesOut[0]).not.toHaveProperty('byline')
  const nobody = await desk.publishing.check(form({ byline: 'Max' }))
  expect(nobody.problems).toMatchObject([{ why: 'no-byline' }, {}])
})

test('who takes their line back takes it out of what is approved and not out; what is public stays', async () => {
  const standing = new Set(['Rose'])
  const desk = await open(lines(standing))
  const out = await desk.write({ text: 'First.', byline: 'Rose' })
  await desk.publish(out.id)
  const waits = await desk.write({ text: 'Second.', byline: 'Rose' })
  await desk.ask(waits.id)
  await desk.office.approve('Ana', waits.id)
  const when = { wall: '2026-03-02T09:00', zone: 'UTC' }
  expect(await desk.send(waits.id, { when })).toMatchObject({ ok: true })
  const ended = await desk.office.store.inTransaction((tx) => {
    standing.delete('Rose')
    return desk.publishing.bylineEnded(tx, 'Rose')
  })
  expect(ended).toEqual({ messages: [waits.id] })
  const [version] = (await desk.now(waits.id)).versions
  expect(version?.written).not.toHaveProperty('byline')
  expect(version?.content.parts).toEqual(['Second.'])
  expect(await desk.now(waits.id)).toMatchObject({ state: 'draft', revision: 2 })
  desk.office.time.nowMs += 2 * 24 * 3600 * 1000
  await desk.settle()
  expect(desk.inTown().map(({ text }) => text)).not.toContain('Second.\n\n— Rose, en')
  expect((await desk.now(out.id)).state).toBe('published')
  const kinds = (await desk.office.records(waits.id)).map(({ kind }) => kind)
  expect(kinds).toEqual(expect.arrayContaining(['approval-voided', 'not-sent']))
  expect(kinds).not.toContain('delivery')
  expect(await desk.publishing.change(pat, waits.id, { ...form(), revision: 1 })).toMatchObject({ ok: false })
})

test('who takes their line back while somebody asks for approval: neither waits without end, and nothing is approved with it', async () => {
  const standing = new Set(['Rose'])
  const desk = await open(lines(standing))
  const messages = [
    await desk.write({ text: 'A.', byline: 'Rose' }),
    await desk.write({ text: 'B.', byline: 'Rose' }),
  ]
  const asked = messages.map(({ id }) => desk.publishing.ask(wen, id, { revision: 1 }))
  const ended = desk.office.store.inTransaction(async (tx) => {
    standing.delete('Rose')
    return desk.publishing.bylineEnded(tx, 'Rose')
  })
  await Promise.all([...asked, ended])
  for (const { id } of messages) {
    const { state, versions } = await desk.now(id)
    expect({ state, parts: versions.map(({ content }) => content.parts) }).not.toMatchObject({
      state: 'waiting',
    })
    expect(versions.every(({ content }) => !content.parts.join().includes('Rose'))).toBe(true)
  }
})

test('an import writes threads and warnings, and what a row says nothing of stays', async () => {
  const desk = await open()
  const rows = (fields: Record<string, unknown>) =>
    ['en', 'fr'].map((language, at) => ({
      row: at + 1,
      fields: { title: 'T', account: 'river', language, ...fields },
    }))
  const made = await desk.publishing.importRows(
    wen,
    rows({ text: 'A\n---\nB', thread: true, contentWarning: 'Flood' }),
  )
  expect(made).toMatchObject({ refused: 0, messages: 1 })
  const id = made.rows[0]?.id ?? ''
  const content = { parts: ['A', 'B'], contentWarning: 'Flood' }
  expect(await desk.now(id)).toMatchObject({ versions: [{ content }, { content }] })
  await desk.publishing.importRows(wen, rows({ text: 'A\n---\nC', id }))
  expect(await desk.now(id)).toMatchObject({ versions: [{ content: { ...content, parts: ['A', 'C'] } }, {}] })
  const bad = await desk.publishing.importRows(wen, rows({ text: 'A', thread: 'perhaps' }))
  expect(bad).toMatchObject({ refused: 2, rows: [{ outcome: 'refused' }, {}] })
})
