import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ownPath } from '#kernel/own-path.ts'

test('a page of ours is opened as it was asked for', () => {
  for (const path of ['/', '/now', '/now/stories/ab12', '/search?q=water%20OR%20eau', '/settings/devices'])
    expect(ownPath(path)).toBe(path)
})

test('nothing leads away from the desk', () => {
  const hostile = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n//evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'data:text/html,x',
    'https://evil.example/now',
    'evil.example',
    '/%2f%2fevil.example',
    '/%5cevil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/now\r\nset-cookie: a=b',
    '/api/session',
    '/API/session',
    '/sign-in/token',
    `/${'a'.repeat(3000)}`,
    '',
    ' /now',
    undefined,
    null,
    {},
    ['/now'],
  ]
  for (const path of hostile) expect([path, ownPath(path)]).toEqual([path, '/'])
})

test('whatever is wanted, the browser stays at our origin', () => {
  const odd = fc.string({
    unit: fc.constantFrom('/', '\\', '.', '%', '2', 'f', 'F', '5', 'c', '@', ':', '?', '#', 'a', '\t', ' '),
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        odd,
        odd.map((text) => `/${text}`),
        fc.webUrl(),
      ),
      (wanted) => {
        const path = ownPath(wanted)
        expect(new URL(path, 'https://desk.example.org').origin).toBe('https://desk.example.org')
        expect(path).toMatch(/^\/([^/\\]|$)/)
      },
    ),
  )
})
