import { expect, test } from 'vitest'
import { personActs, takeDownByPerson } from '#sending/acts.ts'
import { pause, resume } from '#sending/pausing.ts'
import { noEdits, openCorrecting, sentences } from '#roles/publishing/corrections/test-corrections.ts'

async function takeDown(desk: Awaited<ReturnType<typeof openCorrecting>>, id: string): Promise<void> {
  for (const one of (await desk.deliveries(id)).filter(({ state, removed }) => state === 'sent' && !removed))
    await takeDownByPerson(
      desk.office.sending.ground,
      { id: 'Pat', name: 'Pat' },
      { id: one.id, reason: 'Wrong' },
    )
}

for (const edits of [true, false])
  test(`taken down after a correction was approved (${edits ? 'edits' : 'replies'}): nothing is sent to where nothing stands`, async () => {
    const desk = await openCorrecting({ town: { edits } })
    const id = await desk.published(['river'])
    await desk.correct(id)
    await desk.change(id, { 'river en': 'At 18:00.', 'river fr': 'À 18 h.' })
    await desk.ask(id)
    await desk.office.approve('Ana', id)
    await takeDown(desk, id)
    expect(await desk.send(id)).toMatchObject({ ok: false, why: 'being-taken-down' })
    await desk.settle()
    expect(desk.inTown()).toEqual([])
    await expect.poll(async () => (await desk.now(id)).isPublic).toBe(false)
    // What answered a post that is gone has to be asked about again; what edited it is simply said anew.
    const sent = await desk.send(id)
    expect(sent).toMatchObject(edits ? { ok: true } : { ok: false, why: 'aimed-elsewhere' })
    if (!edits) await desk.publish(id)
    await desk.settle()
    expect(desk.inTown().map(({ text, replyTo }) => [text, replyTo])).toEqual([
      ['At 18:00.', undefined],
      ['À 18 h.', undefined],
    ])
  })

for (const edits of [true, false])
  test(`taken down while a correction waits in the outbox (${edits ? 'edits' : 'replies'}): it is stopped whole, and somebody is called`, async () => {
    const desk = await openCorrecting({ town: { edits } })
    const id = await desk.published(['river'])
    await desk.correct(id)
    await desk.change(id, { 'river en': 'At 18:00.', 'river fr': 'À 18 h.' })
    await desk.ask(id)
    await desk.office.approve('Ana', id)
    const when = { wall: '2026-03-01T12:00', zone: 'UTC' }
    expect(await desk.send(id, { when })).toMatchObject({ ok: true })
    await takeDown(desk, id)
    desk.office.time.nowMs = Date.UTC(2026, 2, 1, 12, 0, 1)
    for (let i = 0; i < 2; i++) {
      await desk.settle()
      desk.office.time.nowMs += 60_000
    }
    expect(desk.inTown()).toEqual([])
    const waiting = (await desk.deliveries(id)).filter(({ corrects }) => corrects !== undefined)
    const states = waiting.map(({ state, why }) => [state, why])
    expect(states).toEqual([
      ['refused', 'not-found'],
      ['refused', 'not-found'],
    ])
    const bell = await desk.office.store.inTransaction((tx) => desk.office.approvals.bellFor(tx, 'Pat'))
    expect(bell.notices).toContainEqual(expect.objectContaining({ kind: 'not-sent', item: `message:${id}` }))
    expect((await desk.board(id)).corrections[0]?.ended).toBeUndefined()
  })

test('one language of what is corrected is taken down meanwhile: neither language of the correction goes out', async () => {
  const desk = await openCorrecting(noEdits)
  const id = await desk.published(['river'])
  const [english] = await desk.deliveries(id)
  await desk.correct(id)
  await desk.ask(id)
  await desk.office.approve('Ana', id)
  const when = { wall: '2026-03-01T12:00', zone: 'UTC' }
  expect(await desk.send(id, { when })).toMatchObject({ ok: true })
  const act = { id: english?.id ?? '', reason: 'Wrong' }
  await takeDownByPerson(desk.office.sending.ground, { id: 'Pat', name: 'Pat' }, act)
  desk.office.time.nowMs = Date.UTC(2026, 2, 1, 12, 0, 1)
  for (let i = 0; i < 2; i++) {
    await desk.settle()
    desk.office.time.nowMs += 60_000
  }
  expect(desk.inTown().map(({ text }) => text)).toEqual(['La bibliothèque ferme à 16 h.'])
  const waiting = (await desk.deliveries(id)).filter(({ corrects }) => corrects !== undefined)
  expect(waiting.map(({ state, why }) => [state, why])).toEqual([
    ['refused', 'not-found'],
    ['cancelled', 'other-half'],
  ])
})

