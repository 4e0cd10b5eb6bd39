import { expect, test } from 'vitest'
import { documentOf, languageLink, sayIn } from '#roles/faces/now-page/public-document.ts'

const words = { hello: { en: 'Hello {name}, {name} & {n}', fr: 'Bonjour {name} et {n}' } }
const practice = { en: 'Nothing here is real.', fr: 'Rien ici n’est réel.' }
const page = { title: 'A\n<b>title</b>', body: '<h1>Body</h1>', style: 'p{margin:0}', practice }

test('what fills a gap is never markup, and cannot open another gap', () => {
  const say = sayIn(words, 'en')
  const spoken = say('hello', { name: '<script>{n}', n: 3 })
  expect(spoken).not.toContain('<script>')
  expect(spoken.match(/\{n\}/gu)).toHaveLength(2)
  expect(spoken).toMatch(/3$/u)
})

test('a gap nobody filled is empty', () => {
  expect(sayIn(words, 'fr')('hello')).toBe('Bonjour  et ')
})

test('the link to the other language is in that language, at an address that cannot break out', () => {
  expect(languageLink('/qui', { lang: 'en' })).toBe(
    '<nav><a href="/qui" lang="fr-CA" hreflang="fr">Français</a></nav>',
  )
  expect(languageLink('/who?a="><i>', { lang: 'fr' })).not.toContain('"><i>')
})

test('a live page says nothing about practice; a page of practice says so in its title, on itself and to searches', () => {
  const live = documentOf(page, { lang: 'en', isPractice: false })
  expect(live).toContain('<html lang="en-CA">')
  for (const sign of ['Practice', 'noindex', practice.en]) expect(live).not.toContain(sign)
  const practised = documentOf({ ...page, attributes: ' class="embed"' }, { lang: 'fr', isPractice: true })
  expect(practised).toContain('<html lang="fr-CA" class="embed">')
  expect(practised).toContain('<title>[Exercice] ')
  for (const sign of ['noindex', practice.fr]) expect(practised).toContain(sign)
})

test('a title is one line of text', () => {
  const title = /<title>(.*?)<\/title>/su.exec(documentOf(page, { lang: 'en', isPractice: false }))?.[1]
  expect(title).not.toMatch(/[\n<>]/u)
})
