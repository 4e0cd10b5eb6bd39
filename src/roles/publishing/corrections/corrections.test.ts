import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addressesAt } from '#roles/publishing/own-pages/addresses.ts'
import { publicPage } from '#roles/publishing/own-pages/public-pages.ts'
import { readPage } from '#roles/publishing/own-pages/read-pages.ts'
import { grant } from '#roles/publishing/test-office.ts'
import {
  ana,
  noEdits,
  openCorrecting,
  pat,
  sentences,
  wen,
} from '#roles/publishing/corrections/test-corrections.ts'

test('where a network cannot edit, the version becomes a reply to the post that stands; approved, sent and linked as one', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  const before = desk.inTown()
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  const { versions } = await desk.now(id)
  expect(versions.map(({ content }) => [content.parts, content.replyTo])).toEqual([
    [[`Correction: ${sentences.en}`], `practice:${before[0]?.nativeId}`],
    [[`Rectification\u00A0: ${sentences.fr}`], `practice:${before[1]?.nativeId}`],
  ])
  expect((await desk.board(id)).places).toMatchObject([
    { how: 'reply', network: 'Havre-Clair', canEdit: false },
    { how: 'reply', network: 'Havre-Clair', canEdit: false },
  ])
  await desk.change(id, { 'river en': 'We were wrong: the library closes at 18:00.' })
  await desk.publish(id)
  const after = desk.inTown()
  expect(after.slice(0, 2)).toEqual(before)
  expect(after.slice(2)).toMatchObject([
    { text: 'We were wrong: the library closes at 18:00.', replyTo: `practice:${before[0]?.nativeId}` },
    { text: `Rectification\u00A0: ${sentences.fr}`, replyTo: `practice:${before[1]?.nativeId}` },
  ])
  // The original is public, and so is its correction.
  const { publications, half } = await desk.now(id)
  expect([publications.filter(({ ended }) => ended === undefined).length, half]).toEqual([4, []])
  await expect
    .poll(async () => (await desk.board(id)).corrections)
    .toMatchObject([
      {
        sentences,
        madeBy: 'Wen',
        ended: { how: 'done' },
        places: [
          {
            language: 'en',
            how: 'reply',
            original: { at: expect.any(String) },
            sent: { url: expect.any(String) },
          },
          {
            language: 'fr',
            how: 'reply',
            original: { at: expect.any(String) },
            sent: { url: expect.any(String) },
          },
        ],
      },
    ])
  const [correction] = (await desk.board(id)).corrections
  const edits = (await desk.office.records(id)).filter(({ kind }) => kind === 'edit')
  expect(edits.map(({ facts }) => [facts['correction'], facts['corrects']])).toEqual([
    [
      { id: correction?.id, words: sentences.en },
      { delivery: expect.any(String), how: 'reply' },
    ],
    [
      { id: correction?.id, words: sentences.fr },
      { delivery: expect.any(String), how: 'reply' },
    ],
  ])
  const corrected = (await desk.deliveries(id)).filter(({ corrects }) => corrects !== undefined)
  expect(corrected.map(({ language }) => language)).toEqual(['en', 'fr'])
  expect(corrected[0]).toMatchObject({
    corrects: { how: 'reply', at: expect.any(String) },
    correction: sentences.en,
  })
})

test('where a network can edit, the post is given the new words; on our own page a dated note says what was wrong', async () => {
  const desk = await openCorrecting()
  const id = await desk.published(['river', 'site'])
  const before = desk.inTown()
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  expect((await desk.board(id)).places.map(({ how }) => how)).toEqual(['edit', 'edit', 'page', 'page'])
  const contents = (await desk.now(id)).versions.map(({ content }) => content.correction)
  expect(contents).toEqual([undefined, undefined, sentences.en, sentences.fr])
  desk.office.time.nowMs += 3_600_000
  const at = desk.office.time.nowMs
  const [en, fr] = ['The library closes at 18:00.', 'La bibliothèque ferme à 18 h.']
  await desk.change(id, { 'river en': en, 'river fr': fr, 'site en': en, 'site fr': fr })
  await desk.publish(id)
  expect(desk.inTown()).toEqual([
    { ...before[0], text: en },
    { ...before[1], text: fr },
  ])
  for (const { account, language, url } of (await desk.now(id)).publications.filter(({ ended }) => !ended)) {
    if (account !== 'site') continue
    const row = await readPage(desk.office.store.db, url.split('/').at(-1) ?? '')
    const page = row && publicPage(row, { addresses: addressesAt('https://havre-clair.example') })
    const words = sentences[language === 'fr' ? 'fr' : 'en']
    expect(page).toMatchObject({ text: language === 'fr' ? fr : en, changedMs: at })
    expect(page?.corrections).toEqual([{ atMs: at, words }])
  }
  await expect.poll(async () => (await desk.board(id)).corrections[0]?.ended?.how).toBe('done')
  const hows = (await desk.board(id)).corrections[0]?.places.map(({ how }) => how)
  expect(hows).toEqual(['edit', 'edit', 'page', 'page'])
})

