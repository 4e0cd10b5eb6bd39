import { afterEach, expect, test } from 'vitest'
import type { Desk } from '#app/desk.ts'
import { planPractice, type SourcePlan } from '#app/plan-sources.ts'
import { wallClock } from '#kernel/time.ts'
import { parseFeedBytes } from '#networks/feeds/parse-feed.ts'
import { Message } from '#roles/publishing/contract.ts'
import { AccountBoard } from '#sending/contract.ts'
import { openTestDesk } from '../support/desk.ts'
import { joinDesk, type Joined } from '../support/people.ts'

// Promise 8: no network is indispensable. With none connected at all, what is approved still reaches the public: on our own pages
// and in our own feeds.

const undo: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step()
})

const texts = {
  en: 'Do not drink the water on Mill Street.',
  fr: 'Ne buvez pas l’eau de la rue du Moulin.',
}

async function opened(plan: SourcePlan): Promise<{ desk: Desk; wen: Joined; ana: Joined; olive: Joined }> {
  const desk = await openTestDesk(plan)
  undo.push(() => desk.close())
  const olive = await joinDesk(desk, { name: 'Olive', owner: true })
  const place = { name: 'Havre-Clair', lat: 45.6, lon: -74.7, country: 'CA' }
  await said(olive, '/api/session', { place, welcomed: true }, 'PATCH')
  const wen = await joinDesk(desk, { name: 'Wen', teams: ['Communications'] })
  const ana = await joinDesk(desk, { name: 'Ana', teams: ['Approvers'] })
  return { desk, wen, ana, olive }
}

async function said({ ask }: Joined, path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const answer = await ask(path, { method, body })
  if (!answer.ok) throw new Error(`${path} was refused: ${answer.status} ${await answer.text()}`)
  return answer.status === 204 ? undefined : answer.json()
}

/** A message to our own site, written by Wen, approved by Ana. */
async function approved(wen: Joined, ana: Joined, lane = 'normal'): Promise<Message> {
  const versions = Object.entries(texts).map(([language, text]) => ({ account: 'site', language, text }))
  const made = Message.parse(await said(wen, '/api/messages', { title: 'Brown water', lane, versions }))
  await said(wen, `/api/messages/${made.id}/ask`, { revision: made.revision })
  const shown = made.versions.map(({ content: { account, language }, sha256 }) => ({
    ...{ account, language, sha256 },
  }))
  await said(ana, `/api/approvals/${encodeURIComponent(`message:${made.id}`)}/approve`, { versions: shown })
  return made
}

const get = (desk: Desk, path: string): Promise<Response> => fetch(new URL(path, desk.url))

/** What stands in a feed of the desk, as our own reader of feeds takes it. */
async function heardIn(desk: Desk, file: string): Promise<string[]> {
  const answer = await get(desk, `/feeds/${file}`)
  const read = parseFeedBytes(
    Buffer.from(await answer.arrayBuffer()),
    answer.headers.get('content-type') ?? undefined,
  )
  if (read.kind !== 'feed') throw new Error(`${file} is no feed`)
  return read.feed.items.map((item) => JSON.stringify(item))
}

test('on a live desk with no network at all, a message reaches the public on our own pages and in our feeds', async () => {
  const { desk, wen, ana, olive } = await opened({ mode: 'live', readers: [], networks: [] })
  const board = AccountBoard.parse(await (await olive.ask('/api/connections')).json())
  expect(board.accounts).toMatchObject([{ account: 'site', network: 'pages', state: 'own' }])
  expect(board.networks.map(({ network }) => network)).toEqual(['pages'])
  const { id, revision } = await approved(wen, ana)
  await said(ana, `/api/messages/${id}/send`, { revision })
  for (const [language, text] of Object.entries(texts)) {
    await expect
      .poll(async () => (await get(desk, `/p?lang=${language}`)).text(), { timeout: 30_000 })
      .toContain(text)
    const list = await (await get(desk, `/p?lang=${language}`)).text()
    const path = /\/p\/[\w-]+-0/u.exec(list)?.[0] ?? ''
    const page = await get(desk, path)
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain(text)
    expect(html).not.toMatch(/noindex|\[Practice\]|\[Exercice\]/u)
    for (const format of ['rss', 'atom', 'json'])
      expect((await heardIn(desk, `${language}.${format}`)).join()).toContain(text)
  }
  const after = Message.parse(await (await wen.ask(`/api/messages/${id}`)).json())
  expect(after.publications.map(({ url }) => new URL(url).origin)).toEqual([desk.url, desk.url])
}, 90_000)

test('what is practised never stands on our own site, neither on a live desk nor on one that practises', async () => {
  for (const plan of [
    { mode: 'live', readers: [], networks: [] } as const satisfies Partial<SourcePlan>,
    planPractice('quiet', { clock: wallClock, speed: 60 }),
  ]) {
    const { desk, wen, ana } = await opened({ ...plan, readers: [...plan.readers] })
    const { id, revision } = await approved(wen, ana, 'exercise')
    const sent = await ana.ask(`/api/messages/${id}/send`, { method: 'POST', body: { revision } })
    expect(sent.ok).toBe(false)
    expect(await sent.json()).toMatchObject({ error: 'exercise' })
    const list = await (await get(desk, '/p?lang=en')).text()
    expect(list).not.toContain(texts.en)
    // And the site of a desk that practises says what it is.
    expect(list.includes('Practice: this is an exercise.')).toBe(plan.mode === 'practice')
    expect(list.includes('noindex')).toBe(plan.mode === 'practice')
  }
}, 120_000)

test('a live desk without a place has its own site once the first five minutes are over', async () => {
  const desk = await openTestDesk({ mode: 'live', readers: [], networks: [] })
  undo.push(() => desk.close())
  expect((await get(desk, '/p')).status).toBe(404)
  const olive = await joinDesk(desk, { name: 'Olive', owner: true })
  await said(olive, '/api/session', { welcomed: true }, 'PATCH')
  const list = await get(desk, '/p?lang=fr')
  expect(list.status).toBe(200)
  expect(await list.text()).toContain('Rien n’a encore été publié.')
}, 60_000)
