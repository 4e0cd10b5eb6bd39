import { expect, test } from 'vitest'
import { minuteMs } from '#kernel/time.ts'
import { keepWanted, takeWanted } from '#web/sign-in/wanted.ts'

function storage(): Storage {
  const kept = new Map<string, string>()
  return {
    length: 0,
    clear: () => kept.clear(),
    key: () => null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

test('the page somebody wanted opens once after they signed in', () => {
  const shelf = storage()
  keepWanted(shelf, '/now/stories/ab12?show=muted', 1000)
  expect([takeWanted(shelf, 2000), takeWanted(shelf, 2000)]).toEqual([
    '/now/stories/ab12?show=muted',
    undefined,
  ])
})

test('what was wanted long ago, or leads elsewhere, is forgotten', () => {
  const shelf = storage()
  keepWanted(shelf, '/search', 0)
  expect(takeWanted(shelf, 15 * minuteMs)).toBeUndefined()
  for (const evil of ['//evil.example', '/\\evil', 'javascript:alert(1)', '/api/session']) {
    keepWanted(shelf, evil, 0)
    expect(takeWanted(shelf, 1)).toBeUndefined()
    shelf.setItem('bw-wanted', `0 ${evil}`)
    expect(takeWanted(shelf, 1)).toBeUndefined()
  }
})