test('a reply points at our page, where that is public too and the address fits', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['site', 'river'])
  await desk.correct(id)
  const { versions, publications } = await desk.now(id)
  const page = publications.find(({ account, language }) => account === 'site' && language === 'en')
  const reply = versions.find(({ content }) => content.account === 'river' && content.language === 'en')
  expect(reply?.content.parts).toEqual([`Correction: ${sentences.en}\n${page?.url}`])
  // Nearly all the town takes: the address is left out.
  const long = { ...sentences, en: 'x'.repeat(480) }
  expect(await desk.correct(id, long)).toMatchObject({ ok: true })
  const again = (await desk.now(id)).versions.find(
    ({ content }) => content.account === 'river' && content.language === 'en',
  )
  expect(again?.content.parts).toEqual([`Correction: ${long.en}`])
})

test('a second correction answers the first post again, and both stay', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  const [english] = desk.inTown()
  await desk.correct(id)
  await desk.publish(id)
  await expect.poll(async () => (await desk.board(id)).corrections[0]?.ended?.how).toBe('done')
  const second = { en: 'It is 19:00 after all.', fr: 'C’est finalement 19 h.' }
  expect(await desk.correct(id, second)).toMatchObject({ ok: true })
  await desk.publish(id)
  const replies = desk.inTown().filter(({ replyTo }) => replyTo === `practice:${english?.nativeId}`)
  expect(replies.map(({ text }) => text)).toEqual([`Correction: ${sentences.en}`, `Correction: ${second.en}`])
  expect(desk.inTown()).toHaveLength(6)
  await expect
    .poll(async () => (await desk.board(id)).corrections.map(({ ended }) => ended?.how))
    .toEqual(['done', 'done'])
})

test('a thread is answered at its first part where it is put right in one', async () => {
  const desk = await openCorrecting()
  const id = await desk.published(['river'])
  const [english, french] = desk.inTown()
  // A thread of two, as other roles will send them: the composer has none yet.
  for (const post of [english, french])
    await sql`insert into delivery_parts (delivery_id, part, native_id, there_at)
      select delivery_id, 1, ${`${post?.nativeId}-2`}, now() from delivery_parts
      where native_id = ${post?.nativeId}`.execute(desk.office.store.db)
  await desk.correct(id)
  expect((await desk.board(id)).places).toMatchObject([
    { how: 'reply', canEdit: true },
    { how: 'reply', canEdit: true },
  ])
  await desk.publish(id)
  expect(desk.inTown().slice(2)).toMatchObject([
    { replyTo: `practice:${english?.nativeId}` },
    { replyTo: `practice:${french?.nativeId}` },
  ])
})

test('a network that can neither edit nor answer is refused in words, and the others are corrected', async () => {
  const desk = await openCorrecting({ town: { edits: false, replies: false } })
  const id = await desk.published(['river', 'site'])
  const before = desk.inTown()
  await desk.correct(id)
  await desk.change(id, { 'river en': 'At 18:00.', 'site en': 'At 18:00.' })
  expect(await desk.ask(id)).toMatchObject({ ok: true })
  await desk.office.approve('Ana', id)
  expect(await desk.send(id)).toMatchObject({ ok: false, why: 'cannot-correct' })
  expect(await desk.send(id, { accounts: ['site'] })).toMatchObject({ ok: true })
  await desk.settle()
  expect(desk.inTown()).toEqual(before)
  await expect.poll(async () => (await desk.board(id)).corrections[0]?.ended?.how).toBe('done')
})

