import { expect, test } from 'vitest'
import { actionOf, keyActions, KeyDesk, pressName, usualKeys, type Press } from '#web/keys.ts'

const press = (key: string, part: Partial<Press> = {}): Press => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...part,
})

function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  } as unknown as Storage
}

test('no two actions share a key', () => {
  expect(new Set(Object.values(usualKeys)).size).toBe(keyActions.length)
})

test('letters are letters while somebody writes, but the palette still opens', () => {
  const desk = new KeyDesk(storage())
  const done: string[] = []
  desk.on('next', () => done.push('next'))
  desk.on('palette', () => done.push('palette'))
  desk.press(press('j'), true, 0)
  desk.press(press('k', { ctrlKey: true }), true, 0)
  expect(done).toEqual(['palette'])
})

test('with single keys off, only keys with Ctrl or Alt work', () => {
  const desk = new KeyDesk(storage())
  const done: string[] = []
  desk.on('next', () => done.push('next'))
  desk.on('palette', () => done.push('palette'))
  desk.choose({ singleKeys: false, changed: {} })
  desk.press(press('j'), false, 0)
  desk.press(press('k', { metaKey: true }), false, 0)
  expect(done).toEqual(['palette'])
  expect(desk.keyOf('next')).toBeUndefined()
})

test('a changed key is kept in the browser, and the usual one rests', () => {
  const kept = storage()
  new KeyDesk(kept).choose({ singleKeys: true, changed: { takeOn: 'u' } })
  const desk = new KeyDesk(kept)
  let taken = 0
  desk.on('takeOn', () => taken++)
  desk.press(press('o'), false, 0)
  desk.press(press('u'), false, 0)
  expect(taken).toBe(1)
})

test('g then n goes to Now, unless too much time passes between', () => {
  const desk = new KeyDesk(undefined)
  let gone = 0
  desk.on('goNow', () => gone++)
  desk.press(press('g'), false, 0)
  desk.press(press('n'), false, 500)
  expect(gone).toBe(1)
  desk.press(press('g'), false, 1000)
  desk.press(press('n'), false, 3000)
  expect(gone).toBe(1)
})

test('the newest part of the screen answers first, and the one below again when it is gone', () => {
  const desk = new KeyDesk(undefined)
  const done: string[] = []
  desk.on('open', () => done.push('page'))
  const leave = desk.on('open', () => done.push('column'))
  desk.press(press('Enter'), false, 0)
  leave()
  desk.press(press('Enter'), false, 0)
  expect(done).toEqual(['column', 'page'])
})

test('a damaged choice in the browser is read as the usual keys', () => {
  const kept = storage()
  kept.setItem('bw-keys', '{"singleKeys":')
  expect(new KeyDesk(kept).keyOf('takeOn')).toBe('o')
  kept.setItem('bw-keys', '{"changed":{"takeOn":7,"nonsense":"q"}}')
  expect(new KeyDesk(kept).keyOf('takeOn')).toBe('o')
})

test('with Alt the place of a key counts, since the letter may turn into an accent', () => {
  expect(pressName(press('Ð', { altKey: true, shiftKey: true, code: 'KeyD' }))).toBe('Alt Shift D')
  expect(actionOf('Alt Shift D', undefined, { singleKeys: false, changed: {} })).toBe('theme')
})
