import { expect, test } from 'vitest'
import { isUrl, parsedUrl } from '#kernel/url.ts'

test('an address with accents is one, also after ten thousand others', () => {
  let none = 0
  for (let n = 0; n < 10_000; n++) if (!isUrl('https://eau-brûlée.example/é')) none++
  expect(none).toBe(0)
})

test.each([
  ['https://town.example/a?b#c', true],
  ['mailto:a@town.example', true],
  ['https://', false],
  ['http://[', false],
  ['', false],
  ['no address', false],
])('%s', (text, is) => {
  expect(isUrl(text)).toBe(is)
})

test('a path is one beside a base', () => {
  expect(isUrl('/a')).toBe(false)
  expect(parsedUrl('/a', 'https://town.example')?.href).toBe('https://town.example/a')
})