test('what was published by hand is corrected by hand, and its note is linked to the correction', async () => {
  const desk = await openCorrecting()
  const versions = ['en', 'fr'].map((language) => ({ account: 'town', language, text: 'Open at nine.' }))
  const made = await desk.publishing.create(wen, { title: 'Hours', lane: 'normal', versions })
  if (!made.ok) throw new Error(made.why)
  const { id } = made.value
  const note = async (language: string) => {
    const sha256 = (await desk.now(id)).versions.find(({ content }) => content.language === language)?.sha256
    const url = 'https://example.org/@town/1'
    return desk.publishing.notePublished(pat, id, { account: 'town', language, sha256: sha256 ?? '', url })
  }
  await desk.ask(id)
  await desk.office.approve('Ana', id)
  for (const language of ['en', 'fr']) expect(await note(language)).toMatchObject({ ok: true })
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  expect((await desk.board(id)).places.map(({ how }) => how)).toEqual(['hand', 'hand'])
  await desk.change(id, { 'town en': 'Open at ten.', 'town fr': 'Open at ten.' })
  expect(await desk.ask(id)).toMatchObject({ ok: true })
  await desk.office.approve('Ana', id)
  expect(await desk.send(id)).toMatchObject({ ok: false, why: 'not-connected' })
  for (const language of ['en', 'fr']) expect(await note(language)).toMatchObject({ ok: true })
  const [correction] = (await desk.board(id)).corrections
  expect(correction).toMatchObject({ ended: { how: 'done' }, places: [{ how: 'hand' }, { how: 'hand' }] })
  const edits = (await desk.office.records(id)).filter(({ kind }) => kind === 'edit')
  expect(edits.map(({ facts }) => facts['correction'])).toEqual([
    { id: correction?.id, words: sentences.en },
    { id: correction?.id, words: sentences.fr },
  ])
})

test('what was answered by the desk and is then published there by hand stands beside what it answers', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  await desk.correct(id)
  await desk.publish(id)
  await expect.poll(async () => (await desk.board(id)).corrections[0]?.ended?.how).toBe('done')
  await desk.correct(id, { en: 'Once more.', fr: 'Encore une fois.' })
  expect(await desk.ask(id)).toMatchObject({ ok: true })
  await desk.office.approve('Ana', id)
  for (const { content, sha256 } of (await desk.now(id)).versions) {
    const note = { account: 'river', language: content.language, sha256, url: 'https://town.example/9' }
    expect(await desk.publishing.notePublished(pat, id, note)).toMatchObject({ ok: true })
  }
  const live = (await desk.now(id)).publications.filter(({ ended }) => ended === undefined)
  expect(live).toHaveLength(4)
  expect((await desk.now(id)).state).toBe('published')
})

test('a correction is begun only with rights, words in every language, and something to correct', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  const { revision } = await desk.now(id)
  const { publishing } = desk
  const begin = (who: typeof wen, more: Partial<Parameters<typeof publishing.correct>[2]>) =>
    publishing.correct(who, id, { revision, sentences, ...more })
  expect(await begin(ana, {})).toMatchObject({ ok: false, why: 'no-right-to-write' })
  expect(await begin(wen, { revision: 99 })).toMatchObject({ ok: false, why: 'changed-meanwhile' })
  expect(await begin(wen, { sentences: { en: 'So.' } })).toMatchObject({
    ok: false,
    why: 'correction-unsaid',
  })
  expect(await publishing.correct(wen, 'nobody', { revision: 1, sentences })).toMatchObject({
    why: 'no-such-message',
  })
  const draft = await publishing.create(wen, {
    ...{ title: 'Draft', lane: 'normal' },
    versions: [{ account: 'river', language: 'en', text: 'So.' }],
  })
  if (!draft.ok) throw new Error(draft.why)
  expect(await publishing.correct(wen, draft.value.id, { revision: 1, sentences })).toMatchObject({
    why: 'nothing-public',
  })
  expect(await publishing.endCorrection(wen, id, { revision })).toMatchObject({ why: 'no-correction' })
  expect((await desk.board(id)).corrections).toEqual([])
  expect(await publishing.corrections(wen, 'nobody')).toBeUndefined()
})

test('other words are not even asked about before somebody said what was wrong', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  await desk.change(id, { 'river en': 'The library closes at 18:00.' })
  expect(await desk.ask(id)).toMatchObject({ ok: false, why: 'correct-first' })
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  const [english, french] = (await desk.now(id)).versions
  // Words that somebody wrote stay theirs; the others are a reply to begin with.
  expect(english?.content.parts).toEqual(['The library closes at 18:00.'])
  expect(french?.content.parts).toEqual([`Rectification\u00A0: ${sentences.fr}`])
  expect(await desk.ask(id)).toMatchObject({ ok: true })
})