test('edited and taken down before either was noted: it was public, and is not any more', async () => {
  const desk = await openCorrecting()
  const id = await desk.published(['river'])
  const first = await desk.deliveries(id)
  await desk.correct(id)
  await desk.change(id, { 'river en': 'At 18:00.', 'river fr': 'À 18 h.' })
  await desk.ask(id)
  await desk.office.approve('Ana', id)
  await desk.unheard(async () => {
    expect(await desk.send(id)).toMatchObject({ ok: true })
    await desk.settle()
    expect(desk.inTown().map(({ text }) => text)).toEqual(['At 18:00.', 'À 18 h.'])
    for (const one of first)
      await takeDownByPerson(
        desk.office.sending.ground,
        { id: 'Pat', name: 'Pat' },
        { id: one.id, reason: 'Wrong' },
      )
    await desk.settle()
    expect(desk.inTown()).toEqual([])
  })
  await expect.poll(async () => (await desk.now(id)).publications.length).toBe(4)
  await expect.poll(async () => (await desk.now(id)).isPublic).toBe(false)
  const texts = (await desk.now(id)).publications.map(({ text, ended }) => [text, ended?.how])
  expect(texts).toEqual(expect.arrayContaining([['At 18:00.', 'taken-down']]))
})

test('a post that was edited and is then taken down by its first delivery is not called public any more', async () => {
  const desk = await openCorrecting()
  const id = await desk.published(['river'])
  const [english] = await desk.deliveries(id)
  await desk.correct(id)
  await desk.change(id, { 'river en': 'At 18:00.', 'river fr': 'À 18 h.' })
  await desk.publish(id)
  const { ground } = desk.office.sending
  const act = { id: english?.id ?? '', reason: 'Wrong' }
  // It is offered where its words stand now; whoever held on to the older one does the same.
  const offered = (await desk.deliveries(id)).map(({ isEdit, may }) =>
    [isEdit ? 'edit' : 'first', may.includes('take-down')].join(' '),
  )
  expect(offered.toSorted()).toEqual(['edit true', 'edit true', 'first false', 'first false'])
  expect(await takeDownByPerson(ground, { id: 'Pat', name: 'Pat' }, act)).toBe('done')
  await desk.settle()
  expect(desk.inTown().map(({ text }) => text)).toEqual(['À 18 h.'])
  await expect
    .poll(async () =>
      (await desk.now(id)).publications.filter(({ ended }) => !ended).map((one) => one.language),
    )
    .toEqual(['fr'])
})

test('a pause holds a correction like everything else, and a lost answer does not say it twice', async () => {
  const desk = await openCorrecting({ town: { edits: false, repeats: 'record-key' } })
  const id = await desk.published(['river'])
  await desk.correct(id)
  desk.office.world.misbehave({ kind: 'lost-after' })
  await desk.ask(id)
  await desk.office.approve('Ana', id)
  const { ground } = desk.office.sending
  const by = { kind: 'person', id: 'Pat', name: 'Pat' } as const
  const form = { scope: 'all', reason: 'Look first' } as const
  const held = await desk.office.store.inTransaction((tx) => pause(ground, tx, { form, by }))
  expect(await desk.send(id)).toMatchObject({ ok: true })
  await desk.settle()
  expect(desk.inTown()).toHaveLength(2)
  await desk.office.store.inTransaction((tx) => resume(ground, tx, { id: held.id, by }))
  for (const one of (await desk.deliveries(id)).filter(({ state }) => state === 'paused'))
    expect(await personActs(ground, by, { id: one.id, does: 'release' })).toBe('done')
  // In small steps: in one of a minute the pair's own minute is over before the second half had its turn.
  for (let i = 0; i < 24; i++) {
    await desk.settle()
    desk.office.time.nowMs += 5_000
  }
  expect(
    desk
      .inTown()
      .map(({ text }) => text)
      .slice(2),
  ).toEqual([`Correction: ${sentences.en}`, `Rectification\u00A0: ${sentences.fr}`])
  await desk.isPublished(id)
})
