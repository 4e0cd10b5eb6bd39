import { expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import type { PollForm } from '#roles/publishing/contract.ts'
import { openCorrecting, sentences, wen } from '#roles/publishing/corrections/test-corrections.ts'
import { countsFor } from '#roles/publishing/own-pages/page-polls.ts'
import { readPage } from '#roles/publishing/own-pages/read-pages.ts'
import { readDuePolls } from '#sending/polls/reading.ts'

const polls: Record<string, PollForm> = {
  en: { options: ['Morning', 'Evening'], multiple: false, durationMin: 60 },
  fr: { options: ['Matin', 'Soir'], multiple: false, durationMin: 60 },
}
const { signal } = new AbortController()

type Desk = Awaited<ReturnType<typeof openCorrecting>>

/** A change with the polls each version shall have. */
async function rewrite(desk: Desk, id: string, poll: (language: string) => PollForm | undefined) {
  const { revision, title, lane, versions } = await desk.now(id)
  const form = versions.map(({ content: { account, language, parts } }) => ({
    ...{ account, language, text: parts.join('\n\n'), poll: poll(language) },
  }))
  return desk.publishing.change(wen, id, { revision, title, lane, versions: form })
}

test('a poll is part of what is approved: another option, another length, another choice void it', async () => {
  const desk = await openCorrecting()
  const made = await desk.publishing.create(wen, {
    ...{ title: 'Library', lane: 'normal' },
    versions: ['en', 'fr'].map((language) => ({
      account: 'river',
      language,
      text: 'When?',
      poll: polls[language],
    })),
  })
  if (!made.ok) throw new Error(made.why)
  const { id } = made.value
  const en = polls['en']
  if (en === undefined) throw new Error('it is there')
  const others: PollForm[] = [
    { ...en, options: ['Morning', 'Evenings'] },
    { ...en, durationMin: 61 },
    { ...en, multiple: true },
  ]
  for (const other of others) {
    await rewrite(desk, id, (language) => polls[language])
    expect(await desk.ask(id)).toMatchObject({ ok: true })
    expect(await desk.office.approve('Ana', id)).toMatchObject({ ok: true })
    expect(
      await rewrite(desk, id, (language) => (language === 'en' ? other : polls[language])),
    ).toMatchObject({
      ok: true,
      value: { state: 'draft' },
    })
    expect(await desk.send(id)).toMatchObject({ ok: false })
  }
  expect(desk.inTown()).toEqual([])
})

test('nobody is asked about a poll that is not whole, or that its network does not take', async () => {
  const desk = await openCorrecting()
  const ask = async (poll: PollForm, account = 'river') => {
    const versions = ['en', 'fr'].map((language) => ({ account, language, text: 'When?', poll }))
    const made = await desk.publishing.create(wen, { title: 'Library', lane: 'normal', versions })
    if (!made.ok) throw new Error(made.why)
    return desk.ask(made.value.id)
  }
  const whole = { options: ['a', 'b'], multiple: false, durationMin: 60 }
  const empty = await ask({ ...whole, options: ['a', ''] })
  expect(empty).toMatchObject({
    problems: [{ why: 'poll-empty-option', language: 'en' }, { language: 'fr' }],
  })
  expect(await ask({ ...whole, options: ['1', '2', '3', '4', '5'] })).toMatchObject({
    problems: [{ why: 'poll-too-many-options', limit: 4 }, {}],
  })
  // An account that is not connected: what is missing everywhere is found all the same.
  expect(await ask({ ...whole, options: ['a', 'A'] }, 'town')).toMatchObject({
    problems: [{ why: 'poll-same-options' }, {}],
  })
  const checked = await desk.publishing.check({
    versions: [{ account: 'river', language: 'en', text: 'x', poll: { ...whole, durationMin: 1 } }],
  })
  expect(checked.problems).toMatchObject([{ why: 'poll-too-short', limit: 5 }])
})

test('out in the town and on our own page: votes are read, and the page shows those of its language and nothing else', async () => {
  const desk = await openCorrecting()
  const id = await desk.published(['river', 'site'], polls)
  const { store, sending, time } = desk.office
  const pages = (await desk.deliveries(id)).filter(({ account }) => account === 'site')
  const keys = pages.map(({ id: delivery, language }) => ({ key: `${delivery}-0`, language }))
  const page = async (language: string) => {
    const row = await readPage(store.db, keys.find((one) => one.language === language)?.key ?? '')
    if (row === undefined) throw new Error('there is no page')
    return { row, counts: await countsFor(store.db, row, { isPractice: false }) }
  }
  const before = await page('fr')
  expect(before.row.poll).toEqual(polls['fr'])
  expect(before.counts).toMatchObject([{ name: 'Havre-Clair (h)', isOver: false }])
  expect(before.counts[0]).not.toHaveProperty('votes')
  time.nowMs += 30 * minuteMs
  expect(await readDuePolls(sending.ground, signal)).toBe(2)
  const [en, fr] = [await page('en'), await page('fr')]
  expect(fr.counts).toHaveLength(1)
  expect(fr.counts[0]).toMatchObject({ readMs: time.nowMs, votes: [expect.any(Number), expect.any(Number)] })
  expect(en.counts[0]?.url).not.toBe(fr.counts[0]?.url)
})

test('where an edit would lose the votes, the words are corrected by a reply that asks nothing', async () => {
  const desk = await openCorrecting()
  const id = await desk.published(['river', 'site'], polls)
  const before = desk.inTown()
  expect((await desk.board(id)).places).toMatchObject([
    ...[
      { how: 'reply', losesVotes: true },
      { how: 'reply', losesVotes: true },
    ],
    ...[{ how: 'page' }, { how: 'page' }],
  ])
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  const { versions } = await desk.now(id)
  const of = (account: string) => versions.filter(({ content }) => content.account === account)
  expect(of('river').map(({ content }) => [content.replyTo, content.poll])).toEqual(
    before.map(({ nativeId }) => [`practice:${nativeId}`, undefined]),
  )
  expect(of('site').map(({ content }) => content.poll)).toEqual([polls['en'], polls['fr']])
  // Put back by its writer, it is still not asked a second time.
  await rewrite(desk, id, (language) => polls[language])
  await desk.publish(id)
  const after = desk.inTown()
  expect(after.slice(0, 2)).toEqual(before)
  expect(after.slice(2).map(({ replyTo }) => replyTo)).toEqual(
    before.map(({ nativeId }) => `practice:${nativeId}`),
  )
  expect(desk.office.world.postsAt(Infinity).map(({ poll }) => poll?.options)).toEqual([
    ...[polls['en']?.options, polls['fr']?.options],
    ...[undefined, undefined],
  ])
  expect(await desk.board(id)).toMatchObject({ corrections: [{ sentences }] })
})

test('an import brings polls, and a row that says nothing of one leaves what is there', async () => {
  const desk = await openCorrecting()
  const row = { account: 'river', title: 'Hours', lane: 'normal' }
  const rows = ['en', 'fr'].map((language, at) => ({
    ...{ row: at + 1, fields: { ...row, language, text: 'When?', poll: polls[language] } },
  }))
  const report = await desk.publishing.importRows(wen, rows)
  expect(report).toMatchObject({ refused: 0, messages: 1 })
  const id = report.rows[0]?.id ?? ''
  const asked = async () => (await desk.now(id)).versions.map(({ content }) => content.poll?.options)
  expect(await asked()).toEqual([polls['en']?.options, polls['fr']?.options])
  await desk.publishing.importRows(wen, [
    { row: 1, fields: { ...row, id, language: 'en', text: 'When, then?' } },
  ])
  expect(await asked()).toEqual([polls['en']?.options, polls['fr']?.options])
  const spoiled = [{ row: 1, fields: { ...row, language: 'en', text: 'x', poll: { options: ['one'] } } }]
  expect(await desk.publishing.importRows(wen, spoiled)).toMatchObject({ refused: 1 })
})