test('beginning a correction voids what was approved, and whoever began it cannot approve it', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  await desk.office.setGrants('Ana', [grant('approve'), grant('write')])
  const { revision } = await desk.now(id)
  expect(await desk.publishing.correct(ana, id, { revision, sentences })).toMatchObject({ ok: true })
  expect(await desk.send(id)).toMatchObject({ ok: false })
  await desk.ask(id)
  expect(await desk.office.approve('Ana', id)).toMatchObject({ ok: false })
  await desk.settle()
  expect(desk.inTown()).toHaveLength(2)
})

test('a correction that is given up leaves everything as it was; one that is half out stays', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river', 'site'])
  const before = (await desk.now(id)).versions.map(({ sha256 }) => sha256)
  await desk.correct(id)
  await desk.change(id, { 'site en': 'At 18:00.' })
  const end = async () => desk.publishing.endCorrection(wen, id, { revision: (await desk.now(id)).revision })
  expect(await end()).toMatchObject({ ok: true })
  const after = await desk.now(id)
  expect([after.versions.map(({ sha256 }) => sha256), after.state]).toEqual([before, 'published'])
  expect((await desk.board(id)).corrections[0]?.ended?.how).toBe('dropped')

  desk.office.time.nowMs += 1000
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  await desk.ask(id)
  await desk.office.approve('Ana', id)
  await desk.send(id, { accounts: ['river'] })
  await desk.settle()
  await expect.poll(async () => (await desk.board(id)).corrections[0]?.places[0]?.sent).toBeDefined()
  expect(await desk.correct(id)).toMatchObject({ ok: false, why: 'correction-out' })
  expect(await end()).toMatchObject({ ok: true })
  expect((await desk.board(id)).corrections[0]?.ended?.how).toBe('done')
  expect((await desk.now(id)).versions[2]?.content.correction).toBe(sentences.en)
})

/** Asks that everything of a message that is public be taken down. */

test('a thread that is public is edited part by part; in another number of parts it is corrected by a reply', async () => {
  const desk = await openCorrecting()
  const at = (text: string) =>
    ['en', 'fr'].map((language) => ({ account: 'river', language, text, thread: true }))
  const made = await desk.publishing.create(wen, {
    title: 'T',
    lane: 'normal',
    versions: at('One.\n---\nTwo.'),
  })
  const id = made.ok ? made.value.id : ''
  await desk.publish(id)
  await desk.correct(id)
  expect((await desk.now(id)).versions.map(({ written }) => written.thread)).toEqual([true, true])
  const { revision } = await desk.now(id)
  const two = { title: 'T', lane: 'normal' as const, versions: at('One.\n---\nThree.'), revision }
  expect(await desk.publishing.change(wen, id, two)).toMatchObject({ ok: true })
  expect(await desk.board(id)).toMatchObject({ places: [{ how: 'edit' }, { how: 'edit' }] })
  const three = { ...two, versions: at('One.\n---\nTwo.\n---\nThree.'), revision: revision + 1 }
  expect(await desk.publishing.change(wen, id, three)).toMatchObject({ ok: true })
  expect(await desk.board(id)).toMatchObject({ places: [{ how: 'reply' }, { how: 'reply' }] })
  await desk.publishing.change(wen, id, { ...two, revision: revision + 2 })
  await desk.publish(id)
  expect(desk.inTown().filter(({ text }) => text === 'Three.')).toHaveLength(2)
  expect(desk.inTown().filter(({ text }) => text === 'Two.')).toHaveLength(0)
})

test('given up, a correction by reply puts the thread back as its writer gave it', async () => {
  const desk = await openCorrecting(noEdits)
  const versions = ['en', 'fr'].map((language) => ({
    ...{ account: 'river', language, text: 'One.\n---\nTwo.', thread: true, contentWarning: 'Flood' },
  }))
  const made = await desk.publishing.create(wen, { title: 'T', lane: 'normal', versions })
  const id = made.ok ? made.value.id : ''
  await desk.publish(id)
  await desk.correct(id)
  const [reply] = (await desk.now(id)).versions
  expect(reply?.content.parts).toHaveLength(1)
  expect(reply?.written).toEqual({
    ...{ account: 'river', language: 'en', text: reply?.content.parts[0], contentWarning: 'Flood' },
  })
  const { revision } = await desk.now(id)
  expect(await desk.publishing.endCorrection(wen, id, { revision })).toMatchObject({ ok: true })
  expect((await desk.now(id)).versions.map(({ written }) => written)).toEqual(versions)
  expect(await desk.now(id)).toMatchObject({ state: 'published' })
})
