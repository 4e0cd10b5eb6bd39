import { expect, test } from 'vitest'
import { openCorrecting, sentences, wen } from '#roles/publishing/corrections/test-corrections.ts'
import { readPage } from '#roles/publishing/own-pages/read-pages.ts'
import type { Topic } from '#sending/topics/contract.ts'

const kept: Topic[] = [
  { id: 'water', names: { en: 'Water', fr: 'Eau' }, retired: false },
  { id: 'roads', names: { en: 'Roads', fr: 'Routes' }, retired: false },
]

test('another topic of what is public is a correction, and our page is about it once that is out', async () => {
  const desk = await openCorrecting({ topics: { list: async () => kept } })
  const id = await desk.published(['site'])
  const about = async (topics: string[]): Promise<unknown> => {
    const { revision, title, lane, versions } = await desk.now(id)
    const form = { title, lane, topics, versions: versions.map(({ written }) => written) }
    return desk.publishing.change(wen, id, { ...form, revision })
  }
  const pages = async (): Promise<unknown[]> => {
    const { publications } = await desk.now(id)
    const keys = publications.filter(({ ended }) => !ended).map(({ url }) => url.split('/').at(-1) ?? '')
    const rows = await Promise.all(keys.map((key) => readPage(desk.office.store.db, key)))
    return rows.map((row) => row?.topics)
  }
  expect(await pages()).toEqual([[], []])
  expect(await about(['water', 'roads'])).toMatchObject({ ok: true })
  // Nobody is asked about other words of what is public before it is said what was wrong.
  expect(await desk.ask(id)).toMatchObject({ ok: false, why: 'correct-first' })
  expect(await desk.correct(id)).toMatchObject({ ok: true })
  const { versions, topics } = await desk.now(id)
  expect([topics, versions.map(({ content }) => [content.topics, content.correction])]).toEqual([
    ['roads', 'water'],
    [
      [['roads', 'water'], sentences.en],
      [['roads', 'water'], sentences.fr],
    ],
  ])
  await desk.publish(id)
  expect(await pages()).toEqual([
    ['roads', 'water'],
    ['roads', 'water'],
  ])
}, 60_000)
