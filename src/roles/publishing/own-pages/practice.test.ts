import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from 'kysely'
import { openSite } from '#roles/publishing/own-pages/test-site.ts'

let office: Awaited<ReturnType<typeof openSite>>

beforeAll(async () => {
  office = await openSite({ isPractice: true, webSubHub: 'https://hub.example/' })
  await office.say('Leave now.')
  await office.say('Partez.', { key: 'd2-0', language: 'fr', contentWarning: 'Inondation' })
})
afterAll(() => office.store.close())

test('pages of a desk that practises say so, and are left out of search engines', async () => {
  for (const path of ['/p/d1-0', '/p?lang=en']) {
    const answer = await office.ask(path)
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    const html = await answer.text()
    expect(html).toContain('Practice: this is an exercise. Nothing here is real.')
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(html).not.toContain('ld+json')
  }
  expect(await (await office.ask('/p/d2-0')).text()).toContain('Exercice : ceci est un entraînement.')
})

test('each item of a feed says it too, and no hub is named or told', async () => {
  for (const format of ['rss', 'atom', 'json']) {
    const answer = await office.ask(`/feeds/en.${format}`)
    expect(answer.headers.get('x-robots-tag')).toBe('noindex')
    const text = await answer.text()
    expect(text).toContain('[Practice] Leave now.')
    expect(text).toContain('Practice – Havre-Clair')
    expect(`${text}${answer.headers.get('link')}`).not.toContain('hub.example')
  }
  expect(await (await office.ask('/feeds/fr.rss')).text()).toContain('[Exercice] Inondation')
  const { rows } = await sql`select 1 from jobs where kind = 'publishing-hub'`.execute(office.store.db)
  expect(rows).toEqual([])
})
